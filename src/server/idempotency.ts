/** The same key twice is one action: the second time gives the first answer again. */
import { createHash } from 'node:crypto';
import { problem } from './problems.ts';
import type { ServerParts } from './context.ts';

export interface KeyedRequest {
  readonly personId: string;
  readonly key: string;
  readonly operation: string;
  /** Parameters and body, as parsed. */
  readonly asked: unknown;
}

export interface KeyedAnswer {
  readonly status: number;
  readonly answer: unknown;
  readonly isReplay: boolean;
}

/** Someone at work is waited for this long; then the request counts as cut off and the next may do it (its room does nothing twice). */
const CUT_OFF_AFTER_SECONDS = 60;
const KEPT_DAYS = 30;

/**
 * Does the work once for a key. What fails leaves no trace, so that it can be tried again with the same key.
 * Fails: `in-progress`, `key-used`.
 */
export async function once(
  parts: Pick<ServerParts, 'db' | 'districtId' | 'now'>,
  request: KeyedRequest,
  work: () => Promise<{ readonly status: number; readonly answer: unknown }>,
): Promise<KeyedAnswer> {
  const hash = createHash('sha256')
    .update(JSON.stringify([request.operation, request.asked]))
    .digest('hex');
  const earlier = await begin(parts, request, hash);
  if (earlier !== undefined) return earlier;
  try {
    const done = await work();
    await finish(parts, request, done);
    return { ...done, isReplay: false };
  } catch (error) {
    await parts.db.pool.query(
      `delete from idempotency_keys where district_id = $1 and person_id = $2 and key = $3 and state = 'begun'`,
      [parts.districtId, request.personId, request.key],
    );
    throw error;
  }
}

/** Takes the key; the answer it has already, if it has one. */
async function begin(
  { db, districtId, now }: Pick<ServerParts, 'db' | 'districtId' | 'now'>,
  { personId, key, operation }: KeyedRequest,
  hash: string,
): Promise<KeyedAnswer | undefined> {
  const taken = await db.pool.query(
    `insert into idempotency_keys as k (district_id, person_id, key, operation, request_hash, state, begun_at)
     values ($1, $2, $3, $4, $5, 'begun', $6)
     on conflict (district_id, person_id, key) do update set begun_at = excluded.begun_at
       where k.state = 'begun' and k.request_hash = excluded.request_hash
         and k.begun_at < excluded.begun_at - make_interval(secs => $7)
     returning 1`,
    [districtId, personId, key, operation, hash, now(), CUT_OFF_AFTER_SECONDS],
  );
  if (taken.rowCount === 1) return undefined;
  const found = await db.pool.query<{ request_hash: string; state: string; status: number; answer: unknown }>(
    `select request_hash, state, status, answer from idempotency_keys
     where district_id = $1 and person_id = $2 and key = $3`,
    [districtId, personId, key],
  );
  const row = found.rows[0];
  if (row === undefined || (row.request_hash === hash && row.state === 'begun')) throw problem('in-progress');
  if (row.request_hash !== hash) throw problem('key-used');
  return { status: row.status, answer: row.answer, isReplay: true };
}

async function finish(
  { db, districtId, now }: Pick<ServerParts, 'db' | 'districtId' | 'now'>,
  { personId, key }: KeyedRequest,
  { status, answer }: { readonly status: number; readonly answer: unknown },
): Promise<void> {
  await db.pool.query(
    `update idempotency_keys set state = 'done', status = $4, answer = $5
     where district_id = $1 and person_id = $2 and key = $3`,
    [districtId, personId, key, status, JSON.stringify(answer)],
  );
  await db.pool.query(
    `delete from idempotency_keys where district_id = $1 and begun_at < $2::timestamptz - make_interval(days => $3)`,
    [districtId, now(), KEPT_DAYS],
  );
}
