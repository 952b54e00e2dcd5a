import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { judgeBundle, readBundle } from '../../bundle/index.ts';
import { bundleDir, SMALL_BUNDLE, type TestBundle } from '../../bundle/testing.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { parseDay, type Policy } from '../../engine/index.ts';
import { importBundle } from '../standard/import-bundle.ts';
import { listSetAside, type StoredSetAside } from './list-set-aside.ts';

const GRAND_BEND = join(import.meta.dirname, '../../../../shared/data/grand-bend');
const HEADER = 'student_id,school_id,date,period,section_id,course_id,code,minutes\n';
const ROWS = [
  'zoe,OAK,2025-09-08,,,,U,',
  'ana,ASH,2025-09-08,,,,U,',
  'ana,OAK,2025-09-08,,,,X,',
  'ana,OAK,2025-09-08,P9,,,U,',
  'ana,OAK,2025-09-13,,,,U,',
  'ana,ELM,2025-09-08,,,,U,',
  'ana,OAK,2025-9-8,,,,U,',
  'ana,OAK,2025-09-09,,,,U,-1',
  'ana,OAK,2025-09-10,P1,S1,C1,U,12',
  'cam,ELM,2025-09-10,P9,,,U,',
];

/** A pack without criteria: enough to sift the rows. */
const POLICY: Policy = {
  id: 'none',
  title: '',
  version: '1',
  schoolYearStart: '07-01',
  countThrough: 'as-of',
  intervals: new Map(),
  groups: [],
  criteria: [],
};

let db: TestDatabase;
let districtId = 0;
const made: TestBundle[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  made.forEach((bundle) => bundle.remove());
  await db.drop();
});
beforeEach(async () => {
  districtId += 1;
  await db.pool.query(`insert into districts (district_id, name) values ($1, 'Test')`, [districtId]);
});

async function list(options: { readonly school?: string } = {}): Promise<readonly StoredSetAside[]> {
  const client = await db.pool.connect();
  try {
    return await listSetAside(client, districtId, options);
  } finally {
    client.release();
  }
}

async function importDir(dir: string): Promise<number> {
  const { figures } = await importBundle(db, {
    districtId,
    dir,
    by: 'A. Bell',
    now: new Date('2025-09-20T08:00:00Z'),
    acceptDrop: true,
  });
  return figures.files['attendance.csv']?.setAside ?? -1;
}

async function evaluated(dir: string, asOf: string): Promise<string[]> {
  const judged = judgeBundle(await readBundle(dir), { policy: POLICY, asOf: parseDay(asOf) as number });
  expect([...judged.students].flatMap(({ outcomes }) => outcomes)).toEqual([]);
  return judged.report().setAside.map(({ line, reason, allowed }) => `${line} ${reason}; ${allowed}`);
}

function madeBundle(files: Readonly<Record<string, string>>): TestBundle {
  const one = bundleDir(files);
  made.push(one);
  return one;
}

describe('listSetAside', () => {
  it('lists the same rows with the same reasons as evaluate does, in the order of import and line', async () => {
    const { dir } = madeBundle({ 'attendance.csv': `${HEADER}${ROWS.join('\n')}\n` });
    const byEvaluate = await evaluated(dir, '2025-09-19');
    expect(byEvaluate).toHaveLength(8);
    expect(await importDir(dir)).toBe(8);
    const stored = await list();
    expect(stored.map(({ line, reason, allowed }) => `${line} ${reason}; ${allowed}`)).toEqual(byEvaluate);
    expect(stored.map(({ row }) => row)).toEqual(ROWS.slice(0, 8));
  });

  it('lists one school, also its malformed rows', async () => {
    await importDir(madeBundle({ 'attendance.csv': `${HEADER}${ROWS.join('\n')}\n` }).dir);
    expect((await list({ school: 'ELM' })).map(({ line }) => line)).toEqual([7]);
    expect((await list({ school: 'OAK' })).map(({ line }) => line)).toEqual([2, 4, 5, 6, 8, 9]);
  });

  it('looks at a row again: it leaves the list when a later import makes it countable', async () => {
    const one = madeBundle({ 'attendance.csv': `${HEADER}${ROWS.join('\n')}\n` });
    await importDir(one.dir);
    one.write('students.csv', `${SMALL_BUNDLE['students.csv']}zoe,Zoe,Zell,6\n`);
    one.write('enrollments.csv', `${SMALL_BUNDLE['enrollments.csv']}zoe,OAK,2025-08-20,\n`);
    one.write('codes.csv', `${SMALL_BUNDLE['codes.csv']}X,Field trip,exempt,,\n`);
    expect(await importDir(one.dir)).toBe(6);
    expect((await list()).map(({ line }) => line)).toEqual([3, 5, 6, 7, 8, 9]);
  });

  it('keeps the import and line in which a row came', async () => {
    const one = madeBundle({ 'attendance.csv': `${HEADER}ana,OAK,2025-09-08,,,,X,\n` });
    await importDir(one.dir);
    one.write('attendance.csv', `${HEADER}ana,OAK,2025-09-09,,,,U,\nana,OAK,2025-09-08,,,,X,\n`);
    await importDir(one.dir);
    const [row, ...others] = await list();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ line: 2, reason: 'an unknown code "X"' });
  });

  it('is empty where every row can be counted, and where nothing is stored', async () => {
    expect(await list()).toEqual([]);
    expect(await importDir(madeBundle({}).dir)).toBe(0);
    expect(await list()).toEqual([]);
  });

  it.skipIf(!existsSync(GRAND_BEND))(
    'agrees with evaluate on the Grand Bend sample (skipped where ../shared/data/grand-bend is absent)',
    async () => {
      expect(await importDir(GRAND_BEND)).toBe(3);
      expect((await list()).map(({ line, reason, allowed }) => `${line} ${reason}; ${allowed}`)).toEqual(
        await evaluated(GRAND_BEND, '2011-06-30'),
      );
    },
  );
});
