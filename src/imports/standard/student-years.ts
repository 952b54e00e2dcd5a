/** Walks through ordered rows of attendance by student and July-to-June year. */
import { packYear, packYearStart } from '../../db/attendance-pack.ts';
import type { NumberedAttendance } from './numbered-attendance.ts';

/** Rows of `order` from `start` (included) to `end` (not). */
export interface StudentYear {
  readonly student: number;
  readonly year: number;
  readonly start: number;
  readonly end: number;
}

/** In order of student and year. */
export function* studentYears(attendance: NumberedAttendance): Generator<StudentYear> {
  const { order, student, day } = attendance;
  let start = 0;
  while (start < order.length) {
    const row = order[start] as number;
    const no = student[row] as number;
    const year = packYear(day[row] as number);
    const until = packYearStart(year + 1);
    let end = start + 1;
    while (end < order.length && student[order[end] as number] === no && (day[order[end] as number] as number) < until)
      end += 1;
    yield { student: no, year, start, end };
    start = end;
  }
}
