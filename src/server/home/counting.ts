/** Attendance figures behind the last calculation are counted in the background; Home says so and shows those before meanwhile. */
import { refreshAttendance } from '../../insight/index.ts';
import type { ServerParts } from '../context.ts';
import { readDataState, type DataState } from '../data-state.ts';

/** A small district is counted within it, and nobody sees that it was. */
const PATIENCE_MS = 1500;

/** The state of the data, after a moment's wait where figures are to be counted. */
export async function readCountedState(parts: ServerParts): Promise<DataState> {
  const state = await readDataState(parts);
  if (!state.figures.isStale) return state;
  countInBackground(parts);
  await waitForCounting(parts, state.figures.asOfOn === null ? PATIENCE_MS : PATIENCE_MS / 3);
  return readDataState(parts);
}

const COUNTING = new WeakMap<ServerParts, Promise<unknown>>();

/** Begins to count, unless it goes on already. Another process that counts the same is waited for there. */
function countInBackground(parts: ServerParts): void {
  if (COUNTING.has(parts)) return;
  const counting = refreshAttendance(parts.db, { districtId: parts.districtId, now: parts.now() })
    // Said by whoever asks next: the figures are still those before.
    .catch(() => undefined)
    .finally(() => COUNTING.delete(parts));
  COUNTING.set(parts, counting);
}

/** Waits a moment for what is being counted, so that a small district never sees a figure that is not there yet. */
async function waitForCounting(parts: ServerParts, milliseconds: number): Promise<void> {
  const counting = COUNTING.get(parts);
  if (counting === undefined) return;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([counting, patience]);
  clearTimeout(timer);
}
