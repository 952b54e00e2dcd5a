import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDay } from '../engine/index.ts';
import { ProblemError } from '../problem.ts';
import { studentsOf } from './facts.ts';
import { readBundle } from './read-bundle.ts';
import type { AttendanceRow, EventRow, StudentRow } from './rows.ts';
import { bundleDir, SMALL_BUNDLE, type TestBundle } from './testing.ts';
import { writeBundle } from './write-bundle.ts';

const made: TestBundle[] = [];
const dir = mkdtempSync(join(tmpdir(), 'rollcall-written-'));
afterAll(() => {
  made.forEach((bundle) => bundle.remove());
  rmSync(dir, { recursive: true, force: true });
});

/** A text that is damaged somewhere: cut, doubled, with stray quotes, bytes and line ends. */
const damaged = fc
  .tuple(
    fc.constantFrom(...Object.keys(SMALL_BUNDLE)),
    fc.array(
      fc.tuple(
        fc.nat(400),
        fc.constantFrom('"', ',', '\n', '\r', '\0', '\uFEFF', ' ', '-', 'é', '9', '\uD800', '""', '\n\n', ',,', 'x'),
      ),
      { maxLength: 6 },
    ),
    fc.option(fc.nat(400)),
    fc.boolean(),
  )
  .map(([file, edits, cut, latin]) => {
    let text = SMALL_BUNDLE[file] as string;
    for (const [at, piece] of edits) text = text.slice(0, at % text.length) + piece + text.slice(at % text.length);
    if (cut !== null) text = text.slice(0, cut);
    return { file, bytes: Buffer.from(text, latin ? 'latin1' : 'utf8') };
  });

describe('any bundle', () => {
  it('however damaged gives problems or a bundle in which every row of attendance is found again', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async ({ file, bytes }) => {
        const bundle = bundleDir({ [file]: bytes });
        made.push(bundle);
        try {
          const read = await readBundle(bundle.dir);
          let grouped = 0;
          for (const student of studentsOf(read)) grouped += student.records.count;
          expect(grouped).toBeLessThanOrEqual(read.attendance.count);
          for (const row of read.malformed)
            expect(row.reason.length * row.allowed.length * row.line).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          for (const problem of error.problems)
            expect(problem.found.length * problem.allowed.length).toBeGreaterThan(0);
          expect(error.problems.length).toBeGreaterThan(0);
        } finally {
          bundle.remove();
        }
      }),
      { numRuns: 150 },
    );
  });

  it('of random bytes as attendance is never another failure than a problem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const bundle = bundleDir({
          'attendance.csv': Buffer.concat([Buffer.from(SMALL_BUNDLE['attendance.csv'] as string), bytes]),
        });
        try {
          const read = await readBundle(bundle.dir);
          expect(read.attendance.count).toBeGreaterThanOrEqual(2);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        } finally {
          bundle.remove();
        }
      }),
      { numRuns: 60 },
    );
  });
});

const id = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
  .filter((text) => !text.includes('\0') && /^[^ \t][\s\S]*[^ \t]$|^[^ \t]$/.test(text));
const text = fc.oneof(fc.constant(''), id);
const part = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 4 })
  .filter((value) => !/[|\0]/.test(value) && /^[^ \t].*[^ \t]$|^[^ \t]$/.test(value));
const day = fc.integer({ min: parseDay('2024-07-01') as number, max: parseDay('2026-06-30') as number });

describe('a bundle that was written', () => {
  it('reads as the same rows', async () => {
    const student: fc.Arbitrary<StudentRow> = fc.record({
      studentId: id,
      firstName: text,
      lastName: text,
      grade: text,
      birthDate: fc.option(day, { nil: undefined }),
      homeLanguage: fc.constantFrom('', 'en', 'zh-Hans'),
      flags: fc.array(part, { maxLength: 2 }),
    });
    const event: fc.Arbitrary<EventRow> = fc.record({ studentId: id, date: day, event: id, ref: text });
    const attendance: fc.Arbitrary<AttendanceRow> = fc.record({
      studentId: id,
      schoolId: id,
      date: day,
      period: text,
      sectionId: text,
      courseId: text,
      code: id,
      minutes: fc.option(fc.nat(999), { nil: undefined }),
    });
    const source = fc.record({
      students: fc.uniqueArray(student, { selector: (row) => row.studentId, maxLength: 5 }),
      events: fc.array(event, { maxLength: 5 }),
      attendance: fc.array(attendance, { maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(source, async (rows) => {
        await writeBundle(dir, { schools: [], calendar: [], codes: [], enrollments: [], ...rows });
        const read = await readBundle(dir);
        expect(read.students).toEqual(rows.students);
        expect(read.events).toEqual(rows.events);
        expect(read.malformed).toEqual([]);
        const { names, ...columns } = read.attendance;
        const again = rows.attendance.map((_, row): AttendanceRow => ({
          studentId: names.students[columns.student[row] as number] as string,
          schoolId: names.schools[columns.school[row] as number] as string,
          date: columns.day[row] as number,
          period: names.periods[columns.period[row] as number] as string,
          sectionId: names.sections[columns.section[row] as number] as string,
          courseId: names.courses[columns.course[row] as number] as string,
          code: names.codes[columns.code[row] as number] as string,
          minutes: columns.minutes[row] === -1 ? undefined : columns.minutes[row],
        }));
        expect(again).toEqual(rows.attendance);
      }),
      { numRuns: 60 },
    );
  });
});
