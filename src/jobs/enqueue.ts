/** Asking for a job. */
import type { ClientBase } from 'pg';
import { HEARTBEAT_SECONDS } from './job.ts';
import type { JobData, JobName } from './job-data.ts';
import { JOBS } from './registry.ts';

export interface JobRequest<Name extends JobName> {
  readonly districtId: number;
  /** Who asks, for the record. */
  readonly by: string;
  readonly now: Date;
  readonly data: JobData[Name];
  /** Two requests with one key are one job, also after it is done. */
  readonly once?: string;
}

/**
 * Asks for a job on the caller's connection: it exists when the caller's transaction is committed, and not before.
 * Works on a walled connection too. Returns the job's id.
 */
export async function enqueue<Name extends JobName>(
  client: Pick<ClientBase, 'query'>,
  job: Name,
  request: JobRequest<Name>,
): Promise<string> {
  const { districtId, by, now, data, once } = request;
  const options = { ...queueOptions(job), ...(once === undefined ? {} : { once }) };
  const asked = await client.query<{ id: string }>('select public.enqueue_job($1, $2, $3, $4, $5, $6) as id', [
    districtId,
    job,
    JSON.stringify(data),
    by,
    now,
    JSON.stringify(options),
  ]);
  return (asked.rows[0] as { id: string }).id;
}

/** What the queue needs to know of a job: how often and when it is tried again. */
export function queueOptions(job: JobName): Readonly<Record<string, number>> {
  const { attempts, delaySeconds, longestDelaySeconds, expireSeconds } = JOBS[job].retry;
  return {
    retryLimit: attempts - 1,
    retryDelay: delaySeconds,
    retryDelayMax: longestDelaySeconds,
    expireSeconds,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  };
}
