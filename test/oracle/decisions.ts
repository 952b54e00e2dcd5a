/** Section 7: what is decided of each trigger of a student. */
import { covers } from './bundle-text.ts';
import { byText } from './dates.ts';
import { decideLadder } from './ladders.ts';
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

export function decide(triggers: readonly Trigger[], student: Scene): Decided[] {
  const ungrouped: Decided[] = [];
  for (const trigger of triggers) {
    if (isNoted(trigger)) ungrouped.push(decideNoted(trigger, student));
    else if (trigger.criterion.group === undefined) ungrouped.push(decideStanding(trigger, student));
  }
  const groups = student.calculation.pack.pack.groups ?? [];
  const grouped = groups.flatMap((group) => {
    const members = triggers.filter((trigger) => trigger.criterion.group === group.id && !isNoted(trigger));
    return group.mode === 'ladder' ? decideLadder(group, members, student) : decideFirstMatch(members, student);
  });
  return [...ungrouped, ...grouped];
}

function isNoted(trigger: Trigger): boolean {
  return trigger.criterion.release === 'none';
}

function decideNoted(trigger: Trigger, student: Scene): Decided {
  if (isIssued(trigger, student)) return { trigger, decision: 'issued', reason: null };
  return { trigger, decision: 'noted', reason: null };
}

export function isIssued(trigger: Trigger, student: Scene): boolean {
  return namedEvents(student, 'issued').some((event) => isOf(event, trigger));
}

/** In `order`, then by code. */
export function byOrder(a: CriterionText, b: CriterionText): number {
  return (a.order ?? 0) - (b.order ?? 0) || byText(a.code, b.code);
}

/** Of the triggers of one date one stands: an issued one, else the first in order. */
function decideFirstMatch(members: readonly Trigger[], student: Scene): Decided[] {
  return members.map((trigger) => {
    if (isIssued(trigger, student)) return { trigger, decision: 'issued', reason: null };
    const rivals = members
      .filter((other) => other.date === trigger.date)
      .toSorted((a, b) => byOrder(a.criterion, b.criterion) || byText(a.school ?? '', b.school ?? ''));
    const standing = rivals.find((rival) => isIssued(rival, student)) ?? (rivals[0] as Trigger);
    if (standing === trigger) return decideStanding(trigger, student);
    return { trigger, decision: 'suppressed', reason: `by:${standing.criterion.code}` };
  });
}

/** A trigger outside ladders that stands. */
function decideStanding(trigger: Trigger, student: Scene): Decided {
  if (isIssued(trigger, student)) return { trigger, decision: 'issued', reason: null };
  if (namedEvents(student, 'declined').some((event) => isOf(event, trigger))) return { trigger, decision: 'declined', reason: null };
  const approved = namedEvents(student, 'approved').some((event) => isOf(event, trigger) && event.date >= trigger.date);
  return decideHolds(trigger, student, approved);
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
  if (!student.enrollments.some((enrollment) => covers(enrollment, student.calculation.judged))) return held('not-enrolled');
  if (schoolDaysAfter(student, trigger.date) < (criterion.settle ?? 0)) return held('settling');
  if (approvalNeeded && !isApproved) return held('approval');
  return { trigger, decision: 'issue', reason: null };
}

function onlyCommunicates(criterion: CriterionText): boolean {
  return (criterion.then ?? []).every((consequence) => 'letter' in consequence || 'notification' in consequence);
}
