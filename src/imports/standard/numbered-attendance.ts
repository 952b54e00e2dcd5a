/** The rows of attendance.csv behind the district's numbers, in the order in which they are stored. */
import type { AttendanceTable } from '../../bundle/index.ts';

/** Numbers of `fact_words` for the indexes of the bundle's name lists. */
export interface AttendanceNumbers {
  readonly students: Int32Array;
  readonly schools: Int32Array;
  readonly periods: Int32Array;
  readonly sections: Int32Array;
  readonly courses: Int32Array;
  readonly codes: Int32Array;
}

/** Columns of `fact_words` numbers, a row for each row of the file. */
export interface NumberedAttendance {
  readonly student: Int32Array;
  readonly day: Int32Array;
  readonly school: Int32Array;
  readonly period: Int32Array;
  readonly section: Int32Array;
  readonly course: Int32Array;
  readonly code: Int32Array;
  readonly minutes: Int32Array;
  readonly line: Int32Array;
  /** Rows in order of student, day, school, period, section, course, code, minutes; of equal rows the first alone. */
  readonly order: Int32Array;
}

/**
 * Numbers and orders the rows. The table's own columns are overwritten: for nine million rows there is memory for one set.
 */
export function numberAttendance(table: AttendanceTable, numbers: AttendanceNumbers): NumberedAttendance {
  renumber(table.student, numbers.students);
  renumber(table.school, numbers.schools);
  renumber(table.period, numbers.periods);
  renumber(table.section, numbers.sections);
  renumber(table.course, numbers.courses);
  renumber(table.code, numbers.codes);
  const byStudent = countingSort(table.student, identity(table.count));
  return { ...table, order: withoutRepeats(table, sortStudents(table, byStudent)) };
}

/** Compares two rows in everything but student. */
function compareRows(table: AttendanceTable, one: number, other: number): number {
  return (
    (table.day[one] as number) - (table.day[other] as number) ||
    (table.school[one] as number) - (table.school[other] as number) ||
    (table.period[one] as number) - (table.period[other] as number) ||
    (table.section[one] as number) - (table.section[other] as number) ||
    (table.course[one] as number) - (table.course[other] as number) ||
    (table.code[one] as number) - (table.code[other] as number) ||
    (table.minutes[one] as number) - (table.minutes[other] as number)
  );
}

function renumber(column: Int32Array, numbers: Int32Array): void {
  for (let row = 0; row < column.length; row += 1) column[row] = numbers[column[row] as number] as number;
}

function identity(count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row += 1) rows[row] = row;
  return rows;
}

/** Stable: rows of one value stay in the order given. */
function countingSort(column: Int32Array, rows: Int32Array): Int32Array {
  let least = Infinity;
  let most = -Infinity;
  let isSorted = true;
  let before = -Infinity;
  for (let at = 0; at < rows.length; at += 1) {
    const value = column[rows[at] as number] as number;
    if (value < least) least = value;
    if (value > most) most = value;
    if (value < before) isSorted = false;
    before = value;
  }
  if (isSorted) return rows;
  const next = new Int32Array(most - least + 2);
  for (let row = 0; row < column.length; row += 1) next[(column[row] as number) - least + 1]! += 1;
  for (let value = 1; value < next.length; value += 1) next[value]! += next[value - 1] as number;
  const sorted = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const value = (column[row] as number) - least;
    sorted[next[value] as number] = row;
    next[value]! += 1;
  }
  return sorted;
}

/** Orders the rows of each student; most files have them in order already, or nearly so. */
function sortStudents(table: AttendanceTable, rows: Int32Array): Int32Array {
  const compare = (one: number, other: number): number => compareRows(table, one, other) || one - other;
  let start = 0;
  for (let at = 1; at <= rows.length; at += 1) {
    if (at < rows.length && table.student[rows[at - 1] as number] === table.student[rows[at] as number]) continue;
    if (!isOrdered(table, rows, { start, end: at })) rows.subarray(start, at).sort(compare);
    start = at;
  }
  return rows;
}

function isOrdered(
  table: AttendanceTable,
  rows: Int32Array,
  run: { readonly start: number; readonly end: number },
): boolean {
  for (let at = run.start + 1; at < run.end; at += 1) {
    if (compareRows(table, rows[at - 1] as number, rows[at] as number) > 0) return false;
  }
  return true;
}

/** Leaves out rows that are equal to the one before them in everything. */
function withoutRepeats(table: AttendanceTable, rows: Int32Array): Int32Array {
  let kept = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const before = kept === 0 ? -1 : (rows[kept - 1] as number);
    if (before >= 0 && table.student[before] === table.student[row] && compareRows(table, before, row) === 0) continue;
    rows[kept] = row;
    kept += 1;
  }
  return rows.subarray(0, kept);
}
