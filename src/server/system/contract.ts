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
    mail: z.object({
      isSet: z.boolean(),
      /** Else the district has switched it off. */
      isOn: z.boolean(),
      /** Wait to leave. */
      waiting: count,
      /** Failed for good or came back in the last 14 days. */
      failed: count,
    }),
    text: z.object({
      isSet: z.boolean(),
      isOn: z.boolean(),
      /** The provider reports by itself; else it is asked. */
      isTold: z.boolean(),
      waiting: count,
      failed: count,
    }),
    /** Messages of notices that nobody printed yet. */
    toPrint: count,
    import: z.object({ lastAt: z.iso.datetime().nullable() }),
    calculation: z.object({ lastAt: z.iso.datetime().nullable(), nextAt: z.iso.datetime().nullable() }),
  })
  .meta({ id: 'SystemState' });
export type SystemState = z.output<typeof SystemState>;

/** Ends: both included. A session never outlasts 12 hours. */
const SETTING_BOUNDS = {
  undoMinutes: { least: 0, most: 240 },
  idleMinutes: { least: 5, most: 720 },
  signInHelp: { longest: 200 },
} as const;

const { undoMinutes, idleMinutes, signInHelp } = SETTING_BOUNDS;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const Settings = z.object({
  /** How long all of a batch can be undone; 0: not at all. */
  undoMinutes: z.int().min(undoMinutes.least).max(undoMinutes.most),
  /** A session ends after so long without use. */
  idleMinutes: z.int().min(idleMinutes.least).max(idleMinutes.most),
  /** Beside the sign-in: whom to ask; '' for nothing. One line. */
  signInHelp: z
    .string()
    .trim()
    .max(signInHelp.longest)
    .regex(/^[^\r\n]*$/, 'one line'),
  /** Whether letters that a pack lets go by e-mail do so. */
  letterMail: z.enum(['on', 'off']),
  /** Off: nothing leaves this way, whatever is set up. */
  email: z.enum(['on', 'off']),
  text: z.enum(['on', 'off']),
  /** The days on which families get messages: 1 is Monday, 7 is Sunday; one at least, in their order. */
  familyDays: z.string().regex(/^(?=.)1?2?3?4?5?6?7?$/, 'days in their order, as 12345'),
  familyFrom: z.string().regex(TIME, 'a time, as 08:00'),
  /** Later than `familyFrom`. */
  familyUntil: z.string().regex(TIME, 'a time, as 19:00'),
});

const SETTING = Settings.keyof();

export const SettingsState = z
  .object({
    settings: Settings,
    revision: z.string(),
    /** Who changed what and why, the newest first. */
    changes: z.array(
      z.object({
        by: z.string(),
        at: z.iso.datetime(),
        reason: z.string(),
        changed: z.array(
          z.object({
            setting: SETTING,
            before: z.union([z.number(), z.string()]),
            after: z.union([z.number(), z.string()]),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'SettingsState' });
export type SettingsState = z.output<typeof SettingsState>;

export const systemContract = {
  readSystem: route({
    method: 'GET',
    path: '/api/system',
    tag: 'system',
    summary: 'Version, database, last backup, jobs and mail: is it well, and since when.',
    action: 'see-runs',
    ok: SystemState,
  }),
  readSettings: route({
    method: 'GET',
    path: '/api/settings',
    tag: 'system',
    summary: 'What the district has set: undo, sessions, help with signing in; and who changed it and why.',
    action: 'see-runs',
    ok: SettingsState,
  }),
  changeSettings: route({
    method: 'PUT',
    path: '/api/settings',
    tag: 'system',
    summary: 'Sets them, with a reason.',
    action: 'manage-settings',
    ifMatch: true,
    /** What is left out stays as it is. */
    body: Settings.partial().extend({ reason: z.string().trim().min(2).max(500) }),
    ok: SettingsState,
  }),
};
