/** A worker is killed with `kill -9` at different moments of each job; another does the job, and its effects are there once. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withTransaction } from '../db/index.ts';
import {
  AS_OF,
  dropTestDistricts,
  EVERYBODY,
  issueAt,
  lakeside,
  lakesideBundle,
  type TestDistrict,
} from '../notices/testing/lakeside.ts';
import { enqueue, readJob, type JobData, type JobName, type JobRecord } from './index.ts';
import { killWorkerProcesses, startWorkerProcess, until, type WorkerProcess } from './testing/worker-process.ts';
import { writeFolder } from './testing/write-folder.ts';

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

describe('a calculation', () => {
  const data = { asOf: '2025-11-03', full: true };

  test('killed before it wrote anything is done by the next worker, once', async () => {
    const id = await ask('calculation', data);
    await killedWhile(lockDistrictOfTest, id);
    expect(await calculations()).toBe(1);
    await expectDone(id, 2);
    expect(await calculations()).toBe(2);
  });

  test('killed with everything written and nothing committed is done by the next worker, once', async () => {
    const id = await ask('calculation', data);
    await killedBeforeTheCommit(lockDistrictOfTest, id);
    expect(await calculations()).toBe(1);
    await expectDone(id, 2);
    expect(await calculations()).toBe(2);
  });

  test('killed after it was committed, before the queue knew, is not done again', async () => {
    const id = await ask('calculation', data);
    await killedAfterTheCommit(lockDistrictOfTest, id);
    expect(await calculations()).toBe(2);
    await settled(id);
    expect((await record(id)).attempts).toBe(1);
    expect(await calculations()).toBe(2);
  });
});

describe('the letters of a batch', () => {
  test('killed in the middle are made by the next worker: whole files, no half one, and nothing counts as printed', async () => {
    const { batch } = await issueAt(district);
    const id = await ask('letters', { batch: Number(batch?.slice(1)) });
    await killedBeforeTheCommit((client) => lockTable(client, 'notice_letters'), id);
    await expectDone(id, 2);
    const folder = join(home, 'print', String(batch));
    const { result } = await record(id);
    const files = (result as { files: { name: string }[] }).files.map(({ name }) => name);
    expect(files.length).toBeGreaterThan(0);
    expect(readdirSync(folder).toSorted()).toEqual(files.toSorted());
    expect(
      await district.query(`select 1 from notices where district_id = $1 and state <> 'issued'`, [district.id]),
    ).toEqual([]);
  });
});

describe('an import', () => {
  test('killed before the commit changes nothing; the next worker brings it in, once, and asks for one calculation', async () => {
    const id = await ask('import', { ...(await newerBundle()), thenCalculate: true });
    await killedBeforeTheCommit(lockFactsOfTest, id);
    expect(await imports()).toBe(1);
    await expectDone(id, 2);
    expect(await imports()).toBe(2);
    expect(await asked('calculation')).toBe(1);
  });

  test('killed after the commit, before the queue knew, is not brought in again', async () => {
    const id = await ask('import', await newerBundle());
    await killedAfterTheCommit(lockFactsOfTest, id);
    await settled(id);
    expect(await imports()).toBe(2);
    expect((await record(id)).attempts).toBe(1);
  });
});

describe('a backup', () => {
  test('killed with the file written is written again under the same name: one whole file, no half one', async () => {
    const id = await ask('backup', { keep: 3 });
    await killedBeforeTheCommit((client) => lockTable(client, 'triggers'), id);
    await expectDone(id, 2);
    const { result } = await record(id);
    expect(readdirSync(join(home, 'backups'))).toEqual([(result as { file: string }).file]);
  });

  test('killed while it writes leaves half a file under no name; the next worker clears it away', async () => {
    const id = await ask('backup', { keep: 3 });
    await killedWhile((client) => lockTable(client, 'triggers'), id);
    expect(readdirSync(join(home, 'backups'))).toEqual([expect.stringMatching(/^\.rollcall-/)]);
    await expectDone(id, 2);
    expect(readdirSync(join(home, 'backups'))).toEqual([expect.stringMatching(/^rollcall-.*\.backup$/)]);
  });
});

test('a job whose worker dies again and again has failed in the end, with the reason in words', async () => {
  const id = await ask('calculation', { asOf: '2025-11-03', full: true });
  await district.query('update jobs.job set retry_limit = 0 where id = $1', [id]);
  await killedWhile(lockDistrictOfTest, id);
  const worker = await anotherWorker();
  await until(async () => (await record(id)).state === 'failed');
  expect((await record(id)).reason).toBe(
    'The worker that had it stopped in the middle, again and again. What was not finished is undone.',
  );
  expect(await worker.stop()).toBe(0);
});

test('a job that another machine has is left to it, until its heart was missed', async () => {
  const id = await ask('calculation', { asOf: '2025-11-03', full: true });
  await district.query(
    `update job_records set state = 'running', attempts = 1, worker = 'elsewhere#7' where district_id = $1 and job_id = $2`,
    [district.id, id],
  );
  await district.query(
    `update jobs.job set state = 'active', started_on = now(), heartbeat_on = now(), heartbeat_seconds = 600 where id = $1`,
    [id],
  );
  const here = await anotherWorker();
  const own = await ask('calculation', { asOf: '2025-11-03', full: true });
  await until(async () => (await record(own)).state === 'done');
  expect(await record(id)).toMatchObject({ state: 'running', attempts: 1, worker: 'elsewhere#7' });
  await district.query(`update jobs.job set heartbeat_on = now() - interval '601 seconds' where id = $1`, [id]);
  await until(async () => (await record(id)).state === 'done');
  expect((await record(id)).attempts).toBe(2);
  await here.stop();
});

async function ask<Name extends JobName>(job: Name, data: JobData[Name]): Promise<string> {
  return withTransaction(district.db, (client) =>
    enqueue(client, job, { districtId: district.id, by: 'A. Bell', now: new Date(), data }),
  );
}

async function record(id: string): Promise<JobRecord> {
  return (await readJob(district.db.pool, { districtId: district.id, id })) as JobRecord;
}

function anotherWorker(): Promise<WorkerProcess> {
  return startWorkerProcess({ databaseUrl: district.db.url, home, districtId: district.id });
}

/** Holds a worker up where it needs a lock, and kills it there. */
async function killedWhile(lock: (client: PoolClient) => Promise<void>, id: string): Promise<void> {
  await withTransaction(district.db, async (client) => {
    await lock(client);
    const worker = await anotherWorker();
    await until(() => isHeldUp(client));
    await worker.kill();
  });
  expect((await record(id)).state).not.toBe('done');
}

/** Lets the worker do everything up to the last statement of its transaction, and kills it there. */
async function killedBeforeTheCommit(lock: (client: PoolClient) => Promise<void>, id: string): Promise<void> {
  await killedAt(lock, async (last) => {
    await last.query('select 1 from job_records where job_id = $1 for update', [id]);
    return waitsToBeDone;
  });
  expect((await record(id)).state).not.toBe('done');
}

/** The worker commits, and is killed before it can tell the queue. */
async function killedAfterTheCommit(lock: (client: PoolClient) => Promise<void>, id: string): Promise<void> {
  await killedAt(lock, async (queue) => {
    await queue.query('select 1 from jobs.job where id = $1 for update', [id]);
    return async () => (await record(id)).state === 'done' && (await isHeldUp(queue));
  });
}

/** Holds the worker up at its first lock until it is held up at a later place as well, and kills it there. */
async function killedAt(
  lock: (client: PoolClient) => Promise<void>,
  holdUp: (client: PoolClient) => Promise<() => Promise<boolean>>,
): Promise<void> {
  const [first, later] = [await district.db.pool.connect(), await district.db.pool.connect()];
  try {
    await first.query('begin');
    await lock(first);
    const worker = await anotherWorker();
    await until(() => isHeldUp(first));
    await later.query('begin');
    const isThere = await holdUp(later);
    await first.query('rollback');
    await until(isThere);
    await worker.kill();
  } finally {
    for (const client of [first, later]) client.release(true);
  }
}

/** Whether somebody waits for a lock of this client. Asked on another connection: within a transaction it stays as first seen. */
async function isHeldUp(client: PoolClient): Promise<boolean> {
  const { processID } = client as PoolClient & { readonly processID: number };
  const waiting = await district.query(
    `select 1 from pg_stat_activity where wait_event_type = 'Lock' and $1 = any (pg_blocking_pids(pid))`,
    [processID],
  );
  return waiting.length > 0;
}

/** Whether the last statement of a job waits; perhaps behind the one that writes how far it is. */
async function waitsToBeDone(): Promise<boolean> {
  const waiting = await district.query(
    `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'update job_records set state = ''done''%'
      and datname = current_database()`,
  );
  return waiting.length > 0;
}

async function lockDistrictOfTest(client: PoolClient): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7001, $1)', [district.id]);
}

async function lockFactsOfTest(client: PoolClient): Promise<void> {
  await client.query('select pg_advisory_xact_lock(20110531, $1)', [district.id]);
}

async function lockTable(client: PoolClient, table: 'triggers' | 'notice_letters'): Promise<void> {
  await client.query(`lock table ${table} in access exclusive mode`);
}

async function expectDone(id: string, attempts: number): Promise<void> {
  const worker = await anotherWorker();
  await until(async () => (await record(id)).state === 'done');
  expect((await record(id)).attempts).toBe(attempts);
  expect(await worker.stop()).toBe(0);
}

async function settled(id: string): Promise<void> {
  const worker = await anotherWorker();
  await until(async () => {
    const found = await district.query<{ state: string }>('select state from jobs.job where id = $1', [id]);
    return found[0]?.state === 'completed';
  });
  expect(await worker.stop()).toBe(0);
}

async function newerBundle(): Promise<{ dir: string }> {
  return { dir: await writeFolder(home, lakesideBundle([...EVERYBODY, `maya,oak,${AS_OF},,U,`])) };
}

async function calculations(): Promise<number> {
  return (await district.rows('calculations', 'calculation_id')).length;
}

async function imports(): Promise<number> {
  return (await district.rows('imports', 'import_id')).length;
}

async function asked(job: JobName): Promise<number> {
  return (await district.query('select 1 from job_records where district_id = $1 and job = $2', [district.id, job]))
    .length;
}
