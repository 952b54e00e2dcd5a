import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const WEB = join(import.meta.dirname, '..');

/** Screens of people who are signed in, as their routes name them. */
const screens = [
  ...new Set(
    globSync('screens/*/routes.ts', { cwd: WEB })
      .map((file) => readFileSync(join(WEB, file), 'utf8'))
      .filter((text) => !text.includes("in: 'signed-out'"))
      .flatMap((text) => [...text.matchAll(/screen: '([\w-]+)'/g)].map(([, name]) => name!)),
  ),
];

interface Words {
  readonly title?: string;
  readonly help?: {
    readonly about?: Readonly<Record<string, string>>;
    readonly how?: Readonly<Record<string, { readonly title?: string; readonly text?: string }>>;
  };
}

describe.each(screens)('the help of %s', (screen) => {
  test.each(['en', 'es'])('says in %s what the page is for', (language) => {
    const words = JSON.parse(readFileSync(join(WEB, 'words', language, `${screen}.json`), 'utf8')) as Words;
    expect(words.title ?? '').not.toBe('');
    expect(Object.values(words.help?.about ?? {}).length).toBeGreaterThan(0);
    for (const { title, text } of Object.values(words.help?.how ?? {})) {
      expect(title ?? '').not.toBe('');
      expect(text ?? '').not.toBe('');
    }
  });
});
