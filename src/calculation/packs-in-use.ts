/** The packs that a district uses now, and where. */
import type { Pack } from '../packs/index.ts';
import { schoolYearStart, type Criterion, type Day, type PackUse, type Policy } from '../engine/index.ts';

export interface PackInUse {
  readonly id: string;
  readonly hash: string;
  readonly policy: Policy;
  readonly pack: Pack;
  /** undefined: at every school, at any time. */
  readonly uses: readonly PackUse[] | undefined;
}

/** Whether a pack holds at a school on a day. Ends: `from` included, `until` not. */
export function isInUse({ uses }: PackInUse, school: string, day: Day): boolean {
  return (
    uses === undefined ||
    uses.some((use) => use.school === school && (use.from ?? day) <= day && (use.until ?? day + 1) > day)
  );
}

/** The definitions of a code. */
export function definitionsOf({ policy }: PackInUse, code: string): readonly Criterion[] {
  return policy.criteria.filter((criterion) => criterion.code === code);
}

/** The last day that a calculation as of a day judges: the day before it under `countThrough: previous-day`. */
export function judgedThrough({ policy }: PackInUse, asOf: Day): Day {
  return policy.countThrough === 'previous-day' ? asOf - 1 : asOf;
}

/** The first day of the school year that is judged. */
export function judgedFrom(pack: PackInUse, asOf: Day): Day {
  return schoolYearStart(judgedThrough(pack, asOf), pack.policy.schoolYearStart);
}

/** Whether a cycle lies in the school year that is judged. */
export function isInYear(pack: PackInUse, cycle: Day, asOf: Day): boolean {
  return schoolYearStart(cycle, pack.policy.schoolYearStart) === judgedFrom(pack, asOf);
}
