/** Failed tries are counted in the database, so that several servers count together and a restart forgets nothing. */
import { createHash } from 'node:crypto';
import type { Database } from '../../db/index.ts';

export interface Limit {
  readonly kind: string;
  readonly key: string;
  /** Failures in {@link STRETCH_MINUTES} after which nothing more is tried. */
  readonly most: number;
}

/** Unit: minutes. */
const STRETCH_MINUTES = 15;

/**
 * Minutes until another try, where one of the limits is reached; else 0.
 * Ends: the stretch begins with its first failure and ends {@link STRETCH_MINUTES} later, whatever is tried meanwhile.
 */
export async function minutesToWait(db: Database, { limits, now }: Tries): Promise<number> {
  const found = await db.pool.query<{ minutes: number }>(
    `select coalesce(max(ceil(extract(epoch from a.since_at + make_interval(mins => $4) - $3) / 60)), 0)::int as minutes
     from unnest($1::bytea[], $2::integer[]) l (key_hash, most) join sign_in.attempts a using (key_hash)
     where a.failures >= l.most and a.since_at > $3::timestamptz - make_interval(mins => $4)`,
    [limits.map(hashOf), limits.map(({ most }) => most), now, STRETCH_MINUTES],
  );
  return found.rows[0]?.minutes ?? 0;
}

export interface Tries {
  readonly limits: readonly Limit[];
  readonly now: Date;
}

/** Counts one failure for each limit. */
export async function countFailure(db: Database, { limits, now }: Tries): Promise<void> {
  await db.pool.query(
    `insert into sign_in.attempts as a (key_hash, failures, since_at) select k, 1, $2 from unnest($1::bytea[]) k
     on conflict (key_hash) do update set
       failures = case when a.since_at > $2::timestamptz - make_interval(mins => $3) then a.failures + 1 else 1 end,
       since_at = case when a.since_at > $2::timestamptz - make_interval(mins => $3) then a.since_at else $2 end`,
    [limits.map(hashOf).sort((one, other) => Buffer.compare(one, other)), now, STRETCH_MINUTES],
  );
}

/** A success forgets the failures of these limits; what is long past goes with them. */
export async function forgetFailures(db: Database, { limits, now }: Tries): Promise<void> {
  await db.pool.query(
    "delete from sign_in.attempts where key_hash = any($1) or since_at < $2::timestamptz - interval '1 day'",
    [limits.map(hashOf), now],
  );
}

/** The limits of a sign-in by password: a person at one address, and a person from everywhere. */
export function passwordLimits({
  email,
  address,
}: {
  readonly email: string;
  readonly address: string;
}): readonly Limit[] {
  const key = email.trim().toLowerCase();
  return [
    { kind: 'password at', key: `${key} ${address}`, most: 10 },
    { kind: 'password', key, most: 50 },
  ];
}

function hashOf({ kind, key }: Limit): Buffer {
  return createHash('sha256').update(`${kind}\n${key}`).digest();
}
