import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { createEmptyTestDatabase, type TestDatabase } from './testing.ts';

let db: TestDatabase;
let folder: string;
beforeEach(async () => {
  db = await createEmptyTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'rollcall-migrations-'));
});
afterEach(async () => {
  await db.drop();
  rmSync(folder, { recursive: true });
});

test('migrations are applied once, in the order of their numbers, also when ten processes ask at once', async () => {
  add('0002_second.sql', 'insert into steps (word) values (2);');
  add('0001_first.sql', 'create table steps (word integer); insert into steps (word) values (1);');
  await Promise.all(Array.from({ length: 10 }, () => migrate(db.pool, folder)));
  expect(await steps()).toEqual([1, 2]);
  add('0003_third.sql', 'insert into steps (word) values (3);');
  await migrate(db.pool, folder);
  expect(await steps()).toEqual([1, 2, 3]);
});

test('a migration that fails leaves nothing of itself, and those before it stay', async () => {
  add('0001_first.sql', 'create table steps (word integer);');
  add('0002_second.sql', 'insert into steps (word) values (2); insert into nowhere (word) values (1);');
  await expect(migrate(db.pool, folder)).rejects.toThrow('migration 0002_second.sql failed');
  expect(await steps()).toEqual([]);
  add('0002_second.sql', 'insert into steps (word) values (2);');
  await migrate(db.pool, folder);
  expect(await steps()).toEqual([2]);
});

test('an applied migration that was edited is refused by name', async () => {
  add('0001_first.sql', 'create table steps (word integer);');
  await migrate(db.pool, folder);
  add('0001_first.sql', 'create table steps (word text);');
  await expect(migrate(db.pool, folder)).rejects.toThrow(/Migration 0001_first.sql was edited after it was applied/);
});

test('a database of a newer version is refused by name', async () => {
  add('0001_first.sql', 'create table steps (word integer);');
  add('0002_second.sql', 'insert into steps (word) values (2);');
  await migrate(db.pool, folder);
  rmSync(join(folder, '0002_second.sql'));
  await expect(migrate(db.pool, folder)).rejects.toThrow(
    /made by a newer Rollcall \(it has migration 0002_second.sql\)/,
  );
});

function add(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql);
}

async function steps(): Promise<readonly number[]> {
  const found = await db.pool.query<{ word: number }>('select word from steps order by word');
  return found.rows.map(({ word }) => word);
}
