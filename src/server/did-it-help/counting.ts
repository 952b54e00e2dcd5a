/** Comparisons behind the last calculation are counted in the background; the page says so and shows those before meanwhile. */
import { setTimeout } from 'node:timers/promises';
import { readHelpState, refreshAttendance, refreshDidItHelp } from '../../insight/index.ts';
import type { ServerParts } from '../context.ts';

const COUNTING = new WeakMap<ServerParts, Promise<unknown>>();

/** A small district is counted within it, and nobody sees that it was. */
const PATIENCE_MS = 1500;

/** Begins to count where there is something to count, unless it goes on already, and waits a moment for it. */
export async function countHelp(parts: ServerParts): Promise<void> {
  const { db, districtId } = parts;
  if (!(await readHelpState(db.pool, districtId)).isStale) return;
  const counting = COUNTING.get(parts) ?? count(parts).finally(() => COUNTING.delete(parts));
  COUNTING.set(parts, counting);
  const stop = new AbortController();
  const patience = setTimeout(PATIENCE_MS, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
  await Promise.race([counting, patience]);
  stop.abort();
}

/** What fails is said by whoever asks next: the figures are still those before. */
async function count({ db, districtId, now }: ServerParts): Promise<void> {
  await refreshAttendance(db, { districtId, now: now() })
    .then(() => refreshDidItHelp(db, { districtId, now: now() }))
    .catch(() => undefined);
}
