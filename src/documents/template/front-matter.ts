import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';
import { isWordKey, LETTER_WORD_KEYS } from '../words/index.ts';
import { nearestNames } from './nearest-names.ts';
import type { Source } from './source.ts';

export interface FrontMatter {
  /** The text with the front matter blanked out, so that lines and columns stay. */
  readonly body: string;
  readonly language?: string;
  readonly statements: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  /** Ends: at most. */
  readonly limits: { readonly words?: number; readonly grade?: number };
  /** The words of a text message, and where they stand. */
  readonly short?: { readonly text: string; readonly at: number };
}

interface Drafts {
  language?: string;
  statements: string[];
  words: Record<string, string>;
  limits: { words?: number; grade?: number };
  short?: { text: string; at: number };
}

type Read = (source: Source, drafts: Drafts, entry: { readonly value: unknown; readonly at: number }) => void;

const KEYS: Readonly<Record<string, Read>> = {
  lang: readLanguage,
  statements: readStatements,
  limits: readLimits,
  words: readWords,
  text: readShort,
};

/** Reads the lines between `---` and `---` at the very start, where there are any. */
export function readFrontMatter(source: Source): FrontMatter {
  const drafts: Drafts = { statements: [], words: {}, limits: {} };
  const match = /^---[ \t]*(\r\n|\r|\n)([\s\S]*?)(^|\r\n|\r|\n)---[ \t]*(?=\r|\n|$)/m.exec(source.text);
  if (match === null || match.index !== 0) return { ...drafts, body: source.text };
  const start = 3 + source.text.slice(3).search(/[\r\n]/) + (match[1] ?? '').length;
  readDocument(source, drafts, { text: match[2] ?? '', start });
  return { ...drafts, body: match[0].replaceAll(/[^\r\n]/g, ' ') + source.text.slice(match[0].length) };
}

function readDocument(
  source: Source,
  drafts: Drafts,
  { text, start }: { readonly text: string; readonly start: number },
): void {
  const document = parseDocument(text, {
    lineCounter: new LineCounter(),
    schema: 'core',
    maxAliasCount: 0,
    logLevel: 'silent',
    prettyErrors: false,
  } as never);
  for (const error of document.errors)
    source.refuse(
      start + error.pos[0],
      `front matter that is not YAML (${error.message})`,
      'keys and values, as `lang: es`',
    );
  if (document.errors.length > 0 || document.contents === null) return;
  if (!isMap(document.contents)) {
    source.refuse(start, 'front matter without keys', `the keys ${Object.keys(KEYS).join(', ')}`);
    return;
  }
  for (const pair of document.contents.items as Pair<Node, Node | null>[]) readEntry(source, drafts, { pair, start });
}

function readEntry(
  source: Source,
  drafts: Drafts,
  { pair, start }: { readonly pair: Pair<Node, Node | null>; readonly start: number },
): void {
  const key = isScalar(pair.key) ? String(pair.key.value) : '';
  const read = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (read === undefined) {
    source.refuse(
      start + (pair.key.range?.[0] ?? 0),
      `the key ${key}`,
      `the keys ${nearestNames(key, Object.keys(KEYS)).join(', ')}`,
    );
    return;
  }
  read(source, drafts, {
    value: plainOf(pair.value),
    at: start + (pair.value?.range?.[0] ?? pair.key.range?.[0] ?? 0),
  });
}

/** The node as a plain value; aliases and tags give undefined, which every reader refuses. */
function plainOf(node: Node | null): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => plainOf(item as Node));
  if (isMap(node))
    return Object.fromEntries(
      node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', plainOf(pair.value as Node | null)]),
    );
  return undefined;
}

function readLanguage(
  source: Source,
  drafts: Drafts,
  { value, at }: { readonly value: unknown; readonly at: number },
): void {
  const file = /([^/\\]+)\.md$/.exec(source.file)?.[1];
  if (typeof value !== 'string' || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value))
    source.refuse(at, String(value), 'a language tag, as es or zh-Hant');
  else if (file !== undefined && /^[a-z]{2}(-|$)/.test(file) && file !== value)
    source.refuse(at, value, `the language that the file's name says: ${file}`);
  else drafts.language = value;
}

function readStatements(
  source: Source,
  drafts: Drafts,
  { value, at }: { readonly value: unknown; readonly at: number },
): void {
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const id of ids) {
    if (typeof id === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) drafts.statements.push(id);
    else source.refuse(at, String(id), 'a list of ids of small letters, digits and hyphens');
  }
  if (new Set(drafts.statements).size < drafts.statements.length)
    source.refuse(at, 'a statement twice', 'each statement once');
}

function readLimits(
  source: Source,
  drafts: Drafts,
  { value, at }: { readonly value: unknown; readonly at: number },
): void {
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [['', value]];
  for (const [key, limit] of entries) {
    const isKnown = key === 'words' || key === 'grade';
    if (isKnown && typeof limit === 'number' && Number.isFinite(limit) && limit > 0) drafts.limits[key] = limit;
    else source.refuse(at, `${String(key)}: ${String(limit)}`, 'limits such as { words: 150, grade: 5 }');
  }
}

function readShort(
  source: Source,
  drafts: Drafts,
  { value, at }: { readonly value: unknown; readonly at: number },
): void {
  if (typeof value === 'string' && value.trim() !== '') drafts.short = { text: value.trim(), at };
  else source.refuse(at, String(value), 'the words of the text message');
}

function readWords(
  source: Source,
  drafts: Drafts,
  { value, at }: { readonly value: unknown; readonly at: number },
): void {
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [['', value]];
  for (const [key, word] of entries) {
    if (!isWordKey(String(key)))
      source.refuse(
        at,
        `words.${String(key)}`,
        `words of this list: ${nearestNames(String(key), LETTER_WORD_KEYS).join(', ')}`,
      );
    else if (typeof word !== 'string' || word.trim() === '' || word.length > 200)
      source.refuse(at, `words.${String(key)}: ${String(word)}`, 'a text of 1 to 200 characters');
    else drafts.words[String(key)] = word;
  }
}
