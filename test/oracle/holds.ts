/** Section 7: what ladders and other groups ask alike: issued, the order of a group, and the holds. */
import { covers } from './bundle-text.ts';
import { byText } from './dates.ts';
import type { CriterionText } from './pack-text.ts';
import { isOf, namedEvents } from './refs.ts';
import { schoolDaysAfter } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Trigger } from './triggers.ts';

export interface Decided {
  readonly trigger: Trigger;
  readonly decision: string;
  readonly reason: string | null;
}

export function isIssued(trigger: Trigger, student: Scene): boolean {
  return namedEvents(student, 'issued').some((event) => isOf(event, trigger));
}

/** In `order`, then by code. */
export function byOrder(a: CriterionText, b: CriterionText): number {
  return (a.order ?? 0) - (b.order ?? 0) || byText(a.code, b.code);
}

/** The holds, in their order, of a trigger that is neither issued nor declined. */
export function decideHolds(trigger: Trigger, student: Scene, isApproved: boolean): Decided {
  const { criterion } = trigger;
  const { flags } = student.student;
  const exemption = (criterion.exempt ?? []).find((flag) => flags.includes(flag));
  const approvalNeeded = typeof criterion.release === 'object';
  const held = (reason: string): Decided => ({ trigger, decision: 'held', reason });
  if (flags.includes('no-letters') && onlyCommunicates(criterion)) return held('excluded');
  if (exemption !== undefined) return held(`exempt:${exemption}`);
  if (!student.enrollments.some((enrollment) => covers(enrollment, student.calculation.judged)))
    return held('not-enrolled');
  if (schoolDaysAfter(student, trigger.date) < (criterion.settle ?? 0)) return held('settling');
  if (approvalNeeded && !isApproved) return held('approval');
  return { trigger, decision: 'issue', reason: null };
}

function onlyCommunicates(criterion: CriterionText): boolean {
  return (criterion.then ?? []).every((consequence) => 'letter' in consequence || 'notification' in consequence);
}
