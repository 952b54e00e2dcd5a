/** When jobs run by themselves. Two people may look at once: who saves second is shown what the first saved. */
import type { PoolClient } from 'pg';
import { readTimeZone } from '../../db/zone.ts';
import {
  backupFolder,
  nextOccurrences,
  readProposals,
  readSchedules,
  watchedFolder,
  writeSchedule,
  type Rhythm,
  type Schedule,
} from '../../jobs/index.ts';
import { withTransaction } from '../../db/index.ts';
import { withRevision, type Handlers, type ServerParts } from '../context.ts';
import { problem } from '../problems.ts';
import type { ScheduleLine, Schedules, schedulesContract } from './contract.ts';

const AHEAD = 3;
const LOCK = 7_020_001;

export const schedulesHandlers: Handlers<typeof schedulesContract> = {
  readSchedules: async (context) => {
    const { parts, districtId } = context;
    const { revision, answer } = await withTransaction(parts.db, (client) => readAll(client, parts, districtId));
    return withRevision(context, revision, answer);
  },
  previewSchedule: async ({ parts, districtId, query }) => {
    const zone = await readTimeZone(parts.db.pool, districtId);
    const days = query.days.split(',').map(Number);
    return { next: ahead({ days, at: query.at }, zone, parts.now()) };
  },
  changeSchedule: async (context) => {
    const { parts, districtId, body, actor, revision: seen, audit } = context;
    const { job, isOn, at, keep, thenCalculate } = body;
    const days = [...new Set(body.days)].toSorted((a, b) => a - b);
    const { revision, answer } = await withTransaction(parts.db, async (client) => {
      await client.query('select pg_advisory_xact_lock($1, $2)', [LOCK, districtId]);
      const now = await readAll(client, parts, districtId);
      if (seen !== now.revision) throw problem('stale', { present: now.answer });
      const settings = {
        ...(job === 'backup' && keep !== undefined ? { keep } : {}),
        ...(job === 'import' && thenCalculate !== undefined ? { thenCalculate } : {}),
      };
      await writeSchedule(client, {
        districtId,
        job,
        isOn,
        days,
        at,
        by: actor.name,
        now: parts.now(),
        settings: { ...now.settings.get(job), ...settings },
      });
      return readAll(client, parts, districtId);
    });
    await audit({ action: 'change-schedule', detail: { job, isOn, days, at } });
    return withRevision(context, revision, answer);
  },
};

interface Read {
  readonly revision: string;
  readonly answer: Schedules;
  readonly settings: ReadonlyMap<string, Schedule['settings']>;
}

async function readAll(client: PoolClient, parts: ServerParts, districtId: number): Promise<Read> {
  const zone = await readTimeZone(client, districtId);
  const now = parts.now();
  const all = (await readSchedules(client, districtId)).filter(({ everyMinutes }) => everyMinutes === null);
  const proposals = await readProposals(client, districtId);
  const revision = all.map((one) => one.revision).join('.');
  return {
    revision,
    settings: new Map(all.map(({ job, settings }) => [job, settings])),
    answer: {
      revision,
      timeZone: zone,
      schedules: all.map((schedule) => lineOf(schedule, ahead(schedule, zone, now))),
      proposals: proposals.map(({ pack, title, days, at }) => ({
        pack,
        title,
        at,
        days: [...days],
        next: ahead({ days, at }, zone, now),
      })),
      importFolder: watchedFolder(parts),
      backupFolder: backupFolder(parts.home),
    },
  };
}

function ahead(rhythm: Rhythm, zone: string, after: Date): string[] {
  return nextOccurrences(rhythm, zone, { after, count: AHEAD }).map((at) => at.toISOString());
}

function lineOf(
  { job, isOn, days, at, settings, lastAt, changedBy, changedAt }: Schedule,
  next: string[],
): ScheduleLine {
  const { keep, thenCalculate } = settings;
  return {
    job: job as ScheduleLine['job'],
    isOn,
    days: [...days],
    at,
    keep: typeof keep === 'number' ? keep : null,
    thenCalculate: typeof thenCalculate === 'boolean' ? thenCalculate : null,
    next,
    lastAt: lastAt?.toISOString() ?? null,
    changedBy,
    changedAt: changedAt?.toISOString() ?? null,
  };
}
