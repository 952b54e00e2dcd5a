import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../words/en/tasks.json' with { type: 'json' };
import { SHIPPED } from './task-words.ts';

const PACKS = join(import.meta.dirname, '../../../packs');

test('each task of the packs that come with Rollcall has words in every language, and in English those of the pack', () => {
  const asked = globSync('*/criteria/*.yaml', { cwd: PACKS }).flatMap((file) =>
    [...readFileSync(join(PACKS, file), 'utf8').matchAll(/\{ task: (?:"([^"]+)"|([^,}]+)),/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    ),
  );
  expect(asked.length).toBeGreaterThan(0);
  const said: Readonly<Record<string, string>> = en.what;
  expect(asked.map((task) => said[SHIPPED[task] ?? ''])).toEqual(asked);
});
