/** What a calculation says of one student: triggers with their decisions and evidence. Source: criteria.md sections 6, 7 and 10. */
import type { Day } from './calendar/day.ts';

export type Decision = 'issue' | 'issued' | 'held' | 'declined' | 'suppressed' | 'satisfied' | 'noted';

/**
 * One trigger, judged. Identity: pack, student, `criterion`, `cycle`, `occurrence`, `school`.
 */
export interface Outcome {
  readonly criterion: string;
  readonly cycle: Day;
  readonly occurrence: number;
  /** The school under `scope: school`, else null. */
  readonly school: string | null;
  /** The trigger date. */
  readonly day: Day;
  /** As printed in section 10: a plain number (days as 2.5, a percentage rounded half up to two decimals). */
  readonly value: number;
  readonly decision: Decision;
  readonly reason: string | null;
  /** In the order of section 10. */
  readonly evidence: readonly EvidenceRecord[];
}

export interface EvidenceRecord {
  readonly day: Day;
  readonly school: string;
  readonly period: string | null;
  readonly course: string | null;
  readonly code: string;
  /** "Minutes of a record": null when unknown. */
  readonly minutes: number | null;
}

/** Why a record cannot be counted. `malformed` rows never reach the engine. */
export type SetAsideReason =
  | 'unknown-student'
  | 'unknown-school'
  | 'unknown-code'
  | 'unknown-period'
  | 'not-in-session'
  | 'not-enrolled';

/** What one policy says of one student. */
export interface StudentOutcome {
  readonly outcomes: readonly Outcome[];
  /**
   * With no new facts, no as-of day up to and including this one (same school year) changes `outcomes`.
   * null: nothing is promised beyond the as-of date.
   */
  readonly quietUntil: Day | null;
}

/** What `evaluateStudent` returns: one pass over the student's records for all policies. */
export interface StudentJudgement {
  /** One for each policy, in the order given to `createJudge`. */
  readonly policies: readonly StudentOutcome[];
  /** Index into the records given, and why it was not counted. */
  readonly setAside: readonly { readonly record: number; readonly reason: SetAsideReason }[];
  /** Countable records whose minutes are unknown. */
  readonly unknownMinutes: number;
  /** Countable records of one date and period that carry different codes: pairs of record indexes. */
  readonly conflicts: readonly (readonly [number, number])[];
}
