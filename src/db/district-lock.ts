/**
 * Keeps imports and calculations of one district apart: an import is alone (`exclusive`), calculations may run side by
 * side (`shared`). Take it first in the transaction; it ends with the transaction. Who takes it alone changes the facts.
 */
import type { ClientBase } from 'pg';
import { raiseRevision } from './revisions.ts';

/** First key of the two-part advisory lock; the second is the district. */
const FACTS_LOCK = 20_110_531;

export async function lockDistrictFacts(
  client: ClientBase,
  districtId: number,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  const call = mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await client.query(`select ${call}($1::int, $2::int)`, [FACTS_LOCK, districtId]);
  if (mode === 'exclusive') await raiseRevision(client, districtId, 'facts');
}

/** Takes the shared lock where it is free at this moment. Returns whether it did. */
export async function tryLockDistrictFacts(client: ClientBase, districtId: number): Promise<boolean> {
  const found = await client.query<{ free: boolean }>(
    'select pg_try_advisory_xact_lock_shared($1::int, $2::int) as free',
    [FACTS_LOCK, districtId],
  );
  return found.rows[0]?.free === true;
}
