/**
 * The way in from outside: the few paths of better-auth that a browser needs, with bodies made anew from what they may hold.
 * Everything else of it (sign-up, tokens, linking, lists of sessions) is not reachable by the network.
 */
import type { Database } from '../../db/index.ts';
import { ADDRESS_HEADER, AUTH_PATH, originsOf, type Auth } from './auth.ts';
import { countFailure, forgetFailures, minutesToWait, passwordLimits } from './attempts.ts';
import { cookieNameOf, type ActorOfSession } from './session-actor.ts';
import { removeEnded } from './sessions.ts';
import { recordSignIn, recordWrongPassword } from './sign-in-log.ts';
import { sessionCacheOf } from './session-cache.ts';
import { answerOf, problemAnswer, redirectAnswer } from './answers.ts';

export interface Doorway {
  readonly db: Database;
  readonly auth: Auth;
  readonly baseUrl: string;
  readonly now: () => Date;
  readonly actorOf: (headers: Headers) => Promise<ActorOfSession | null>;
}

interface Asked {
  readonly request: Request;
  readonly address: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type Way = (doorway: Doorway, asked: Asked) => Promise<Response>;

const WAYS: Readonly<Record<string, Way>> = {
  'POST /sign-in/email': signInByPassword,
  'POST /sign-in/social': beginSingleSignOn,
  'POST /two-factor/verify-totp': enterCode,
  'POST /two-factor/verify-backup-code': enterCode,
  'POST /sign-out': signOut,
};

const CALLBACK = /^GET \/callback\/[a-z]{1,20}$/;

/** Answers a request under `/api/auth/`. `address` is that of the person, as the server trusts it. */
export async function answerAtDoor(doorway: Doorway, request: Request, address: string): Promise<Response> {
  if (isForeign(request, doorway.baseUrl)) return problemAnswer('foreign-origin');
  const path = new URL(request.url).pathname.slice(AUTH_PATH.length);
  const name = `${request.method} ${path}`;
  if (CALLBACK.test(name)) return endSingleSignOn(doorway, { request, address, path, body: {} });
  const way = Object.hasOwn(WAYS, name) ? WAYS[name] : undefined;
  if (way === undefined) return problemAnswer('not-found');
  const body = await bodyOf(request);
  return body === undefined ? problemAnswer('bad-request') : way(doorway, { request, address, path, body });
}

async function signInByPassword(doorway: Doorway, asked: Asked): Promise<Response> {
  const { db, now } = doorway;
  const { email, password } = asked.body;
  if (typeof email !== 'string' || typeof password !== 'string' || password.length > 1000)
    return problemAnswer('bad-request');
  const limits = passwordLimits({ email, address: asked.address });
  const minutes = await minutesToWait(db, { limits, now: now() });
  if (minutes > 0) return problemAnswer('too-many', { minutes });
  const answer = await pass(doorway, asked, { email: email.trim().toLowerCase(), password });
  if (!answer.ok) {
    const refused = await answerOf(answer, 'wrong-sign-in');
    if (refused.status !== 401) return refused;
    await countFailure(db, { limits, now: now() });
    await recordWrongPassword(notedOf(doorway, asked), email.trim().toLowerCase());
    return refused;
  }
  await forgetFailures(db, { limits: limits.slice(0, 1), now: now() });
  const { twoFactorRedirect } = (await answer.clone().json()) as { twoFactorRedirect?: boolean };
  if (twoFactorRedirect === true) return answerOf(answer, 'wrong-sign-in', { next: 'code' });
  await noteSignIn(doorway, asked, answer, 'password');
  return answerOf(answer, 'wrong-sign-in', { next: 'done' });
}

async function enterCode(doorway: Doorway, asked: Asked): Promise<Response> {
  const { code } = asked.body;
  if (typeof code !== 'string' || code.length > 40) return problemAnswer('bad-request');
  const answer = await pass(doorway, asked, { code: code.replace(/\s/g, '') });
  if (answer.ok) await noteSignIn(doorway, asked, answer, 'two-step');
  return answerOf(answer, 'wrong-code', { next: 'done' });
}

async function beginSingleSignOn(doorway: Doorway, asked: Asked): Promise<Response> {
  const { provider, to } = asked.body;
  if (typeof provider !== 'string') return problemAnswer('bad-request');
  const callbackURL = typeof to === 'string' && /^\/(?![/\\])[^\\]{0,500}$/.test(to) ? to : '/';
  const answer = await pass(doorway, asked, {
    provider,
    callbackURL,
    errorCallbackURL: '/sign-in',
    disableRedirect: true,
  });
  if (!answer.ok) return answerOf(answer, 'provider-failed');
  const { url } = (await answer.clone().json()) as { url?: string };
  return answerOf(answer, 'provider-failed', { url });
}

async function endSingleSignOn(doorway: Doorway, asked: Asked): Promise<Response> {
  const answer = await pass(doorway, asked);
  await noteSignIn(doorway, asked, answer, asked.path.split('/').at(-1) ?? '');
  return redirectAnswer(answer, doorway.baseUrl);
}

async function signOut(doorway: Doorway, asked: Asked): Promise<Response> {
  const answer = await pass(doorway, asked, {}, { keepSession: true });
  sessionCacheOf(doorway.db).forget();
  return answerOf(answer, 'internal', { next: 'done' });
}

/** Writes down who came in, where the answer brings a session. */
async function noteSignIn(doorway: Doorway, asked: Asked, answer: Response, way: string): Promise<void> {
  const name = cookieNameOf(doorway.baseUrl.startsWith('https:'));
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`));
  if (cookie === undefined || /max-age=0(;|$)/i.test(cookie)) return;
  const session = await doorway.actorOf(new Headers({ cookie: cookie.split(';', 1)[0] ?? '' }));
  await recordSignIn(notedOf(doorway, asked), session, way);
  await removeEnded(doorway.db, doorway.now());
}

function notedOf({ db, now }: Doorway, { address }: Asked) {
  return { db, address, at: now() };
}

/** Hands the request on: with our address, and without a session that the browser still holds, so that signing in makes a new one. */
async function pass(
  { auth, baseUrl }: Doorway,
  { request, address, path }: Asked,
  body?: Readonly<Record<string, unknown>>,
  { keepSession = false } = {},
): Promise<Response> {
  const headers = new Headers();
  for (const name of ['user-agent', 'cookie', 'accept-language']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  headers.set(ADDRESS_HEADER, address);
  headers.set('origin', new URL(baseUrl).origin);
  if (!keepSession) dropCookie(headers, cookieNameOf(baseUrl.startsWith('https:')));
  if (body !== undefined) headers.set('content-type', 'application/json');
  const url = new URL(`${AUTH_PATH}${path}${new URL(request.url).search}`, baseUrl);
  const init = { method: request.method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return auth.handler(new Request(url, init));
}

/** A page of another site asks. One of ours has the origin of the base URL, or of the very address that is asked. */
function isForeign(request: Request, baseUrl: string): boolean {
  const origin = request.headers.get('origin');
  if (request.method === 'GET' || origin === null) return false;
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  return !originsOf(baseUrl).includes(origin) && (host === '' || host !== request.headers.get('host'));
}

function dropCookie(headers: Headers, name: string): void {
  const kept = (headers.get('cookie') ?? '').split(';').filter((part) => !part.trim().startsWith(`${name}=`));
  if (kept.join('').trim() === '') headers.delete('cookie');
  else headers.set('cookie', kept.map((part) => part.trim()).join('; '));
}

async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>> | undefined> {
  const text = await request.text();
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
