/** When jobs run by themselves: what the district decided, what packs propose, and what is due. */
import type { ClientBase } from 'pg';
import type { Database } from '../db/index.ts';
import { withTransaction } from '../db/index.ts';
import { activePacks } from '../packs/index.ts';
import { enqueue } from './enqueue.ts';
import type { DefaultSchedule } from './job.ts';
import type { JobName } from './job-data.ts';
import { nextOccurrence } from './occurrences.ts';
import { JOB_NAMES, JOBS } from './registry.ts';
import { readTimeZone } from '../db/zone.ts';

type Client = Pick<ClientBase, 'query'>;

export interface Schedule {
  readonly job: JobName;
  readonly isOn: boolean;
  /** 1 is Monday, 7 is Sunday; in the district's zone. */
  readonly days: readonly number[];
  /** `17:32`. */
  readonly at: string;
  /** Instead of days and a time; not the district's to change. */
  readonly everyMinutes: number | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly nextAt: Date | null;
  readonly lastAt: Date | null;
  /** '' as long as it is as Rollcall came. */
  readonly changedBy: string;
  readonly changedAt: Date | null;
  /** 0 as long as it is as Rollcall came. */
  readonly revision: number;
}

/** Every schedule of a district: as it was decided, else as Rollcall came. */
export async function readSchedules(client: Client, districtId: number): Promise<readonly Schedule[]> {
  const found = await client.query<Schedule>(`select ${COLUMNS} from schedules where district_id = $1`, [districtId]);
  const decided = new Map(found.rows.map((row) => [row.job, row]));
  return JOB_NAMES.flatMap((job) => {
    const { schedule } = JOBS[job];
    return schedule === undefined ? [] : [decided.get(job) ?? asItCame(job, schedule)];
  });
}

/** When packs in use propose to calculate. */
export interface ScheduleProposal {
  readonly pack: string;
  readonly title: string;
  readonly days: readonly number[];
  readonly at: string;
}

export async function readProposals(client: ClientBase, districtId: number): Promise<readonly ScheduleProposal[]> {
  const packs = await activePacks(client, districtId);
  return packs.flatMap(({ pack: { policy, schedule } }) =>
    schedule === null
      ? []
      : [{ pack: policy.id, title: policy.title, days: schedule.days.map(weekdayNumber), at: schedule.at }],
  );
}

export interface ScheduleChange {
  readonly districtId: number;
  readonly job: JobName;
  readonly isOn: boolean;
  readonly days: readonly number[];
  readonly at: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly now: Date;
}

/** Writes what the district decided; from now on, nothing that was missed before. Input: checked days and time. */
export async function writeSchedule(client: Client, change: ScheduleChange): Promise<void> {
  const { districtId, job, isOn, days, at, settings, by, now } = change;
  const zone = await readTimeZone(client, districtId);
  const next = isOn ? nextOccurrence({ days, at }, zone, now) : null;
  await client.query(
    `insert into schedules (district_id, job, is_on, days, at_time, settings, next_at, next_zone, changed_by, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (district_id, job) do update set is_on = excluded.is_on, days = excluded.days, at_time = excluded.at_time,
       settings = excluded.settings, next_at = excluded.next_at, next_zone = excluded.next_zone,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at, revision = schedules.revision + 1`,
    [districtId, job, isOn, days, at, JSON.stringify(settings), next, zone, by, now],
  );
}

/** Who asked for a job that a schedule asked for. */
const BY_SCHEDULE = 'schedule';

/**
 * Asks for every job that is due. Any number of processes may call it at once: each due moment is asked for once. What was
 * missed while nothing ran is asked for once, however often it was due. Returns the jobs that were asked for.
 */
export async function askForDue(
  db: Database,
  { districtId, now }: { readonly districtId: number; readonly now: Date },
): Promise<readonly JobName[]> {
  await beginSchedules(db, districtId, now);
  return withTransaction(db, async (client) => {
    const zone = await readTimeZone(client, districtId);
    await reckonAnew(client, { districtId, now, zone });
    const due = await client.query<Schedule & { readonly nextAt: Date }>(
      `select ${COLUMNS} from schedules where district_id = $1 and is_on and next_at <= $2 order by next_at for update skip locked`,
      [districtId, now],
    );
    const asked: JobName[] = [];
    for (const schedule of due.rows) {
      if (!JOB_NAMES.includes(schedule.job)) continue;
      await askFor(client, { districtId, now, zone, schedule });
      asked.push(schedule.job);
    }
    return asked;
  });
}

interface Due {
  readonly districtId: number;
  readonly now: Date;
  readonly zone: string;
  readonly schedule: Schedule & { readonly nextAt: Date };
}

async function askFor(client: ClientBase, { districtId, now, zone, schedule }: Due): Promise<void> {
  const { job, settings, nextAt } = schedule;
  const once = `${BY_SCHEDULE} ${nextAt.toISOString()}`;
  await enqueue(client, job, { districtId, by: BY_SCHEDULE, now, data: settings, once });
  await client.query(
    'update schedules set last_at = next_at, next_at = $3, next_zone = $4 where district_id = $1 and job = $2',
    [districtId, job, nextOccurrence(schedule, zone, now), zone],
  );
}

/** Schedules that are on as Rollcall came begin with the first process that works; so do those of a newer version. */
async function beginSchedules(db: Database, districtId: number, now: Date): Promise<void> {
  const missing = (await readSchedules(db.pool, districtId)).filter(({ revision, isOn }) => revision === 0 && isOn);
  if (missing.length === 0) return;
  const zone = await readTimeZone(db.pool, districtId);
  for (const schedule of missing) {
    const { job, isOn, days, at, everyMinutes, settings } = schedule;
    await db.pool.query(
      `insert into schedules (district_id, job, is_on, days, at_time, every_minutes, settings, next_at, next_zone, changed_by, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10) on conflict do nothing`,
      [
        districtId,
        job,
        isOn,
        days,
        at,
        everyMinutes,
        JSON.stringify(settings),
        nextOccurrence(schedule, zone, now),
        zone,
        now,
      ],
    );
  }
}

/** The district moved to another zone: what is not due yet is due by the new one's clocks. */
async function reckonAnew(
  client: ClientBase,
  { districtId, now, zone }: { readonly districtId: number; readonly now: Date; readonly zone: string },
): Promise<void> {
  const moved = await client.query<Schedule>(
    `select ${COLUMNS} from schedules where district_id = $1 and is_on and next_zone <> $2 and next_at > $3 for update skip locked`,
    [districtId, zone, now],
  );
  for (const schedule of moved.rows)
    await client.query('update schedules set next_at = $3, next_zone = $4 where district_id = $1 and job = $2', [
      districtId,
      schedule.job,
      nextOccurrence(schedule, zone, now),
      zone,
    ]);
}

const COLUMNS = `job, is_on as "isOn", days, to_char(at_time, 'HH24:MI') as at, every_minutes as "everyMinutes", settings,
  next_at as "nextAt", last_at as "lastAt", changed_by as "changedBy", changed_at as "changedAt", revision`;

function asItCame(job: JobName, { isOn, days, at, everyMinutes, settings }: DefaultSchedule): Schedule {
  return {
    job,
    isOn,
    days,
    at,
    everyMinutes: everyMinutes ?? null,
    settings: settings ?? {},
    nextAt: null,
    lastAt: null,
    changedBy: '',
    changedAt: null,
    revision: 0,
  };
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function weekdayNumber(day: string): number {
  return WEEKDAYS.indexOf(day) + 1;
}
