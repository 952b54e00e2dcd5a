/** One pass over a student's attendance for all policies. */
import type { Day } from './calendar/day.ts';
import type { DistrictFacts, Names, PackUse, StudentFacts } from './facts.ts';
import type { EvidenceRecord, Outcome, StudentJudgement } from './outcome.ts';
import type { Policy, SimpleRule } from './policy.ts';

export interface JudgeInput {
  /** `uses` given: the policy holds only on dates on which the student's school uses it. */
  readonly policies: readonly { readonly policy: Policy; readonly uses?: readonly PackUse[] }[];
  readonly district: DistrictFacts;
  readonly names: Names;
  readonly asOf: Day;
  /** false: outcomes come without evidence, where only who and when is asked (counts, benchmarks). Default: true. */
  readonly evidence?: boolean;
}

export interface Judge {
  readonly evaluateStudent: (student: StudentFacts) => StudentJudgement;
  /** Why there is a trigger, or why there is none. Fails: an unknown criterion code is an assertion. */
  readonly explain: (student: StudentFacts, policyIndex: number, criterion: string) => readonly Explanation[];
  /** As {@link explain} without triggers, as of any day whose records the facts hold. */
  readonly standing: (student: StudentFacts, question: StandingQuestion) => readonly Standing[];
}

export interface StandingQuestion {
  readonly policyIndex: number;
  readonly criterion: string;
  /** Left out: the judge's. */
  readonly asOf?: Day;
  /** false: the records that do not count are left out. Default: true. */
  readonly notCounted?: boolean;
}

/** Why a record of the school year does not count for a criterion (screens.md 6.2, "not counted"). */
export type NotCountedWhy =
  | 'not-selected'
  | 'minutes-too-few'
  | 'minutes-too-many'
  | 'minutes-unknown'
  | 'weekday'
  | 'period'
  | 'whole-day'
  | 'adds-nothing'
  | 'before-window';

/** How far one criterion is on a day. One for each definition (and school, under `scope: school`). */
export interface Standing {
  readonly criterion: string;
  readonly school: string | null;
  /** For `any`: one for each of its rules; else one. */
  readonly rules: readonly RuleProgress[];
  /** Ends: both included. `start` null: nothing is counted (outside every term, no such event). */
  readonly window: { readonly start: Day | null; readonly end: Day; readonly cycle: Day | null };
}

export interface Explanation extends Standing {
  /** Its triggers of the school year, decided. */
  readonly outcomes: readonly Outcome[];
}

export interface RuleProgress {
  readonly rule: SimpleRule;
  /** M at the end of the window, in the unit printed in section 10; for `same` the largest; for `rate` the percentage. */
  readonly have: number;
  /** `same`: the period or course with the most. `rate`: null. */
  readonly which: string | null;
  /** `rate`: enrolled days in session of the window, and thousandths of a day absent. */
  readonly enrolledDays: number | null;
  readonly absentThousandths: number | null;
  /** `total` of days: what each counted date is worth, in days. Empty for every other rule. */
  readonly dayValues: ReadonlyMap<Day, number>;
  readonly counted: readonly EvidenceRecord[];
  readonly notCounted: readonly { readonly record: EvidenceRecord; readonly why: NotCountedWhy }[];
}
