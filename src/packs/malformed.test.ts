import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runCases } from './cases/run-cases.ts';
import { kindOfFile } from './pack-files.ts';
import { parsePack } from './parse-pack.ts';
import type { PackReading } from './pack.ts';
import { FILES } from './testing.ts';

const SHIPPED = readdirSync('packs').map((name) => filesOf(join('packs', name)));
const RUNS = Number(process.env['ROLLCALL_FUZZ'] ?? 40);

/** Either a pack, or problems that each say where, what was found and what is allowed. */
function expectAnswer(reading: PackReading): void {
  if (reading.ok) {
    expect(reading.pack.policy.criteria.length).toBeGreaterThan(0);
    expect(runCases(reading.pack)).toBeInstanceOf(Array);
    return;
  }
  expect(reading.problems.length).toBeGreaterThan(0);
  for (const { file, line, column, found, allowed } of reading.problems) {
    expect(found).not.toBe('');
    expect(allowed).not.toBe('');
    expect(file).not.toBe('');
    if (line !== undefined)
      expect([line, column].every((place) => Number.isInteger(place) && (place ?? 0) >= 1)).toBe(true);
  }
}

const yamlFiles = SHIPPED.flatMap((files) =>
  [...files.keys()].filter((path) => path.endsWith('.yaml')).map((path) => ({ files, path })),
);
const anyYaml = fc.constantFrom(...yamlFiles);
const SNIPPETS = [
  '',
  ' ',
  ':',
  '- ',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '#',
  '&a ',
  '*a',
  '!x ',
  '|',
  '>',
  '\n',
  '\t',
  '~',
  '01',
  '-1',
  '1e9',
  '.nan',
  '2026-02-30',
  'year',
  'each',
  'true',
  '\u0000',
  '\uFEFF',
  '😀',
  '__proto__: 1',
  'constructor: 1',
  '? ',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
];
const snippet = fc.oneof(
  fc.constantFrom(...SNIPPETS),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
);

describe('whatever is in the files of a pack, the answer is a pack or its problems', () => {
  test('a shipped pack with a piece of one file replaced', () => {
    fc.assert(
      fc.property(anyYaml, fc.nat(), fc.nat({ max: 12 }), snippet, ({ files, path }, at, length, piece) => {
        const text = files.get(path) ?? '';
        const start = at % (text.length + 1);
        expectAnswer(parsePack(new Map([...files, [path, text.slice(0, start) + piece + text.slice(start + length)]])));
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  test('a shipped pack with the value of one line replaced by another value', () => {
    const value = fc.oneof(
      fc.constantFrom(...SNIPPETS),
      fc.json({ maxDepth: 3 }),
      fc.integer().map(String),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(anyYaml, fc.nat(), value, ({ files, path }, at, written) => {
        const lines = (files.get(path) ?? '').split('\n');
        const index = at % lines.length;
        const changed = lines
          .map((line, place) => (place === index ? line.replace(/:.*$/, () => `: ${written}`) : line))
          .join('\n');
        expectAnswer(parsePack(new Map([...files, [path, changed]])));
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  test('a shipped pack that lacks lines, or has them twice', () => {
    fc.assert(
      fc.property(anyYaml, fc.nat(), fc.nat({ max: 5 }), fc.boolean(), ({ files, path }, at, count, twice) => {
        const lines = (files.get(path) ?? '').split('\n');
        const start = at % lines.length;
        const changed = twice
          ? [...lines.slice(0, start + count), ...lines.slice(start)]
          : [...lines.slice(0, start), ...lines.slice(start + count)];
        expectAnswer(parsePack(new Map([...files, [path, changed.join('\n')]])));
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  test('files of any value', () => {
    const anything = fc.json({ maxDepth: 4 });
    const file = fc.constantFrom('pack.yaml', 'criteria/a.yaml', 'cases/a.yaml');
    fc.assert(
      fc.property(file, anything, (path, text) =>
        expectAnswer(parsePack(new Map(Object.entries({ ...FILES, [path]: text })))),
      ),
      { numRuns: RUNS },
    );
  }, 300_000);

  test('files of any text, at any path', () => {
    const path = fc.oneof(
      fc.constantFrom(
        'pack.yaml',
        'criteria/a.yaml',
        'criteria/../x',
        'cases/a.yaml',
        'letters/notice/en.md',
        'letters//en.md',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(path, fc.string({ unit: 'binary' })), (files) =>
        expectAnswer(parsePack(new Map(Object.entries(files)))),
      ),
      { numRuns: RUNS },
    );
  }, 300_000);
});

function filesOf(dir: string): ReadonlyMap<string, string> {
  const paths = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
  return new Map(
    paths
      .filter((path) => kindOfFile(path).kind !== 'other')
      .map((path) => [path, readFileSync(join(dir, path), 'utf8')]),
  );
}
