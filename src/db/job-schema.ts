/** The schema `jobs`, which belongs to pg-boss: made and brought up to date together with ours (docs/adr/0020-jobs.md). */
import type pg from 'pg';
import { Refusal } from '../problem.ts';

/** Where the queue lives. */
export const JOB_SCHEMA = 'jobs';
/** The shape of the schema that the pinned pg-boss works with; a test holds it against the package. */
export const JOB_SCHEMA_VERSION = 43;

/** Whether the queue's schema is there and as this version needs it. Fails: Refusal when it is of a newer one. */
export async function hasJobSchema(client: pg.ClientBase): Promise<boolean> {
  const version = await installedVersion(client);
  if (version !== null && version > JOB_SCHEMA_VERSION)
    throw new Refusal(
      `The database was made by a newer Rollcall (its jobs are of version ${version}). Use that version or a newer one.`,
    );
  return version === JOB_SCHEMA_VERSION;
}

/** Makes it, or brings it up to date, in a transaction of pg-boss's own. Input: a caller who keeps others out meanwhile. */
export async function installJobSchema(client: pg.ClientBase): Promise<void> {
  if (await hasJobSchema(client)) return;
  const { getConstructionPlans, getMigrationPlans } = await import('pg-boss');
  const version = await installedVersion(client);
  try {
    await client.query(version === null ? getConstructionPlans(JOB_SCHEMA) : getMigrationPlans(JOB_SCHEMA, version));
  } catch (error) {
    await client.query('rollback');
    throw new Error('the schema of the jobs could not be made', { cause: error });
  }
}

async function installedVersion(client: pg.ClientBase): Promise<number | null> {
  const exists = await client.query<{ found: boolean }>(`select to_regclass('jobs.version') is not null as found`);
  if (exists.rows[0]?.found !== true) return null;
  const found = await client.query<{ version: number }>('select version from jobs.version');
  return found.rows[0]?.version ?? null;
}
