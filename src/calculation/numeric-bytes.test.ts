import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyIn, BinaryRows } from '../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { numericBytes } from './numeric-bytes.ts';

const VALUES = [0, 1, 3, 0.5, 2.5, 0.001, 0.25, 29.21, 9999, 10_000, 10_000.5, 123_456_789.125, 100, 20_000];

describe('a value', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  test('is read by the server as it was written, without a digit more', async () => {
    const client = await db.pool.connect();
    await client.query('create temporary table seen (position int, value numeric)');
    const rows = new BinaryRows();
    for (const [position, value] of VALUES.entries()) {
      rows.row(2);
      rows.int4(position);
      rows.bytes(numericBytes(value));
    }
    rows.finish();
    await copyIn(client, 'copy seen from stdin (format binary)', [rows.take()]);
    const seen = await client.query<{ value: string }>('select value from seen order by position');
    client.release();
    expect(seen.rows.map(({ value }) => value)).toEqual(VALUES.map(String));
  });

  test.each([-1, 0.0005, Number.NaN, Number.POSITIVE_INFINITY])('of %s is refused', (value) => {
    expect(() => numericBytes(value)).toThrow('cannot be stored');
  });
});
