/** What is due and what waits, of the schools asked about, in the shape of Home. */
import type { DueFigures, WaitingFigures } from '../../insight/index.ts';
import type { DueLine, Home } from './contract.ts';

/** Schools together: one line for each criterion, the oldest first. */
export function dueLines(due: readonly DueFigures[]): DueLine[] {
  const byLevel = Map.groupBy(due, ({ pack, criterion }) => JSON.stringify([pack, criterion]));
  return [...byLevel.values()]
    .map((lines) => {
      const [first] = lines as [DueFigures];
      return {
        pack: first.pack,
        level: first.criterion,
        title: first.title,
        due: total(lines.map((line) => line.due)),
        oldestOn: lines.map(({ oldestOn }) => oldestOn).sort()[0] ?? first.oldestOn,
        schoolDaysLeft: Math.min(...lines.map(({ schoolDaysLeft }) => schoolDaysLeft)),
        overdue: total(lines.map(({ overdue }) => overdue)),
      };
    })
    .toSorted((one, other) =>
      one.oldestOn < other.oldestOn ? -1 : one.oldestOn > other.oldestOn ? 1 : other.due - one.due,
    );
}

/** Why what is not due waits: approvals are a question of their own. */
export function waitingOf({
  held,
  declined,
  changed,
}: WaitingFigures): Pick<Home, 'held' | 'toApprove' | 'declined' | 'changed'> {
  const byReason = Map.groupBy(held, ({ reason }) => reason);
  const reasons = [...byReason].map(([reason, lines]) => ({ reason, count: total(lines.map(({ count }) => count)) }));
  return {
    held: reasons.filter(({ reason }) => reason !== 'approval').toSorted((one, other) => other.count - one.count),
    toApprove: reasons.find(({ reason }) => reason === 'approval')?.count ?? 0,
    declined,
    changed,
  };
}

export const NOTHING_WAITS: Pick<Home, 'held' | 'toApprove' | 'declined' | 'changed'> = {
  held: [],
  toApprove: 0,
  declined: 0,
  changed: 0,
};

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
