import type { StudentFacts } from '../facts.ts';
import type { Trigger } from '../triggers/find-triggers.ts';
import type { StudentContext } from '../student-context.ts';
import { compareText } from '../district.ts';
import { matchFirst } from './first-match.ts';
import { decideHolds } from './holds.ts';
import type { Decided } from './holds.ts';
import { decideLadder } from './ladder.ts';
import type { CompiledLadder } from './ladder.ts';
import { ladderCycleOf, ladderCycleOfReference, namesTrigger, referencesOf } from './references.ts';
import type { Reference } from './references.ts';

export interface CompiledGroups {
  readonly ladders: readonly CompiledLadder[];
  readonly firstMatch: readonly string[];
}

/**
 * Decides every trigger of one student and policy.
 * Input: the triggers in order of date, each identity once. Source: criteria.md section 7.
 */
export function decide(
  triggers: readonly Trigger[],
  groups: CompiledGroups,
  context: StudentContext,
  student: StudentFacts,
): Map<Trigger, Decided> {
  const decided = new Map<Trigger, Decided>();
  const issued = referencesOf(context, 'issued');
  const declined = referencesOf(context, 'declined');
  const approved = referencesOf(context, 'approved');
  const isIssued = (trigger: Trigger): boolean => issued.some((reference) => namesTrigger(reference, trigger));
  const groupOf = ({ compiled }: Trigger): string | undefined =>
    compiled.criterion.release === 'none' ? undefined : compiled.criterion.group;
  for (const trigger of triggers) {
    if (isIssued(trigger)) decided.set(trigger, { decision: 'issued', reason: null });
    else if (trigger.compiled.criterion.release === 'none') decided.set(trigger, { decision: 'noted', reason: null });
  }

  const ofGroup = (group: string | undefined): Trigger[] => triggers.filter((trigger) => groupOf(trigger) === group);
  const standing = ofGroup(undefined);
  if (standing.length < triggers.length) {
    for (const group of groups.firstMatch)
      standing.push(...matchFirst(ofGroup(group), compareInGroup, isIssued, decided));
    for (const ladder of groups.ladders) {
      standing.push(
        ...decideLadder({ ladder, context, triggers: ofGroup(ladder.group.id), issued, declined }, decided),
      );
    }
  }

  for (const trigger of standing) {
    if (decided.has(trigger)) continue;
    const names = (reference: Reference): boolean =>
      concerns(
        reference,
        trigger,
        groups.ladders.find((ladder) => ladder.group.id === groupOf(trigger)),
      );
    if (declined.some(names)) decided.set(trigger, { decision: 'declined', reason: null });
    else {
      const isApproved = (): boolean =>
        approved.some((reference) => reference.event.day >= trigger.hit.day && names(reference));
      decided.set(trigger, decideHolds(trigger, context, student, isApproved));
    }
  }
  return decided;
}

/** As for `issued`: the reference names the trigger or, in a ladder, its level in the ladder's cycle. */
function concerns(reference: Reference, trigger: Trigger, ladder: CompiledLadder | undefined): boolean {
  if (namesTrigger(reference, trigger)) return true;
  if (ladder === undefined || reference.code !== trigger.compiled.criterion.code) return false;
  const { context, hit } = trigger;
  return ladderCycleOfReference(reference, ladder.cycle, context) === ladderCycleOf(ladder.cycle, context, hit.day);
}

/** The order of a group, then of code; two triggers of one code (two schools) by school. */
export function compareInGroup(a: Trigger, b: Trigger): number {
  const left = a.compiled.criterion;
  const right = b.compiled.criterion;
  return (
    left.order - right.order ||
    compareText(left.code, right.code) ||
    compareText(a.context.school ?? '', b.context.school ?? '') ||
    a.occurrence - b.occurrence
  );
}
