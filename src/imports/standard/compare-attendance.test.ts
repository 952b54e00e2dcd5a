import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttendanceTable } from '../../bundle/index.ts';
import { decodeAttendancePack } from '../../db/attendance-pack.ts';
import { parseDay } from '../../engine/index.ts';
import { allNew, compareAttendance, RECORD_KEYS, type AttendanceChanges } from './compare-attendance.ts';
import { coverageOf } from './coverage.ts';
import { numberAttendance, type NumberedAttendance } from './numbered-attendance.ts';
import type { StoredPack } from './stored-packs.ts';
import { studentYears } from './student-years.ts';
import { encodeAttendancePack } from '../../db/attendance-pack.ts';

type Row = Readonly<Record<(typeof RECORD_KEYS)[number], number>>;

const FIRST = parseDay('2025-06-25') as number;

const row: fc.Arbitrary<Row> = fc.record({
  student: fc.integer({ min: 1, max: 4 }),
  day: fc.integer({ min: FIRST, max: FIRST + 12 }),
  school: fc.integer({ min: 1, max: 2 }),
  period: fc.nat(1),
  section: fc.nat(1),
  course: fc.nat(1),
  code: fc.integer({ min: 1, max: 2 }),
  minutes: fc.integer({ min: -1, max: 1 }),
});
const rows = fc.array(row, { maxLength: 60 });

/** The rows as a file would bring them; numbers are already those of the district. */
function numbered(list: readonly Row[]): NumberedAttendance {
  const column = (key: keyof Row): Int32Array => Int32Array.from(list, (item) => item[key]);
  const names = { students: [], schools: [], periods: [], sections: [], courses: [], codes: [] };
  const table: AttendanceTable = {
    count: list.length,
    student: column('student'),
    school: column('school'),
    period: column('period'),
    section: column('section'),
    course: column('course'),
    code: column('code'),
    day: column('day'),
    minutes: column('minutes'),
    line: Int32Array.from(list, (_, index) => index + 2),
    names,
  };
  const same = Int32Array.from({ length: 100 }, (_, index) => index);
  return numberAttendance(table, {
    students: same,
    schools: same,
    periods: same,
    sections: same,
    courses: same,
    codes: same,
  });
}

function textOf(item: Row): string {
  return RECORD_KEYS.map((key) => item[key]).join(' ');
}

function rowsOf(attendance: NumberedAttendance, order: Int32Array): Row[] {
  return [...order].map(
    (at) => Object.fromEntries(RECORD_KEYS.map((key) => [key, attendance[key][at]])) as unknown as Row,
  );
}

async function* packsOf(list: readonly Row[]): AsyncGenerator<StoredPack> {
  const attendance = numbered(list);
  for (const { student, year, start, end } of studentYears(attendance)) {
    yield {
      student,
      year,
      records: decodeAttendancePack(encodeAttendancePack(attendance, { year, rows: attendance.order, start, end })),
    };
  }
}

function goneOf({ gone }: AttendanceChanges): string[] {
  return [...gone.day].map((_, at) => RECORD_KEYS.map((key) => gone[key][at]).join(' '));
}

describe('numberAttendance', () => {
  it('orders rows by student and day whatever their order, and keeps one of equal rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const attendance = numbered(list);
        const found = rowsOf(attendance, attendance.order);
        expect(new Set(found.map(textOf)).size).toBe(found.length);
        expect(new Set(found.map(textOf))).toEqual(new Set(list.map(textOf)));
        const keys = ['student', 'day', 'school', 'period', 'section', 'course', 'code', 'minutes'] as const;
        const sorted = found.toSorted(
          (one, other) => keys.map((key) => one[key] - other[key]).find((difference) => difference !== 0) ?? 0,
        );
        expect(found).toEqual(sorted);
      }),
    );
  });

  it('keeps the first line of equal rows', () => {
    const one = { student: 1, day: FIRST, school: 1, period: 0, section: 0, course: 0, code: 1, minutes: -1 };
    const attendance = numbered([one, { ...one, code: 2 }, one]);
    expect([...attendance.order].map((at) => attendance.line[at])).toEqual([2, 3]);
  });

  it('orders a day of a hundred rows', () => {
    const list = Array.from({ length: 100 }, (_, index) => ({
      student: 1,
      day: FIRST,
      school: 1,
      period: 0,
      section: 0,
      course: 0,
      code: 99 - (index % 99),
      minutes: index,
    }));
    const attendance = numbered(list);
    const codes = [...attendance.order].map((at) => attendance.code[at] as number);
    expect(codes).toEqual(codes.toSorted((one, other) => one - other));
  });
});

describe('compareAttendance', () => {
  it('finds what came and what went inside the schools and days of the file, and what is stored afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (before, after) => {
        fc.pre(after.length > 0);
        const attendance = numbered(after);
        const coverage = coverageOf(attendance);
        const changes = await compareAttendance(attendance, coverage, packsOf(before));
        const stored = new Map(before.map((item) => [textOf(item), item]));
        const file = new Set(after.map(textOf));
        const isCovered = (item: Row): boolean => {
          const range = coverage.get(item.school);
          return range !== undefined && item.day >= range.from && item.day <= range.to;
        };
        const gone = [...stored].filter(([text, item]) => isCovered(item) && !file.has(text)).map(([text]) => text);
        expect(new Set(goneOf(changes))).toEqual(new Set(gone));
        const added = rowsOf(attendance, changes.added).map(textOf);
        expect(new Set(added)).toEqual(new Set([...file].filter((text) => !stored.has(text))));
        const { figures } = changes;
        expect(figures.same).toBe([...file].filter((text) => stored.has(text)).length);
        expect(figures.new + figures.changed).toBe(added.length);
        expect(figures.gone + figures.changed).toBe(gone.length);
        const left = new Set([...[...stored.keys()].filter((text) => !gone.includes(text)), ...file]);
        expect(new Set(await afterwards(before, changes))).toEqual(left);
      }),
    );
  });

  it('a row whose code or minutes changed counts as changed', async () => {
    const one = { student: 1, day: FIRST, school: 1, period: 0, section: 0, course: 0, code: 1, minutes: -1 };
    const last = { ...one, day: FIRST + 5 };
    const attendance = numbered([{ ...one, code: 2 }, last]);
    const { figures } = await compareAttendance(attendance, coverageOf(attendance), packsOf([one, last]));
    expect(figures).toEqual({ new: 0, changed: 1, gone: 0, same: 1 });
  });

  it('counts what is stored of each school', async () => {
    const one = { student: 1, day: FIRST + 2, school: 1, period: 0, section: 0, course: 0, code: 1, minutes: -1 };
    const attendance = numbered([one, { ...one, day: FIRST + 4 }]);
    const before = [{ ...one, day: FIRST }, one, { ...one, day: FIRST + 3, school: 2 }];
    const { stored } = await compareAttendance(attendance, coverageOf(attendance), packsOf(before));
    expect(stored.get(1)).toEqual({ covered: 1, onDaysOfFile: 1, earliest: FIRST });
    expect(stored.get(2)).toEqual({ covered: 0, onDaysOfFile: 1, earliest: FIRST + 3 });
  });

  it('a first import is all new', () => {
    const attendance = numbered([
      { student: 1, day: FIRST, school: 1, period: 0, section: 0, course: 0, code: 1, minutes: -1 },
    ]);
    expect(allNew(attendance).figures).toEqual({ new: 1, changed: 0, gone: 0, same: 0 });
  });
});

/** Every stored row once the changed packs replaced the old ones. */
async function afterwards(before: readonly Row[], changes: AttendanceChanges): Promise<string[]> {
  const packs = new Map<string, StoredPack>();
  for await (const pack of packsOf(before)) packs.set(`${pack.student} ${pack.year}`, pack);
  for (const { student, year, bytes } of changes.packs ?? [])
    packs.set(`${student} ${year}`, { student, year, records: decodeAttendancePack(bytes) });
  return [...packs.values()].flatMap(({ student, records }) =>
    Array.from({ length: records.count }, (_, at) =>
      RECORD_KEYS.map((key) => (key === 'student' ? student : records[key][at])).join(' '),
    ),
  );
}
