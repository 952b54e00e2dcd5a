import type pg from 'pg';

export interface ToPrint {
  /** Letters that no mailbox took, or that came back, and that nobody printed yet. */
  readonly letters: number;
  /** Where the oldest of them is: its batch, as a number; null without any. */
  readonly batchId: number | null;
}

/** Letters that could not be e-mailed and are still to print. Input: `schools` left out for all that the client may see. */
export async function countToPrint(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools }: { readonly districtId: number; readonly schools?: readonly string[] | undefined },
): Promise<ToPrint> {
  const found = await client.query<ToPrint>(
    `select count(*)::integer as letters, min(n.batch_id)::bigint as "batchId"
       from notice_letters l join notices n on n.district_id = l.district_id and n.notice_id = l.notice_id
      where l.district_id = $1 and (l.by_email = 'failed' or (l.by_email = 'sent' and n.state = 'returned'))
        and n.state not in ('withdrawn', 'rescinded') and ($2::text[] is null or n.notice_school_id = any ($2))`,
    [districtId, schools ?? null],
  );
  return found.rows[0] ?? { letters: 0, batchId: null };
}
