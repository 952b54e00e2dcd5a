/** A worker that was killed leaves its jobs; the next one on the same machine need not wait for its heart to be missed. */
import type { Database } from '../db/index.ts';

/** Lets the queue find at once that these have no worker. Another machine's are found when their heart is missed. */
export async function releaseJobsOfTheDead(
  db: Pick<Database, 'pool'>,
  { machine, isAlive }: { readonly machine: string; readonly isAlive: (pid: number) => boolean },
): Promise<void> {
  const running = await db.pool.query<{ id: string; job: string; worker: string }>(
    `select job_id as id, job, worker from job_records where state = 'running' and worker like $1 || '#%'`,
    [machine.replaceAll(/[\\%_]/g, '\\$&')],
  );
  for (const { id, job, worker } of running.rows) {
    if (isAlive(Number(worker.slice(machine.length + 1)))) continue;
    await db.pool.query(
      `update jobs.job set heartbeat_on = now() - interval '1 day' where name = $1 and id = $2 and state = 'active'`,
      [job, id],
    );
  }
}
