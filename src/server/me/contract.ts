/** The signed-in person: who they are, how they like the app, where they are signed in, how they sign in. */
import { z } from 'zod';
import { ACTIONS, ROLES } from '../../access/roles.ts';
import { route } from '../route.ts';

const preferences = {
  language: z.enum(['en', 'es']),
  theme: z.enum(['light', 'dark', 'system']),
  density: z.enum(['compact', 'standard', 'roomy']),
  /** Whether keys of a single letter work in lists. */
  letterKeys: z.boolean(),
};

export const Preferences = z.object(preferences).meta({ id: 'Preferences' });
export type Preferences = z.output<typeof Preferences>;

export const Me = z
  .object({
    personId: z.string(),
    name: z.string(),
    email: z.string(),
    language: z.enum(['en', 'es']),
    preferences: Preferences,
    roles: z.array(z.enum(ROLES)),
    /** Schools of the person's roles; of somebody with a role in the whole district: all. */
    schools: z.array(z.object({ school: z.string(), name: z.string() })),
    hasDistrict: z.boolean(),
    /** What the person may do somewhere. The server decides at each request; this lets a screen foretell it. */
    may: z.array(z.enum(ACTIONS as [string, ...string[]])),
    districtName: z.string(),
    /** IANA name. */
    zone: z.string(),
    /** Seconds until the session ends if nothing more is asked. No time of day: clocks of browsers are wrong. */
    secondsLeft: z.int(),
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof Me>;

export const Device = z
  .object({
    session: z.string(),
    /** As the browser names itself; '' where it does not. */
    userAgent: z.string(),
    address: z.string(),
    signedInAt: z.iso.datetime(),
    /** Exact to a minute. */
    lastSeenAt: z.iso.datetime(),
    /** The one that asks. */
    isThis: z.boolean(),
  })
  .meta({ id: 'Device' });
export type Device = z.output<typeof Device>;

export const passwordField = z.string().min(1).max(1000);
const codeField = z.string().min(6).max(40);
const done = z.object({ done: z.literal(true) });
const recoveryCodes = z.array(z.string());

const me = { tag: 'me', action: 'use-app' } as const;

export const meContract = {
  readMe: route({ ...me, method: 'GET', path: '/api/me', summary: 'Who is signed in, and what they may do.', ok: Me }),
  savePreferences: route({
    ...me,
    method: 'PUT',
    path: '/api/me/preferences',
    summary: 'Changes how the person likes the app; what is left out stays.',
    body: z.object(preferences).partial(),
    ok: Preferences,
  }),
  readDevices: route({
    ...me,
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'The devices on which the person is signed in, the latest used first.',
    ok: z.object({ items: z.array(Device) }),
  }),
  signOutDevice: route({
    ...me,
    method: 'DELETE',
    path: '/api/me/sessions/:session',
    summary: 'Signs the person out on one device.',
    params: z.object({ session: z.string().max(100) }),
    ok: done,
  }),
  signOutOthers: route({
    ...me,
    method: 'DELETE',
    path: '/api/me/sessions',
    summary: 'Signs the person out on every device but this one.',
    ok: z.object({ ended: z.int() }),
  }),
  readWays: route({
    ...me,
    method: 'GET',
    path: '/api/me/sign-in',
    summary: 'How the person signs in.',
    ok: z.object({ hasPassword: z.boolean(), hasTwoStep: z.boolean(), providers: z.array(z.string()) }),
  }),
  changePassword: route({
    ...me,
    method: 'POST',
    path: '/api/me/password',
    summary: 'Sets another password; the other devices are signed out.',
    body: z.object({ password: passwordField, next: passwordField }),
    ok: done,
  }),
  beginTwoStep: route({
    ...me,
    method: 'POST',
    path: '/api/me/two-step',
    summary:
      'A key for an authenticator, in force once a code of it is confirmed, with recovery codes shown this once.',
    body: z.object({ password: passwordField }),
    ok: z.object({ uri: z.string(), key: z.string(), recoveryCodes }),
  }),
  confirmTwoStep: route({
    ...me,
    method: 'POST',
    path: '/api/me/two-step/confirm',
    summary: 'Switches the second step on.',
    body: z.object({ code: codeField }),
    ok: done,
  }),
  endTwoStep: route({
    ...me,
    method: 'POST',
    path: '/api/me/two-step/end',
    summary: 'Switches the second step off.',
    body: z.object({ password: passwordField }),
    ok: done,
  }),
  makeRecoveryCodes: route({
    ...me,
    method: 'POST',
    path: '/api/me/two-step/codes',
    summary: 'Ten new recovery codes; the earlier ones stop working.',
    body: z.object({ password: passwordField }),
    ok: z.object({ recoveryCodes }),
  }),
};
