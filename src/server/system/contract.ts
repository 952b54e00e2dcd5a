/** Whether the installation is well, for who keeps it running. No student data, no secret: only whether one is set. */
import { z } from 'zod';
import { route } from '../route.ts';

const count = z.int().nonnegative();

export const SystemState = z
  .object({
    version: z.string(),
    database: z.object({
      state: z.enum(['well', 'unreachable']),
      /** Of PostgreSQL. */
      version: z.string(),
      bytes: z.number().nonnegative(),
    }),
    backup: z.object({
      /** `late`: the last one is older than two days, or there is none. */
      state: z.enum(['well', 'late', 'failed', 'off']),
      lastAt: z.iso.datetime().nullable(),
      bytes: z.number().nonnegative().nullable(),
      nextAt: z.iso.datetime().nullable(),
      /** Why the last attempt failed. */
      reason: z.string().nullable(),
    }),
    jobs: z.object({
      state: z.enum(['well', 'failed', 'stuck']),
      counts: z.array(z.object({ job: z.string(), waiting: count, running: count, failed: count })),
      /** The oldest that waits to begin. */
      waitingSince: z.iso.datetime().nullable(),
    }),
    mail: z.object({ isSet: z.boolean() }),
    import: z.object({ lastAt: z.iso.datetime().nullable() }),
    calculation: z.object({ lastAt: z.iso.datetime().nullable(), nextAt: z.iso.datetime().nullable() }),
  })
  .meta({ id: 'SystemState' });
export type SystemState = z.output<typeof SystemState>;

export const systemContract = {
  readSystem: route({
    method: 'GET',
    path: '/api/system',
    tag: 'system',
    summary: 'Version, database, last backup, jobs and mail: is it well, and since when.',
    action: 'see-runs',
    ok: SystemState,
  }),
};
