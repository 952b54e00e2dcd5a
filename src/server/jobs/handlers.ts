/** Jobs, for people. A job knows batches, days and counts; it never knows a student. */
import { z } from 'zod';
import { withTransaction } from '../../db/index.ts';
import { countJobs, JOB_NAMES, readJob, readJobs, retryJob, type JobName, type JobRecord } from '../../jobs/index.ts';
import type { Handlers } from '../context.ts';
import { cursorOf, readCursor } from '../keys.ts';
import { problem } from '../problems.ts';
import type { JobLine, jobsContract } from './contract.ts';

const Before = z.object({ askedAt: z.coerce.date<string>(), id: z.uuid() });
const TWO_WEEKS = 14 * 86_400_000;

export const jobsHandlers: Handlers<typeof jobsContract> = {
  listJobs: async ({ parts: { db, now }, districtId, query }) => {
    const { kind, state, limit, cursor } = query;
    const before = readCursor(Before, cursor);
    const { jobs, total } = await readJobs(db.pool, {
      districtId,
      limit: limit + 1,
      ...(kind === undefined ? {} : { job: nameOf(kind) }),
      ...(state === undefined ? {} : { state }),
      ...(before === undefined ? {} : { before }),
    });
    const items = jobs.slice(0, limit);
    const last = items.at(-1);
    const failedSince = new Date(now().getTime() - TWO_WEEKS);
    return {
      items: items.map(lineOf),
      next: jobs.length > items.length && last !== undefined ? cursorOf({ askedAt: last.askedAt, id: last.id }) : null,
      total,
      counts: [...(await countJobs(db.pool, { districtId, failedSince }))],
    };
  },
  readJob: async ({ parts: { db }, districtId, params }) => {
    const record = await readJob(db.pool, { districtId, id: params.job });
    if (record === undefined) throw problem('not-found');
    return lineOf(record);
  },
  retryJob: async ({ parts: { db }, districtId, params, audit }) => {
    const record = await withTransaction(db, async (client) => {
      const isThere = await retryJob(client, { districtId, id: params.job });
      return isThere ? readJob(client, { districtId, id: params.job }) : undefined;
    });
    if (record === undefined) throw problem('not-found');
    await audit({ action: 'retry-job', detail: { job: record.job } });
    return lineOf(record);
  },
};

function nameOf(kind: string): JobName {
  const name = JOB_NAMES.find((one) => one === kind);
  if (name === undefined)
    throw problem('invalid', { errors: [{ path: 'kind', message: `allowed: ${JOB_NAMES.join(', ')}` }] });
  return name;
}

function lineOf(record: JobRecord): JobLine {
  const { id, job, state, askedBy, askedAt, attempts, startedAt, finishedAt, step, done, total, reason } = record;
  const { dir: _dir, ...asked } = record.data;
  return {
    id,
    job,
    state,
    askedBy,
    attempts,
    step,
    done,
    total,
    reason,
    asked,
    result: record.result,
    askedAt: askedAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    triesAgainAt: record.triesAgainAt?.toISOString() ?? null,
  };
}
