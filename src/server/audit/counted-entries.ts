/** How many entries match: of those that are sealed, which nothing changes any more, counted once; the newest are counted each time. */
import { countEntries, readSealed, type EntryFilter } from '../../access/index.ts';
import type { ServerParts } from '../context.ts';

interface Counted {
  /** The last entry that was counted. */
  readonly through: number;
  readonly count: number;
}

const MOST_KEPT = 200;

/** By server, then by question; the one asked for last stands last. */
const COUNTED = new WeakMap<ServerParts, Map<string, Promise<Counted>>>();

export async function countEntriesKept(parts: ServerParts, filter: EntryFilter): Promise<number> {
  const { db, districtId } = parts;
  const { through, timeZone } = await readSealed(db.pool, districtId);
  const all = COUNTED.get(parts) ?? new Map<string, Promise<Counted>>();
  COUNTED.set(parts, all);
  const key = JSON.stringify([filter, timeZone]);
  const known = all.get(key);
  const next = countOn(parts, filter, { known, through });
  all.delete(key);
  all.set(key, next);
  next.catch(() => all.get(key) === next && all.delete(key));
  const [oldest] = all.keys();
  if (all.size > MOST_KEPT && oldest !== undefined) all.delete(oldest);
  const sealed = await next;
  return sealed.count + (await countEntries(db.pool, districtId, filter, { after: sealed.through }));
}

async function countOn(
  { db, districtId }: ServerParts,
  filter: EntryFilter,
  { known, through }: { readonly known: Promise<Counted> | undefined; readonly through: number },
): Promise<Counted> {
  const before = (await known?.catch(() => undefined)) ?? { through: 0, count: 0 };
  if (before.through >= through) return before;
  const more = await countEntries(db.pool, districtId, filter, { after: before.through, through });
  return { through, count: before.count + more };
}
