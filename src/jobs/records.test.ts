import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTransaction } from '../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { enqueue, readJob, readJobs, retryJob, type JobState } from './index.ts';
import { mendRecords } from './records.ts';

const now = new Date('2026-11-16T18:00:00Z');
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function ask(): Promise<string> {
  return withTransaction(db, (client) =>
    enqueue(client, 'letters', { districtId: 1, by: 'A. Bell', now, data: { batch: 1 } }),
  );
}

async function stateOf(id: string): Promise<JobState | undefined> {
  return (await readJob(db.pool, { districtId: 1, id }))?.state;
}

async function queued(id: string): Promise<string | undefined> {
  const found = await db.pool.query<{ state: string }>('select state from jobs.job where id = $1', [id]);
  return found.rows[0]?.state;
}

test('a job that waits when a backup was made waits again after the restore: the queue is filled from what is on record', async () => {
  const id = await ask();
  await db.pool.query('delete from jobs.job');
  expect(await queued(id)).toBeUndefined();
  await withTransaction(db, (client) => mendRecords(client, 1));
  await withTransaction(db, (client) => mendRecords(client, 1));
  expect(await queued(id)).toBe('created');
  expect(await stateOf(id)).toBe('waiting');
});

test('a job that the queue gave up has failed, at once for whoever looks and for good after the next look of a worker', async () => {
  const id = await ask();
  await db.pool.query(`update jobs.job set state = 'failed', completed_on = now() where id = $1`, [id]);
  const looked = await readJob(db.pool, { districtId: 1, id });
  expect(looked).toMatchObject({ state: 'failed', reason: expect.stringMatching(/^The worker that had it stopped/) });
  await withTransaction(db, (client) => mendRecords(client, 1));
  const found = await db.pool.query('select state from job_records where job_id = $1', [id]);
  expect(found.rows).toEqual([{ state: 'failed' }]);
});

test('trying again takes the place of the job in the queue, and is refused for one that has not failed', async () => {
  const id = await ask();
  const again = (): Promise<boolean> => withTransaction(db, (client) => retryJob(client, { districtId: 1, id }));
  await expect(again()).rejects.toThrow('This job has not failed');
  await db.pool.query(`update jobs.job set state = 'failed' where id = $1`, [id]);
  expect(await again()).toBe(true);
  expect([await queued(id), await stateOf(id)]).toEqual(['created', 'waiting']);
  await expect(again()).rejects.toThrow('This job has not failed');
});

test('two who press "Try again" at once put it into the queue once', async () => {
  const id = await ask();
  await db.pool.query(`update jobs.job set state = 'failed' where id = $1`, [id]);
  const both = await Promise.allSettled(
    [1, 2].map(() => withTransaction(db, (client) => retryJob(client, { districtId: 1, id }))),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await queued(id)).toBe('created');
});

test('a job of another district is not there', async () => {
  const id = await ask();
  expect(await readJob(db.pool, { districtId: 2, id })).toBeUndefined();
  expect((await readJobs(db.pool, { districtId: 2, limit: 10 })).total).toBe(0);
  expect(await withTransaction(db, (client) => retryJob(client, { districtId: 2, id }))).toBe(false);
});
