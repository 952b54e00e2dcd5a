/** What Home computes is kept for each reach until the data it was computed from changes. */
import type { Reach } from '../../access/index.ts';
import { readRevision } from '../../db/revisions.ts';
import { readFiguresState, type FiguresState } from '../../insight/index.ts';
import type { ServerParts } from '../context.ts';
import { todayInDistrict } from '../issue/letter-day.ts';
import { reachText } from '../worklist/computed-worklist.ts';

/** The state of the data: the same text, the same figures. */
export interface DataState {
  readonly revision: string;
  /** ISO, in the district's zone. */
  readonly today: string;
  readonly figures: FiguresState;
}

/** Figures kept over all reaches of a server; a clerk's are a few kilobytes. */
const MOST_KEPT = 500;

interface Kept {
  readonly revision: string;
  readonly value: Promise<unknown>;
}

const KEPT = new WeakMap<ServerParts, Map<string, Kept>>();

export async function readDataState({ db, districtId, now }: ServerParts): Promise<DataState> {
  const [revision, today, figures] = await Promise.all([
    readRevision(db.pool, districtId),
    todayInDistrict(db.pool, { districtId, now: now() }),
    readFiguresState(db.pool, districtId),
  ]);
  return { revision: `${revision} ${today} ${figures.countedAt?.getTime() ?? 0}`, today, figures };
}

interface Wanted {
  readonly parts: ServerParts;
  readonly state: DataState;
  /** Who may see the same. */
  readonly reach: Reach;
  /** What is computed, and of which schools. */
  readonly of: readonly unknown[];
}

/** Computes once for a state of the data; who asks while it is computed waits for the same. */
export function keptWhileTrue<T>({ parts, state, reach, of }: Wanted, compute: () => Promise<T>): Promise<T> {
  const all = KEPT.get(parts) ?? new Map<string, Kept>();
  KEPT.set(parts, all);
  const key = JSON.stringify([reachText(reach), ...of]);
  const known = all.get(key);
  all.delete(key);
  const kept = known?.revision === state.revision ? known : { revision: state.revision, value: compute() };
  all.set(key, kept);
  kept.value.catch(() => all.get(key) === kept && all.delete(key));
  const [oldest] = all.keys();
  if (all.size > MOST_KEPT && oldest !== undefined) all.delete(oldest);
  return kept.value as Promise<T>;
}
