/** When jobs run by themselves: days and a time in the district's zone. */
import { z } from 'zod';
import { route } from '../route.ts';

const scheduledJob = z.enum(['calculation', 'import', 'backup', 'presume-received', 'approval-mail']);
const weekday = z.int().min(1).max(7);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as 17:30');
const moments = z.array(z.iso.datetime());

export const ScheduleLine = z
  .object({
    job: scheduledJob,
    isOn: z.boolean(),
    /** 1 is Monday, 7 is Sunday. */
    days: z.array(weekday),
    at: timeOfDay,
    /** `backup`: how many are kept. */
    keep: z.int().nullable(),
    /** `import`: calculate afterwards when something changed. */
    thenCalculate: z.boolean().nullable(),
    /** The next three moments. */
    next: moments,
    /** When it was last due. */
    lastAt: z.iso.datetime().nullable(),
    /** '' as long as it is as Rollcall came. */
    changedBy: z.string(),
    changedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ScheduleLine' });
export type ScheduleLine = z.output<typeof ScheduleLine>;

export const Schedules = z
  .object({
    /** For `If-Match`. */
    revision: z.string(),
    /** IANA. */
    timeZone: z.string(),
    schedules: z.array(ScheduleLine),
    /** When packs in use propose to calculate; the district decides. */
    proposals: z.array(
      z.object({
        pack: z.string(),
        title: z.string(),
        days: z.array(weekday),
        at: timeOfDay,
        next: moments,
      }),
    ),
    /** The folder that is watched for bundles. */
    importFolder: z.string(),
    /** Where backups are written. */
    backupFolder: z.string(),
  })
  .meta({ id: 'Schedules' });
export type Schedules = z.output<typeof Schedules>;

export const schedulesContract = {
  readSchedules: route({
    method: 'GET',
    path: '/api/schedules',
    tag: 'schedules',
    summary: 'When jobs run by themselves, with the next three moments of each, and what packs propose.',
    action: 'see-runs',
    ok: Schedules,
  }),
  previewSchedule: route({
    method: 'GET',
    path: '/api/schedules/next',
    tag: 'schedules',
    summary: 'The next three moments that days and a time would mean.',
    action: 'see-runs',
    query: z.object({ days: z.string().regex(/^[1-7](,[1-7]){0,6}$/, 'days as 1,3,5'), at: timeOfDay }),
    ok: z.object({ next: moments }),
  }),
  changeSchedule: route({
    method: 'PUT',
    path: '/api/schedules',
    tag: 'schedules',
    summary: 'Decides when one kind of job runs by itself, or that it does not.',
    action: 'manage-schedules',
    ifMatch: true,
    body: z
      .object({
        job: scheduledJob,
        isOn: z.boolean(),
        days: z.array(weekday).max(7),
        at: timeOfDay,
        keep: z.int().min(1).max(400).optional(),
        thenCalculate: z.boolean().optional(),
      })
      .refine(({ isOn, days }) => !isOn || days.length > 0, { path: ['days'], message: 'at least one day' }),
    ok: Schedules,
  }),
};
