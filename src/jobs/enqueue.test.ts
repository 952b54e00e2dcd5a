import { afterAll, beforeAll, expect, test } from 'vitest';
import { scopedDatabase } from '../access/index.ts';
import { withTransaction } from '../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { enqueue } from './index.ts';

const now = new Date('2026-11-16T18:00:00Z');
const request = { districtId: 1, by: 'A. Bell', now };
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('a job exists when the transaction that asked for it is committed, with who asked and when', async () => {
  const id = await withTransaction(db, (client) => enqueue(client, 'letters', { ...request, data: { batch: 12 } }));
  expect(await record(id)).toMatchObject({
    job: 'letters',
    data: { batch: 12 },
    asked_by: 'A. Bell',
    asked_at: now,
    state: 'waiting',
  });
  expect(await queued(id)).toBe(1);
});

test('a job asked for in a transaction that is undone does not exist', async () => {
  let id = '';
  const undone = withTransaction(db, async (client) => {
    id = await enqueue(client, 'letters', { ...request, data: { batch: 13 } });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await record(id)).toBeUndefined();
  expect(await queued(id)).toBe(0);
});

test('two requests with one key are one job; with two keys they are two', async () => {
  const ask = (once: string): Promise<string> =>
    withTransaction(db, (client) => enqueue(client, 'letters', { ...request, data: { batch: 14 }, once }));
  const first = await ask('B14');
  expect(await ask('B14')).toBe(first);
  expect(await ask('B14 again')).not.toBe(first);
});

test('twenty requests with one key at once are one job', async () => {
  const ids = await Promise.all(
    Array.from({ length: 20 }, () =>
      withTransaction(db, (client) => enqueue(client, 'backup', { ...request, data: {}, once: 'monday' })),
    ),
  );
  expect(new Set(ids).size).toBe(1);
  expect(await queued(ids[0] ?? '')).toBe(1);
});

test('a connection that may only read its own students can ask for a job all the same, and touches no table of the queue', async () => {
  await db.pool.query(`create role jobs_visitor_${db.name}`);
  try {
    const id = await withTransaction(db, async (client) => {
      await client.query(`set local role jobs_visitor_${db.name}`);
      return enqueue(client, 'letters', { ...request, data: { batch: 15 } });
    });
    expect(await queued(id)).toBe(1);
    const direct = withTransaction(db, async (client) => {
      await client.query(`set local role jobs_visitor_${db.name}`);
      await client.query('select * from jobs.job');
    });
    await expect(direct).rejects.toThrow(/permission denied/);
  } finally {
    await db.pool.query(`drop role jobs_visitor_${db.name}`);
  }
});

test('on the walled connection of a clerk a job is asked for in the same transaction as what the clerk changes', async () => {
  const walled = scopedDatabase(db, { districtId: 1 }, { kind: 'schools', schools: new Set(['oak']) });
  const id = await withTransaction(walled, (client) => enqueue(client, 'letters', { ...request, data: { batch: 16 } }));
  expect(await queued(id)).toBe(1);
  await expect(walled.pool.query('select * from job_records')).rejects.toThrow(/permission denied/);
});

test('a name that is no job is refused', async () => {
  await expect(db.pool.query(`select enqueue_job(1, 'drop; table', '{}', 'A. Bell', now(), '{}')`)).rejects.toThrow(
    /no job of this name/,
  );
});

async function record(id: string): Promise<Record<string, unknown> | undefined> {
  const found = await db.pool.query<Record<string, unknown>>('select * from job_records where job_id::text = $1', [id]);
  return found.rows[0];
}

async function queued(id: string): Promise<number> {
  const found = await db.pool.query('select 1 from jobs.job where id::text = $1', [id]);
  return found.rowCount ?? 0;
}
