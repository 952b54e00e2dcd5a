/** How far a job is, written now and then, so that everybody can see it. */
import type { Database } from '../db/index.ts';

/** Unit: milliseconds. */
const BETWEEN = 400;

export interface ProgressWriter {
  readonly write: (step: string, done: number, total: number) => void;
  /** When the last of it is written. */
  readonly settled: () => Promise<void>;
}

/** On a connection of its own: the transaction of the work says nothing before it ends. What cannot be written is left out. */
export function progressWriter(
  db: Database,
  at: { readonly districtId: number; readonly jobId: string; readonly attempt: number },
): ProgressWriter {
  let writing: Promise<unknown> | undefined;
  let last = -BETWEEN;
  const write = (step: string, done: number, total: number): void => {
    if (writing !== undefined || performance.now() - last < BETWEEN) return;
    last = performance.now();
    writing = db.pool
      .query(
        `update job_records set step = $4, done_count = $5, total_count = $6
         where district_id = $1 and job_id = $2 and attempts = $3 and state = 'running'`,
        [at.districtId, at.jobId, at.attempt, step, Math.round(done), Math.round(total)],
      )
      .catch(() => undefined)
      .finally(() => {
        writing = undefined;
      });
  };
  return { write, settled: async () => void (await writing) };
}
