/** The shape of a job: its work, when it runs by itself, and what happens when it fails. */
import type { ClientBase } from 'pg';
import type { Database } from '../db/index.ts';
import type { JobData, JobName } from './job-data.ts';

/** A worker that says nothing for so long is taken for dead, and its job goes to another. Unit: seconds. */
export const HEARTBEAT_SECONDS = 30;

/** One kind of job. */
export interface Job<Name extends JobName> {
  readonly name: Name;
  readonly retry: RetryRule;
  /** When it runs by itself, unless the district says otherwise. Absent: only when someone asks. */
  readonly schedule?: DefaultSchedule;
  /**
   * Does it. May be done again after a worker died in the middle: what it changes is written in the transaction of
   * `finish`, or is the same the second time.
   * Returns what came of it, without students; null when there was nothing to do.
   */
  readonly work: (data: JobData[Name], context: JobContext) => Promise<JobResult>;
}

export type JobResult = Readonly<Record<string, unknown>> | null;

/** Unit: seconds. `attempts` counts the first one too. */
export interface RetryRule {
  readonly attempts: number;
  readonly delaySeconds: number;
  readonly longestDelaySeconds: number;
  /** Longer than this is taken for lost. */
  readonly expireSeconds: number;
}

/** Days: 1 is Monday, 7 is Sunday. */
export interface DefaultSchedule {
  readonly isOn: boolean;
  readonly days: readonly number[];
  /** `17:32`, in the district's zone. */
  readonly at: string;
  /** Instead of days and a time: again after so many minutes. Such a schedule is not the district's to change. */
  readonly everyMinutes?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What a job has at hand. */
export interface JobContext {
  readonly db: Database;
  readonly districtId: number;
  readonly jobId: string;
  /** Who asked, for the record. */
  readonly by: string;
  readonly askedAt: Date;
  readonly home: string;
  /** Settings of the installation, as the mail server. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Counts from 1; more than 1 after a failure or a dead worker. */
  readonly attempt: number;
  /** Aborted when the worker stops or the job is no longer its own. */
  readonly signal: AbortSignal;
  readonly progress: (step: string, done: number, total: number) => void;
  /**
   * Writes down, in the transaction of the effects, that the job is done and what came of it.
   * Fails: when another worker has finished it meanwhile, so that the effects of this one are undone.
   */
  readonly finish: (client: ClientBase, result: JobResult) => Promise<void>;
  /** Asks for another job in the same transaction. */
  readonly enqueue: <Other extends JobName>(client: ClientBase, job: Other, data: JobData[Other]) => Promise<string>;
}
