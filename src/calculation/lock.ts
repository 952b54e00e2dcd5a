/**
 * One at a time in a district: calculating, adopting, issuing and deciding. Twice at once queue, and the second finds
 * what the first left.
 */
import type { ClientBase } from 'pg';
import { tryLockDistrictFacts } from '../db/district-lock.ts';
import { raiseRevision } from '../db/revisions.ts';

/** First key of the two-part advisory lock; the second is the district. */
const DISTRICT_LOCK = 7001;

/**
 * Take it first in a transaction, before the facts lock; it ends with the transaction. Whoever takes it writes: what was
 * computed from triggers, notices and decisions is asked for anew once the transaction is committed.
 */
export async function lockDistrict(client: ClientBase, districtId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1::int, $2::int)', [DISTRICT_LOCK, districtId]);
  await raiseRevision(client, districtId, 'decided');
}

/** Takes the lock of the district and that of its facts where both are free at this moment; else takes neither wait nor effect. */
export async function isDistrictFree(client: ClientBase, districtId: number): Promise<boolean> {
  const found = await client.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1::int, $2::int) as free', [
    DISTRICT_LOCK,
    districtId,
  ]);
  return found.rows[0]?.free === true && (await tryLockDistrictFacts(client, districtId));
}
