/** What the engine reads from a bundle: the district's facts, and one student after the other. */
import type {
  Day,
  DistrictFacts,
  EventFact,
  EnrollmentFact,
  Names,
  RecordColumns,
  StudentFacts,
} from '../engine/index.ts';
import type { AttendanceTable, Bundle } from './bundle.ts';
import type { EnrollmentRow, StudentRow } from './rows.ts';

export interface BundleStudent extends StudentFacts {
  /** For each record its row in the bundle's attendance table. */
  readonly rows: Int32Array;
}

export function districtFacts(bundle: Bundle): DistrictFacts {
  return {
    schools: bundle.schools.map((row) => ({ id: row.schoolId, name: row.name })),
    sessions: bundle.calendar.map((row) => ({ school: row.schoolId, day: row.date, ...minutesOf(row) })),
    periods: bundle.periods.map((row) => ({
      school: row.schoolId,
      period: row.period,
      position: row.position,
      ...minutesOf(row),
    })),
    terms: bundle.terms.map((row) => ({
      kind: row.kind,
      name: row.name,
      start: row.start,
      end: row.end,
      ...schoolOf(row),
    })),
    codes: bundle.codes.map((row) => ({
      code: row.code,
      description: row.description,
      status: row.status,
      excuse: row.excuse,
      groups: row.groups,
      ...(row.value === undefined ? {} : { value: row.value }),
      ...schoolOf(row),
    })),
  };
}

/** The name lists that records of the bundle point into. */
export function namesOf(bundle: Bundle): Names {
  return bundle.attendance.names;
}

/** Ends: both included. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

export interface StudentsOptions {
  /** Rows of other days are left out. */
  readonly days?: Days;
  /** In the order of ids as strings compare; else in the order of the file. */
  readonly sorted?: boolean;
}

/**
 * Every student of students.csv with the rows of attendance.csv that name them.
 * Rows of other students are left out; see {@link rowsOfUnknownStudents}.
 */
export function* studentsOf(bundle: Bundle, options: StudentsOptions = {}): Generator<BundleStudent> {
  const { attendance } = bundle;
  const grouped = groupByStudent(attendance, options.days);
  const numbers = new Map(attendance.names.students.map((id, index) => [id, index]));
  const enrollments = groupRows(bundle.enrollments, enrollmentFact);
  const events = groupRows(bundle.events, (row): EventFact => ({ day: row.date, event: row.event, ref: row.ref }));
  const students = options.sorted === true ? bundle.students.toSorted(compareStudents) : bundle.students;
  for (const student of students) {
    const number = numbers.get(student.studentId);
    const rows =
      number === undefined ? NO_ROWS : grouped.rows.subarray(grouped.starts[number], grouped.starts[number + 1]);
    yield {
      id: student.studentId,
      grade: student.grade,
      flags: student.flags,
      enrollments: enrollments.get(student.studentId) ?? [],
      events: events.get(student.studentId) ?? [],
      records: gather(attendance, rows),
      rows,
    };
  }
}

/** Rows of the attendance table whose student is not in students.csv, in the order of the file. */
export function rowsOfUnknownStudents(bundle: Bundle, days: Days = ALL_DAYS): readonly number[] {
  const { attendance } = bundle;
  const known = new Set(bundle.students.map((row) => row.studentId));
  const isUnknown = attendance.names.students.map((id) => !known.has(id));
  const rows: number[] = [];
  if (!isUnknown.includes(true)) return rows;
  for (let row = 0; row < attendance.count; row += 1) {
    if (isUnknown[attendance.student[row] as number] === true && isWithin(days, attendance.day[row] as number))
      rows.push(row);
  }
  return rows;
}

const ALL_DAYS: Days = { from: -Infinity, to: Infinity };

function isWithin(days: Days, day: Day): boolean {
  return day >= days.from && day <= days.to;
}

function compareStudents(one: StudentRow, other: StudentRow): number {
  return one.studentId < other.studentId ? -1 : one.studentId > other.studentId ? 1 : 0;
}

const NO_ROWS = new Int32Array(0);

/** Counting sort: `rows` holds the rows of student n between `starts[n]` and `starts[n + 1]`, in the order of the file. */
export function groupByStudent(
  attendance: AttendanceTable,
  days: Days = ALL_DAYS,
): { readonly rows: Int32Array; readonly starts: Int32Array } {
  const students = attendance.names.students.length;
  const starts = new Int32Array(students + 1);
  for (let row = 0; row < attendance.count; row += 1) {
    if (isWithin(days, attendance.day[row] as number)) starts[(attendance.student[row] as number) + 1]! += 1;
  }
  for (let student = 0; student < students; student += 1) starts[student + 1]! += starts[student] as number;
  const next = starts.slice();
  const rows = new Int32Array(starts[students] as number);
  for (let row = 0; row < attendance.count; row += 1) {
    if (!isWithin(days, attendance.day[row] as number)) continue;
    const student = attendance.student[row] as number;
    rows[next[student] as number] = row;
    next[student]! += 1;
  }
  return { rows, starts };
}

function gather(attendance: AttendanceTable, rows: Int32Array): RecordColumns {
  const column = (source: Int32Array): Int32Array => {
    const target = new Int32Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) target[at] = source[rows[at] as number] as number;
    return target;
  };
  return {
    count: rows.length,
    day: column(attendance.day),
    school: column(attendance.school),
    period: column(attendance.period),
    section: column(attendance.section),
    course: column(attendance.course),
    code: column(attendance.code),
    minutes: column(attendance.minutes),
  };
}

function groupRows<Row extends { readonly studentId: string }, Fact>(
  rows: readonly Row[],
  factOf: (row: Row) => Fact,
): ReadonlyMap<string, readonly Fact[]> {
  const groups = new Map<string, Fact[]>();
  for (const row of rows) {
    const group = groups.get(row.studentId);
    if (group === undefined) groups.set(row.studentId, [factOf(row)]);
    else group.push(factOf(row));
  }
  return groups;
}

function enrollmentFact(row: EnrollmentRow): EnrollmentFact {
  return { school: row.schoolId, entry: row.entryDate, ...(row.exitDate === undefined ? {} : { exit: row.exitDate }) };
}

function minutesOf(row: { readonly minutes: number | undefined }): { readonly minutes?: number } {
  return row.minutes === undefined ? {} : { minutes: row.minutes };
}

function schoolOf(row: { readonly schoolId: string }): { readonly school?: string } {
  return row.schoolId === '' ? {} : { school: row.schoolId };
}
