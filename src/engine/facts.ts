/**
 * What the engine judges: a district's reference facts, and one student's attendance in columns.
 * Numbers stand for names: `School`, `Period`, `Code`, `Course` are indexes into the district's name lists,
 * so that nine million records fit into typed arrays. Source: criteria.md section 1.
 */
import type { Day } from './calendar/day.ts';
import type { Excuse, Status } from './policy.ts';

/** A row of `codes.csv`. `value` in thousandths of a day; undefined where blank. */
export interface CodeFact {
  /** undefined: all schools. */
  readonly school?: string;
  readonly code: string;
  readonly description: string;
  readonly status: Status;
  readonly excuse: Excuse;
  readonly value?: number;
  readonly groups: readonly string[];
}

export interface SchoolFact {
  readonly id: string;
  readonly name: string;
}

export interface SessionFact {
  readonly school: string;
  readonly day: Day;
  readonly minutes?: number;
}

export interface PeriodFact {
  readonly school: string;
  readonly period: string;
  readonly position: number;
  readonly minutes?: number;
}

/** Ends: `start` and `end` both included. `school` undefined: all schools. */
export interface TermFact {
  readonly school?: string;
  readonly kind: string;
  readonly name: string;
  readonly start: Day;
  readonly end: Day;
}

/** Everything of a district that is not one student's. */
export interface DistrictFacts {
  readonly schools: readonly SchoolFact[];
  readonly sessions: readonly SessionFact[];
  readonly periods: readonly PeriodFact[];
  readonly terms: readonly TermFact[];
  readonly codes: readonly CodeFact[];
}

/**
 * The name lists that the numbers in {@link RecordColumns} point into. Index 0 of `periods`, `courses` and `sections`
 * is the empty name: a record for the whole day, without a course, without a section.
 */
export interface Names {
  readonly schools: readonly string[];
  readonly periods: readonly string[];
  readonly codes: readonly string[];
  readonly courses: readonly string[];
}

/**
 * One student's attendance records, a column for each field, all of length `count`.
 * Order: any; the engine sorts. `minutes` as given in the file, -1 where blank.
 * Equal records (school, day, period, section, course, code) may still be in it: the engine keeps the one with the most minutes.
 */
export interface RecordColumns {
  readonly count: number;
  readonly day: Int32Array;
  readonly school: Int32Array | Int16Array;
  readonly period: Int32Array | Int16Array;
  readonly section: Int32Array;
  readonly course: Int32Array;
  readonly code: Int32Array | Int16Array;
  readonly minutes: Int32Array;
}

/** Ends: `entry` and `exit` both included; `exit` undefined: still enrolled. */
export interface EnrollmentFact {
  readonly school: string;
  readonly entry: Day;
  readonly exit?: Day;
}

export interface EventFact {
  readonly day: Day;
  readonly event: string;
  readonly ref: string;
  /** Given: concerns this pack alone (a notice on file, a person's decision). */
  readonly pack?: string;
  /** Given: concerns the trigger of this school alone (`scope: school`). */
  readonly school?: string;
}

/** Ends: `from` included, `until` not. */
export interface PackUse {
  readonly school: string;
  readonly from?: Day;
  readonly until?: Day;
}

export interface StudentFacts {
  readonly id: string;
  readonly grade: string;
  readonly flags: readonly string[];
  readonly enrollments: readonly EnrollmentFact[];
  readonly events: readonly EventFact[];
  readonly records: RecordColumns;
}
