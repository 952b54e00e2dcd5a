import type { ClientBase } from 'pg';

/**
 * Writes beside notices that were printed before that they were printed again. Their state stays.
 * Input: in the caller's transaction.
 */
export async function recordReprint(
  client: Pick<ClientBase, 'query'>,
  request: {
    readonly districtId: number;
    readonly notices: readonly number[];
    readonly on: string;
    readonly by: string;
    readonly now: Date;
  },
): Promise<void> {
  if (request.notices.length === 0) return;
  await client.query(
    `insert into notice_steps (district_id, notice_id, step, on_date, done_by, done_at)
     select $1, notice_id, 'reprinted', $3, $4, $5 from unnest($2::bigint[]) as notice_id`,
    [request.districtId, request.notices, request.on, request.by, request.now],
  );
}
