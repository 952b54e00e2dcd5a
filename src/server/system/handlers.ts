/** Whether the installation is well, and what the district has set. */
import type { Pool } from 'pg';
import { sessionCacheOf } from '../../access/index.ts';
import {
  changeDistrictSettings,
  lockSettings,
  readDistrictSettings,
  readSettingsOnFile,
  SETTING_NAMES,
  type DistrictSettings,
  type SettingName,
  type SettingsOnFile,
} from '../../db/district-settings.ts';
import { withTransaction } from '../../db/index.ts';
import { countJobs, readSchedules, type Schedule } from '../../jobs/index.ts';
import { countRecipients } from '../../cases/index.ts';
import { countMail, mailSettingsOf, textSettingsOf } from '../../messages/index.ts';
import { ProblemError } from '../../problem.ts';
import { withRevision, type Handlers, type ServerParts } from '../context.ts';
import { problem } from '../problems.ts';
import type { SettingsState, SystemState, systemContract } from './contract.ts';

const HOUR = 3_600_000;
/** A nightly backup may be missed once by a machine that was off. */
const LATE_AFTER = 48 * HOUR;
/** What waits longer than this to begin has no worker. */
const STUCK_AFTER = HOUR / 4;
const FAILED_SINCE = 14 * 24 * HOUR;

export const systemHandlers: Handlers<typeof systemContract> = {
  readSystem: async ({ parts, districtId }) => {
    const { pool } = parts.db;
    const now = parts.now();
    const [database, schedules, backup, jobs, last] = await Promise.all([
      readDatabase(pool),
      readSchedules(pool, districtId),
      readBackups(pool, districtId),
      readJobs(pool, districtId, now),
      readLast(pool, districtId),
    ]);
    const nextOf = (job: Schedule['job']): Schedule | undefined => schedules.find((one) => one.job === job && one.isOn);
    return {
      version: parts.version,
      database,
      backup: backupState(backup, nextOf('backup'), now),
      jobs,
      ...(await readMessaging(parts, districtId, now)),
      import: { lastAt: last.imported?.toISOString() ?? null },
      calculation: {
        lastAt: last.calculated?.toISOString() ?? null,
        nextAt: nextOf('calculation')?.nextAt?.toISOString() ?? null,
      },
    };
  },
  readSettings: async (context) => {
    const onFile = await readSettingsOnFile(context.parts.db.pool, context.districtId);
    return withRevision(context, onFile.revision, stateOf(onFile));
  },
  changeSettings: async (context) => {
    const { parts, districtId, actor, body, revision, audit } = context;
    const { reason, ...given } = body;
    const { onFile, changed } = await withTransaction(parts.db, async (client) => {
      await lockSettings(client, districtId);
      const before = await readSettingsOnFile(client, districtId);
      if (String(before.revision) !== revision) {
        const [last] = before.changes;
        throw problem('stale', {
          present: stateOf(before),
          ...(last === undefined ? {} : { facts: { person: last.by, at: last.at.toISOString() } }),
        });
      }
      const wanted = wantedOf(before.settings, given);
      const names = await changeDistrictSettings(
        client,
        { districtId, by: actor.name, now: parts.now(), reason },
        wanted,
      );
      return { onFile: await readSettingsOnFile(client, districtId), changed: names };
    });
    sessionCacheOf(parts.db).forget();
    await audit({ action: 'change-settings', detail: { settings: [...changed], reason } });
    return withRevision(context, onFile.revision, stateOf(onFile));
  },
};

/** What is left out stays. Fails: 422 where the hours of families end before they begin. */
function wantedOf(
  before: DistrictSettings,
  given: { readonly [Name in SettingName]?: DistrictSettings[Name] | undefined },
): DistrictSettings {
  const wanted = { ...before, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
  if (wanted.familyFrom < wanted.familyUntil) return wanted;
  throw new ProblemError([
    { path: 'familyUntil', found: wanted.familyUntil, allowed: `later than ${wanted.familyFrom}` },
  ]);
}

function stateOf({ settings, changes, revision }: SettingsOnFile): SettingsState {
  return {
    settings: { ...settings },
    revision: String(revision),
    changes: changes.map(({ by, at, reason, changed }) => ({
      by,
      at: at.toISOString(),
      reason,
      changed: SETTING_NAMES.flatMap((setting) => {
        const one = changed[setting];
        return one === undefined ? [] : [{ setting, ...one }];
      }),
    })),
  };
}

/** Ways, what waits, and what failed lately. */
async function readMessaging(
  { db, env }: Pick<ServerParts, 'db' | 'env'>,
  districtId: number,
  now: Date,
): Promise<Pick<SystemState, 'mail' | 'text' | 'toPrint'>> {
  const since = new Date(now.getTime() - FAILED_SINCE);
  const [counts, printing, text, settings] = await Promise.all([
    countMail(db.pool, districtId, since),
    countRecipients(db.pool, { districtId }),
    textSettingsOf(env).catch(() => null),
    readDistrictSettings(db.pool, districtId),
  ]);
  return {
    mail: { isSet: mailSettingsOf(env) !== null, isOn: settings.email === 'on', ...counts.email },
    text: {
      isSet: text !== null,
      isOn: settings.text === 'on',
      isTold: text !== null && text.callback !== null,
      ...counts.text,
    },
    toPrint: printing.print,
  };
}

async function readDatabase(pool: Pool): Promise<SystemState['database']> {
  const found = await pool.query<{ version: string; bytes: number }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
  );
  const { version = '', bytes = 0 } = found.rows[0] ?? {};
  return { state: 'well', version, bytes };
}

interface BackupRow {
  readonly state: string;
  readonly finishedAt: Date | null;
  readonly reason: string | null;
  readonly bytes: number | null;
}

/** The last that was done, and the last of all. */
async function readBackups(pool: Pool, districtId: number): Promise<{ done?: BackupRow; last?: BackupRow }> {
  const found = await pool.query<BackupRow>(
    `select state, finished_at as "finishedAt", reason, (result->>'bytes')::float8 as bytes from job_records
     where district_id = $1 and job = 'backup' and state in ('done', 'failed') order by asked_at desc limit 60`,
    [districtId],
  );
  const [last] = found.rows;
  const done = found.rows.find(({ state }) => state === 'done');
  return { ...(done === undefined ? {} : { done }), ...(last === undefined ? {} : { last }) };
}

function backupState(
  { done, last }: { readonly done?: BackupRow; readonly last?: BackupRow },
  schedule: Schedule | undefined,
  now: Date,
): SystemState['backup'] {
  const lastAt = done?.finishedAt ?? null;
  const isLate = lastAt === null || now.getTime() - lastAt.getTime() > LATE_AFTER;
  const state = last?.state === 'failed' ? 'failed' : schedule === undefined ? 'off' : isLate ? 'late' : 'well';
  return {
    state,
    lastAt: lastAt?.toISOString() ?? null,
    bytes: done?.bytes ?? null,
    nextAt: schedule?.nextAt?.toISOString() ?? null,
    reason: last?.state === 'failed' ? last.reason : null,
  };
}

async function readJobs(pool: Pool, districtId: number, now: Date): Promise<SystemState['jobs']> {
  const counts = await countJobs(pool, { districtId, failedSince: new Date(now.getTime() - FAILED_SINCE) });
  const waiting = await pool.query<{ since: Date | null }>(
    `select min(asked_at) as since from job_records where district_id = $1 and state = 'waiting' and attempts = 0`,
    [districtId],
  );
  const since = waiting.rows[0]?.since ?? null;
  const isStuck = since !== null && now.getTime() - since.getTime() > STUCK_AFTER;
  const hasFailed = counts.some(({ failed }) => failed > 0);
  return {
    state: isStuck ? 'stuck' : hasFailed ? 'failed' : 'well',
    counts: counts.map((one) => ({ ...one })),
    waitingSince: since?.toISOString() ?? null,
  };
}

async function readLast(pool: Pool, districtId: number): Promise<{ imported: Date | null; calculated: Date | null }> {
  const found = await pool.query<{ imported: Date | null; calculated: Date | null }>(
    `select (select max(finished_at) from imports where district_id = $1 and state = 'done') as imported,
       (select max(finished_at) from calculations where district_id = $1) as calculated`,
    [districtId],
  );
  return found.rows[0] ?? { imported: null, calculated: null };
}
