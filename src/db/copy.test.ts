import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { BinaryRows, copyIn, copyOut, copyTextRow } from './copy.ts';
import { withTransaction } from './open.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(
    'create table copied (small int2, number int4, large int8, word text, on_day date, raw bytea, words text[])',
  );
});
beforeEach(() => db.pool.query('truncate copied'));
afterAll(() => db.drop());

const anyText = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && text.isWellFormed());
const anyRow = fc.record({
  small: fc.integer({ min: -32768, max: 32767 }),
  number: fc.integer(),
  large: fc.maxSafeInteger(),
  word: fc.option(anyText),
  day: fc.integer({ min: -2000, max: 40000 }),
  raw: fc.uint8Array(),
  words: fc.array(anyText),
});

test('text rows come back as they went in, whatever characters they hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow), async (rows) => {
      await db.pool.query('truncate copied');
      const lines = rows.map(({ number, word, words }) => copyTextRow([number, word, words]));
      const count = await withTransaction(db, (client) =>
        copyIn(client, 'copy copied (number, word, words) from stdin', lines),
      );
      expect(count).toBe(rows.length);
      const found = await db.pool.query('select number, word, words from copied');
      expect(found.rows).toEqual(rows.map(({ number, word, words }) => ({ number, word, words })));
    }),
    { numRuns: 60 },
  );
});

test('binary rows come back as they went in, whatever the size of the writer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow), fc.integer({ min: 32, max: 5000 }), async (rows, capacity) => {
      await db.pool.query('truncate copied');
      const writer = new BinaryRows(capacity);
      const chunks: Buffer[] = [];
      for (const row of rows) {
        writer.row(6);
        writer.int2(row.small);
        writer.int4(row.number);
        writer.int8(row.large);
        if (row.word === null) writer.null();
        else writer.text(row.word);
        writer.day(row.day);
        writer.bytes(row.raw);
        if (writer.length > 100) chunks.push(writer.take());
      }
      writer.finish();
      chunks.push(writer.take());
      const sql = 'copy copied (small, number, large, word, on_day, raw) from stdin (format binary)';
      await withTransaction(db, (client) => copyIn(client, sql, chunks));
      const found = await db.pool.query(
        `select small, number, large, word, on_day - date '1970-01-01' as day, raw from copied`,
      );
      const expected = rows.map(({ small, number, large, word, day, raw }) => ({
        small,
        number,
        large,
        word,
        day,
        raw: Buffer.from(raw),
      }));
      expect(found.rows).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('a source that fails leaves the table as it was and the connection usable', async () => {
  const client = await db.pool.connect();
  async function* failing(): AsyncGenerator<string> {
    yield copyTextRow([1]);
    throw new Error('row 118 has no date');
  }
  await expect(copyIn(client, 'copy copied (number) from stdin', failing())).rejects.toThrow('row 118 has no date');
  expect((await client.query('select count(*) as rows from copied')).rows).toEqual([{ rows: 0 }]);
  client.release();
});

test('a row that the server does not take is its error, and the connection is usable', async () => {
  const client = await db.pool.connect();
  const rows = Array.from({ length: 50_000 }, (_, index) => (index === 300 ? 'no number\n' : copyTextRow([index])));
  await expect(copyIn(client, 'copy copied (number) from stdin', rows)).rejects.toMatchObject({ code: '22P02' });
  expect((await client.query('select count(*) as rows from copied')).rows).toEqual([{ rows: 0 }]);
  client.release();
});

test('what is copied out is all there', async () => {
  await db.pool.query('insert into copied (number) select generate_series(1, 100000)');
  const client = await db.pool.connect();
  const chunks: Buffer[] = [];
  for await (const chunk of copyOut(client, 'copy (select number from copied order by number) to stdout'))
    chunks.push(chunk);
  client.release();
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
  expect(lines.length).toBe(100_000);
  expect(lines.at(-1)).toBe('100000');
});
