/** Signed-in devices of a person: listed and ended. */
import type { Database } from '../../db/index.ts';
import { ABSOLUTE_SECONDS } from './auth.ts';
import { sessionCacheOf } from './session-cache.ts';

export interface Device {
  readonly sessionId: string;
  /** What the browser says of itself; '' where it says nothing. */
  readonly userAgent: string;
  readonly address: string;
  readonly signedInAt: Date;
  /** Exact to a minute. */
  readonly lastSeenAt: Date;
}

/** The devices on which the person is signed in, the latest used first. */
export async function readDevices(
  db: Database,
  { personId, now }: { readonly personId: string; readonly now: Date },
): Promise<readonly Device[]> {
  const found = await db.pool.query<Device>(
    `select "id" as "sessionId", coalesce("userAgent", '') as "userAgent", coalesce("ipAddress", '') as address,
       "createdAt" as "signedInAt", "lastSeenAt" from sign_in."session" where "userId" = $1 and "createdAt" > $2
     order by "lastSeenAt" desc, "id"`,
    [personId, new Date(now.getTime() - ABSOLUTE_SECONDS * 1000)],
  );
  return found.rows;
}

/** Ends one session of the person. False: they have none with this id. */
export async function endSession(
  db: Database,
  { personId, sessionId }: { readonly personId: string; readonly sessionId: string },
): Promise<boolean> {
  const ended = await db.pool.query('delete from sign_in."session" where "userId" = $1 and "id" = $2', [
    personId,
    sessionId,
  ]);
  sessionCacheOf(db).forget();
  return ended.rowCount === 1;
}

/** Ends every session of the person but the one that stays. Gives how many ended. */
export async function endSessions(
  db: Database,
  { personId, keep = '' }: { readonly personId: string; readonly keep?: string },
): Promise<number> {
  const ended = await db.pool.query('delete from sign_in."session" where "userId" = $1 and "id" <> $2', [
    personId,
    keep,
  ]);
  sessionCacheOf(db).forget();
  return ended.rowCount ?? 0;
}

/** Takes away what is over: sessions past their longest time, sign-ins that were begun and not ended. */
export async function removeEnded(db: Database, at: Date): Promise<void> {
  const oldest = new Date(at.getTime() - ABSOLUTE_SECONDS * 1000);
  await db.pool.query('delete from sign_in."session" where "createdAt" < $1', [oldest]);
  await db.pool.query(`delete from sign_in."verification" where "expiresAt" < now() - interval '1 hour'`);
}
