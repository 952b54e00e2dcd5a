import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { districtFacts, namesOf, readBundle, studentsOf, type Bundle } from '../bundle/index.ts';
import { createJudge, dayOf, formatDay, parseDay, weekdayIndex, type Day } from '../engine/index.ts';
import { readPack } from '../packs/index.ts';
import { CODES, generateDistrict, samplePackUses, writeDistrict } from './index.ts';
import { hashesOf } from './testing.ts';

const dirs: string[] = [];
let bundle: Bundle;

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-sample-'));
  dirs.push(dir);
  return dir;
}

beforeAll(async () => {
  const dir = await folder();
  await writeDistrict(dir, generateDistrict({ students: 4000 }));
  bundle = await readBundle(dir);
});

afterAll(async () => {
  await Promise.all(dirs.map((dir) => rm(dir, { recursive: true })));
});

describe('the same arguments', () => {
  test('give the same bytes in every file', async () => {
    const [one, two] = [await folder(), await folder()];
    await writeDistrict(one, generateDistrict({ students: 300, seed: 7 }));
    await writeDistrict(two, generateDistrict({ students: 300, seed: 7 }));
    expect(await hashesOf(one)).toEqual(await hashesOf(two));
  });

  test('give the bytes that they gave on the machine on which this test was written', () => {
    const hash = createHash('sha256');
    const district = generateDistrict({ students: 300 });
    for (const rows of [
      district.students,
      district.enrollments,
      district.guardians,
      district.events,
      district.attendance,
    ]) {
      for (const row of rows) hash.update(JSON.stringify(row));
    }
    expect(hash.digest('hex')).toBe('125f50b698a1da50ba04573d11ed032b359c16ef72aba90f04b3c0cd501d8544');
  });

  test('with another seed give another district', () => {
    const names = (seed: number): string[] =>
      Array.from(generateDistrict({ students: 300, seed }).students, (row) => row.lastName);
    expect(names(1)).not.toEqual(names(2));
  });
});

describe('a day of data more', () => {
  test('changes nothing before it but what was not verified yet', () => {
    const until = (through: number): string[] =>
      Array.from(generateDistrict({ students: 400, through }).attendance)
        .filter((row) => row.date <= dayOf(2026, 10, 16) && row.studentId > '100022' && row.studentId.length === 6)
        .map((row) =>
          [row.studentId, row.date, row.period, SAME_WHEN_VERIFIED.has(row.code) ? 'absent' : row.code].join(),
        );
    const [early, late] = [new Set(until(dayOf(2026, 10, 16))), new Set(until(dayOf(2026, 11, 20)))];
    const different = [...early].filter((row) => !late.has(row));
    expect(early.size).toBeGreaterThan(2000);
    // the few rows put in by mistake may fall on other days
    expect(different.length).toBeLessThan(8);
  });
});

const SAME_WHEN_VERIFIED: ReadonlySet<string> = new Set([
  CODES.unverified,
  CODES.unexcused,
  CODES.illness,
  CODES.medical,
  CODES.bereavement,
]);

describe('the sample district of 4,000', () => {
  test('is a bundle that can be read without a problem or a warning', () => {
    expect(bundle.warnings).toEqual([]);
    expect(bundle.students).toHaveLength(4000);
    expect(bundle.schools).toHaveLength(8);
    expect(bundle.attendance.count).toBeGreaterThan(60_000);
  });

  test('goes through Thursday 12 November 2026, the 56th day in session', () => {
    const last = Math.max(...bundle.attendance.day);
    expect(formatDay(last)).toBe('2026-11-12');
    expect(bundle.calendar.filter((row) => row.schoolId === 'oak' && row.date <= last)).toHaveLength(56);
  });

  test('has 180 days in session, none on a weekend or a holiday', () => {
    const days = bundle.calendar.filter((row) => row.schoolId === 'oak').map((row) => row.date);
    expect(days).toHaveLength(180);
    expect(days.filter((day) => weekdayIndex(day) > 4)).toEqual([]);
    for (const holiday of ['2026-09-07', '2026-11-11', '2026-11-26', '2026-12-25', '2027-01-18']) {
      expect(days.map(formatDay)).not.toContain(holiday);
    }
  });

  test('has more students away on Mondays and Fridays than in mid-week', () => {
    const away = [0, 0, 0, 0, 0];
    const days = new Set(bundle.calendar.map((row) => row.date));
    const sessions = [0, 0, 0, 0, 0];
    for (const day of days) if (day <= dayOf(2026, 11, 12)) sessions[weekdayIndex(day)]! += 1;
    for (const { date } of absences(bundle)) if (weekdayIndex(date) < 5) away[weekdayIndex(date)]! += 1;
    const [mon, tue, wed, thu, fri] = away.map((count, weekday) => count / (sessions[weekday] as number)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    for (const midweek of [tue, wed, thu]) {
      expect(mon).toBeGreaterThan(midweek * 1.05);
      expect(fri).toBeGreaterThan(midweek * 1.05);
    }
  });

  test('has about one student in ten absent on a tenth of the days, and few on a fifth', () => {
    const days = new Map<string, number>();
    for (const { student } of absences(bundle)) days.set(student, (days.get(student) ?? 0) + 1);
    const atLeast = (least: number): number =>
      [...days.values()].filter((count) => count >= least).length / bundle.students.length;
    expect(atLeast(6)).toBeGreaterThan(0.08);
    expect(atLeast(6)).toBeLessThan(0.13);
    expect(atLeast(12)).toBeGreaterThan(0.005);
    expect(atLeast(12)).toBeLessThan(0.03);
  });

  test('has tardies of 30 and of 31 minutes', () => {
    const minutes = new Set(bundle.attendance.minutes);
    expect(minutes.has(30)).toBe(true);
    expect(minutes.has(31)).toBe(true);
  });

  test('has a few rows that cannot be read or counted, and not many', () => {
    const { names, code } = bundle.attendance;
    const unknown = [...code].filter((index) => names.codes[index] === 'Z9').length;
    expect(unknown).toBeGreaterThan(0);
    expect(bundle.malformed.length).toBeGreaterThan(0);
    expect(unknown + bundle.malformed.length).toBeLessThan(60);
  });

  test('has siblings at one address, parents at two, no-contact orders, missing addresses and students of 18', () => {
    const households = new Map<string, Set<string>>();
    for (const row of bundle.guardians)
      households.set(row.guardianId, (households.get(row.guardianId) ?? new Set()).add(row.studentId));
    expect([...households.values()].filter((children) => children.size > 1).length).toBeGreaterThan(500);
    const addresses = new Map<string, Set<string>>();
    for (const row of bundle.guardians)
      addresses.set(row.studentId, (addresses.get(row.studentId) ?? new Set()).add(row.address1));
    expect([...addresses.values()].filter((places) => places.size > 1).length).toBeGreaterThan(300);
    expect(bundle.guardians.filter((row) => row.noContact === true).length).toBeGreaterThan(10);
    expect(bundle.guardians.filter((row) => row.receivesMail === false).length).toBeGreaterThan(100);
    expect(bundle.guardians.filter((row) => row.address1 === '').length).toBeGreaterThan(50);
    expect(bundle.students.filter((row) => (row.birthDate ?? Infinity) <= dayOf(2008, 11, 12)).length).toBeGreaterThan(
      20,
    );
  });

  test('has transfers, some of them overlapping, late entries and leavers', () => {
    const stays = new Map<string, Bundle['enrollments'][number][]>();
    for (const row of bundle.enrollments) stays.set(row.studentId, [...(stays.get(row.studentId) ?? []), row]);
    const moved = [...stays.values()].filter((rows) => rows.length > 1);
    expect(moved.length).toBeGreaterThan(20);
    expect(moved.some(([from, to]) => (to?.entryDate ?? 0) <= (from?.exitDate ?? 0))).toBe(true);
    expect(bundle.enrollments.filter((row) => row.entryDate > dayOf(2026, 8, 24)).length).toBeGreaterThan(50);
    expect(bundle.enrollments.filter((row) => row.exitDate !== undefined).length).toBeGreaterThan(30);
  });

  test('has languages as the schools of such a city have them', () => {
    const share = (language: string): number =>
      bundle.students.filter((row) => row.homeLanguage === language).length / 4000;
    expect(share('en')).toBeGreaterThan(0.6);
    expect(share('en')).toBeLessThan(0.7);
    expect(share('es')).toBeGreaterThan(0.2);
    for (const language of ['so', 'tl', 'vi', 'ar', 'zh-Hans', 'ko', 'pa', 'hy'])
      expect(share(language)).toBeGreaterThan(0);
  });

  test('uses each of the five packs at one school or more, and no school uses none', () => {
    const uses = samplePackUses();
    expect(uses.map((use) => use.pack).sort()).toEqual([
      'california-sarb',
      'four-seven-ten',
      'intervention-plan',
      'secondary-criteria',
      'tiered-support',
    ]);
    expect(uses.flatMap((use) => use.schools).sort()).toEqual(bundle.schools.map((row) => row.schoolId).sort());
  });

  test('begins the pack that repeats its steps on a Monday in November: a week of letters, not a dozen to one family', async () => {
    const use = samplePackUses().find(({ pack }) => pack === 'secondary-criteria');
    expect(formatDay(use?.from as Day)).toBe('2026-11-02');
    const since = await lettersAtLaurel({ from: use?.from as Day });
    expect(Math.max(...since.values())).toBeLessThanOrEqual(6);
    expect([...since.values()].filter((letters) => letters > 3).length).toBeLessThan(5);
    expect(since.size).toBeGreaterThan(20);
    const all = await lettersAtLaurel({});
    expect(Math.max(...all.values())).toBeGreaterThan(10);
  });

  test('has a letterhead without a signer and a school without a letterhead', () => {
    expect(bundle.letterheads.find((row) => row.schoolId === 'birch')?.signer).toBe('');
    expect(bundle.letterheads.map((row) => row.schoolId)).not.toContain('juniper');
    expect(bundle.letterheads.map((row) => row.schoolId)).toContain('');
  });
});

/** How many letters are due to each student at Laurel as of the demo's day. */
async function lettersAtLaurel(use: { readonly from?: Day }): Promise<ReadonlyMap<string, number>> {
  const reading = await readPack(join(import.meta.dirname, '../../packs/secondary-criteria'));
  if (!reading.ok) throw new Error(reading.problems.map(({ found }) => found).join());
  const { policy } = reading.pack;
  const uses = [{ school: 'laurel', ...use }];
  const judge = createJudge({
    policies: [{ policy, uses }],
    district: districtFacts(bundle),
    names: namesOf(bundle),
    asOf: parseDay('2026-11-13') as Day,
  });
  const withLetter = new Set(
    policy.criteria.filter(({ then }) => then.some(({ kind }) => kind === 'letter')).map(({ code }) => code),
  );
  const letters = new Map<string, number>();
  for (const student of studentsOf(bundle)) {
    const due = (judge.evaluateStudent(student).policies[0]?.outcomes ?? []).filter(
      ({ criterion, decision }) => decision === 'issue' && withLetter.has(criterion),
    );
    if (due.length > 0) letters.set(student.id, due.length);
  }
  return letters;
}

interface Absence {
  readonly student: string;
  readonly date: number;
}

const AWAY: ReadonlySet<string> = new Set([
  CODES.unverified,
  CODES.unexcused,
  CODES.illness,
  CODES.medical,
  CODES.bereavement,
  CODES.religious,
  CODES.vacation,
  CODES.suspended,
]);

/** Days away: a whole-day record, or four periods or more. */
function absences({ attendance }: Bundle): Absence[] {
  const periods = new Map<string, number>();
  for (let row = 0; row < attendance.count; row++) {
    if (!AWAY.has(attendance.names.codes[attendance.code[row] as number] as string)) continue;
    const key = `${attendance.names.students[attendance.student[row] as number]}/${attendance.day[row]}`;
    periods.set(key, (periods.get(key) ?? 0) + (attendance.period[row] === 0 ? 4 : 1));
  }
  return [...periods]
    .filter(([, count]) => count >= 4)
    .map(([key]) => {
      const [student, date] = key.split('/') as [string, string];
      return { student, date: Number(date) };
    });
}
