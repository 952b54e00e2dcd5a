import type { Problem } from '../../problem.ts';
import { eachRun } from './each-inline.ts';
import type { FrontMatter } from './front-matter.ts';
import type { Block, Inline, Readability } from './tree.ts';

/**
 * How long and how hard a letter is to read. A field counts as one short word.
 * Source: Flesch-Kincaid grade level (English); Crawford 1984 (Spanish).
 */
export function measureReadability(blocks: readonly Block[], language: string | undefined): Readability {
  const lines = [...eachRun(blocks)]
    .filter((run) => run.block !== 'heading')
    .map((run) => run.children.map(plainOf).join('').trim());
  const words = lines.flatMap(wordsOf);
  const sentences = Math.max(
    1,
    lines.flatMap((line) => line.split(/[.!?:]+(?=\s|$)/)).filter((part) => wordsOf(part).length > 0).length,
  );
  return { words: words.length, grade: gradeOf({ words, sentences, language }) };
}

/** Warnings where the front matter sets limits and the letter passes them. */
export function readabilityWarnings(input: {
  readonly file: string;
  readonly front: FrontMatter;
  readonly readability: Readability;
}): readonly Problem[] {
  const { file, front, readability } = input;
  const warnings: Problem[] = [];
  if (front.limits.words !== undefined && readability.words > front.limits.words) {
    warnings.push({ file, found: `${readability.words} words`, allowed: `at most ${front.limits.words} words` });
  }
  if (front.limits.grade !== undefined && readability.grade !== null && readability.grade > front.limits.grade) {
    warnings.push({
      file,
      found: `text for school grade ${readability.grade}`,
      allowed: `at most grade ${front.limits.grade}: shorter sentences, shorter words`,
    });
  }
  return warnings;
}

function gradeOf(input: {
  readonly words: readonly string[];
  readonly sentences: number;
  readonly language: string | undefined;
}): number | null {
  const { words, sentences } = input;
  if (words.length === 0) return null;
  const base = input.language?.split('-')[0];
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  if (base === 'en') return oneDecimal(0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59);
  if (base === 'es')
    return oneDecimal(-0.205 * ((100 * sentences) / words.length) + 0.049 * ((100 * syllables) / words.length) - 3.407);
  return null;
}

function oneDecimal(value: number): number {
  return Math.max(0, Math.round(value * 10) / 10);
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’\-.][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Groups of vowels, a silent e at the end left out: near enough for a warning. */
function syllablesOf(word: string): number {
  const plain = word.toLowerCase().replace(/(?<=[^aeiouáéíóúü])e$/, '');
  return Math.max(1, (plain.match(/[aeiouyáéíóúü]+/g) ?? []).length);
}

function plainOf(inline: Inline): string {
  if (inline.kind === 'text') return inline.text;
  if (inline.kind === 'field') return 'Name';
  if (inline.kind === 'break') return '\n';
  return inline.children.map(plainOf).join('');
}
