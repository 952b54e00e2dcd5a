/** What criteria may count on: that a letter was sent, received or came back, as events of the student. */
import type pg from 'pg';
import type { TriggerIdentity } from '../identity.ts';

/** Stands in `events.superseded_import_id` where no import but Rollcall itself took an event back. */
const SUPERSEDED_BY_ROLLCALL = 0;

interface LetterOfNotice {
  readonly notice: { readonly identity: TriggerIdentity };
  /** ISO. */
  readonly on: string;
}

/** Appends an event for each notice, with the criterion's code as `ref`. */
export async function recordLetterEvents(
  client: pg.ClientBase,
  request: { readonly districtId: number; readonly by: string; readonly now: Date },
  input: { readonly event: string; readonly letters: readonly LetterOfNotice[] },
): Promise<void> {
  if (input.letters.length === 0) return;
  await client.query(
    `insert into events (district_id, student_id, on_date, event, ref, origin, recorded_by, recorded_at)
     select $1, e.student_id, e.on_date, $2, e.ref, 'rollcall', $3, $4
       from unnest($5::text[], $6::date[], $7::text[]) as e (student_id, on_date, ref)`,
    [
      request.districtId,
      input.event,
      request.by,
      request.now,
      input.letters.map(({ notice }) => notice.identity.student),
      input.letters.map(({ on }) => on),
      input.letters.map(({ notice }) => notice.identity.criterion),
    ],
  );
}

/** A letter that came back was not received: the event that said so no longer stands. It stays written. */
export async function supersedeReceived(
  client: pg.ClientBase,
  districtId: number,
  notices: readonly { readonly noticeId: number; readonly identity: TriggerIdentity }[],
): Promise<void> {
  await client.query(
    `update events e set superseded_import_id = $4
       from unnest($2::bigint[], $3::text[]) as n (notice_id, criterion), notice_steps s
      where e.district_id = $1 and s.district_id = $1 and s.notice_id = n.notice_id and s.step = 'received'
        and e.student_id = any ($5) and e.event = 'letter-received' and e.ref = n.criterion and e.on_date = s.on_date
        and e.origin = 'rollcall' and e.superseded_import_id is null
        and exists (select 1 from notices o where o.district_id = $1 and o.notice_id = n.notice_id and o.student_id = e.student_id)`,
    [
      districtId,
      notices.map((notice) => notice.noticeId),
      notices.map((notice) => notice.identity.criterion),
      SUPERSEDED_BY_ROLLCALL,
      notices.map((notice) => notice.identity.student),
    ],
  );
}
