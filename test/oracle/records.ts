/** Which attendance rows are records that can be counted, and which are set aside. */
import { codeAt, covers, isInSession } from './bundle-text.ts';
import type { BundleText, Code, Row, Student } from './bundle-text.ts';
import { isDate } from './dates.ts';

export interface AttendanceRecord {
  readonly school: string;
  readonly date: string;
  /** Blank: the whole day. */
  readonly period: string;
  readonly section: string;
  readonly course: string;
  readonly code: Code;
  /** "Minutes of a record"; null: unknown. */
  readonly minutes: number | null;
}

export interface SetAsideRow {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export interface Sorted {
  readonly records: ReadonlyMap<string, AttendanceRecord[]>;
  readonly setAside: SetAsideRow[];
}

/** Rows dated outside `from` to `to` take no part and are not reported, unless they are malformed. */
export function sortRecords(bundle: BundleText, from: string, to: string): Sorted {
  const records = new Map<string, AttendanceRecord[]>(bundle.students.map((student) => [student.id, []]));
  const setAside: SetAsideRow[] = [];
  for (const row of bundle.attendance) {
    const malformed = !isDate(row.get('date')) || !/^\d*$/.test(row.get('minutes'));
    const takesPart = from <= row.get('date') && row.get('date') <= to;
    if (!malformed && !takesPart) continue;
    const reason = malformed ? 'malformed' : reasonAgainst(bundle, row);
    if (reason !== null) setAside.push({ file: 'attendance.csv', line: row.line, reason });
    else addRecord(records.get(row.get('student_id')) ?? [], recordOf(bundle, row));
  }
  return { records, setAside };
}

function reasonAgainst(bundle: BundleText, row: Row): string | null {
  const student = bundle.students.find((one: Student) => one.id === row.get('student_id'));
  const school = row.get('school_id');
  const date = row.get('date');
  if (student === undefined) return 'unknown-student';
  if (!bundle.schools.has(school)) return 'unknown-school';
  if (codeAt(bundle, school, row.get('code')) === undefined) return 'unknown-code';
  const periods = bundle.periods.get(school);
  if (row.get('period') !== '' && periods !== undefined && !periods.has(row.get('period'))) return 'unknown-period';
  if (!isInSession(bundle, school, date)) return 'not-in-session';
  const enrolled = student.enrollments.some((enrollment) => enrollment.school === school && covers(enrollment, date));
  return enrolled ? null : 'not-enrolled';
}

function recordOf(bundle: BundleText, row: Row): AttendanceRecord {
  const code = codeAt(bundle, row.get('school_id'), row.get('code')) as Code;
  return {
    school: row.get('school_id'),
    date: row.get('date'),
    period: row.get('period'),
    section: row.get('section_id'),
    course: row.get('course_id'),
    code,
    minutes: minutesOf(bundle, row, code),
  };
}

function minutesOf(bundle: BundleText, row: Row, code: Code): number | null {
  const school = row.get('school_id');
  if (row.get('minutes') !== '') return Number(row.get('minutes'));
  if (code.status !== 'absent') return null;
  if (row.get('period') !== '') return bundle.periods.get(school)?.get(row.get('period'))?.minutes ?? null;
  const day = bundle.sessions.get(`${school}|${row.get('date')}`) ?? null;
  // Rounded half up: half a thousandth-sum more, then the whole minutes of it.
  return day === null ? null : Math.floor((day * code.value + 500) / 1000);
}

/** Rows equal in all but minutes are one record: the one with the most minutes. */
function addRecord(records: AttendanceRecord[], record: AttendanceRecord): void {
  const same = records.findIndex(
    (other) =>
      other.school === record.school &&
      other.date === record.date &&
      other.period === record.period &&
      other.section === record.section &&
      other.course === record.course &&
      other.code.code === record.code.code,
  );
  const known = records[same];
  if (known === undefined) records.push(record);
  else if ((record.minutes ?? -1) > (known.minutes ?? -1)) records[same] = record;
}
