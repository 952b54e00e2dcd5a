/**
 * The rows of the standard bundle's files, one type for each file: camelCase of the column names, dates as days.
 * Blank text is '', a blank date, number or yes/no is undefined. Source: criteria.md section 1.
 */
import type { Day, Excuse, Status } from '../engine/index.ts';

export interface SchoolRow {
  readonly schoolId: string;
  readonly name: string;
  readonly level: string;
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly phone: string;
  readonly principal: string;
}

/** A day in session. `minutes`: instructional minutes. */
export interface CalendarRow {
  readonly schoolId: string;
  readonly date: Day;
  readonly minutes: number | undefined;
}

export interface PeriodRow {
  readonly schoolId: string;
  readonly period: string;
  readonly position: number;
  readonly minutes: number | undefined;
}

/** `schoolId` '': all schools. Ends: both included. */
export interface TermRow {
  readonly schoolId: string;
  readonly kind: string;
  readonly name: string;
  readonly start: Day;
  readonly end: Day;
}

/** `schoolId` '': all schools. `value` in thousandths of a day. */
export interface CodeRow {
  readonly schoolId: string;
  readonly code: string;
  readonly description: string;
  readonly status: Status;
  readonly excuse: Excuse;
  readonly value: number | undefined;
  readonly groups: readonly string[];
}

export interface StudentRow {
  readonly studentId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly birthDate: Day | undefined;
  readonly homeLanguage: string;
  readonly flags: readonly string[];
}

/** Ends: both included. */
export interface EnrollmentRow {
  readonly studentId: string;
  readonly schoolId: string;
  readonly entryDate: Day;
  readonly exitDate: Day | undefined;
}

/** As written; the reader keeps attendance in columns instead. */
export interface AttendanceRow {
  readonly studentId: string;
  readonly schoolId: string;
  readonly date: Day;
  readonly period: string;
  readonly sectionId: string;
  readonly courseId: string;
  readonly code: string;
  readonly minutes: number | undefined;
}

export interface EventRow {
  readonly studentId: string;
  readonly date: Day;
  readonly event: string;
  readonly ref: string;
}

export interface GuardianRow {
  readonly studentId: string;
  readonly guardianId: string;
  readonly name: string;
  readonly relation: string;
  readonly language: string;
  readonly email: string;
  readonly phone: string;
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly birthDate: Day | undefined;
  readonly receivesMail: boolean | undefined;
  readonly custodial: boolean | undefined;
  readonly noContact: boolean | undefined;
}

export interface StaffRow {
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly kind: string;
  readonly schoolId: string;
}

export interface SectionRow {
  readonly sectionId: string;
  readonly schoolId: string;
  readonly courseId: string;
  readonly name: string;
  readonly staffId: string;
}

/** Ends: both included. */
export interface RosterRow {
  readonly studentId: string;
  readonly sectionId: string;
  readonly start: Day;
  readonly end: Day | undefined;
}

export interface StudentStaffRow {
  readonly studentId: string;
  readonly staffId: string;
  readonly relation: string;
}

/** Ends: both included. */
export interface ActivityRow {
  readonly studentId: string;
  readonly activity: string;
  readonly start: Day;
  readonly end: Day | undefined;
}

/** Ends: both included. */
export interface EligibilityRow {
  readonly studentId: string;
  readonly source: string;
  readonly status: string;
  readonly start: Day;
  readonly end: Day | undefined;
}

/** `letterheads.csv`, an addition of ours. `schoolId` '': the district's default. Files are named relative to the bundle. */
export interface LetterheadRow {
  readonly schoolId: string;
  readonly signer: string;
  readonly signerTitle: string;
  readonly contact: string;
  readonly contactTitle: string;
  readonly phone: string;
  readonly email: string;
  readonly returnAddress: readonly string[];
  readonly logo: string;
  readonly logoAlt: string;
  readonly signature: string;
}
