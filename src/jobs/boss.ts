/** The queue: pg-boss in the schema `jobs` of the same database (docs/adr/0020-jobs.md). */
import { PgBoss } from 'pg-boss';
import type { Database } from '../db/index.ts';
import { JOB_SCHEMA } from '../db/job-schema.ts';

/** How often the queue is looked over for jobs whose worker is dead. Unit: seconds. */
const SUPERVISE_SECONDS = 5;
/** Connections of its own, beside the one that listens. */
const CONNECTIONS = 3;

/** A queue on connections of its own, so that a job which uses all of the database's cannot keep its own heart from beating. */
export function createBoss({ pool }: Database): PgBoss {
  const { host, port, user, password, database, ssl } = pool.options;
  return new PgBoss({
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(database === undefined ? {} : { database }),
    ...(typeof password === 'string' ? { password } : {}),
    ...(ssl === undefined ? {} : { ssl }),
    schema: JOB_SCHEMA,
    application_name: 'rollcall jobs',
    max: CONNECTIONS,
    // made and brought up to date by our own migrations; schedules are ours (schedules.ts)
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    useListenNotify: true,
    reindex: false,
    monitorVacuum: false,
  });
}
