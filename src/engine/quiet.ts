import type { Day } from './calendar/day.ts';
import type { Decided } from './decisions/holds.ts';
import type { CompiledPolicy, JudgedStudent } from './compiled-policy.ts';
import type { StudentContext } from './student-context.ts';
import type { CompiledCriterion, Trigger } from './triggers/find-triggers.ts';
import { isUnlimited } from './triggers/limits.ts';

/**
 * The last as-of day up to which, with no new facts, the outcome stays as it is; null: look again at any later day.
 * It promises too little rather than too much. What can change a quiet outcome is: records and events that are dated later,
 * a rate on a later day in session, and a hold that time alone lifts or an enrollment that ends.
 */
export function quietUntil(
  compiled: CompiledPolicy,
  context: StudentContext,
  judged: JudgedStudent,
  triggers: readonly Trigger[],
  decided: ReadonlyMap<Trigger, Decided>,
): Day | null {
  const { through, yearEnd, asOf } = compiled;
  const { records, schooling, student } = judged;
  const lastRecord = records.count === 0 ? -Infinity : (records.day[records.count - 1] as Day);
  if (lastRecord > through || student.events.some((event) => event.day > through)) return null;
  if (compiled.rates.some((criterion) => rateMayStillRise(criterion, compiled, context, triggers))) return null;
  const outcomes = triggers.length === 0 ? [] : [...decided.values()];
  if (outcomes.some(({ reason }) => reason === 'settling' || reason === 'gap:school-days')) return null;
  const nextEntry = schooling.nextEntry(through);
  const upTo = nextEntry === undefined ? yearEnd : Math.min(yearEnd, nextEntry - 1 + (asOf - through));
  if (!outcomes.some(({ decision }) => decision === 'issue' || decision === 'held')) return upTo;
  const exit = schooling.enrolledThrough(through);
  // Not enrolled (-1): held until the next entry.
  return exit === undefined || exit === -1 ? upTo : Math.min(upTo, exit + (asOf - through));
}

/**
 * Whether a `rate` could begin to hold on a day without an absence. Over the year it only falls between absences, so that
 * nothing is to be feared once `minDays` are over; limits on dates and moving windows are not followed here.
 */
function rateMayStillRise(
  criterion: CompiledCriterion,
  { uses }: CompiledPolicy,
  context: StudentContext,
  triggers: readonly Trigger[],
): boolean {
  if (context.from === context.to) return false;
  if (
    criterion.criterion.scope === 'school' ||
    criterion.window.kind !== 'year' ||
    !isUnlimited(criterion.criterion, uses)
  )
    return true;
  if (triggers.some((trigger) => trigger.compiled === criterion)) return false;
  const enrolled = context.schooling.sessionDays(context.yearStart, context.through).length;
  return criterion.simpleRules.some((rule) => rule.type === 'rate' && enrolled < rule.minDays);
}
