/** One student of a worked example, as the engine reads it. */
import type { Day, EnrollmentFact, RecordColumns, StudentFacts } from '../../engine/index.ts';
import { given } from '../build-rule.ts';
import type { WrittenStudent } from '../schema/case-file.ts';
import { parseAttendanceLine, type AttendanceLine } from './attendance-line.ts';
import { acceptedCaseDay } from './case-day.ts';
import type { CaseDistrict } from './district.ts';

export function buildStudent(id: string, written: WrittenStudent, district: CaseDistrict): StudentFacts {
  const enrollments = enrollmentsOf(written, district);
  return {
    id,
    grade: written.grade ?? '',
    flags: written.flags ?? [],
    enrollments,
    events: (written.events ?? []).map(({ date, event, ref }) => ({
      day: acceptedCaseDay(date),
      event,
      ref: ref ?? '',
    })),
    records: columnsOf(linesOf(written).flatMap((line) => rowsOf(line, { district, enrollments }))),
  };
}

/** The lines of attendance of a student that the schema has accepted. */
export function linesOf(written: WrittenStudent): readonly AttendanceLine[] {
  return (written.attendance ?? []).flatMap((line) => parseAttendanceLine(line) ?? []);
}

function enrollmentsOf(written: WrittenStudent, { names, sessions }: CaseDistrict): readonly EnrollmentFact[] {
  const first = names.schools[0] ?? '';
  if (written.enrolled === undefined) return [{ school: first, entry: sessions.get(first)?.[0] ?? 0 }];
  return written.enrolled.map(({ school, from, to }) => ({
    school: school ?? first,
    entry: acceptedCaseDay(from),
    ...given('exit', to === undefined ? undefined : acceptedCaseDay(to)),
  }));
}

interface Row {
  readonly day: Day;
  readonly school: number;
  readonly period: number;
  readonly course: number;
  readonly code: number;
  readonly minutes: number;
}

function rowsOf(
  line: AttendanceLine,
  { district, enrollments }: { district: CaseDistrict; enrollments: readonly EnrollmentFact[] },
): readonly Row[] {
  const { names } = district;
  const periods = line.periods.length === 0 ? [''] : line.periods;
  return line.spans
    .flatMap((span) => daysOf(span, { line, district, enrollments }))
    .flatMap(({ day, school }) =>
      periods.map((period) => ({
        day,
        school: names.schools.indexOf(school),
        period: names.periods.indexOf(period),
        course: names.courses.indexOf(line.course ?? ''),
        code: names.codes.indexOf(line.code),
        minutes: line.minutes ?? -1,
      })),
    );
}

/** A single date as it is, even where nobody is in session; a run only over the days in session. */
function daysOf(
  { first, last }: { first: Day; last: Day },
  {
    line,
    district,
    enrollments,
  }: { line: AttendanceLine; district: CaseDistrict; enrollments: readonly EnrollmentFact[] },
): readonly { readonly day: Day; readonly school: string }[] {
  const schoolOn = (day: Day): string => line.school ?? schoolOf(enrollments, day) ?? district.names.schools[0] ?? '';
  if (first === last) return [{ day: first, school: schoolOn(first) }];
  const days: { day: Day; school: string }[] = [];
  for (let day = first; day <= last; day += 1) {
    const school = schoolOn(day);
    if (district.sessions.get(school)?.includes(day) === true) days.push({ day, school });
  }
  return days;
}

/** The school of the latest enrollment that covers a day. */
function schoolOf(enrollments: readonly EnrollmentFact[], day: Day): string | undefined {
  return enrollments
    .filter(({ entry, exit }) => entry <= day && (exit ?? day) >= day)
    .toSorted((a, b) => b.entry - a.entry || (a.school < b.school ? -1 : 1))[0]?.school;
}

function columnsOf(rows: readonly Row[]): RecordColumns {
  const column = (key: keyof Row): Int32Array => Int32Array.from(rows, (row) => row[key]);
  return {
    count: rows.length,
    day: column('day'),
    school: column('school'),
    period: column('period'),
    section: new Int32Array(rows.length),
    course: column('course'),
    code: column('code'),
    minutes: column('minutes'),
  };
}
