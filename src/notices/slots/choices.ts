/** A slot that a person chose for a conference, and whether the others are given out by themselves. */
import type pg from 'pg';
import { raiseRevision } from '../../db/revisions.ts';
import { Refusal } from '../../problem.ts';
import { identityOfRow, triggerIdOf, type TriggerIdentity } from '../identity.ts';

/** `next-free`: letters take the next free slot; `by-hand`: a letter waits until a person chose one for it. */
export const CONFERENCE_WAYS = ['next-free', 'by-hand'] as const;
export type ConferenceWay = (typeof CONFERENCE_WAYS)[number];

/** `conferences` of the district's settings; `next-free` unless the district decided otherwise. */
export async function readConferenceWay(client: pg.ClientBase | pg.Pool, districtId: number): Promise<ConferenceWay> {
  const found = await client.query<{ way: string | null }>(
    `select settings->>'conferences' as way from districts where district_id = $1`,
    [districtId],
  );
  return found.rows[0]?.way === 'by-hand' ? 'by-hand' : 'next-free';
}

export async function writeConferenceWay(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  way: ConferenceWay,
): Promise<void> {
  await client.query(
    `update districts set settings = settings || jsonb_build_object('conferences', $2::text) where district_id = $1`,
    [districtId, way],
  );
  await raiseRevision(client, districtId, 'slots');
}

/** Slots that were chosen, by the trigger's id. */
export async function readConferenceChoices(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
): Promise<ReadonlyMap<string, number>> {
  const found = await client.query<ChoiceRow>(
    `select slot_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id
     from conference_choices where district_id = $1`,
    [districtId],
  );
  return new Map(found.rows.map((row) => [triggerIdOf(identityOfRow(row)), row.slot_id]));
}

/** What goes before age when free slots are given out. */
export async function readChoices(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
): Promise<{ readonly chosen: ReadonlyMap<string, number>; readonly byHand: boolean }> {
  return {
    chosen: await readConferenceChoices(client, districtId),
    byHand: (await readConferenceWay(client, districtId)) === 'by-hand',
  };
}

interface ChoiceRow {
  readonly slot_id: number;
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
}

export interface ChooseSlot {
  readonly districtId: number;
  readonly slotId: number;
  readonly trigger: TriggerIdentity;
  /** The student's school now. */
  readonly school: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * Keeps a free slot for a trigger; what was chosen for it before is free again.
 * Input: a client in a transaction. Fails: Refusal where the slot is not a free one of the school.
 */
export async function chooseSlot(client: pg.ClientBase, choice: ChooseSlot): Promise<void> {
  const { districtId, slotId, trigger, school, by, now } = choice;
  const slot = await client.query<{ school_id: string; notice_id: number | null; taken: boolean }>(
    `select c.school_id, c.notice_id, exists (select from conference_choices o where o.district_id = c.district_id
       and o.slot_id = c.slot_id and not (o.pack_id = $3 and o.student_id = $4 and o.criterion = $5 and o.cycle_on = $6
       and o.occurrence = $7 and o.school_id = $8)) as taken
     from conference_slots c where c.district_id = $1 and c.slot_id = $2 and c.removed_at is null for update`,
    [districtId, slotId, ...columnsOf(trigger)],
  );
  const [row] = slot.rows;
  if (row === undefined || row.notice_id !== null || row.taken || row.school_id !== school)
    throw new Refusal('This slot is not free any more. Choose another.', { code: 'slots.not-free' });
  await client.query(
    `delete from conference_choices where district_id = $1 and pack_id = $2 and student_id = $3 and criterion = $4
       and cycle_on = $5 and occurrence = $6 and school_id = $7`,
    [districtId, ...columnsOf(trigger)],
  );
  await client.query(
    `insert into conference_choices (district_id, slot_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, chosen_by, chosen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [districtId, slotId, ...columnsOf(trigger), by, now],
  );
  await raiseRevision(client, districtId, 'slots');
}

/** Frees a slot that was chosen for a trigger. Fails: Refusal where none was. */
export async function freeSlot(
  client: pg.ClientBase | pg.Pool,
  { districtId, slotId }: Pick<ChooseSlot, 'districtId' | 'slotId'>,
): Promise<void> {
  const freed = await client.query('delete from conference_choices where district_id = $1 and slot_id = $2', [
    districtId,
    slotId,
  ]);
  if (freed.rowCount === 0) throw new Refusal('Nobody chose this slot for a conference.', { code: 'slots.not-chosen' });
  await raiseRevision(client, districtId, 'slots');
}

function columnsOf({ pack, student, criterion, cycle, occurrence, school }: TriggerIdentity): readonly unknown[] {
  return [pack, student, criterion, cycle, occurrence, school ?? ''];
}
