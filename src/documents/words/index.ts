/** The words that a letter needs beside its template: heads of the table, units, the foot. One file for each language. */
import { ENGLISH_WORDS } from './en.ts';
import { SPANISH_WORDS } from './es.ts';

/** `{...}` in a word is filled in. A key that ends in `.one`, `.few`, ... is the form of that plural category; `.other` is always there. */
export type LetterWords = Readonly<Record<string, string>>;

/** Every key a language must have. Further plural categories may be added beside `.other`. */
export const LETTER_WORD_KEYS: readonly string[] = Object.keys(ENGLISH_WORDS).filter((key) => !key.endsWith('.one'));

const BUILT_IN: Readonly<Record<string, LetterWords>> = { en: ENGLISH_WORDS, es: SPANISH_WORDS };

/** Whether a key may stand under `words:` of a template. */
export function isWordKey(key: string): boolean {
  const base = key.replace(/\.(zero|one|two|few|many)$/, '.other');
  return LETTER_WORD_KEYS.includes(base);
}

/** The words of a language (`es-MX` takes those of `es`); undefined where there are none built in. */
export function builtInWords(language: string): LetterWords | undefined {
  return BUILT_IN[language.toLowerCase().split('-')[0] ?? ''];
}

/** A word with its blanks filled in. Fails: throws on a key that no language has; that is a mistake of ours. */
export function wordOf(words: LetterWords, key: string, blanks: Readonly<Record<string, string>> = {}): string {
  const word = words[key] ?? ENGLISH_WORDS[key as keyof typeof ENGLISH_WORDS];
  if (word === undefined) throw new Error(`no such word: ${key}`);
  return word.replaceAll(/\{(\w+)\}/g, (whole, name: string) => blanks[name] ?? whole);
}

/** The form of a word for a number, by the plural rules of the language. `{count}` is the number as given. */
export function pluralOf(
  words: LetterWords,
  key: string,
  at: { readonly count: number; readonly shown: string; readonly language: string },
): string {
  const category = pluralCategory(at.language, at.count);
  const form = words[`${key}.${category}`] === undefined ? `${key}.other` : `${key}.${category}`;
  return wordOf(words, form, { count: at.shown });
}

const RULES = new Map<string, Intl.PluralRules>();

/** The plural category of a number in a language: `one`, `other`, `few`, ... */
export function pluralCategory(language: string, count: number): string {
  const rules = RULES.get(language) ?? new Intl.PluralRules([language, 'en-US']);
  RULES.set(language, rules);
  return rules.select(count);
}
