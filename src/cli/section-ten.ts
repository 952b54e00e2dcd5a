/** An outcome as `rollcall evaluate` and the worklist print it: keys and their order as criteria.md section 10 has them. */
import { formatDay, type Outcome } from '../engine/index.ts';

export interface SectionTen {
  readonly student: string;
  readonly criterion: string;
  readonly cycle: string;
  readonly occurrence: number;
  /** The school under `scope: school`, else null. */
  readonly school: string | null;
  readonly date: string;
  readonly value: number;
  readonly decision: string;
  readonly reason: string | null;
  readonly evidence: readonly SectionTenEvidence[];
}

export interface SectionTenEvidence {
  readonly date: string;
  readonly period: string | null;
  readonly course: string | null;
  readonly code: string;
  readonly minutes: number | null;
}

export function sectionTen(student: string, outcome: Outcome): SectionTen {
  return {
    student,
    criterion: outcome.criterion,
    cycle: formatDay(outcome.cycle),
    occurrence: outcome.occurrence,
    school: outcome.school,
    date: formatDay(outcome.day),
    value: outcome.value,
    decision: outcome.decision,
    reason: outcome.reason,
    evidence: outcome.evidence.map(({ day, period, course, code, minutes }) => ({
      date: formatDay(day),
      period,
      course,
      code,
      minutes,
    })),
  };
}
