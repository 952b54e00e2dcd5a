import type { Day } from '../calendar/day.ts';
import type { CompiledDistrict } from '../district.ts';
import type { SimpleRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import type { CompiledWindow, WindowOfDate } from '../triggers/windows.ts';

/** A date on which a rule holds and, where the rule asks for it, was added to. */
export interface Hit {
  readonly day: Day;
  readonly window: WindowOfDate;
  /** M on the date, in the unit of the rule: days and percentages in thousandths. */
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

/** A rule ready to judge students of one district. */
export interface CompiledRule {
  readonly scan: (context: StudentContext, window: CompiledWindow, visit: VisitHit) => void;
  /** Indexes of the counted records behind a hit, in order. */
  readonly evidenceOf: (context: StudentContext, hit: Hit) => readonly number[];
  /** The dates that add to the rule's measure, in order. */
  readonly additions: (context: StudentContext) => readonly Day[];
  /** M over `window` up to `day`, whether the rule holds or not. */
  readonly progressOn: (context: StudentContext, window: WindowOfDate | undefined, day: Day) => Progress;
  /** M as section 10 prints it. */
  readonly valueOf: (amount: number) => number;
}

/** One rule type: one file, one line in the list. */
export interface RuleType<R extends SimpleRule> {
  readonly type: R['type'];
  readonly compile: (rule: R, district: CompiledDistrict) => CompiledRule;
}

export const NO_PROGRESS: Progress = { amount: 0, which: null, enrolledDays: null, absentThousandths: null, counted: [] };
