/** Which schools and dates a file of attendance covers: inside them what is not in the file is gone. */
import type { Day } from '../../engine/index.ts';
import type { NumberedAttendance } from './numbered-attendance.ts';

/** Ends: both included. */
export interface SchoolCoverage {
  readonly from: Day;
  readonly to: Day;
  /** Different well-formed rows of the file. */
  readonly rows: number;
}

/** By `fact_words` number of the school; a school without a row is not covered. */
export type Coverage = ReadonlyMap<number, SchoolCoverage>;

export function coverageOf(attendance: NumberedAttendance): Coverage {
  const coverage = new Map<number, { from: Day; to: Day; rows: number }>();
  let school = -1;
  let current: { from: Day; to: Day; rows: number } | undefined;
  for (const row of attendance.order) {
    const day = attendance.day[row] as number;
    if (attendance.school[row] !== school || current === undefined) {
      school = attendance.school[row] as number;
      current = coverage.get(school) ?? { from: day, to: day, rows: 0 };
      coverage.set(school, current);
    }
    if (day < current.from) current.from = day;
    if (day > current.to) current.to = day;
    current.rows += 1;
  }
  return coverage;
}

/** The days of all schools together; undefined for a file without rows. Ends: both included. */
export function coveredDays(coverage: Coverage): { readonly from: Day; readonly to: Day } | undefined {
  const ranges = [...coverage.values()];
  if (ranges.length === 0) return undefined;
  return { from: Math.min(...ranges.map((range) => range.from)), to: Math.max(...ranges.map((range) => range.to)) };
}
