/** What runs without a person waiting for it: how far it is, what came of it, why it failed. */
import { z } from 'zod';
import { pageOf, pageQuery, route } from '../route.ts';

const count = z.int().nonnegative();
const jobState = z.enum(['waiting', 'running', 'done', 'failed']);
const jobParams = z.object({ job: z.uuid() });

export const JobLine = z
  .object({
    id: z.uuid(),
    /** calculation, letters, import, backup, ... */
    job: z.string(),
    state: jobState,
    /** `schedule`, or the person's name. */
    askedBy: z.string(),
    askedAt: z.iso.datetime(),
    attempts: count,
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    /** What is counted: students, letters, rows, bytes, files, tables, mails. '' before the first. */
    step: z.string(),
    done: count,
    total: count,
    /** Why the last attempt failed. */
    reason: z.string().nullable(),
    /** When a failed attempt is tried again by itself. */
    triesAgainAt: z.iso.datetime().nullable(),
    /** What it was asked to do; no path of the machine. */
    asked: z.record(z.string(), z.unknown()),
    /** What came of it, in counts. */
    result: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'JobLine' });
export type JobLine = z.output<typeof JobLine>;

export const jobsContract = {
  listJobs: route({
    method: 'GET',
    path: '/api/jobs',
    tag: 'jobs',
    summary: 'Jobs, the newest first, with how many of each kind wait, run and failed in the last two weeks.',
    action: 'see-runs',
    query: z.object({ ...pageQuery, kind: z.string().max(40).optional(), state: jobState.optional() }),
    ok: pageOf(JobLine).extend({
      counts: z.array(z.object({ job: z.string(), waiting: count, running: count, failed: count })),
    }),
  }),
  readJob: route({
    method: 'GET',
    path: '/api/jobs/:job',
    tag: 'jobs',
    summary: 'One job: how far it is, and what came of it.',
    action: 'see-runs',
    params: jobParams,
    ok: JobLine,
  }),
  retryJob: route({
    method: 'POST',
    path: '/api/jobs/:job/retry',
    tag: 'jobs',
    summary: 'Puts a job that failed into the queue again. What it did before is not done twice.',
    action: 'retry-job',
    params: jobParams,
    ok: JobLine,
  }),
};
