/** What criteria may ask for: a contact, a meeting, a plan, a contract. An event is appended, and the student is judged again. */
import type pg from 'pg';
import { rejudgeTouched } from '../../calculation/index.ts';
import type { Who } from './who.ts';

export interface NewEvent {
  readonly student: string;
  /** ISO. */
  readonly on: string;
  /** A known event of criteria.md section 5, or one of a pack's own. */
  readonly event: string;
  readonly ref?: string;
}

/**
 * Appends events in the caller's transaction. The students are judged again in it where nobody calculates or issues at the
 * moment; else the next run does it, and an issue before it too.
 */
export async function recordEvents(client: pg.ClientBase, who: Who, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `insert into events (district_id, student_id, on_date, event, ref, origin, recorded_by, recorded_at)
     select $1, e.student_id, e.on_date, e.event, e.ref, 'rollcall', $2, $3
       from unnest($4::text[], $5::date[], $6::text[], $7::text[]) as e (student_id, on_date, event, ref)`,
    [
      who.districtId,
      who.name,
      who.now,
      events.map(({ student }) => student),
      events.map(({ on }) => on),
      events.map(({ event }) => event),
      events.map(({ ref }) => ref ?? ''),
    ],
  );
  await judgeAgain(client, who, [...new Set(events.map(({ student }) => student))]);
}

/** An event of Rollcall's own that was recorded by mistake no longer counts; it stays written. */
export async function takeBackEvent(client: pg.ClientBase, who: Who, event: NewEvent): Promise<void> {
  await client.query(
    `update events set superseded_import_id = 0
      where district_id = $1 and student_id = $2 and on_date = $3 and event = $4 and ref = $5 and origin = 'rollcall' and superseded_import_id is null`,
    [who.districtId, event.student, event.on, event.event, event.ref ?? ''],
  );
  await judgeAgain(client, who, [event.student]);
}

async function judgeAgain(client: pg.ClientBase, who: Who, students: readonly string[]): Promise<void> {
  await client.query(
    'insert into touched_students (district_id, student_id) select $1, student_id from unnest($2::text[]) as student_id',
    [who.districtId, students],
  );
  await rejudgeTouched(client, { districtId: who.districtId, students, by: who.name, now: who.now });
}
