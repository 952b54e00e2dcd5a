/** From the cookie of a request to the person behind it, with the roles that hold today. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Database } from '../../db/index.ts';
import type { Actor } from '../actor.ts';
import { ACTOR_COLUMNS, actorOf, actorTables, HAS_ACCESS, type ActorRow } from '../people/actor-row.ts';
import { ABSOLUTE_SECONDS } from './auth.ts';
import { sessionCacheOf, type SignedIn } from './session-cache.ts';

export interface ActorOfSession {
  readonly actor: Actor;
  readonly sessionId: string;
  /** When the session ends if nothing more is asked. */
  readonly expiresAt: Date;
}

interface Asked {
  readonly db: Database;
  readonly secret: string;
  readonly isSecure: boolean;
  readonly now: () => Date;
}

const TOUCH_MS = 60_000;
const IDLE_MINUTES = 60;

/** The name of the session's cookie; a browser takes `__Secure-` only by https. */
export function cookieNameOf(isSecure: boolean): string {
  return `${isSecure ? '__Secure-' : ''}rollcall.session_token`;
}

/**
 * The signed-in person, or null: no cookie, a forged one, signed out, idle for too long, or access has ended.
 * A request counts as use, exact to a minute.
 */
export async function actorOfHeaders(asked: Asked, headers: Headers): Promise<ActorOfSession | null> {
  const cookie = cookieOf(headers, cookieNameOf(asked.isSecure));
  if (cookie === undefined) return null;
  const at = asked.now().getTime();
  const cache = sessionCacheOf(asked.db);
  const { version } = cache;
  const found = cache.find(cookie, at) ?? (await readSession(asked, cookie, at));
  if (found === null || found.absoluteEnd <= at) return null;
  if (found.readAt === at) cache.keep(cookie, found, version);
  const expiresAt = new Date(Math.min(found.absoluteEnd, at + found.idle));
  return { actor: found.actor, sessionId: found.sessionId, expiresAt };
}

/** The value of one cookie of a request. */
export function cookieOf(headers: Headers, name: string): string | undefined {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [found = '', value = ''] = part.trim().split(/=(.*)/s);
    if (found === name && value !== '') return value;
  }
  return undefined;
}

async function readSession({ db, secret }: Asked, cookie: string, at: number): Promise<SignedIn | null> {
  const token = tokenOf(cookie, secret);
  if (token === undefined) return null;
  const [row] = (await db.pool.query<SessionRow>(READ, [token, new Date(at)])).rows;
  if (row === undefined) return null;
  const idle = (row.idle_minutes ?? IDLE_MINUTES) * 60_000;
  // Use is noted once a minute, so a minute more than the idle time may lie between two notes.
  if (at - row.last_seen_at.getTime() > idle + TOUCH_MS) return null;
  if (at - row.last_seen_at.getTime() > TOUCH_MS)
    await db.pool.query('update sign_in.session set "lastSeenAt" = $2 where "id" = $1', [row.session_id, new Date(at)]);
  const absoluteEnd = row.created_at.getTime() + ABSOLUTE_SECONDS * 1000;
  return { actor: actorOf(row), sessionId: row.session_id, absoluteEnd, idle, readAt: at };
}

interface SessionRow extends ActorRow {
  readonly session_id: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly idle_minutes: number | null;
}

const READ = `
  select s."id" as session_id, s."createdAt" as created_at, s."lastSeenAt" as last_seen_at,
    case when jsonb_typeof(d.settings -> 'session_idle_minutes') = 'number' then (d.settings ->> 'session_idle_minutes')::numeric::float8 end as idle_minutes,
    ${ACTOR_COLUMNS}
  from sign_in.session s
  join sign_in."user" u on u."id" = s."userId"
  join people p on p.district_id = u."districtId" and p.person_id = u."id" ${actorTables('$2')}
  where s."token" = $1 and ${HAS_ACCESS}`;

/** The token of a cookie `token.signature`, where the signature is of this installation. */
function tokenOf(cookie: string, secret: string): string | undefined {
  const value = decoded(cookie);
  const cut = value.lastIndexOf('.');
  if (cut < 1) return undefined;
  const token = value.slice(0, cut);
  const wanted = createHmac('sha256', secret).update(token).digest();
  const given = Buffer.from(value.slice(cut + 1), 'base64');
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
