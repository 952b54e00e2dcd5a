/** What a signed-in person changes of their own way in: password and second step. Each asks for the password first. */
import { isAPIError } from 'better-auth/api';
import type { Database } from '../../db/index.ts';
import { noteChange } from '../people/change-log.ts';
import type { Actor } from '../actor.ts';
import { countFailure, forgetFailures, minutesToWait } from './attempts.ts';
import type { SignIn } from './open-sign-in.ts';
import { verifyPassword } from './password.ts';
import { sessionCacheOf } from './session-cache.ts';
import { setPassword } from './set-password.ts';

/** Who asks, from the request. */
export interface OwnAccount {
  readonly db: Database;
  readonly signIn: SignIn;
  readonly actor: Actor;
  readonly sessionId: string;
  readonly headers: Headers;
  readonly now: Date;
}

/** `why`: wrong password or code, too many tries (then `minutes`), or the second step is on or off already. */
export type Outcome<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly why: 'wrong-password' | 'wrong-code' | 'already' }
  | { readonly ok: false; readonly why: 'too-many'; readonly minutes: number };

/** Cookies for the browser: the session was made anew. */
export interface NewCookies {
  readonly cookies: readonly string[];
}

/** Sets another password; every other device of the person is signed out. Fails: ProblemError for one of the wrong length. */
export async function changeOwnPassword(
  own: OwnAccount,
  { password, next }: { readonly password: string; readonly next: string },
): Promise<Outcome<object>> {
  const checked = await checkOwnPassword(own, password);
  if (!checked.ok) return checked;
  const { db, actor, sessionId, now } = own;
  await setPassword(db, { personId: actor.personId, password: next, now, keepSession: sessionId });
  await noteOwn(own, 'password', { by: 'the person' });
  return { ok: true };
}

/** A key for an authenticator, not in force until {@link confirmTwoStep}; the recovery codes are shown this once. */
export async function beginTwoStep(
  own: OwnAccount,
  password: string,
): Promise<Outcome<{ readonly uri: string; readonly recoveryCodes: readonly string[] }>> {
  const checked = await checkOwnPassword(own, password);
  if (!checked.ok) return checked;
  return attempt(async () => {
    const { auth } = own.signIn;
    const begun = await auth.api.enableTwoFactor({ headers: own.headers, body: { password, method: 'totp' } });
    if (begun.method !== 'totp') throw new Error('the second step is not a code of an authenticator');
    return { uri: begun.totpURI, recoveryCodes: begun.backupCodes };
  });
}

/** Switches the second step on, with a code of the authenticator that has the key. */
export async function confirmTwoStep(own: OwnAccount, code: string): Promise<Outcome<NewCookies>> {
  const limits = [{ kind: 'two-step', key: own.actor.personId, most: 10 }];
  const minutes = await minutesToWait(own.db, { limits, now: own.now });
  if (minutes > 0) return { ok: false, why: 'too-many', minutes };
  const outcome = await attempt(async () => {
    const { auth } = own.signIn;
    const done = await auth.api.verifyTOTP({
      headers: own.headers,
      body: { code: code.replace(/\s/g, '') },
      returnHeaders: true,
    });
    return { cookies: done.headers.getSetCookie() };
  });
  if (outcome.ok) await noteOwn(own, 'two-step', { on: true });
  else await countFailure(own.db, { limits, now: own.now });
  return outcome;
}

/** Switches the second step off. */
export async function endTwoStep(own: OwnAccount, password: string): Promise<Outcome<NewCookies>> {
  const checked = await checkOwnPassword(own, password);
  if (!checked.ok) return checked;
  const outcome = await attempt(async () => {
    const { auth } = own.signIn;
    const done = await auth.api.disableTwoFactor({ headers: own.headers, body: { password }, returnHeaders: true });
    return { cookies: done.headers.getSetCookie() };
  });
  if (outcome.ok) await noteOwn(own, 'two-step', { on: false });
  return outcome;
}

/** Ten new recovery codes; the earlier ones stop working. */
export async function newRecoveryCodes(
  own: OwnAccount,
  password: string,
): Promise<Outcome<{ readonly recoveryCodes: readonly string[] }>> {
  const checked = await checkOwnPassword(own, password);
  if (!checked.ok) return checked;
  return attempt(async () => {
    const { auth } = own.signIn;
    const made = await auth.api.generateBackupCodes({ headers: own.headers, body: { password } });
    return { recoveryCodes: made.backupCodes };
  });
}

/** How the person signs in. */
export async function readOwnWays(
  db: Database,
  personId: string,
): Promise<{ readonly hasPassword: boolean; readonly hasTwoStep: boolean; readonly providers: readonly string[] }> {
  const found = await db.pool.query<{ hasPassword: boolean; hasTwoStep: boolean; providers: string[] }>(
    `select coalesce(u."twoFactorEnabled", false) as "hasTwoStep",
       exists (select 1 from sign_in."account" a where a."userId" = u."id" and a."providerId" = 'credential') as "hasPassword",
       array(select a."providerId" from sign_in."account" a where a."userId" = u."id" and a."providerId" <> 'credential' order by 1) as providers
     from sign_in."user" u where u."id" = $1`,
    [personId],
  );
  return found.rows[0] ?? { hasPassword: false, hasTwoStep: false, providers: [] };
}

async function checkOwnPassword({ db, actor, now }: OwnAccount, password: string): Promise<Outcome<object>> {
  const limits = [{ kind: 'own password', key: actor.personId, most: 10 }];
  const minutes = await minutesToWait(db, { limits, now });
  if (minutes > 0) return { ok: false, why: 'too-many', minutes };
  const found = await db.pool.query<{ hash: string | null }>(
    `select "password" as hash from sign_in."account" where "userId" = $1 and "providerId" = 'credential'`,
    [actor.personId],
  );
  if (await verifyPassword({ hash: found.rows[0]?.hash ?? '', password })) {
    await forgetFailures(db, { limits, now });
    return { ok: true };
  }
  await countFailure(db, { limits, now });
  return { ok: false, why: 'wrong-password' };
}

async function attempt<T extends object>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, ...(await work()) };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const { code } = (error.body ?? {}) as { code?: string };
    if (code === 'INVALID_CODE') return { ok: false, why: 'wrong-code' };
    if (code === 'INVALID_PASSWORD') return { ok: false, why: 'wrong-password' };
    return { ok: false, why: 'already' };
  }
}

async function noteOwn(
  own: OwnAccount,
  change: 'password' | 'two-step',
  detail: Record<string, unknown>,
): Promise<void> {
  const { db, actor, now } = own;
  const { districtId, personId, name } = actor;
  sessionCacheOf(db).forget();
  await noteChange(db.pool, { districtId, personId, change, detail }, { by: name, at: now, reason: 'by the person' });
}
