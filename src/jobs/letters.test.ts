/** What becomes of a job whose batch is taken back while it makes the letters. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { parseBatchOrNotice, withdraw } from '../notices/index.ts';
import { AS_OF, dropTestDistricts, issueAt, lakeside, NOW, type TestDistrict } from '../notices/testing/lakeside.ts';
import type { JobContext, JobResult } from './job.ts';
import { letters, printFolder } from './letters.ts';
import { until } from './testing/worker-process.ts';

let district: TestDistrict;
let home: string;
beforeEach(async () => {
  district = await lakeside();
  home = mkdtempSync(join(tmpdir(), 'rollcall-letters-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));
afterAll(dropTestDistricts);

test('a batch that is undone while its letters are made leaves no failed job and no file', async () => {
  const batch = await issued();
  const folder = printFolder(home, batch);
  const result = await make(batch, async () => {
    await undo(batch);
    rmSync(folder, { recursive: true, force: true });
  });
  expect(result).toMatchObject({ files: [], failed: [], takenBack: 4 });
  expect(existsSync(folder)).toBe(false);
});

test('a batch that is undone just before its files are whole leaves none of them', async () => {
  const batch = await issued();
  const result = await make(batch, () => undo(batch));
  expect(result).toMatchObject({ files: [], takenBack: 4 });
  expect(existsSync(printFolder(home, batch))).toBe(false);
});

test('a folder that goes away for another reason is a failure, and is told', async () => {
  const batch = await issued();
  const folder = printFolder(home, batch);
  const making = make(batch, () => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
  await expect(making).rejects.toThrow(folder);
});

test('letters that nobody takes back are made', async () => {
  const batch = await issued();
  const result = await make(batch, () => Promise.resolve());
  expect(readdirSync(printFolder(home, batch))).toHaveLength((result as { files: readonly unknown[] }).files.length);
});

async function issued(): Promise<number> {
  const { batch } = await issueAt(district);
  return Number(batch?.slice(1));
}

function undo(batch: number): Promise<void> {
  return withdraw(district.db, {
    districtId: district.id,
    named: parseBatchOrNotice(`B${batch}`),
    reason: 'undone',
    undo: true,
    by: 'A. Bell',
    now: NOW,
    on: AS_OF,
  }).then(() => undefined);
}

/** Does the job, and `meanwhile` while it waits for the pictures of the letterheads. */
async function make(batch: number, meanwhile: () => Promise<void>): Promise<JobResult> {
  const locker = await district.db.pool.connect();
  await locker.query('begin; lock table letter_images in access exclusive mode');
  const making = letters.work({ batch }, contextOf());
  try {
    await until(async () => (await waiting()) > 0);
    await meanwhile();
  } finally {
    await locker.query('commit');
    locker.release();
  }
  return making;
}

async function waiting(): Promise<number> {
  const found = await district.db.pool.query(
    `select 1 from pg_locks where relation = 'letter_images'::regclass and not granted and database = (select oid from pg_database where datname = current_database())`,
  );
  return found.rowCount ?? 0;
}

function contextOf(): JobContext {
  return {
    db: district.db,
    districtId: district.id,
    jobId: '00000000-0000-4000-8000-000000000001',
    by: 'A. Bell',
    askedAt: NOW,
    home,
    env: {},
    now: () => NOW,
    attempt: 1,
    signal: new AbortController().signal,
    progress: () => undefined,
    finish: () => Promise.resolve(),
    enqueue: () => Promise.reject(new Error('asks for nothing')),
  };
}
