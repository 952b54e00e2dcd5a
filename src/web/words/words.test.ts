import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OF_BEGINNINGS } from './beginning-names.ts';

const WEB = join(import.meta.dirname, '..');
const namespaces = globSync('words/en/*.json', { cwd: WEB }).map((file) => basename(file, '.json'));

const wordsOf = (language: string, namespace: string): ReadonlyMap<string, string> =>
  flatten(JSON.parse(readFileSync(join(WEB, 'words', language, `${namespace}.json`), 'utf8')));

test('both languages have the same files', () => {
  expect(
    globSync('words/es/*.json', { cwd: WEB })
      .map((file) => basename(file, '.json'))
      .toSorted(),
  ).toEqual(namespaces.toSorted());
});

describe.each(namespaces)('%s', (namespace) => {
  test('English and Spanish have the same phrases', () => {
    expect([...wordsOf('es', namespace).keys()].toSorted()).toEqual([...wordsOf('en', namespace).keys()].toSorted());
  });

  test('each phrase takes the same values in both, and none is empty', () => {
    const spanish = wordsOf('es', namespace);
    for (const [key, phrase] of wordsOf('en', namespace)) {
      expect({ key, values: valuesOf(spanish.get(key) ?? '') }).toEqual({ key, values: valuesOf(phrase) });
      expect({ key, phrase: spanish.get(key) }).not.toEqual({ key, phrase: '' });
      expect(phrase, key).not.toBe('');
    }
  });

  test('a plural has both its forms', () => {
    const keys = new Set(wordsOf('en', namespace).keys());
    for (const key of keys) if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'));
  });
});

test('every phrase that a component says is there', () => {
  const files = globSync('**/*.tsx', { cwd: WEB, exclude: (name) => name.startsWith('dist') });
  expect(files.flatMap((file) => missingIn(file))).toEqual([]);
});

test('Home says nothing whose words come later: its first look would wait for one more answer', () => {
  const files = globSync('screens/home/*.tsx', { cwd: WEB });
  const asked = files.flatMap((file) =>
    [...readFileSync(join(WEB, file), 'utf8').matchAll(/useWords\('([\w-]+)'\)/g)].map(([, name]) => name!),
  );
  expect(asked).not.toEqual([]);
  expect(asked.filter((name) => !OF_BEGINNINGS.includes(name))).toEqual([]);
});

/** `const t = useWords('worklist')` and then `t('title')`: the phrases that a file asks for and no catalogue has. */
function missingIn(file: string): readonly string[] {
  const text = readFileSync(join(WEB, file), 'utf8');
  const names = [...text.matchAll(/const (\w+) = useWords\('([\w-]+)'\)/g)];
  const asked = new Map<string, Set<string>>();
  for (const [, say, namespace] of names) {
    const known = asked.get(say!) ?? new Set();
    const keys = namespaces.includes(namespace!) ? wordsOf('en', namespace!).keys() : [];
    for (const key of keys) known.add(key);
    asked.set(say!, known);
  }
  return [...asked].flatMap(([say, known]) =>
    [...text.matchAll(new RegExp(`\\b${say}\\(\\s*'([^']+)'`, 'g'))]
      .map(([, key]) => key!)
      .filter(
        (key) => !known.has(key) && !known.has(`${key}_other`) && ![...known].some((one) => one.startsWith(`${key}.`)),
      )
      .map((key) => `${file}: ${key}`),
  );
}

function flatten(words: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof words === 'string') return new Map([[path, words]]);
  return new Map(
    Object.entries(words as object).flatMap(([key, value]) => [
      ...flatten(value, path === '' ? key : `${path}.${key}`),
    ]),
  );
}

function valuesOf(phrase: string): readonly string[] {
  return [...new Set([...phrase.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].toSorted();
}
