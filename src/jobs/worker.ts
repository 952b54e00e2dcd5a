/** A worker: takes jobs from the queue and does them, and asks for those that are due by a schedule. */
import { hostname } from 'node:os';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { withTransaction, type Database } from '../db/index.ts';
import { createBoss } from './boss.ts';
import type { JobName } from './job-data.ts';
import { performJob, type Workplace } from './perform.ts';
import { traceOf } from './reason.ts';
import { mendRecords } from './records.ts';
import { JOB_NAMES } from './registry.ts';
import { releaseJobsOfTheDead } from './release.ts';
import { askForDue } from './schedules.ts';

export interface WorkerOptions {
  readonly districtId: number;
  readonly home: string;
  readonly now: () => Date;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** One entry for each thing that happens; no student's name or number is in it. */
  readonly log?: (entry: Readonly<Record<string, unknown>>) => void;
}

export interface RunningWorker {
  /** As people are shown it: the machine and the process. */
  readonly name: string;
  /** Takes no further job, and lets those at work end. What takes too long is given back. May be called twice. */
  stop(): Promise<void>;
}

/** A new job is told at once; this is for what was not. Unit: seconds. */
const POLL_SECONDS = 2;
const POLL_SECONDS_WHEN_TOLD = 5;
/** Between two looks at the schedules. Unit: milliseconds. */
const TICK = 15_000;
/** For jobs at work when the worker stops. Unit: milliseconds. */
const PATIENCE = 25_000;

/** Begins to work. Any number of workers may share a database: each job is done by one of them. */
export async function startWorker(db: Database, options: WorkerOptions): Promise<RunningWorker> {
  const { districtId, home, now, env = {}, log = () => undefined } = options;
  const name = `${hostname()}#${process.pid}`;
  const place: Workplace = { db, home, env, now, worker: name, log };
  const boss = createBoss(db);
  boss.on('error', (error) => log({ event: 'the queue could not be asked', trace: traceOf(error) }));
  await boss.start();
  for (const job of JOB_NAMES) await boss.createQueue(job, { notify: true });
  await releaseJobsOfTheDead(db, { machine: hostname(), isAlive });
  await Promise.all(JOB_NAMES.map((job) => takeJobs(boss, job, place)));
  const ticking = tick(
    TICK,
    async () => {
      await withTransaction(db, (client) => mendRecords(client, districtId));
      for (const job of await askForDue(db, { districtId, now: now() })) log({ event: 'is due', job });
    },
    (error) => log({ event: 'the schedules could not be looked at', trace: traceOf(error) }),
  );
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await ticking.stop();
    await boss.stop({ graceful: true, timeout: PATIENCE });
  };
  return { name, stop: () => (stopping ??= stop()) };
}

async function takeJobs(boss: PgBoss, job: JobName, place: Workplace): Promise<void> {
  const worker: string = await boss.work(
    job,
    {
      includeMetadata: true,
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS_WHEN_TOLD,
    },
    async (jobs: JobWithMetadata<{ readonly district: number }>[]) => {
      for (const { id, data, retryCount, retryLimit, signal } of jobs)
        await performJob(place, {
          job,
          jobId: id,
          districtId: data.district,
          isLast: retryCount >= retryLimit,
          signal,
        });
      // the next one at once, not when it is time to look again
      boss.notifyWorker(worker);
    },
  );
}

/** Whether a process of this machine lives. This one has just begun, so what it had before is another's of the same number. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Does something at once and then again and again, never twice at a time. */
function tick(
  pause: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): { readonly stop: () => Promise<void> } {
  const stopped = new AbortController();
  const turn = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await work().catch((error: unknown) => {
        if (!stopped.signal.aborted) onError(error);
      });
      await pauseFor(pause, stopped.signal);
    }
  };
  const running = turn();
  return {
    stop: () => {
      stopped.abort();
      return running;
    },
  };
}

function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
