import type { Counters } from '../attendance/counting.ts';
import type { DayValues } from '../attendance/day-value.ts';
import type { Day } from '../calendar/day.ts';
import type { CompiledDistrict } from '../district.ts';
import type { SimpleRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import type { CompiledWindow, WindowOfDate } from '../triggers/windows.ts';

/** A date on which a rule holds and, where the rule asks for it, was added to. */
export interface Hit {
  readonly day: Day;
  readonly window: WindowOfDate;
  /** M on the date, in the unit of the rule: days in thousandths, a rate packed by its rule. */
  readonly amount: number;
}

/** Called for each hit in order of day; returns true when no later one is wanted. */
export type VisitHit = (hit: Hit) => boolean;

/** How far a rule is on one day, for explanations. */
export interface Progress {
  readonly amount: number;
  readonly which: string | null;
  readonly enrolledDays: number | null;
  readonly absentThousandths: number | null;
  /** Indexes into the context's records. */
  readonly counted: readonly number[];
}

/** A rule measured on one student. */
export interface MeasuredRule {
  readonly scan: (window: CompiledWindow, visit: VisitHit) => void;
  /** Indexes of the counted records behind a hit, in order. */
  readonly evidenceOf: (hit: Hit) => readonly number[];
  /** The dates that add to the rule's measure, in order. */
  readonly additions: readonly Day[];
  /** M over `window` up to `day`, whether the rule holds or not. */
  readonly progressOn: (window: WindowOfDate, day: Day) => Progress;
}

/** A rule ready to measure the students of one district. */
export interface CompiledRule {
  /** A cheap necessary condition: false when the rule can never hold for this student, so that measuring can be spared. */
  readonly isPossible: (context: StudentContext) => boolean;

  readonly measure: (context: StudentContext) => MeasuredRule;
  /** M as section 10 prints it. */
  readonly valueOf: (amount: number) => number;
}

export interface RuleEnvironment {
  readonly district: CompiledDistrict;
  readonly counters: Counters;
  readonly dayValues: DayValues;
}

/** One rule type: one file, one line in the list. */
export interface RuleType<R extends SimpleRule> {
  readonly type: R['type'];
  readonly compile: (rule: R, environment: RuleEnvironment) => CompiledRule;
}

export const NO_PROGRESS: Progress = {
  amount: 0,
  which: null,
  enrolledDays: null,
  absentThousandths: null,
  counted: [],
};
