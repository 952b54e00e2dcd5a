/** Until when a message waits, and what keeps it: its batch can be undone, or families get nothing at this hour. Pure. */
import { nextFamilyMoment, type FamilyHours } from '../../messages/index.ts';
import type { RecipientOnFile } from './read-notifications.ts';

export interface Wait {
  /** Null: nothing keeps it. */
  readonly until: Date | null;
  readonly for: 'undo' | 'hours' | null;
}

export function waitOf(
  { state, undoUntil, kind }: Pick<RecipientOnFile, 'state' | 'undoUntil' | 'kind'>,
  { hours, now }: { readonly hours: FamilyHours; readonly now: Date },
): Wait {
  if (state !== 'waiting') return { until: null, for: null };
  const held = undoUntil !== null && undoUntil > now ? undoUntil : now;
  const leaves = kind === 'staff' ? held : nextFamilyMoment(hours, held);
  if (leaves > held) return { until: leaves, for: 'hours' };
  return held > now ? { until: held, for: 'undo' } : { until: null, for: null };
}
