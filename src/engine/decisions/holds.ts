import type { Consequence } from '../policy.ts';
import type { Decision } from '../outcome.ts';
import type { StudentFacts } from '../facts.ts';
import type { StudentContext } from '../student-context.ts';
import type { Trigger } from '../triggers/find-triggers.ts';

export interface Decided {
  readonly decision: Decision;
  readonly reason: string | null;
}

/**
 * What keeps a candidate, or a trigger that stands, from going out: the first reason that applies, else `issue`.
 * Input: `context` is the student's at all schools, also for `scope: school`; `isApproved` tells whether an `approved` event on or after the trigger date names it. Source: criteria.md section 7.
 */
export function decideHolds(
  trigger: Trigger,
  context: StudentContext,
  student: StudentFacts,
  isApproved: () => boolean,
): Decided {
  const { criterion } = trigger.compiled;
  const { schooling, through } = context;
  if (student.flags.includes('no-letters') && onlyCommunicates(criterion.then)) return held('excluded');
  const exemption = criterion.exempt.find((flag) => student.flags.includes(flag));
  if (exemption !== undefined) return held(`exempt:${exemption}`);
  if (schooling.schoolOn(through) < 0) return held('not-enrolled');
  if (criterion.settle > 0 && schooling.ownSessionDays(trigger.hit.day + 1, through) < criterion.settle)
    return held('settling');
  if (typeof criterion.release === 'object' && !isApproved()) return held('approval');
  return { decision: 'issue', reason: null };
}

export function held(reason: string): Decided {
  return { decision: 'held', reason };
}

function onlyCommunicates(then: readonly Consequence[]): boolean {
  return then.every(({ kind }) => kind === 'letter' || kind === 'notification');
}
