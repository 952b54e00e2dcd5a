/**
 * One at a time in a district: calculating, adopting, issuing and deciding. Twice at once queue, and the second finds
 * what the first left.
 */
import type { ClientBase } from 'pg';

/** First key of the two-part advisory lock; the second is the district. */
const DISTRICT_LOCK = 7001;

/** Take it first in a transaction, before the facts lock; it ends with the transaction. */
export async function lockDistrict(client: ClientBase, districtId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1::int, $2::int)', [DISTRICT_LOCK, districtId]);
}
