import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Problem } from '../../problem.ts';
import { builtInWords, LETTER_WORD_KEYS } from '../words/index.ts';
import { convertBlocks } from './blocks.ts';
import { eachInline, eachRun } from './each-inline.ts';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { measureReadability, readabilityWarnings } from './readability.ts';
import { createSource, type Source } from './source.ts';
import { checkStatements } from './statements.ts';
import type { Block, LetterTemplate, TemplateReading } from './tree.ts';

const MOST_CHARACTERS = 20_000;

/**
 * Parses a letter template: Markdown with named fields, into the closed tree of `tree.ts`.
 * Input: the text of one file; `file` is its name for problems, and `es.md` says the language where the front matter does not.
 * Fails: every problem at once, with line and column; never throws, whatever the text.
 */
export function parseLetterTemplate(text: string, file: string): TemplateReading {
  return parseTemplate(createSource(text, file), { text, file });
}

/** `mayBeText`: the front matter may hold the words of a text message. */
export function parseTemplate(
  source: Source,
  { text, file, mayBeText = false }: { readonly text: string; readonly file: string; readonly mayBeText?: boolean },
): TemplateReading {
  if (source.text.length > MOST_CHARACTERS) {
    source.refuse(0, `${source.text.length} characters`, `at most ${MOST_CHARACTERS} characters in a letter`);
    return { ok: false, problems: source.problems };
  }
  const front = readFrontMatter(source);
  if (front.short !== undefined && !mayBeText)
    source.refuse(
      front.short.at,
      'the key text',
      'the keys lang, statements, limits, words; text is for notifications',
    );
  const blocks = convertBlocks(source, fromMarkdown(front.body).children);
  const language = front.language ?? languageOfFile(file);
  checkHeading(source, blocks);
  const statements = checkStatements(source, blocks, front);
  checkWords(source, { front, language });
  if (source.problems.length > 0) return { ok: false, problems: source.problems.toSorted(byPlace) };
  return { ok: true, template: templateOf({ text, file, front, blocks, statements, language }) };
}

interface Parts {
  readonly text: string;
  readonly file: string;
  readonly front: FrontMatter;
  readonly blocks: readonly Block[];
  readonly statements: readonly string[];
  readonly language: string | undefined;
}

function templateOf({ text, file, front, blocks, statements, language }: Parts): LetterTemplate {
  const readability = measureReadability(blocks, language);
  return {
    file,
    text,
    ...(language === undefined ? {} : { language }),
    statements,
    required: front.statements,
    words: front.words,
    needsConference: namesConference(blocks),
    blocks,
    warnings: readabilityWarnings({ file, front, readability }),
    readability,
  };
}

function byPlace(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** The language that a file name such as `letters/first-notice/es-MX.md` says. */
function languageOfFile(file: string): string | undefined {
  const name = /([^/\\]+)\.md$/.exec(file)?.[1];
  return name !== undefined && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(name) ? name : undefined;
}

function namesConference(blocks: readonly Block[]): boolean {
  if (blocks.some((block) => block.kind === 'block-field' && block.field === 'conference')) return true;
  return [...eachInline(blocks)].some((inline) => inline.kind === 'field' && inline.field.startsWith('conference.'));
}

function checkHeading(source: Source, blocks: readonly Block[]): void {
  const subjects = blocks.filter((block) => block.kind === 'heading' && block.level === 1);
  const allowed = 'one heading `# ...`, first in the letter: its subject';
  if (subjects.length === 0) source.refuse(0, 'no heading of level 1', allowed);
  else if (subjects.length > 1) source.refuse(0, `${subjects.length} headings of level 1`, allowed);
  else if (blocks[0] !== subjects[0]) source.refuse(0, 'text before the heading', allowed);
  const paragraphs = [...eachRun(blocks)].filter((run) => run.block !== 'heading');
  if (paragraphs.length === 0 && source.problems.length === 0) source.refuse(0, 'no text', 'at least one paragraph');
}

function checkWords(source: Source, { front, language }: { front: FrontMatter; language: string | undefined }): void {
  if (language === undefined || builtInWords(language) !== undefined) return;
  const lacking = LETTER_WORD_KEYS.filter((key) => front.words[key] === undefined);
  if (lacking.length === 0) return;
  source.refuse(
    0,
    `no \`words\` for ${lacking.join(', ')}`,
    `for a language other than English and Spanish, all of: ${LETTER_WORD_KEYS.join(', ')}`,
  );
}
