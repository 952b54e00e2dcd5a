/** The order in which effects come about: by trigger date, then as the pack lists its criteria; one move of a student's status after the other. */
import { performerOf } from '../../consequences/performers.ts';
import type { WorklistLine } from '../worklist/worklist.ts';

type Ordered = Pick<WorklistLine, 'trigger' | 'pack' | 'rule' | 'student'>;

/**
 * Lines that may be planned at once: of each student at most one that moves on from what the one before left.
 * By trigger date and processing order, so that one run leads to what a run on each day would have led to.
 */
export function inRounds<Line extends Ordered>(lines: readonly Line[]): readonly (readonly Line[])[] {
  const rounds: Line[][] = [];
  const moves = new Map<string, number>();
  for (const line of lines.toSorted(inOrder)) {
    const { student } = line;
    const round = doesMoveOn(line) ? (moves.get(student) ?? 0) : 0;
    if (doesMoveOn(line)) moves.set(student, round + 1);
    (rounds[round] ??= []).push(line);
  }
  return rounds;
}

function doesMoveOn({ rule }: Pick<Ordered, 'rule'>): boolean {
  return rule.then.some(({ kind }) => performerOf(kind)?.movesOn === true);
}

function inOrder(one: Ordered, other: Ordered): number {
  const [a, b] = [one.trigger, other.trigger];
  return (
    compare(a.triggerOn, b.triggerOn) ||
    compare(one.pack, other.pack) ||
    one.rule.order - other.rule.order ||
    compare(one.rule.code, other.rule.code) ||
    compare(a.identity.cycle, b.identity.cycle) ||
    a.identity.occurrence - b.identity.occurrence
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
