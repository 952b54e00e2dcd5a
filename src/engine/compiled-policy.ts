import type { CountableRecords } from './attendance/records.ts';
import type { Schooling } from './attendance/schooling.ts';
import type { Day } from './calendar/day.ts';
import type { CompiledGroups } from './decisions/decide.ts';
import type { CompiledDistrict } from './district.ts';
import type { PackUse, StudentFacts } from './facts.ts';
import type { Policy } from './policy.ts';
import type { CompiledCriterion } from './triggers/find-triggers.ts';

/** A policy ready to judge the students of one district on one as-of date. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly uses: readonly PackUse[] | undefined;
  readonly criteria: readonly CompiledCriterion[];
  /** Those with a `rate` among their rules. */
  readonly rates: readonly CompiledCriterion[];
  /** Whether a criterion counts each school apart. */
  readonly isApart: boolean;
  readonly groups: CompiledGroups;
  readonly yearStart: Day;
  /** The last day of the school year. */
  readonly yearEnd: Day;
  readonly through: Day;
  readonly asOf: Day;
  readonly hasEvidence: boolean;
}

/** A student whose records were sifted, ready for any policy. */
export interface JudgedStudent {
  readonly student: StudentFacts;
  readonly schooling: Schooling;
  readonly district: CompiledDistrict;
  readonly records: CountableRecords;
}
