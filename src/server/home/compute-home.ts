/** What Home is made of: what waits, which every decision changes, and the figures of attendance, which it does not. */
import type { PoolClient } from 'pg';
import type { Actor } from '../../access/index.ts';
import { withTransaction } from '../../db/index.ts';
import { readTimeZone, todayInDistrict } from '../../db/zone.ts';
import {
  addDaysSince,
  countUnverifiedAbsences,
  readBands,
  readCloseCount,
  readGoals,
  readSchoolRates,
  readWaiting,
} from '../../insight/index.ts';
import { readProposals, type Rhythm } from '../../jobs/index.ts';
import { countToPrint } from '../../notices/index.ts';
import { listUses } from '../../packs/index.ts';
import type { Context } from '../context.ts';
import { letterDay } from '../issue/letter-day.ts';
import { readLastIssue } from './cycle.ts';
import { countMissingAddresses, readSchoolGaps, readSetAsideCount } from './data-state.ts';
import type { DataState } from '../data-state.ts';
import { keptWhileTrue } from '../kept.ts';

export type HomeContext = Pick<Context, 'parts' | 'db' | 'districtId' | 'reach'> & { readonly actor: Actor };

/** Everything that changes with the revision of the data only. A decision changes what waits, and leaves the figures of attendance. */
export async function computeHome(context: HomeContext, { state, schools }: Computed) {
  const { db, districtId, parts, reach } = context;
  const { figuresRevision, today, calculation } = state;
  const revision = `${figuresRevision} ${today} ${JSON.stringify(calculation)}`;
  const figures = await keptWhileTrue(
    { parts, state: { revision }, reach, of: ['home figures', schools ?? null] },
    () => computeFigures(context, schools),
  );
  const waiting = await withTransaction(db, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const asOf = await letterDay(client, { districtId, now: parts.now() });
    const question = { districtId, asOf, schools };
    return {
      asOf,
      waiting: await readWaiting(client, question),
      lastIssue: await readLastIssue(client, question),
      setAside: await readSetAsideCount(client, question),
      toPrint: await countToPrint(client, question),
      rhythms: await readRhythms(client, question),
      zone: await readTimeZone(client, districtId),
    };
  });
  const missingAddresses = schools === undefined ? null : await countMissingAddresses(context, schools);
  const at = figures.rates.map(({ school, name }) => ({ school, name }));
  return {
    ...figures,
    ...waiting,
    missingAddresses,
    goalOf: await readGoals(parts.db.pool, districtId),
    gaps: await readSchoolGaps(parts.db.pool, { districtId, schools: at }),
  };
}

interface Computed {
  readonly state: DataState;
  readonly schools: readonly string[] | undefined;
}

/** Of attendance: what an import, a calculation or a day changes. */
function computeFigures({ db, districtId, parts }: HomeContext, schools: readonly string[] | undefined) {
  const question = { districtId, schools };
  return withTransaction(db, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const today = await todayInDistrict(client, { districtId, now: parts.now() });
    return {
      rates: await addDaysSince(client, { ...question, today }, await readSchoolRates(client, question)),
      bands: await readBands(client, question),
      close: await readCloseCount(client, question),
      unverified: await countUnverifiedAbsences(client, question),
    };
  });
}

/** When the packs in use at these schools propose to calculate. */
async function readRhythms(
  client: PoolClient,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly string[] | undefined },
): Promise<readonly Rhythm[]> {
  const uses = await listUses(client, districtId);
  const isHere = ({ school }: { readonly school: string }): boolean =>
    school === '' || schools === undefined || schools.includes(school);
  const packs = new Set(uses.filter(isHere).map(({ packId }) => packId));
  return (await readProposals(client, districtId)).filter(({ pack }) => packs.has(pack));
}
