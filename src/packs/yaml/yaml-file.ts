/** One YAML file of a pack: its plain value, and where in the text each part of it stands. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Problem } from '../../problem.ts';
import { keyText } from './key-text.ts';
import { offsetOfDeepNesting } from './nesting.ts';
import { plainValue } from './plain-value.ts';

export type Path = readonly (string | number)[];

export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** A problem at a part of the file. `key`: at the last step's key rather than at its value. */
  problemAt(path: Path, words: { readonly found?: string; readonly allowed: string; readonly key?: boolean }): Problem;
  /** What stands there, as written, shortened. */
  foundAt(path: Path): string;
}

export type YamlReading =
  | { readonly ok: true; readonly yaml: YamlFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const MOST_PROBLEMS = 20;

/**
 * Parses the text of one YAML file.
 * Fails: bad syntax, duplicate keys, tags, keys that are no text, nesting beyond reason: each with its place; never throws.
 */
export function parseYamlFile(file: string, text: string): YamlReading {
  const deep = offsetOfDeepNesting(text);
  const lines = new LineCounter();
  if (deep !== undefined) {
    const { line, column } = placeInText(text, deep);
    return {
      ok: false,
      problems: [
        { file, line, column, found: 'nesting beyond reason', allowed: 'maps and lists at most 20 levels deep' },
      ],
    };
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const problems = [...document.errors, ...document.warnings].map((error) =>
    problemOf(file, { lines, offset: error.pos[0], message: error.message }),
  );
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
  const plain = plainValue(document);
  if (plain.faults.length > 0) {
    return {
      ok: false,
      problems: plain.faults
        .slice(0, MOST_PROBLEMS)
        .map((fault) => ({ file, ...placeAt(lines, fault.offset), found: fault.found, allowed: fault.allowed })),
    };
  }
  return { ok: true, yaml: yamlFile({ file, document, lines, value: plain.value }) };
}

function yamlFile({
  file,
  document,
  lines,
  value,
}: {
  file: string;
  document: Document;
  lines: LineCounter;
  value: unknown;
}): YamlFile {
  const foundAt = (path: Path): string => describe(nodeAt(document, path).node, { depth: path.length });
  return {
    file,
    value,
    foundAt,
    problemAt: (path, { found, allowed, key }) => {
      const { node, keyNode, nearest } = nodeAt(document, path);
      const anchor = key === true ? (keyNode ?? nearest) : (node ?? nearest);
      return {
        file,
        ...placeAt(lines, anchor?.range?.[0] ?? 0),
        path: path.join('.'),
        found: found ?? foundAt(path),
        allowed,
      };
    },
  };
}

interface Spot {
  /** undefined: there is nothing. */
  readonly node: Node | undefined;
  readonly keyNode: Node | undefined;
  /** The last part on the way that is there. */
  readonly nearest: Node | undefined;
}

function nodeAt(document: Document, path: Path): Spot {
  let node = resolve(document, document.contents);
  let nearest = node;
  let keyNode: Node | undefined;
  for (const step of path) {
    const next = childAt(node, step);
    keyNode = next.key;
    node = resolve(document, next.value);
    nearest = node ?? keyNode ?? nearest;
    if (node === undefined) return { node: undefined, keyNode, nearest };
  }
  return { node, keyNode, nearest };
}

function childAt(node: Node | undefined, step: string | number): { key?: Node; value?: Node | null } {
  if (isSeq(node) && typeof step === 'number') return { value: (node.items[step] ?? null) as Node | null };
  if (!isMap(node)) return {};
  const pair = node.items.find(({ key }) => isScalar(key) && keyText(key) === String(step));
  return pair === undefined ? {} : { key: pair.key as Node, value: pair.value as Node | null };
}

function resolve(document: Document, node: Node | null | undefined): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return node ?? undefined;
}

function describe(node: Node | undefined, { depth }: { depth: number }): string {
  if (node === undefined) return depth === 0 ? 'an empty file' : 'nothing';
  if (isMap(node))
    return node.items.length === 0
      ? 'an empty map'
      : `a map with ${node.items
          .slice(0, 4)
          .map(({ key }) => (isScalar(key) ? shorten(keyText(key)) : '?'))
          .join(', ')}`;
  if (isSeq(node)) return node.items.length === 0 ? 'an empty list' : `a list of ${node.items.length}`;
  if (!isScalar(node)) return 'nothing';
  if (typeof node.value === 'string') return JSON.stringify(shorten(node.value));
  const written = node.source ?? String(node.value);
  return written === '' ? 'nothing' : shorten(written);
}

function shorten(written: string): string {
  const characters = Array.from(written.slice(0, 200));
  return characters.length > 60 ? `${characters.slice(0, 57).join('')}...` : written;
}

function problemOf(
  file: string,
  { lines, offset, message }: { lines: LineCounter; offset: number; message: string },
): Problem {
  const resolved = /^Unresolved tag: (.*)$/.exec(message);
  const found =
    resolved === null
      ? `text that is not YAML (${shorten(message.split('\n')[0] ?? '')})`
      : `the tag ${shorten(resolved[1] ?? '')}`;
  return {
    file,
    ...placeAt(lines, offset),
    found,
    allowed: resolved === null ? 'YAML: one document of keys and values' : 'values without tags',
  };
}

function placeAt(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function placeInText(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
