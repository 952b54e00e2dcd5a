/** One attempt at one job: takes it, does it, writes down what came of it. */
import type { ClientBase } from 'pg';
import type { Database } from '../db/index.ts';
import { withTransaction } from '../db/index.ts';
import { enqueue } from './enqueue.ts';
import type { Job, JobContext, JobResult } from './job.ts';
import type { JobData, JobName } from './job-data.ts';
import { progressWriter } from './progress.ts';
import { failureOf, traceOf } from './reason.ts';
import { JOBS } from './registry.ts';

/** What an attempt is made with. */
export interface Workplace {
  readonly db: Database;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** The machine and process, as people are shown it. */
  readonly worker: string;
  readonly log: (entry: Readonly<Record<string, unknown>>) => void;
}

/** What the queue hands over. */
export interface Delivery {
  readonly job: JobName;
  readonly jobId: string;
  readonly districtId: number;
  /** Nothing follows when this attempt fails. */
  readonly isLast: boolean;
  readonly signal: AbortSignal;
}

interface Taken {
  readonly data: JobData[JobName];
  readonly by: string;
  readonly askedAt: Date;
  readonly attempt: number;
}

/**
 * Does a job that the queue delivered. A job that is done already, or was given up, is left as it is.
 * Fails: an Error in plain words when the queue shall try again.
 */
export async function performJob(place: Workplace, delivery: Delivery): Promise<void> {
  const taken = await take(place, delivery);
  if (taken === undefined) return;
  const { job, jobId, districtId } = delivery;
  const { log } = place;
  const startedAt = place.now().getTime();
  const told = { job, jobId, attempt: taken.attempt };
  log({ ...told, event: 'started' });
  const progress = progressWriter(place.db, { districtId, jobId, attempt: taken.attempt });
  try {
    await work(place, delivery, { ...taken, progress: progress.write });
    log({ ...told, event: 'done', seconds: (place.now().getTime() - startedAt) / 1000 });
  } catch (error) {
    await progress.settled();
    if (error instanceof TakenByAnother) return log({ ...told, event: 'another worker has it' });
    await fail(place, delivery, { attempt: taken.attempt, error });
  } finally {
    await progress.settled();
  }
}

/** Thrown by `finish` when the attempt is no longer the job's own. */
class TakenByAnother extends Error {}

async function take(place: Workplace, { job, jobId, districtId }: Delivery): Promise<Taken | undefined> {
  const taken = await place.db.pool.query<Taken>(
    `update job_records set state = 'running', attempts = attempts + 1, started_at = $4, finished_at = null, reason = null, step = '',
       done_count = 0, total_count = 0, worker = $5
     where district_id = $1 and job_id = $2 and job = $3 and state in ('waiting', 'running')
     returning data, asked_by as by, asked_at as "askedAt", attempts as attempt`,
    [districtId, jobId, job, place.now(), place.worker],
  );
  return taken.rows[0];
}

async function work(
  place: Workplace,
  { job, jobId, districtId, signal }: Delivery,
  { data, by, askedAt, attempt, progress }: Taken & { readonly progress: JobContext['progress'] },
): Promise<void> {
  const { db, home, env, now } = place;
  let isFinished = false;
  const finish = async (client: ClientBase, result: JobResult): Promise<void> => {
    await writeDone(client, { districtId, jobId, attempt, result, now: now() });
    isFinished = true;
  };
  const context: JobContext = {
    db,
    districtId,
    jobId,
    by,
    askedAt,
    home,
    env,
    now,
    attempt,
    signal,
    progress,
    finish,
    enqueue: (client, other, what) => enqueue(client, other, { districtId, by, now: now(), data: what }),
  };
  const { work: perform } = JOBS[job] as unknown as Job<JobName>;
  const result = await perform(data, context);
  if (!isFinished) await withTransaction(db, (client) => finish(client, result));
}

interface Done {
  readonly districtId: number;
  readonly jobId: string;
  readonly attempt: number;
  readonly result: JobResult;
  readonly now: Date;
}

async function writeDone(client: ClientBase, { districtId, jobId, attempt, result, now }: Done): Promise<void> {
  const written = await client.query(
    `update job_records set state = 'done', finished_at = $4, result = $5, reason = null, done_count = total_count
     where district_id = $1 and job_id = $2 and attempts = $3 and state = 'running'`,
    [districtId, jobId, attempt, now, result === null ? null : JSON.stringify(result)],
  );
  if (written.rowCount !== 1) throw new TakenByAnother('the job is no longer this attempt’s');
}

async function fail(
  place: Workplace,
  { job, jobId, districtId, isLast }: Delivery,
  { attempt, error }: { readonly attempt: number; readonly error: unknown },
): Promise<void> {
  const { reason, isFinal, isDefect } = failureOf(error);
  const isOver = isFinal || isLast;
  const trace = isDefect ? { trace: traceOf(error) } : {};
  place.log({ job, jobId, attempt, event: isOver ? 'failed' : 'failed, is tried again', reason, ...trace });
  await place.db.pool.query(
    `update job_records set state = $4, finished_at = case when $4 = 'failed' then $5::timestamptz end, reason = $6
     where district_id = $1 and job_id = $2 and attempts = $3 and state = 'running'`,
    [districtId, jobId, attempt, isOver ? 'failed' : 'waiting', place.now(), reason],
  );
  if (!isFinal) throw new Error(reason);
}
