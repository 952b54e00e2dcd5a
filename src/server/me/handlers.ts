/** The signed-in person. */
import {
  ACTIONS,
  beginTwoStep,
  changeOwnPassword,
  confirmTwoStep,
  endSession,
  endSessions,
  endTwoStep,
  newRecoveryCodes,
  reachOf,
  readDevices,
  readOwnWays,
  readPreferences,
  savePreferences,
  type Actor,
  type Outcome,
  type OwnAccount,
} from '../../access/index.ts';
import type { Context, Handlers } from '../context.ts';
import { headersOf } from '../guard.ts';
import { problem } from '../problems.ts';
import type { meContract } from './contract.ts';
import { ownSchools, readDistrict } from './district.ts';

type Asked = Pick<Context, 'actor' | 'parts' | 'request' | 'sessionId'>;

export const meHandlers: Handlers<typeof meContract> = {
  readMe: async ({ actor, parts, sessionEndsAt }) => {
    const { personId, name, email, language, grants } = actor;
    const { shortcuts, ...preferences } = await readPreferences(parts.db, actor);
    const district = await readDistrict(parts.db, actor.districtId);
    return {
      personId,
      name,
      email,
      language,
      preferences: { ...preferences, letterKeys: shortcuts },
      roles: [...new Set(grants.map(({ role }) => role))],
      ...ownSchools(actor, district),
      may: actionsOf(actor),
      districtName: district.name,
      zone: district.zone,
      secondsLeft: Math.round(((sessionEndsAt?.getTime() ?? 0) - parts.now().getTime()) / 1000),
    };
  },
  savePreferences: async ({ actor, parts, body }) => {
    const { letterKeys, ...rest } = body;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const changes = { ...given, ...(letterKeys === undefined ? {} : { shortcuts: letterKeys }) };
    const { districtId, personId } = actor;
    const saved = await savePreferences(parts.db, { districtId, personId, changes, now: parts.now() });
    const { shortcuts, ...preferences } = saved;
    return { ...preferences, letterKeys: shortcuts };
  },
  readDevices: async ({ actor, parts, sessionId }) => {
    const devices = await readDevices(parts.db, { personId: actor.personId, now: parts.now() });
    return {
      items: devices.map(({ sessionId: session, signedInAt, lastSeenAt, ...device }) => ({
        ...device,
        session,
        signedInAt: signedInAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        isThis: session === sessionId,
      })),
    };
  },
  signOutDevice: async ({ actor, parts, params, audit }) => {
    const ended = await endSession(parts.db, { personId: actor.personId, sessionId: params.session });
    if (!ended) throw problem('not-found');
    await audit({ action: 'sign-out-device' });
    return { done: true };
  },
  signOutOthers: async ({ actor, parts, sessionId, audit }) => {
    const ended = await endSessions(parts.db, { personId: actor.personId, keep: sessionId ?? '' });
    await audit({ action: 'sign-out-device', detail: { devices: ended } });
    return { ended };
  },
  readWays: async ({ actor, parts }) => {
    const { providers, ...ways } = await readOwnWays(parts.db, actor.personId);
    return { ...ways, providers: [...providers] };
  },
  changePassword: async (context) => {
    settled(await changeOwnPassword(ownOf(context), context.body));
    await context.audit({ action: 'change-password' });
    return { done: true };
  },
  beginTwoStep: async (context) => {
    const { uri, recoveryCodes } = settled(await beginTwoStep(ownOf(context), context.body.password));
    return { uri, key: new URL(uri).searchParams.get('secret') ?? '', recoveryCodes: [...recoveryCodes] };
  },
  confirmTwoStep: async (context) => {
    const { cookies } = settled(await confirmTwoStep(ownOf(context), context.body.code));
    context.reply.header('set-cookie', [...cookies]);
    await context.audit({ action: 'switch-two-step', detail: { on: true } });
    return { done: true };
  },
  endTwoStep: async (context) => {
    const { cookies } = settled(await endTwoStep(ownOf(context), context.body.password));
    context.reply.header('set-cookie', [...cookies]);
    await context.audit({ action: 'switch-two-step', detail: { on: false } });
    return { done: true };
  },
  makeRecoveryCodes: async (context) => {
    const { recoveryCodes } = settled(await newRecoveryCodes(ownOf(context), context.body.password));
    return { recoveryCodes: [...recoveryCodes] };
  },
};

function ownOf({ actor, parts, request, sessionId }: Asked): OwnAccount {
  const { db, signIn, now } = parts;
  return { db, signIn, actor, sessionId: sessionId ?? '', headers: headersOf(request), now: now() };
}

/** What went well, or the problem of the catalogue. */
function settled<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome;
  if (outcome.why === 'too-many') throw problem('too-many', { facts: { minutes: outcome.minutes } });
  throw problem(outcome.why === 'already' ? 'changed' : outcome.why);
}

function actionsOf(actor: Actor): string[] {
  return ACTIONS.filter((action) => reachOf(actor, action).kind !== 'none');
}
