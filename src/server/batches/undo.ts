/** Until when all of a batch can be taken back, and why not. Pure. */
import type { Undo } from './contract.ts';

/** What the clock goes by. */
export interface UndoFacts {
  readonly undoUntil: Date | null;
  readonly pausedAt: Date | null;
  readonly openedAt: Date | null;
  readonly isAutomatic?: boolean;
  readonly notices: number;
  readonly withdrawn: number;
  readonly isWhole: boolean;
}

/** Ends: at the very moment of `undoUntil` it is over. */
export function undoOf(facts: UndoFacts, now: Date): Undo {
  const { undoUntil, pausedAt, notices, withdrawn } = facts;
  const left = undoUntil === null ? 0 : undoUntil.getTime() - (pausedAt ?? now).getTime();
  const why = whyNot(facts, left);
  return {
    isPossible: why === null,
    why,
    until: pausedAt === null ? (undoUntil?.toISOString() ?? null) : null,
    isPaused: pausedAt !== null && why === null,
    seconds: why === null ? Math.ceil(left / 1000) : 0,
    notices: notices - withdrawn,
  };
}

function whyNot(
  { undoUntil, openedAt, isAutomatic = false, notices, withdrawn, isWhole }: UndoFacts,
  millisecondsLeft: number,
): Undo['why'] {
  if (withdrawn === notices) return 'undone';
  if (isAutomatic) return 'automatic';
  if (!isWhole) return 'part';
  if (openedAt !== null) return 'opened';
  if (undoUntil === null) return 'not-from-here';
  return millisecondsLeft > 0 ? null : 'time';
}
