import type { Trigger } from '../triggers/find-triggers.ts';
import type { Decided } from './holds.ts';

/**
 * Of a student's triggers in one group on one date one stands: an issued one, else the first in order.
 * Input: the group's triggers; `compare` is the order of the group. Returns: the one that stands for each date, in no order;
 * the others are written into `decided`. Source: criteria.md section 7.
 */
export function matchFirst(
  triggers: readonly Trigger[],
  compare: (a: Trigger, b: Trigger) => number,
  isIssued: (trigger: Trigger) => boolean,
  decided: Map<Trigger, Decided>,
): Trigger[] {
  const standing: Trigger[] = [];
  for (const sameDate of Map.groupBy(triggers, (trigger) => trigger.hit.day).values()) {
    const inOrder = sameDate.toSorted(compare);
    const stands = inOrder.find(isIssued) ?? inOrder[0];
    if (stands === undefined) continue;
    standing.push(stands);
    for (const other of inOrder) {
      if (other !== stands && !isIssued(other)) {
        decided.set(other, { decision: 'suppressed', reason: `by:${stands.compiled.criterion.code}` });
      }
    }
  }
  return standing;
}
