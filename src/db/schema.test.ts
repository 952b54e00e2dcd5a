import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSchema, readTriggers, renderSchema, type SchemaTable } from './schema-snapshot.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let db: TestDatabase;
let tables: readonly SchemaTable[];
beforeAll(async () => {
  db = await createTestDatabase();
  tables = await readSchema(db.pool);
});
afterAll(() => db.drop());

test('the migrations give exactly the schema that is committed (`npm test -- -u src/db/schema` writes it anew)', async () => {
  await expect(renderSchema(tables)).toMatchFileSnapshot(join(import.meta.dirname, 'schema.snapshot.txt'));
});

describe('rules that let a district live on a server of its own (docs/adr/0003)', () => {
  const faults = (rule: (table: SchemaTable) => boolean): readonly string[] =>
    tables.filter((table) => !rule(table)).map(({ name }) => name);

  test('every table says in a comment what it is', () => {
    expect(faults(({ comment }) => comment !== null)).toEqual([]);
  });

  test('district_id is the first column of every primary key, unique key and foreign key', () => {
    const starts = /^(PRIMARY KEY|UNIQUE|FOREIGN KEY) \(district_id[,)]/;
    expect(faults(({ constraints }) => constraints.some(({ kind }) => kind === 'p'))).toEqual([]);
    expect(
      faults(({ constraints }) => constraints.every(({ kind, text }) => !'puf'.includes(kind) || starts.test(text))),
    ).toEqual([]);
  });

  test('every index of its own begins with district_id too, but one of words, which are looked for in all at once', () => {
    expect(faults(({ indexes }) => indexes.every((index) => /\(district_id[,)]| using gin /i.test(index)))).toEqual([]);
  });

  test('every constraint has a name of ours: the table, its place, and its kind', () => {
    expect(faults(({ constraints }) => constraints.every(({ name }) => /_(pk|uq|fk|ck)$/.test(name)))).toEqual([]);
  });

  test('nothing is set to null by a delete, and there is no trigger', async () => {
    expect(faults(({ constraints }) => constraints.every(({ text }) => !/SET NULL/.test(text)))).toEqual([]);
    expect(await readTriggers(db.pool)).toEqual([]);
  });
});
