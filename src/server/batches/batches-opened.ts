import type { ClientBase } from 'pg';

/** Something left: from now on the batches of these notices are not undone together. Input: as `markOpened`. */
export async function batchesOpened(
  client: ClientBase,
  {
    districtId,
    notices,
    by,
    now,
  }: { readonly districtId: number; readonly notices: readonly number[]; readonly by: string; readonly now: Date },
): Promise<void> {
  await client.query(
    `update batches b set opened_at = $3, opened_by = $4, paused_at = null
      where b.district_id = $1 and b.opened_at is null and b.batch_id in
        (select n.batch_id from notices n where n.district_id = $1 and n.notice_id = any ($2) and n.batch_id is not null)`,
    [districtId, notices, now, by],
  );
}
