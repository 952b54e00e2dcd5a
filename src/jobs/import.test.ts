import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import {
  dropTestDistricts,
  EVERYBODY,
  lakeside,
  lakesideBundle,
  type TestDistrict,
} from '../notices/testing/lakeside.ts';
import { enqueue, readJob, readJobs, type JobData, type JobRecord } from './index.ts';
import { performJob } from './perform.ts';
import { writeFolder } from './testing/write-folder.ts';

let district: TestDistrict;
let home: string;
beforeEach(async () => {
  district = await lakeside();
  home = mkdtempSync(join(tmpdir(), 'rollcall-import-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));
afterAll(dropTestDistricts);

/** One attempt, so many seconds from now. */
async function attempt(
  data: JobData['import'],
  options: { readonly later?: number; readonly env?: Record<string, string> } = {},
) {
  const { later = 60, env = {} } = options;
  const now = (): Date => new Date(Date.now() + later * 1_000);
  const districtId = district.id;
  const id = await enqueue(district.db.pool, 'import', { districtId, by: 'schedule', now: now(), data });
  const place = { db: district.db, home, env, now, worker: 'here#1', log: () => undefined };
  const { signal } = new AbortController();
  const ended = await performJob(place, { job: 'import', jobId: id, districtId, isLast: false, signal }).then(
    () => 'settled',
    (error: Error) => error.message,
  );
  return { ended, record: (await readJob(district.db.pool, { districtId, id })) as JobRecord };
}

async function exportTo(folder: string, attendance: readonly string[]): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  renameSync(await writeFolder(home, lakesideBundle(attendance)), folder);
}

async function calculationsAsked(): Promise<number> {
  return (await readJobs(district.db.pool, { districtId: district.id, job: 'calculation', limit: 9 })).total;
}

test('by schedule the folder that the export fills is brought in; a calculation follows only when something changed', async () => {
  await exportTo(join(home, 'incoming'), EVERYBODY);
  const same = await attempt({ thenCalculate: true });
  expect(same.record).toMatchObject({ state: 'done', result: { changed: false } });
  expect(await calculationsAsked()).toBe(0);
  await exportTo(join(home, 'incoming'), [...EVERYBODY, 'maya,oak,2025-10-30,,U,']);
  const newer = await attempt({ thenCalculate: true });
  expect(newer.record).toMatchObject({ state: 'done', result: { changed: true } });
  expect(await calculationsAsked()).toBe(1);
});

test('another folder is taken where the machine says so', async () => {
  const env = { ROLLCALL_IMPORT_FOLDER: join(home, 'from-the-sis') };
  await exportTo(env.ROLLCALL_IMPORT_FOLDER, EVERYBODY);
  expect((await attempt({}, { env })).record.state).toBe('done');
});

test('a folder that was written to a moment ago is waited for, not read in half', async () => {
  await exportTo(join(home, 'incoming'), EVERYBODY);
  const early = await attempt({}, { later: 5 });
  expect(early.ended).toBe('The folder is still being filled.');
  expect(await district.rows('imports', 'import_id')).toHaveLength(1);
  expect((await attempt({}, { later: 30 })).record.state).toBe('done');
});

test('without the folder the job has failed and says which one is missing; it is not tried again by itself', async () => {
  const { ended, record } = await attempt({});
  expect(ended).toBe('settled');
  expect(record).toMatchObject({ state: 'failed', reason: expect.stringContaining(join(home, 'incoming')) });
});

test('a bundle that cannot be used is told by its place, without what stands there, and changes nothing', async () => {
  const files = lakesideBundle(EVERYBODY);
  files.set('students.csv', 'student_id,first_name\nmaya,Maya\nmaya,Maya\n');
  const { record } = await attempt({ dir: await writeFolder(home, files) });
  expect(record.state).toBe('failed');
  expect(record.reason).toMatch(/^What was given cannot be used in \d+ places?.*Nothing was changed\.$/);
  expect(record.reason).not.toMatch(/Maya|maya/);
  expect(await district.rows('imports', 'import_id')).toHaveLength(1);
});
