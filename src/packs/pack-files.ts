/** Which files of a folder belong to a pack, and the limits that keep any text readable in a moment. */
import { createHash } from 'node:crypto';
import type { Problem } from '../problem.ts';

/** Unit: characters of one file; files; characters of all. */
export const MOST_CHARACTERS = 128 * 1024;
export const MOST_FILES = 500;
const MOST_CHARACTERS_TOGETHER = 4 * 1024 * 1024;

const LANGUAGE_FILE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export type PackFileKind =
  | { readonly kind: 'pack' }
  | { readonly kind: 'criterion' }
  | { readonly kind: 'case' }
  /** What people read, in another language. */
  | { readonly kind: 'words'; readonly language: string }
  | { readonly kind: 'letter'; readonly letter: string; readonly language: string }
  | { readonly kind: 'notification'; readonly notification: string; readonly language: string }
  /** Belongs to the pack by its place, not by its name. */
  | { readonly kind: 'misnamed'; readonly allowed: string }
  /** Notes for people. */
  | { readonly kind: 'other' };

/** What a file of a pack is, by its path. */
export function kindOfFile(path: string): PackFileKind {
  if (path === 'pack.yaml') return { kind: 'pack' };
  const [folder, name, file, ...deeper] = path.split('/');
  if (folder === 'criteria' || folder === 'cases') {
    if (name?.endsWith('.yaml') === true && file === undefined)
      return { kind: folder === 'criteria' ? 'criterion' : 'case' };
    return isNote(path) ? { kind: 'other' } : { kind: 'misnamed', allowed: `${folder}/NAME.yaml` };
  }
  if (folder === 'words') {
    const tag = /^(.+)\.yaml$/.exec(name ?? '')?.[1];
    if (tag !== undefined && LANGUAGE_FILE.test(tag) && file === undefined) return { kind: 'words', language: tag };
    return isNote(path) ? { kind: 'other' } : { kind: 'misnamed', allowed: 'words/LANGUAGE.yaml, as words/es.yaml' };
  }
  if (folder !== 'letters' && folder !== 'notifications') return { kind: 'other' };
  const language = /^(.+)\.md$/.exec(file ?? '')?.[1];
  if (name !== undefined && language !== undefined && LANGUAGE_FILE.test(language) && deeper.length === 0)
    return folder === 'letters'
      ? { kind: 'letter', letter: name, language }
      : { kind: 'notification', notification: name, language };
  return isNote(path)
    ? { kind: 'other' }
    : {
        kind: 'misnamed',
        allowed:
          folder === 'letters'
            ? 'letters/NAME/LANGUAGE.md, as letters/first-notice/en.md'
            : 'notifications/NAME/LANGUAGE.md, as notifications/absences/en.md',
      };
}

function isNote(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return name.startsWith('.') || /^readme/i.test(name);
}

/** The files that make the pack; notes for people and hidden files take no part in what it is. */
export function ownFiles(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].filter(([path]) => kindOfFile(path).kind !== 'other').toSorted(byPath));
}

/** sha256 over the sorted paths and texts, each with its length, so that no two packs run together. */
export function hashOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of [...files].toSorted(byPath)) hash.update(`${path.length}:${path}${text.length}:${text}`);
  return hash.digest('hex');
}

/** What is too much of a pack. */
export function limitProblems(files: ReadonlyMap<string, string>): readonly Problem[] {
  const problems: Problem[] = [];
  if (files.size > MOST_FILES)
    problems.push({ found: `${files.size} files`, allowed: `at most ${MOST_FILES} files in a pack` });
  let together = 0;
  for (const [file, text] of files) {
    const { length } = text;
    together += length;
    if (text.includes('\0')) problems.push({ file, found: 'a NUL character', allowed: 'UTF-8 text' });
    if (length > MOST_CHARACTERS)
      problems.push({
        file,
        found: `${length} characters`,
        allowed: `at most ${MOST_CHARACTERS} characters in a file`,
      });
  }
  if (together > MOST_CHARACTERS_TOGETHER)
    problems.push({ found: `${together} characters in all files`, allowed: `at most ${MOST_CHARACTERS_TOGETHER}` });
  return problems;
}

function byPath([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
