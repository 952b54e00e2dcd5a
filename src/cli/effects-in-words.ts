/** Effects in English, by the sentences of the app. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EffectCount, HeldBack } from '../notices/index.ts';

type Words = { readonly [key: string]: string | Words };

const WORDS = wordsOf('effects');
const TASKS = wordsOf('tasks');

/** `5 tasks for the administrator (welfare step), 5 attendance files`; '' for nothing. */
export function effectsInWords(effects: readonly EffectCount[]): string {
  return effects.map(effectCountInWords).join(', ');
}

/** `5 attendance files`. A kind without a sentence of its own is named with its count. */
function effectCountInWords({ kind, key, values, count }: EffectCount): string {
  const sentence = wordsAt(['also', `${key}_${count === 1 ? 'one' : 'other'}`]);
  return sentence === undefined
    ? `${count} ${wordsAt(['kind', kind]) ?? kind}`
    : filled(sentence, { ...values, count });
}

/** `122 of D4 (pack) were met before 2026-11-16, the first day on which it acts by itself: nothing is done (task, attendance file)`. */
export function heldBackInWords({ why, pack, criterion, kinds, count, since, first, because }: HeldBack): string {
  const what = kinds.map((kind) => wordsAt(['kind', kind]) ?? kind).join(', ');
  if (why === 'before-use')
    return `${count} of ${criterion} (${pack}) were met before ${since ?? ''}, the first day on which it acts by itself: nothing is done (${what})`;
  return `${count} of ${criterion} (${pack}), issued from ${first} on, still lack what follows (${what})${because === '' ? '' : `: ${because}`}`;
}

/** One effect: `Task for the administrator by 2025-11-07: …`. */
export function saysInWords(says: { readonly key: string; readonly values: EffectCount['values'] }): string {
  const sentence = wordsAt([says.key]);
  return sentence === undefined ? says.key : filled(sentence, says.values);
}

/** What a task asks for: in the words of the pack, or a sentence of the app. */
export function taskInWords(what: string): string {
  if (!what.startsWith('key:')) return what;
  const key = what.slice('key:'.length);
  return wordsAt(['what', key], TASKS) ?? key;
}

function wordsOf(namespace: string): Words {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../web/words/en/${namespace}.json`), 'utf8')) as Words;
}

function filled(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = String(values[name] ?? '');
    return name === 'role' || name === 'kind' ? (wordsAt([name, value]) ?? value) : value;
  });
}

function wordsAt(path: readonly string[], words: Words = WORDS): string | undefined {
  let at: string | Words | undefined = words;
  for (const key of path) at = typeof at === 'object' ? at[key] : undefined;
  return typeof at === 'string' ? at : undefined;
}
