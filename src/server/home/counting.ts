/** Attendance figures behind the last calculation are counted in the background; Home says so and shows those before meanwhile. */
import { refreshAttendance } from '../../insight/index.ts';
import type { ServerParts } from '../context.ts';

const COUNTING = new WeakMap<ServerParts, Promise<unknown>>();

/** Begins to count, unless it goes on already. Another process that counts the same is waited for there. */
export function countInBackground(parts: ServerParts): void {
  if (COUNTING.has(parts)) return;
  const counting = refreshAttendance(parts.db, { districtId: parts.districtId, now: parts.now() })
    // Said by whoever asks next: the figures are still those before.
    .catch(() => undefined)
    .finally(() => COUNTING.delete(parts));
  COUNTING.set(parts, counting);
}

/** Waits a moment for what is being counted, so that a small district never sees a figure that is not there yet. */
export async function waitForCounting(parts: ServerParts, milliseconds: number): Promise<void> {
  const counting = COUNTING.get(parts);
  if (counting === undefined) return;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([counting, patience]);
  clearTimeout(timer);
}
