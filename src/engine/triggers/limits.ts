import type { Day } from '../calendar/day.ts';
import type { PackUse } from '../facts.ts';
import type { Criterion } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';

/** Whether a date may give a trigger: `effective`, `grades`, `schools`, and the schools that use the pack. */
export type Limits = (context: StudentContext, day: Day) => boolean;

/** Compiles the limits of a criterion. Ends: `from` included, `until` not. Source: criteria.md sections 6 and 9. */
export function compileLimits(criterion: Criterion, uses: readonly PackUse[] | undefined): Limits {
  const { effective, grades, schools } = criterion;
  return (context, day) => {
    if (!isBetween(day, effective.from, effective.until)) return false;
    if (grades !== undefined && !grades.includes(context.grade)) return false;
    if (schools === undefined && uses === undefined) return true;
    const school = context.district.schoolIds[context.schooling.schoolOn(day)];
    if (school === undefined) return false;
    if (schools !== undefined && !schools.includes(school)) return false;
    return uses === undefined || uses.some((use) => use.school === school && isBetween(day, use.from, use.until));
  };
}

/** Whether the limits are the same on every date of every year. */
export function isUnlimited(criterion: Criterion, uses: readonly PackUse[] | undefined): boolean {
  const { effective, grades, schools } = criterion;
  return (
    effective.from === undefined &&
    effective.until === undefined &&
    grades === undefined &&
    schools === undefined &&
    uses === undefined
  );
}

function isBetween(day: Day, from: Day | undefined, until: Day | undefined): boolean {
  return (from === undefined || day >= from) && (until === undefined || day < until);
}
