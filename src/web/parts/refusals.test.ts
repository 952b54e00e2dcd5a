import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatDate } from '../words/format.ts';
import { refusalText } from './refusal-text.ts';

const SRC = join(import.meta.dirname, '../..');

interface Words {
  readonly [key: string]: string | Words;
}

const wordsOf = (language: string): Words =>
  JSON.parse(readFileSync(join(SRC, 'web/words', language, 'refusals.json'), 'utf8')) as Words;

const phraseOf = (language: string, key: string): string | undefined => {
  const found = key
    .split('.')
    .reduce<Words | string | undefined>(
      (words, part) => (typeof words === 'object' ? words[part] : undefined),
      wordsOf(language),
    );
  return typeof found === 'string' ? found : undefined;
};

/** `code: 'decide.over', values: { date: until }` of every refusal in the rooms. */
const refusals = globSync('**/*.ts', { cwd: SRC, exclude: (name) => /^(?:web|node_modules)$/.test(name) })
  .filter((file) => !file.endsWith('.test.ts') && readFileSync(join(SRC, file), 'utf8').includes('Refusal('))
  .flatMap((file) => {
    const text = readFileSync(join(SRC, file), 'utf8');
    const found = text.matchAll(/\bcode:[^,}]*?'([a-z]+\.[a-z-]+)'[^{}]*?(?:values: \{([^}]*)\},?)?\s*\}/g);
    return [...found].map(([, code = '', values = '']) => ({
      code,
      values: values.split(',').flatMap((one) => /^\s*(\w+)/.exec(one)?.[1] ?? []),
    }));
  });

test('refusals of the rooms are found', () => {
  expect(refusals.length).toBeGreaterThan(60);
  expect(refusals).toContainEqual({ code: 'decide.over', values: ['date'] });
});

describe.each(['en', 'es'])('in %s', (language) => {
  test('each refusal has its words, which name only what it gives', () => {
    for (const { code, values } of refusals) {
      const phrase = phraseOf(language, code);
      expect({ code, phrase }).toEqual({ code, phrase: expect.any(String) as string });
      for (const [, name] of (phrase ?? '').matchAll(/\{(\w+)\}/g))
        expect({ code, values }).toEqual({ code, values: expect.arrayContaining([name]) as string[] });
    }
  });
});

test('no words are kept of a refusal that is gone', () => {
  const texts = globSync('**/*.ts', { cwd: SRC, exclude: (name) => name === 'web' }).map((file) =>
    readFileSync(join(SRC, file), 'utf8'),
  );
  const { states: _states, actions: _actions, roles: _roles, parts: _parts, ...groups } = wordsOf('en');
  for (const [group, phrases] of Object.entries(groups))
    for (const name of Object.keys(phrases))
      expect({
        name,
        isSaid: texts.some((text) => text.includes(`'${group}.${name}'`) || text.includes(`\`${group}.$`)),
      }).toEqual({ name, isSaid: true });
});

describe('a refusal in words', () => {
  const say = (_namespace: string, key: string, values: Readonly<Record<string, string | number>> = {}) =>
    phraseOf('es', key)?.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  const date = (iso: string): string => formatDate(iso, { as: 'date', language: 'es' });
  const told = (code: string, values: Readonly<Record<string, string | string[]>>) =>
    refusalText({ refusal: { code, values } }, date, say);

  test('says days, states and actions in the language of the page', () => {
    expect(told('decide.issued', { level: 'L1', name: 'N7', date: '2026-11-09', state: 'sent' })).toBe(
      'L1 se emitió el lun, 9 de nov de 2026 (N7, enviado). En su lugar, retire o anule el aviso.',
    );
    expect(told('mark.none', { action: 'send', states: ['issued', 'withdrawn'] })).toBe(
      'No se puede marcarlo como enviado. Estado de los avisos: emitido, retirado.',
    );
  });

  test('is left to the sentence of the server where nothing is known of it', () => {
    expect(told('decide.unheard-of', {})).toBeUndefined();
    expect(refusalText({}, date, say)).toBeUndefined();
    expect(refusalText(undefined, date, say)).toBeUndefined();
  });
});
