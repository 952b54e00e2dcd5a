/** Totals of letters as they are answered: thousands of rows for a district, counted and written once for each state of the notices. */
import { readRevisionOn } from '../../db/revisions.ts';
import { readTotals } from '../../notices/index.ts';
import type { Context, ServerParts } from '../context.ts';
import { withTitles } from '../titles.ts';
import { reachText } from '../worklist/computed-worklist.ts';
import { Written } from '../written.ts';
import { noticesContract } from './contract.ts';

/** The answer about a whole district has a megabyte. */
const MOST_KEPT = 16;

interface Kept {
  readonly revision: string;
  readonly answer: Promise<Written>;
}

/** By server, then by reach, language and question; the one asked for last stands last. */
const KEPT = new WeakMap<ServerParts, Map<string, Kept>>();

interface Asked {
  readonly school: string;
  readonly from: string;
  readonly to: string;
}

/** Of a reach whose students change without a revision it is counted each time, of a few students. */
export async function writtenTotals(
  context: Pick<Context, 'db' | 'parts' | 'districtId' | 'reach' | 'actor'>,
  asked: Asked,
): Promise<Written> {
  const { parts, districtId, reach, actor } = context;
  if (reach.kind !== 'district' && reach.kind !== 'schools') return write(context, asked);
  const revision = await readRevisionOn(parts.db.pool, { districtId, now: parts.now() });
  const all = KEPT.get(parts) ?? new Map<string, Kept>();
  KEPT.set(parts, all);
  const key = JSON.stringify([reachText(reach), actor.language, asked]);
  const known = all.get(key);
  all.delete(key);
  const kept = known?.revision === revision ? known : { revision, answer: write(context, asked) };
  all.set(key, kept);
  kept.answer.catch(() => all.get(key) === kept && all.delete(key));
  const [oldest] = all.keys();
  if (all.size > MOST_KEPT && oldest !== undefined) all.delete(oldest);
  return kept.answer;
}

async function write(
  { db, parts, districtId, actor }: Pick<Context, 'db' | 'parts' | 'districtId' | 'actor'>,
  { school, from, to }: Asked,
): Promise<Written> {
  const rows = await readTotals(db.pool, {
    districtId,
    ...(school === '' ? {} : { school }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  });
  const items = rows.map(({ school_name: schoolName, criterion: level, ...row }) => ({ ...row, schoolName, level }));
  const answer = await withTitles({ items }, { db: parts.db, districtId, language: actor.language });
  return Written.of(noticesContract.readNoticeTotals.ok, answer);
}
