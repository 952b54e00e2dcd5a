/** Invitations that wait, as where no mail server is set up, until nobody can come any more. */
import type pg from 'pg';

/** Takes back what has not left about meetings that have begun. Returns how many. Input: a client that is not walled. */
export async function takeBackPastInvitations(
  client: pg.ClientBase | pg.Pool,
  { districtId, now }: { readonly districtId: number; readonly now: Date },
): Promise<number> {
  const taken = await client.query(
    `update mail_outbox o set state = 'cancelled', ended_at = $2, reason = 'The meeting had begun before it could leave.'
       from meetings m join districts d on d.district_id = m.district_id
      where o.district_id = $1 and o.thing = 'meeting' and o.state in ('waiting', 'paused')
        and m.district_id = o.district_id and m.meeting_id = o.thing_id
        and (m.on_date + m.at_time) at time zone d.time_zone <= $2`,
    [districtId, now],
  );
  return taken.rowCount ?? 0;
}
