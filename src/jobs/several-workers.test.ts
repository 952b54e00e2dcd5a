/** Three workers in processes of their own on one database: they share the work, and nothing is done twice. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withTransaction } from '../db/index.ts';
import { dropTestDistricts, issueAt, lakeside, type TestDistrict } from '../notices/testing/lakeside.ts';
import { enqueue, readJobs, type JobData, type JobName } from './index.ts';
import { writeSchedule } from './schedules.ts';
import { killWorkerProcesses, startWorkerProcess, until, type WorkerProcess } from './testing/worker-process.ts';

// Workers are processes, and a dead one is missed after some seconds.
vi.setConfig({ testTimeout: 180_000 });

let district: TestDistrict;
let home: string;
beforeEach(async () => {
  district = await lakeside();
  home = mkdtempSync(join(tmpdir(), 'rollcall-jobs-'));
});
afterEach(async () => {
  await killWorkerProcesses();
  rmSync(home, { recursive: true, force: true });
});
afterAll(dropTestDistricts);

function threeWorkers(): Promise<readonly WorkerProcess[]> {
  const options = { databaseUrl: district.db.url, home, districtId: district.id };
  return Promise.all([1, 2, 3].map(() => startWorkerProcess(options)));
}

async function ask<Name extends JobName>(job: Name, data: JobData[Name]): Promise<string> {
  return withTransaction(district.db, (client) =>
    enqueue(client, job, { districtId: district.id, by: 'A. Bell', now: new Date(), data }),
  );
}

async function allDone(): Promise<boolean> {
  const { jobs } = await readJobs(district.db.pool, { districtId: district.id, limit: 200 });
  return jobs.length > 0 && jobs.every(({ state }) => state === 'done');
}

test('thirty jobs of three kinds: each is done once, by one of the three, and each of the three does some', async () => {
  const { batch } = await issueAt(district);
  const workers = await threeWorkers();
  const ids: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    ids.push(await ask('calculation', { asOf: '2025-11-03', full: true }));
    ids.push(await ask('presume-received', {}));
    ids.push(await ask('letters', { batch: Number(batch?.slice(1)) }));
  }
  await until(allDone);
  const { jobs } = await readJobs(district.db.pool, { districtId: district.id, limit: 200 });
  expect(jobs.filter(({ id }) => ids.includes(id)).map(({ attempts }) => attempts)).toEqual(ids.map(() => 1));
  const started = workers.flatMap(({ events }) => events.filter(({ event }) => event === 'started'));
  expect(started.map(({ jobId }) => jobId ?? '').toSorted()).toEqual([...ids].sort());
  for (const { events } of workers) expect(events.some(({ event }) => event === 'done')).toBe(true);
  expect(await district.rows('calculations', 'calculation_id')).toHaveLength(11);
  for (const worker of workers) expect(await worker.stop()).toBe(0);
});

test('a schedule that is due while three workers run is asked for once', async () => {
  await writeSchedule(district.db.pool, {
    districtId: district.id,
    job: 'backup',
    isOn: true,
    days: [1, 2, 3, 4, 5, 6, 7],
    at: '02:00',
    settings: { keep: 2 },
    by: 'M. Vance',
    now: new Date(),
  });
  await district.query(
    `update schedules set next_at = now() - interval '3 days' where district_id = $1 and job = 'backup'`,
    [district.id],
  );
  const workers = await threeWorkers();
  await until(allDone);
  const { jobs } = await readJobs(district.db.pool, { districtId: district.id, job: 'backup', limit: 10 });
  expect(jobs).toHaveLength(1);
  expect(jobs[0]?.askedBy).toBe('schedule');
  expect(readdirSync(join(home, 'backups'))).toHaveLength(1);
  for (const worker of workers) await worker.stop();
});

test('only so many backups are kept as the district said, the newest; other files are left alone', async () => {
  const [worker] = await threeWorkers();
  mkdirSync(join(home, 'backups'));
  writeFileSync(join(home, 'backups', 'before-the-move.backup'), '');
  for (let round = 0; round < 4; round += 1) {
    const id = await ask('backup', { keep: 2 });
    await until(async () => {
      const { jobs } = await readJobs(district.db.pool, { districtId: district.id, limit: 50 });
      return jobs.find((job) => job.id === id)?.state === 'done';
    });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
  }
  const found = readdirSync(join(home, 'backups'));
  expect(found).toContain('before-the-move.backup');
  const kept = found.filter((name) => name.startsWith('rollcall-'));
  expect(kept).toHaveLength(2);
  const { jobs } = await readJobs(district.db.pool, { districtId: district.id, job: 'backup', limit: 2 });
  expect(kept.toSorted()).toEqual(jobs.map(({ result }) => String(result?.['file'])).toSorted());
  await worker?.stop();
});

test('a worker that is asked to stop ends the job at work first', async () => {
  const id = await ask('calculation', { asOf: '2025-11-03', full: true });
  const client = await district.db.pool.connect();
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock(7001, $1)', [district.id]);
  const worker = await startWorkerProcess({ databaseUrl: district.db.url, home, districtId: district.id });
  await until(() => worker.events.some(({ event }) => event === 'started'));
  const stopped = worker.stop();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await client.query('rollback');
  client.release();
  expect(await stopped).toBe(0);
  const { jobs } = await readJobs(district.db.pool, { districtId: district.id, limit: 5 });
  expect(jobs.find((job) => job.id === id)).toMatchObject({ state: 'done', attempts: 1 });
});
