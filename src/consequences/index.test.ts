import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONSEQUENCES, consequenceKind } from './index.ts';

test('each folder of consequences is one kind of the list', () => {
  const folders = readdirSync('src/consequences', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(CONSEQUENCES.map(({ kind }) => kind).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
});

test('each kind takes its main setting under its own name', () => {
  for (const { kind, settings } of CONSEQUENCES) expect(Object.keys(settings.shape)[0]).toBe(kind);
});

test('letters and notifications reach the family, nothing else does', () => {
  expect(CONSEQUENCES.filter(({ communicates }) => communicates).map(({ kind }) => kind)).toEqual([
    'letter',
    'notification',
  ]);
  expect(consequenceKind('telegram')).toBeUndefined();
});
