import { schoolYearStart } from './calendar/day.ts';
import type { Day } from './calendar/day.ts';
import type { Policy } from './policy.ts';

/** The days that a policy looks at for one as-of date. Ends: all included. */
export interface JudgedSpan {
  readonly yearStart: Day;
  /** The last day of the school year. */
  readonly yearEnd: Day;
  /** The day that is judged: the as-of date, or the day before it. */
  readonly through: Day;
}

/** Source: criteria.md, the head and section 7 (`countThrough`). */
export function judgedSpan(policy: Pick<Policy, 'countThrough' | 'schoolYearStart'>, asOf: Day): JudgedSpan {
  const through = policy.countThrough === 'previous-day' ? asOf - 1 : asOf;
  const yearStart = schoolYearStart(through, policy.schoolYearStart);
  return { yearStart, yearEnd: schoolYearStart(yearStart + LONGEST_YEAR, policy.schoolYearStart) - 1, through };
}

/** Days. */
const LONGEST_YEAR = 366;
