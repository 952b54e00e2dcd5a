/** How many notices wait for an approval, for the weekly mail. */
import type pg from 'pg';

/** By the student's school now; schools without any are left out. */
export async function countToApprove(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
): Promise<ReadonlyMap<string, number>> {
  const found = await client.query<{ school_id: string; waiting: number }>(
    `select current_school_id as school_id, count(*)::int as waiting from triggers
     where district_id = $1 and state = 'active' and decision = 'held' and reason = 'approval'
     group by current_school_id`,
    [districtId],
  );
  return new Map(found.rows.map(({ school_id: school, waiting }) => [school, waiting]));
}
