/** Why a row of attendance.csv is set aside, in words, and what is allowed. Source: criteria.md section 1. */
import { formatDay, type Day, type SetAsideReason } from '../engine/index.ts';

/** The fields of the row that the words name. */
export interface SetAsideFields {
  readonly code: string;
  readonly period: string;
  readonly day: Day;
}

export interface SetAsideWords {
  readonly reason: string;
  readonly allowed: string;
}

export function setAsideWords(reason: SetAsideReason, row: SetAsideFields): SetAsideWords {
  switch (reason) {
    case 'unknown-student':
      return { reason: 'an unknown student', allowed: 'a student_id of students.csv' };
    case 'unknown-school':
      return { reason: 'an unknown school', allowed: 'a school_id of schools.csv' };
    case 'unknown-code':
      return {
        reason: `an unknown code ${JSON.stringify(row.code)}`,
        allowed: 'a code of codes.csv, of the school or of all schools',
      };
    case 'unknown-period':
      return {
        reason: `an unknown period ${JSON.stringify(row.period)}`,
        allowed: 'a period that periods.csv lists for the school, or blank',
      };
    case 'not-in-session':
      return {
        reason: `${formatDay(row.day)} is not in session at the school`,
        allowed: 'a date that calendar.csv has for the school',
      };
    case 'not-enrolled':
      return {
        reason: `the student is not enrolled at the school on ${formatDay(row.day)}`,
        allowed: 'a date from entry_date to exit_date of an enrollment at the school, both included',
      };
  }
}
