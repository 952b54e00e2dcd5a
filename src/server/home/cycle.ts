/** Whether the weekly cycle is due: a time that a pack in use proposes has passed since notices were last issued. */
import { ROLLCALL } from '../../notices/index.ts';
import type { ClientBase, Pool } from 'pg';
import { nextOccurrences, type Rhythm } from '../../jobs/index.ts';

/** The last time that any of the rhythms was due; null: none within the week. */
export function lastTime(rhythms: readonly Rhythm[], zone: string, now: Date): Date | null {
  const WEEK = 8 * 24 * 3_600_000;
  const times = rhythms.flatMap((rhythm) =>
    nextOccurrences(rhythm, zone, { after: new Date(now.getTime() - WEEK), count: 8 }).filter((at) => at <= now),
  );
  return times.length === 0 ? null : new Date(Math.max(...times.map((at) => at.getTime())));
}

/** When notices of these schools were last issued by a person; undefined schools: all. */
export async function readLastIssue(
  client: ClientBase | Pool,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly string[] | undefined },
): Promise<Date | null> {
  const found = await client.query<{ at: Date }>(
    `select n.issued_at as at from notices n
     where n.district_id = $1 and n.origin = 'rollcall' and n.batch_id is not null and n.issued_by <> $3
       and ($2::text[] is null or n.notice_school_id = any ($2))
     order by n.issued_at desc limit 1`,
    [districtId, schools ?? null, ROLLCALL],
  );
  return found.rows[0]?.at ?? null;
}
