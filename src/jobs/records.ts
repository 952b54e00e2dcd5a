/** What became of jobs, for people. */
import type { ClientBase } from 'pg';
import { Refusal } from '../problem.ts';
import { queueOptions } from './enqueue.ts';
import type { JobName } from './job-data.ts';

type Client = Pick<ClientBase, 'query'>;

/** Where nothing else is known. Stands in SQL, so it has no apostrophe. */
const WORKER_DIED = 'The worker that had it stopped in the middle, again and again. What was not finished is undone.';

const JOB_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface JobRecord {
  readonly id: string;
  readonly job: JobName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: JobState;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly attempts: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** What is counted, and how many of how many. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly reason: string | null;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly worker: string | null;
  /** When a failed attempt is tried again. */
  readonly triesAgainAt: Date | null;
}

export interface JobFilter {
  readonly districtId: number;
  readonly job?: JobName;
  readonly state?: JobState;
  /** Asked for before this one. */
  readonly before?: { readonly askedAt: Date; readonly id: string };
  readonly limit: number;
}

/** The newest first, and how many there are under the filter. */
export async function readJobs(
  client: Client,
  { districtId, job, state, before, limit }: JobFilter,
): Promise<{ readonly jobs: readonly JobRecord[]; readonly total: number }> {
  const filter = [districtId, job ?? null, state ?? null];
  const found = await client.query<JobRecord>(
    `${JOBS_NOW} and ($4::timestamptz is null or (r.asked_at, r.job_id) < ($4, $5::uuid)) order by r.asked_at desc, r.job_id desc limit $6`,
    [...filter, before?.askedAt ?? null, before?.id ?? null, limit],
  );
  const counted = await client.query<{ total: number }>(
    `select count(*)::int as total from (${JOBS_NOW}) jobs`,
    filter,
  );
  return { jobs: found.rows, total: counted.rows[0]?.total ?? 0 };
}

/** One job; undefined when there is none of this id. */
export async function readJob(
  client: Client,
  { districtId, id }: { readonly districtId: number; readonly id: string },
): Promise<JobRecord | undefined> {
  const found = await client.query<JobRecord>(`${JOBS_NOW} and r.job_id::text = $4`, [districtId, null, null, id]);
  return found.rows[0];
}

/** How many wait, run and failed of each kind. Failed: since `failedSince`. */
export interface JobCount {
  readonly job: JobName;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
}

export async function countJobs(
  client: Client,
  { districtId, failedSince }: { readonly districtId: number; readonly failedSince: Date },
): Promise<readonly JobCount[]> {
  const found = await client.query<JobCount>(
    `select job, count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'running')::int as running,
       count(*) filter (where state = 'failed' and "askedAt" >= $4)::int as failed
     from (${JOBS_NOW}) jobs group by job order by job`,
    [districtId, null, null, failedSince],
  );
  return found.rows;
}

/**
 * Puts a failed job into the queue again, in the caller's transaction.
 * Fails: Refusal when it has not failed. Returns false when there is no such job.
 */
export async function retryJob(
  client: ClientBase,
  { districtId, id }: { readonly districtId: number; readonly id: string },
): Promise<boolean> {
  const locked = await client.query(
    'select 1 from job_records where district_id = $1 and job_id::text = $2 for update',
    [districtId, id],
  );
  if (locked.rowCount === 0) return false;
  const record = await readJob(client, { districtId, id });
  if (record?.state !== 'failed')
    throw new Refusal('This job has not failed: there is nothing to try again.', { code: 'jobs.not-failed' });
  await client.query(
    `update job_records set state = 'waiting', reason = null, finished_at = null where district_id = $1 and job_id::text = $2`,
    [districtId, id],
  );
  await queueAgain(client, { districtId, id, job: record.job });
  return true;
}

/**
 * Brings what people are told into line with the queue: a job whose workers died too often has failed; one that the queue
 * does not know (a backup was restored), or has done with, is put into it again.
 */
export async function mendRecords(client: ClientBase, districtId: number): Promise<void> {
  await client.query(
    `update job_records r set state = 'failed', reason = coalesce(r.reason, $2), finished_at = coalesce(j.completed_on, now())
       from jobs.job j
      where r.district_id = $1 and r.state in ('waiting', 'running') and j.name = r.job and j.id = r.job_id
        and j.state in ('failed', 'cancelled')`,
    [districtId, WORKER_DIED],
  );
  const unknown = await client.query<{ id: string; job: JobName }>(
    `select r.job_id as id, r.job from job_records r
      where r.district_id = $1 and r.state in ('waiting', 'running')
        and not exists (select from jobs.job j where j.name = r.job and j.id = r.job_id and j.state <> 'completed')
      for update of r skip locked`,
    [districtId],
  );
  for (const { id, job } of unknown.rows) await queueAgain(client, { districtId, id, job });
}

async function queueAgain(
  client: ClientBase,
  { districtId, id, job }: { readonly districtId: number; readonly id: string; readonly job: JobName },
): Promise<void> {
  await client.query('delete from jobs.job where name = $1 and id = $2', [job, id]);
  await client.query('select public.queue_job($1, $2, $3, $4)', [
    job,
    id,
    districtId,
    JSON.stringify(queueOptions(job)),
  ]);
}

/** The record says what was done; the queue says who has it now, also when its worker can no longer say so. */
const JOBS_NOW = `
  select r.job_id as id, r.job, r.data, r.asked_by as "askedBy", r.asked_at as "askedAt", r.attempts,
    r.started_at as "startedAt", r.finished_at as "finishedAt", r.step, r.done_count as done, r.total_count as total,
    coalesce(r.reason, case when now_is.state = 'failed' then '${WORKER_DIED}' end) as reason, r.result, r.worker, now_is.state, case when j.state = 'retry' and r.attempts > 0 then j.start_after end as "triesAgainAt"
  from job_records r
  left join jobs.job j on j.name = r.job and j.id = r.job_id
  cross join lateral (select case
      when r.state in ('done', 'failed') then r.state
      when j.state in ('failed', 'cancelled') then 'failed'
      when j.state = 'active' then 'running'
      else 'waiting' end as state) now_is
  where r.district_id = $1 and ($2::text is null or r.job = $2) and ($3::text is null or now_is.state = $3)`;
