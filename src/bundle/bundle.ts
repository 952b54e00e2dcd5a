/** The standard bundle in memory: small files as rows, attendance in columns. Source: criteria.md section 1. */
import type { Problem } from '../problem.ts';
import type {
  ActivityRow,
  CalendarRow,
  CodeRow,
  EligibilityRow,
  EnrollmentRow,
  EventRow,
  GuardianRow,
  LetterheadRow,
  PeriodRow,
  RosterRow,
  SchoolRow,
  SectionRow,
  StaffRow,
  StudentRow,
  StudentStaffRow,
  TermRow,
} from './rows.ts';

/** Every file except attendance.csv, by name. A file that is missing is an empty list. */
export interface BundleTables {
  readonly schools: readonly SchoolRow[];
  readonly calendar: readonly CalendarRow[];
  readonly periods: readonly PeriodRow[];
  readonly terms: readonly TermRow[];
  readonly codes: readonly CodeRow[];
  readonly students: readonly StudentRow[];
  readonly enrollments: readonly EnrollmentRow[];
  readonly events: readonly EventRow[];
  readonly guardians: readonly GuardianRow[];
  readonly staff: readonly StaffRow[];
  readonly sections: readonly SectionRow[];
  readonly rosters: readonly RosterRow[];
  readonly studentStaff: readonly StudentStaffRow[];
  readonly activities: readonly ActivityRow[];
  readonly eligibility: readonly EligibilityRow[];
  readonly letterheads: readonly LetterheadRow[];
}

export interface Bundle extends BundleTables {
  readonly dir: string;
  /** Names of the files that are there, as `events.csv`. */
  readonly present: ReadonlySet<string>;
  readonly attendance: AttendanceTable;
  /** Rows of attendance.csv that cannot be read, in the order of the file. */
  readonly malformed: readonly MalformedRow[];
  /** The last line of attendance.csv does not end in a line break and has too few fields: the file was cut off. */
  readonly attendanceTruncated: TruncatedLine | undefined;
  readonly warnings: readonly Problem[];
}

export interface TruncatedLine {
  readonly line: number;
  readonly row: string;
}

/** A row of attendance.csv that is set aside because it cannot be read. */
export interface MalformedRow {
  readonly file: 'attendance.csv';
  /** Counts from 1; the header is line 1. */
  readonly line: number;
  readonly reason: string;
  readonly allowed: string;
  /** The row as it stands in the file. */
  readonly row: string;
  /** '' where it cannot be read. */
  readonly schoolId: string;
}

/**
 * attendance.csv, a column for each field, in the order of the file, malformed rows left out.
 * Numbers are indexes into `names`; index 0 of periods, sections and courses is the empty name.
 */
export interface AttendanceTable {
  readonly count: number;
  readonly student: Int32Array;
  readonly school: Int32Array;
  readonly period: Int32Array;
  readonly section: Int32Array;
  readonly course: Int32Array;
  readonly code: Int32Array;
  readonly day: Int32Array;
  /** -1 where blank. */
  readonly minutes: Int32Array;
  /** Line in attendance.csv. */
  readonly line: Int32Array;
  readonly names: AttendanceNames;
}

export interface AttendanceNames {
  readonly students: readonly string[];
  readonly schools: readonly string[];
  readonly periods: readonly string[];
  readonly sections: readonly string[];
  readonly courses: readonly string[];
  readonly codes: readonly string[];
}
