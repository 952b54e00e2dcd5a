import type { ClientBase } from 'pg';

/** Notices with a letter that were withdrawn or rescinded. */
export async function countTakenBack(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  batchId: number,
): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::integer as count from notices n
      where n.district_id = $1 and n.batch_id = $2 and n.state in ('withdrawn', 'rescinded')
        and exists (select from notice_letters l where l.district_id = n.district_id and l.notice_id = n.notice_id and l.letter_no < 101
            and l.by_email in ('', 'print'))`,
    [districtId, batchId],
  );
  return found.rows[0]?.count ?? 0;
}
