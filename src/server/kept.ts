/** What is computed for many is kept for each reach until the data it was computed from changes. */
import type { z } from 'zod';
import type { Reach } from '../access/index.ts';
import { readSchoolRates, type SchoolRates } from '../insight/index.ts';
import type { AppLanguage } from './app-words.ts';
import type { ServerParts } from './context.ts';
import type { DataState } from './data-state.ts';
import { withTitles } from './titles.ts';
import { reachText } from './worklist/computed-worklist.ts';
import { Written } from './written.ts';

/** What is kept over all reaches of a server: figures, of which a clerk's are a few kilobytes; lists, whose long orders are some hundred. */
const MOST_KEPT = { figures: 500, lists: 300 };

interface Kept {
  readonly revision: string;
  readonly value: Promise<unknown>;
}

type Shelf = keyof typeof MOST_KEPT;

const KEPT = new WeakMap<ServerParts, Readonly<Record<Shelf, Map<string, Kept>>>>();

interface Wanted {
  readonly parts: ServerParts;
  readonly state: Pick<DataState, 'revision'>;
  /** Who may see the same. */
  readonly reach: Reach;
  /** What is computed, and of which schools. */
  readonly of: readonly unknown[];
  /** Where it is kept, so that a person who goes through pages takes no room from figures. Left out: `figures`. */
  readonly shelf?: Shelf;
}

/** Computes once for a state of the data; who asks while it is computed waits for the same. */
export function keptWhileTrue<T>(
  { parts, state, reach, of, shelf = 'figures' }: Wanted,
  compute: () => Promise<T>,
): Promise<T> {
  const shelves = KEPT.get(parts) ?? { figures: new Map<string, Kept>(), lists: new Map<string, Kept>() };
  KEPT.set(parts, shelves);
  const all = shelves[shelf];
  const key = JSON.stringify([reachText(reach), ...of]);
  const known = all.get(key);
  all.delete(key);
  const kept = known?.revision === state.revision ? known : { revision: state.revision, value: compute() };
  all.set(key, kept);
  kept.value.catch(() => all.get(key) === kept && all.delete(key));
  const [oldest] = all.keys();
  if (all.size > MOST_KEPT[shelf] && oldest !== undefined) all.delete(oldest);
  return kept.value as Promise<T>;
}

/** The rates of every school of the district: figures of schools hold no student, and what is compared is compared with all of them. */
export function keptRates(parts: ServerParts, state: DataState): Promise<readonly SchoolRates[]> {
  const { db, districtId } = parts;
  const wanted = { parts, state: { ...state, revision: state.figuresRevision }, reach: { kind: 'district' } as const };
  return keptWhileTrue({ ...wanted, of: ['rates'] }, () =>
    readSchoolRates(db.pool, { districtId, schools: undefined }),
  );
}

/** The same as the text of an answer, once for each language. */
export function keptAnswer<Shape extends z.ZodType>(
  { of, ...wanted }: Wanted,
  { shape, language }: { readonly shape: Shape; readonly language: AppLanguage },
  compute: () => Promise<z.input<Shape>>,
): Promise<Written> {
  const { db, districtId } = wanted.parts;
  return keptWhileTrue({ ...wanted, of: ['answer', language, ...of] }, async () =>
    Written.of(shape, await withTitles(await compute(), { db, districtId, language })),
  );
}
