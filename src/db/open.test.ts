import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../problem.ts';
import { openDatabase, withTransaction } from './open.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

describe('values that come back', () => {
  test('dates are text, whole numbers are numbers, decimals are text, null stays null', async () => {
    const found = await db.pool.query(
      `select date '2026-03-09' as day, array[date '2026-03-09', null] as days, 9007199254740991::int8 as large,
        array[1::int8, null] as many, 1.50::numeric as exact, null::date as none, time '08:30' as at`,
    );
    expect(found.rows[0]).toEqual({
      day: '2026-03-09',
      days: ['2026-03-09', null],
      large: 9007199254740991,
      many: [1, null],
      exact: '1.50',
      none: null,
      at: '08:30:00',
    });
  });

  test('a whole number that JavaScript cannot hold exactly is refused, never rounded', async () => {
    await expect(db.pool.query('select 9007199254740992::int8')).rejects.toThrow(/beyond 2\^53/);
  });
});

describe('a transaction', () => {
  test('keeps everything when its work returns', async () => {
    await withTransaction(db, (client) => client.query(`insert into districts (district_id, name) values (2, 'Two')`));
    expect((await db.pool.query('select name from districts where district_id = 2')).rows).toEqual([{ name: 'Two' }]);
  });

  test('keeps nothing when its work throws, and the connection is good for the next', async () => {
    const work = withTransaction(db, async (client) => {
      await client.query(`insert into districts (district_id, name) values (3, 'Three')`);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect((await db.pool.query('select 1 from districts where district_id = 3')).rowCount).toBe(0);
  });

  test('reports the failure of its work also when the server cut the connection', async () => {
    const work = withTransaction(db, async (client) => {
      await client.query(`insert into districts (district_id, name) values (4, 'Four')`);
      await client.query('select pg_terminate_backend(pg_backend_pid())');
    });
    await expect(work).rejects.toThrow();
    expect((await db.pool.query('select 1 from districts where district_id = 4')).rowCount).toBe(0);
  });
});

describe('a connection that is cut while in use, between two questions', () => {
  test('fails the work at hand; the process lives, and the next question is answered', async () => {
    const client = await db.pool.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const gone = new Promise((resolve) => {
      client.once('end', resolve);
    });
    await db.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await gone;
    await expect(client.query('select 1')).rejects.toThrow(/not queryable|terminated/);
    client.release();
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

describe('DATABASE_URL', () => {
  test('opens that database and leaves its server running when it closes', async () => {
    const other = await openDatabase({ home: '/nonexistent', databaseUrl: db.url });
    await other.pool.query(`insert into districts (district_id, name) values (5, 'Five')`);
    await other.close();
    expect((await db.pool.query('select name from districts where district_id = 5')).rows).toEqual([{ name: 'Five' }]);
  });

  test.each([
    ['mysql://u:sesame@localhost/x', /not the address of a PostgreSQL database/],
    ['postgres://u:sesame@localhost:notaport/x', /not the address|cannot be used/],
    ['postgres://u:sesame@127.0.0.1:9/x', /127\.0\.0\.1:9\/x.*nothing listens there/],
    ['postgres://u:sesame@no-such-host.invalid/x', /no-such-host\.invalid.*cannot be used/],
  ])('%s is refused in words that never hold the password', async (databaseUrl, sentence) => {
    const failure = await openDatabase({ home: '/nonexistent', databaseUrl }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refusal);
    expect((failure as Refusal).message).toMatch(sentence);
    expect(`${(failure as Refusal).message} ${(failure as Refusal).stack}`).not.toContain('sesame');
  });

  test('a wrong password is refused in words that never hold it', async () => {
    const wrong = db.url.replace(/:[^:@/]+@/, ':sesame@');
    const failure = await openDatabase({ home: '/nonexistent', databaseUrl: wrong }).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/the user or the password is wrong/);
    expect(String(failure)).not.toContain('sesame');
  });
});
