/**
 * The worklist of one reach and its schools, computed once for each state of the data. Whether it is still true is asked of the
 * database by one number on every request, so that it is right whoever writes, from whichever process.
 */
import { lastCalculation } from '../../calculation/index.ts';
import { letterDay } from '../issue/letter-day.ts';
import { withTransaction, type Database } from '../../db/index.ts';
import { readRevisionOn } from '../../db/revisions.ts';
import { isMailOn } from '../../messages/index.ts';
import { readDataThrough, readWorklistLines } from '../../notices/index.ts';
import type { Reach } from '../../access/index.ts';
import type { Context, ServerParts } from '../context.ts';
import type { WorklistLine } from './contract.ts';
import { entryOf, type Entry } from './entry.ts';
import { byDoubt } from './order.ts';

export interface ComputedWorklist {
  readonly revision: string;
  /** The day that letters would bear which are issued now, ISO; null before the first calculation. */
  readonly asOf: string | null;
  /** The last day with records of an import, of the one school where there is one; ISO. */
  readonly dataThrough: string | null;
  /** What needs a person's eye first. */
  readonly entries: readonly Entry[];
  readonly counts: Readonly<Record<Exclude<WorklistLine['state'], 'issued'> | 'ready', number>>;
  /** Slices of it that were asked for, by what was asked. */
  readonly slices: Map<string, unknown>;
}

/** Lines kept in memory over all lists of a server: about 100 MB. */
const MOST_LINES = 100_000;
/** What was issued while a list was open stays in it for a working day. */
const ISSUED_STAYS_MS = 10 * 60 * 60 * 1000;

interface Kept {
  readonly revision: string;
  readonly worklist: Promise<ComputedWorklist>;
  lines: number;
}

/** By server, then by reach and schools; the one asked for last stands last. */
const KEPT = new WeakMap<ServerParts, Map<string, Kept>>();

type Asking = Pick<Context, 'parts' | 'db' | 'districtId' | 'reach'>;

/** Input: `schools` as `schoolsOf` gives them; undefined: all that the reach covers. */
export async function readComputedWorklist(
  asking: Asking,
  schools: readonly string[] | undefined,
): Promise<ComputedWorklist> {
  const { districtId, parts } = asking;
  const revision = await readRevisionOn(parts.db.pool, { districtId, now: parts.now() });
  const all = keptOf(parts);
  const key = JSON.stringify([reachText(asking.reach), schools ?? null]);
  const known = all.get(key);
  all.delete(key);
  const kept = known?.revision === revision ? known : keep(asking, { revision, schools });
  all.set(key, kept);
  try {
    const worklist = await kept.worklist;
    kept.lines = worklist.entries.length;
    forgetOldest(all);
    return worklist;
  } catch (error) {
    if (all.get(key) === kept) all.delete(key);
    throw error;
  }
}

/** Who may see the same, as text. */
export function reachText(reach: Reach): string {
  switch (reach.kind) {
    case 'schools':
      return `schools ${JSON.stringify([...reach.schools].toSorted())}`;
    case 'students':
      return `students ${reach.staffId}`;
    case 'cases':
      return `cases ${reach.personId}`;
    default:
      return reach.kind;
  }
}

function keptOf(parts: ServerParts): Map<string, Kept> {
  const known = KEPT.get(parts);
  if (known !== undefined) return known;
  const fresh = new Map<string, Kept>();
  KEPT.set(parts, fresh);
  return fresh;
}

function keep(
  asking: Asking,
  from: { readonly revision: string; readonly schools: readonly string[] | undefined },
): Kept {
  return { revision: from.revision, worklist: compute(asking, from), lines: 0 };
}

async function compute(
  { db, districtId, parts }: Asking,
  { revision, schools }: { readonly revision: string; readonly schools: readonly string[] | undefined },
): Promise<ComputedWorklist> {
  const read = await readEntries(db, {
    districtId,
    schools,
    now: parts.now(),
    canMail: await isMailOn(parts.db.pool, districtId, parts.env),
  });
  const entries = read.entries.toSorted(byDoubt);
  const counts = { due: 0, 'to-approve': 0, held: 0, declined: 0, changed: 0, ready: 0 };
  for (const { line } of entries) {
    if (line.state !== 'issued') counts[line.state] += 1;
    if (line.isReady) counts.ready += 1;
  }
  return { revision, asOf: read.asOf, dataThrough: read.dataThrough, entries, counts, slices: new Map() };
}

/** One state of the data, whatever is written meanwhile. */
function readEntries(
  db: Database,
  asked: {
    readonly districtId: number;
    readonly schools: readonly string[] | undefined;
    readonly now: Date;
    readonly canMail: boolean;
  },
): Promise<Pick<ComputedWorklist, 'asOf' | 'dataThrough' | 'entries'>> {
  const { districtId, schools, now, canMail } = asked;
  return withTransaction(db, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const [school] = schools?.length === 1 ? schools : [];
    const { through } = await readDataThrough(client, { districtId, ...(school === undefined ? {} : { school }) });
    const from = { dataThrough: through };
    if ((await lastCalculation(client, districtId)) === null) return { ...from, asOf: null, entries: [] };
    const asOf = await letterDay(client, { districtId, now });
    const lines = await readWorklistLines(client, {
      districtId,
      asOf,
      canMail,
      ...(schools === undefined ? {} : { schools }),
      issuedAfter: new Date(now.getTime() - ISSUED_STAYS_MS),
    });
    return { ...from, asOf, entries: lines.flatMap((line) => entryOf(line) ?? []) };
  });
}

function forgetOldest(all: Map<string, Kept>): void {
  let lines = [...all.values()].reduce((sum, kept) => sum + kept.lines, 0);
  for (const [key, kept] of all) {
    if (lines <= MOST_LINES || all.size === 1) return;
    lines -= kept.lines;
    all.delete(key);
  }
}
