import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calculate } from '../calculation/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { withTransaction } from '../db/index.ts';
import { parseDay } from '../engine/index.ts';
import { importBundle } from '../imports/index.ts';
import { readPack, saveUse } from '../packs/index.ts';
import { generateDistrict, samplePackUses, writeDistrict } from '../sample/index.ts';
import {
  bandOf,
  BANDS,
  monthsOf,
  readBands,
  readFiguresState,
  readGrades,
  readKeptMonths,
  readSchoolRates,
  refreshAttendance,
  together,
  type KeptMonth,
  type SchoolRates,
} from './index.ts';
import { slowAttendance } from './testing/slow-attendance.ts';

const NOW = new Date('2026-11-13T16:00:00Z');
const GRAND_BEND = join(import.meta.dirname, '../../../shared/data/grand-bend');

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

describe('the sample district', () => {
  test('has the figures that a slow and independent count has', async () => {
    const sample = generateDistrict({ students: 200 });
    await newDistrict(1, async (dir) => writeDistrict(dir, sample));
    await withTransaction(db, async (client) => {
      for (const { pack, schools, from } of samplePackUses(200)) {
        const period = from === undefined ? {} : { from };
        await saveUse(client, { districtId: 1, pack: await packOf(pack), schools, ...period, by: 'test', at: NOW });
      }
    });
    await calculate(db, { districtId: 1, asOf: sample.through + 1, by: 'test', now: NOW });
    await expectTheSame(1);
  });

  test('is counted once, and again after a calculation or an import', async () => {
    expect(await refreshAttendance(db, { districtId: 1, now: NOW })).toBe(false);
    const before = await readFiguresState(db.pool, 1);
    await calculate(db, { districtId: 1, asOf: (parseDay(before.asOfOn ?? '') ?? 0) + 1, by: 'test', now: NOW });
    expect(await readFiguresState(db.pool, 1)).toMatchObject({ isStale: true, asOfOn: before.asOfOn });
    await expectTheSame(1);
    expect(await readFiguresState(db.pool, 1)).toMatchObject({ isStale: false });
  });

  test('after an import of a few changes the figures are those of a count from the beginning', async () => {
    const sample = generateDistrict({ students: 200 });
    const dir = await mkdtemp(join(tmpdir(), 'rollcall-insight-'));
    await writeDistrict(dir, sample);
    const file = join(dir, 'attendance.csv');
    const [head = '', ...rows] = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const kept = rows.filter((_, at) => at % 97 !== 0);
    await writeFile(file, `${[head, ...kept].join('\n')}\n`);
    await importBundle(db, { districtId: 1, dir, by: 'test', now: NOW });
    await rm(dir, { recursive: true });
    expect(await readFiguresState(db.pool, 1)).toMatchObject({ isStale: true });
    await expectTheSame(1);
    const changed = await allRows();
    await db.pool.query('delete from attendance_figures where district_id = 1');
    await expectTheSame(1);
    expect(await allRows()).toEqual(changed);
  });
});

describe('Grand Bend', () => {
  const isThere = existsSync(GRAND_BEND);
  test.skipIf(!isThere)(
    'has the figures that a slow and independent count has (skipped where ../shared/data/grand-bend is absent)',
    async () => {
      await db.pool.query(`insert into districts (district_id, name) values (2, 'Grand Bend')`);
      await importBundle(db, { districtId: 2, dir: GRAND_BEND, by: 'test', now: NOW });
      await withTransaction(db, async (client) =>
        saveUse(client, { districtId: 2, pack: await packOf('tiered-support'), schools: [], by: 'test', at: NOW }),
      );
      await calculate(db, { districtId: 2, asOf: parseDay('2011-05-27') ?? 0, by: 'test', now: NOW });
      await expectTheSame(2);
    },
  );
});

describe('a band', () => {
  test.each([
    [4999, 'below-5'],
    [5000, '5-10'],
    [9999, '5-10'],
    [10_000, '10-20'],
    [19_999, '10-20'],
    [20_000, '20-up'],
  ])('of 100 days, %i thousandths of a day absent are %s', (absent, band) => {
    expect(bandOf(100, absent)).toBe(band);
  });

  test('is none where nobody was enrolled', () => {
    expect(bandOf(0, 0)).toBeNull();
  });
});

async function newDistrict(districtId: number, write: (dir: string) => Promise<unknown>): Promise<void> {
  await db.pool.query(`insert into districts (district_id, name) values ($1, 'Lakeside')`, [districtId]);
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-insight-'));
  await write(dir);
  await importBundle(db, { districtId, dir, by: 'test', now: NOW });
  await rm(dir, { recursive: true });
}

async function packOf(name: string) {
  const reading = await readPack(join(import.meta.dirname, '../../packs', name));
  if (!reading.ok) throw new Error(`the pack ${name} cannot be read`);
  return reading.pack;
}

/** Days, students, bands and the rates of all schools together. */
async function expectTheSame(districtId: number): Promise<void> {
  await refreshAttendance(db, { districtId, now: NOW });
  const { asOfOn, yearStartOn } = await readFiguresState(db.pool, districtId);
  const schools = await readSchoolRates(db.pool, { districtId, schools: undefined });
  const through = new Map(schools.map(({ school, throughOn }) => [school, throughOn ?? '']));
  const slow = await slowAttendance(db.pool, {
    districtId,
    from: yearStartOn ?? '',
    asOf: asOfOn ?? '',
    through: (school) => through.get(school) ?? '',
  });
  const stored = await db.pool.query<StoredStudent>(
    `select s.student_id as id, s.grade, a.enrolled_days as enrolled, a.absent_thousandths as absent, a.school_id as school,
       a.chronic_since as "chronicSince"
     from student_attendance a join students s using (district_id, student_no) where district_id = $1`,
    [districtId],
  );
  expect(stored.rows.length).toBeGreaterThan(30);
  expect(
    new Map(stored.rows.map(({ id, enrolled, absent, chronicSince }) => [id, { enrolled, absent, chronicSince }])),
  ).toEqual(slow.students);
  await expectGrades(districtId, stored.rows);
  await expectMonths(districtId, schools);
  const days = schools.flatMap(({ school, days: own }) =>
    own.map(({ on, enrolledDays, absentThousandths }) => [`${school} ${on}`, enrolledDays, absentThousandths]),
  );
  const slowDays = [...slow.days].filter(
    ([key]) => (key.split(' ')[1] ?? '') <= (through.get(key.split(' ')[0] ?? '') ?? ''),
  );
  expect(days.sort()).toEqual(slowDays.map(([key, { enrolled, absent }]) => [key, enrolled, absent]).sort());
  for (const { school, daysWithoutRecords, throughOn } of schools) {
    const own = [...slow.days].filter(([key]) => key.startsWith(`${school} `));
    const empty = own.flatMap(([key, { recorded }]) => (recorded === 0 ? [key.slice(school.length + 1)] : [])).sort();
    const counts = own.map(([, { recorded }]) => recorded).sort((one, other) => one - other);
    const isSmall = (counts[Math.floor(counts.length / 2)] ?? 0) < 2;
    expect(daysWithoutRecords).toEqual(isSmall ? empty.filter((on) => on > (throughOn ?? '')) : empty);
  }
  const inBands = stored.rows
    .filter(({ school }) => school !== '')
    .map(({ enrolled, absent }) => bandOf(enrolled, absent));
  const bands = await readBands(db.pool, { districtId, schools: undefined });
  for (const band of BANDS) {
    const counted = bands.filter((one) => one.band === band).reduce((sum, { count }) => sum + count, 0);
    expect([band, counted]).toEqual([band, inBands.filter((one) => one === band).length]);
  }
  const { year } = together(schools);
  const all = [...slow.students.values()];
  expect(year).toEqual({
    enrolledDays: all.reduce((sum, { enrolled }) => sum + enrolled, 0),
    absentThousandths: all.reduce((sum, { absent }) => sum + absent, 0),
  });
  expect(year.absentThousandths).toBeGreaterThan(0);
}

interface StoredStudent {
  readonly id: string;
  readonly grade: string;
  readonly enrolled: number;
  readonly absent: number;
  readonly school: string;
  readonly chronicSince: string | null;
}

/** Each grade of each school has its students, by band, and who is two days from chronic absence. */
async function expectGrades(districtId: number, students: readonly StoredStudent[]): Promise<void> {
  const counted = students.filter(({ school, enrolled }) => school !== '' && enrolled > 0);
  const grades = await readGrades(db.pool, { districtId, schools: undefined });
  expect(grades.length).toBe(new Set(counted.map(({ school, grade }) => `${school} ${grade}`)).size);
  for (const { school, grade, bands, students: all, nearChronic } of grades) {
    const own = counted.filter((one) => one.school === school && one.grade === grade);
    expect(all).toBe(own.length);
    const inBand = BANDS.map((band) => own.filter((one) => bandOf(one.enrolled, one.absent) === band).length);
    expect([school, grade, ...bands]).toEqual([school, grade, ...inBand]);
    const isNear = ({ enrolled, absent }: StoredStudent): boolean =>
      absent * 10 < enrolled * 1000 && enrolled + 2 >= 10 && (absent + 2000) * 10 >= (enrolled + 2) * 1000;
    expect(nearChronic).toBe(own.filter(isNear).length);
  }
}

/** The months that are kept are those of the days. */
async function expectMonths(districtId: number, schools: readonly SchoolRates[]): Promise<void> {
  const kept = await readKeptMonths(db.pool, { districtId, schools: undefined, from: '1990-01-01', to: '2100-01-01' });
  const expected = schools.flatMap((one) => monthsOf(one).map((month) => ({ school: one.school, ...month })));
  const keyOf = ({ school, month }: { readonly school: string; readonly month: string }): string => school + month;
  const sorted = (months: readonly KeptMonth[]): readonly KeptMonth[] =>
    months.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  expect(sorted(kept)).toEqual(sorted(expected));
}

async function allRows(): Promise<unknown[]> {
  const tables = ['student_attendance', 'school_attendance', 'school_attendance_days', 'school_attendance_grades'];
  const found = await Promise.all(
    tables.map((table) => db.pool.query(`select * from ${table} where district_id = 1 order by 2, 3`)),
  );
  return found.map(({ rows }) => rows);
}
