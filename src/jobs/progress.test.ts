import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { enqueue, readJob } from './index.ts';
import { progressWriter } from './progress.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function runningJob(): Promise<string> {
  const id = await enqueue(db.pool, 'backup', { districtId: 1, by: 'A. Bell', now: new Date(), data: {} });
  await db.pool.query(`update job_records set state = 'running', attempts = 1 where job_id = $1`, [id]);
  await db.pool.query(`update jobs.job set state = 'active' where id = $1`, [id]);
  return id;
}

test('how far a job is can be read by everybody while it runs, without a write for every step', async () => {
  const jobId = await runningJob();
  const { write, settled } = progressWriter(db, { districtId: 1, jobId, attempt: 1 });
  for (let done = 1; done <= 1_000; done += 1) write('students', done, 4_000);
  await settled();
  expect(await readJob(db.pool, { districtId: 1, id: jobId })).toMatchObject({
    step: 'students',
    done: 1,
    total: 4_000,
  });
  await pause(450);
  write('students', 3_000, 4_000);
  await settled();
  expect(await readJob(db.pool, { districtId: 1, id: jobId })).toMatchObject({ done: 3_000 });
});

test('an attempt that is no longer the job’s says nothing any more', async () => {
  const jobId = await runningJob();
  await db.pool.query('update job_records set attempts = 2 where job_id = $1', [jobId]);
  const { write, settled } = progressWriter(db, { districtId: 1, jobId, attempt: 1 });
  write('students', 5, 10);
  await settled();
  expect(await readJob(db.pool, { districtId: 1, id: jobId })).toMatchObject({ step: '', done: 0 });
});
