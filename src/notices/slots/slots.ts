/** Conference slots: dates, times, places and with whom, that letters take. */
import type pg from 'pg';
import { moveConference, type Who } from '../../cases/index.ts';
import { raiseRevision } from '../../db/revisions.ts';
import { Refusal } from '../../problem.ts';
import type { FreeSlot } from '../worklist/conferences.ts';

export interface ConferenceSlot extends FreeSlot {
  /** The notice that took it. */
  readonly noticeId: number | null;
  /** `Last, First` of the student it is kept for; '' while it is free. */
  readonly keptFor: string;
}

interface SlotRow {
  readonly slot_id: number;
  readonly school_id: string;
  readonly on_date: string;
  readonly at_time: string;
  readonly place: string;
  readonly with_whom: string;
  readonly notice_id: number | null;
  readonly last_name: string | null;
  readonly first_name: string | null;
}

/** The free slots after a day, the earliest first. Ends: `after` itself not included, ISO. */
export async function readFreeSlots(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly after: string },
): Promise<readonly FreeSlot[]> {
  const slots = await readSlots(client, { districtId: options.districtId });
  return slots.filter((slot) => slot.noticeId === null && slot.on > options.after);
}

/** All slots that were not taken out, the earliest first. */
export async function readSlots(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly school?: string },
): Promise<readonly ConferenceSlot[]> {
  const found = await client.query<SlotRow>(
    `select c.slot_id, c.school_id, c.on_date, c.at_time, c.place, c.with_whom, c.notice_id, s.last_name, s.first_name
       from conference_slots c
       left join notices n on n.district_id = c.district_id and n.notice_id = c.notice_id
       left join students s on s.district_id = n.district_id and s.student_id = n.student_id
      where c.district_id = $1 and c.removed_at is null and ($2::text is null or c.school_id = $2)
      order by c.on_date, c.at_time, c.slot_id`,
    [options.districtId, options.school ?? null],
  );
  return found.rows.map((row) => ({
    slotId: row.slot_id,
    school: row.school_id,
    on: row.on_date,
    at: row.at_time.slice(0, 5),
    place: row.place,
    withWhom: row.with_whom,
    noticeId: row.notice_id,
    keptFor: row.last_name === null ? '' : `${row.last_name}, ${row.first_name ?? ''}`,
  }));
}

export interface NewSlots {
  readonly districtId: number;
  readonly school: string;
  /** ISO date, and times as `HH:MM`. */
  readonly on: string;
  readonly times: readonly string[];
  readonly place: string;
  readonly withWhom: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * Adds slots; those that stand already are left as they are. Returns how many are new.
 * Fails: Refusal for a school that is not known.
 */
export async function addSlots(
  client: pg.ClientBase | pg.Pool,
  slots: NewSlots,
): Promise<{ readonly added: number; readonly already: number }> {
  const school = await client.query('select 1 from schools where district_id = $1 and school_id = $2', [
    slots.districtId,
    slots.school,
  ]);
  if (school.rowCount === 0)
    throw new Refusal(`There is no school "${slots.school}". rollcall import brings the schools.`, {
      code: 'slots.no-school',
    });
  const added = await client.query(
    `insert into conference_slots (district_id, school_id, on_date, at_time, place, with_whom, added_by, added_at)
     select $1, $2, $3, at_time, $5, $6, $7, $8 from unnest($4::time[]) as at_time
     on conflict do nothing`,
    [slots.districtId, slots.school, slots.on, slots.times, slots.place, slots.withWhom, slots.by, slots.now],
  );
  await raiseRevision(client, slots.districtId, 'slots');
  return { added: added.rowCount ?? 0, already: slots.times.length - (added.rowCount ?? 0) };
}

/** Takes a free slot out. Fails: Refusal when it is not there, or a notice has taken it. */
export async function takeOutSlot(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly slotId: number; readonly by: string; readonly now: Date },
): Promise<void> {
  const removed = await client.query(
    `update conference_slots set removed_at = $3, removed_by = $4
      where district_id = $1 and slot_id = $2 and removed_at is null and notice_id is null`,
    [options.districtId, options.slotId, options.now, options.by],
  );
  if (removed.rowCount === 0) throw await whyNotTakenOut(client, options);
  await raiseRevision(client, options.districtId, 'slots');
}

/**
 * Moves the notice of one slot to another, free one of the same school, and its meeting with it: who was invited is told.
 * The letter that was sent keeps the old date.
 * Input: a client in a transaction. Fails: Refusal when one of them cannot be used.
 */
export async function moveSlot(
  client: pg.ClientBase,
  options: { readonly districtId: number; readonly slotId: number; readonly to: number; readonly who: Who },
): Promise<{ readonly noticeId: number }> {
  const rows = await client.query<MovedRow>(
    `select slot_id, school_id, notice_id, on_date, to_char(at_time, 'HH24:MI') as at_time, place from conference_slots
      where district_id = $1 and slot_id = any ($2) and removed_at is null
      order by slot_id for update`,
    [options.districtId, [options.slotId, options.to]],
  );
  const from = rows.rows.find((row) => row.slot_id === options.slotId);
  const to = rows.rows.find((row) => row.slot_id === options.to);
  if (from === undefined || from.notice_id === null)
    throw new Refusal(`Slot ${options.slotId} is kept for nobody; there is nothing to move.`, {
      code: 'slots.kept-for-nobody',
    });
  if (to === undefined || to.notice_id !== null || to.school_id !== from.school_id) {
    throw new Refusal(
      `Slot ${options.to} is not a free slot of school ${from.school_id}. rollcall slots list shows those.`,
      { code: 'slots.not-free' },
    );
  }
  await client.query('update conference_slots set notice_id = null where district_id = $1 and slot_id = $2', [
    options.districtId,
    from.slot_id,
  ]);
  await client.query('update conference_slots set notice_id = $3 where district_id = $1 and slot_id = $2', [
    options.districtId,
    to.slot_id,
    from.notice_id,
  ]);
  const slot = { slotId: to.slot_id, on: to.on_date, at: to.at_time, place: to.place };
  await moveConference(client, options.who, { noticeId: from.notice_id, slot });
  await raiseRevision(client, options.districtId, 'slots');
  return { noticeId: from.notice_id };
}

interface MovedRow {
  readonly slot_id: number;
  readonly school_id: string;
  readonly notice_id: number | null;
  readonly on_date: string;
  readonly at_time: string;
  readonly place: string;
}

async function whyNotTakenOut(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly slotId: number },
): Promise<Refusal> {
  const found = await client.query<{ notice_id: number | null }>(
    'select notice_id from conference_slots where district_id = $1 and slot_id = $2 and removed_at is null',
    [options.districtId, options.slotId],
  );
  const [row] = found.rows;
  if (row === undefined)
    return new Refusal(`There is no slot ${options.slotId}. rollcall slots list shows them.`, { code: 'slots.gone' });
  return new Refusal(
    `Slot ${options.slotId} is kept for notice N${row.notice_id}. Move it first: rollcall slots move ${options.slotId} --to SLOT.`,
    { code: 'slots.kept', values: { name: `N${row.notice_id}` } },
  );
}
