/** An invitation to a conference leaves no sooner than its letter may: not while the batch can still be undone. */
import type pg from 'pg';

/** How long the clock of a paused batch is waited for before it is looked at again. Unit: minutes. */
const AGAIN_MINUTES = 5;

/** Moves the next try of such messages to the end of the undo; a batch that was opened for printing waits for nothing. */
export async function holdInvitations(
  client: pg.ClientBase | pg.Pool,
  { districtId, now }: { readonly districtId: number; readonly now: Date },
): Promise<number> {
  const held = await client.query(
    `update mail_outbox o set next_try_at = case when b.paused_at is null then b.undo_until else $2::timestamptz + make_interval(mins => $3::int) end
       from meetings m
       join notices n on n.district_id = m.district_id and n.notice_id = m.notice_id
       join batches b on b.district_id = n.district_id and b.batch_id = n.batch_id
      where o.district_id = $1 and o.state = 'waiting' and o.thing = 'meeting' and m.district_id = o.district_id and m.meeting_id = o.thing_id
        and b.opened_at is null and (b.paused_at is not null or b.undo_until > $2) and o.next_try_at <= $2`,
    [districtId, now, AGAIN_MINUTES],
  );
  return held.rowCount ?? 0;
}
