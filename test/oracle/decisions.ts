/** Section 7: what is decided of each trigger of a student. */
import { byText } from './dates.ts';
import { decideLadder } from './ladders.ts';
import { byOrder, decideHolds, isIssued } from './holds.ts';
import type { Decided } from './holds.ts';
import { isOf, namedEvents } from './refs.ts';
import type { Scene } from './scene.ts';
import type { Trigger } from './triggers.ts';

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

/** Of the triggers of one date one stands: an issued one, else the first in order. */
function decideFirstMatch(members: readonly Trigger[], student: Scene): Decided[] {
  return members.map((trigger) => {
    if (isIssued(trigger, student)) return { trigger, decision: 'issued', reason: null };
    const rivals = members
      .filter((other) => other.date === trigger.date)
      .toSorted((a, b) => byOrder(a.criterion, b.criterion) || byText(a.school ?? '', b.school ?? ''));
    const standing = rivals.find((rival) => isIssued(rival, student)) ?? rivals[0];
    if (standing === trigger) return decideStanding(trigger, student);
    return { trigger, decision: 'suppressed', reason: `by:${standing?.criterion.code}` };
  });
}

/** A trigger outside ladders that stands. */
function decideStanding(trigger: Trigger, student: Scene): Decided {
  if (isIssued(trigger, student)) return { trigger, decision: 'issued', reason: null };
  if (namedEvents(student, 'declined').some((event) => isOf(event, trigger)))
    return { trigger, decision: 'declined', reason: null };
  const approved = namedEvents(student, 'approved').some((event) => isOf(event, trigger) && event.date >= trigger.date);
  return decideHolds(trigger, student, approved);
}
