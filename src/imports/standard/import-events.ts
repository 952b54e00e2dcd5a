/** events.csv: what is new is appended; what vanished from students and dates that the file covers is superseded. */
import type { ClientBase } from 'pg';
import type { EventRow } from '../../bundle/index.ts';
import { copyIn, copyTextRow } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import type { FileFigures } from './figures.ts';
import { textChunks, type SyncContext } from './sync-table.ts';

/** Events have no key: two equal rows are two events. Needs the scratch tables of `createScratchTables`. */
export async function importEvents(
  client: ClientBase,
  context: SyncContext & { readonly by: string; readonly now: Date },
  rows: readonly EventRow[],
): Promise<FileFigures> {
  const { districtId, importId, by, now } = context;
  await client.query(
    'create temp table incoming_events (student_id text, on_date date, event text, ref text) on commit drop',
  );
  const lineOf = (row: EventRow): string => copyTextRow([row.studentId, formatDay(row.date), row.event, row.ref]);
  await copyIn(client, 'copy incoming_events from stdin', textChunks(rows, lineOf));
  await client.query('analyze incoming_events');
  await client.query(NUMBERED, [districtId]);
  const gone = await client.query(GONE, [districtId, importId]);
  const added = await client.query(ADDED, [districtId, importId, by, now]);
  await client.query(TOUCHED);
  const figures = { new: added.rowCount ?? 0, changed: 0, gone: gone.rowCount ?? 0 };
  return { ...figures, same: rows.length - figures.new, setAside: 0 };
}

const PLACE = 'student_id, on_date, event, ref';

/** Pairs the n-th of equal events of the file with the n-th of those stored. */
const NUMBERED = `
  create temp table paired_events on commit drop as
  with incoming as (
    select ${PLACE}, row_number() over (partition by ${PLACE}) as n from incoming_events
  ), range as (
    select min(on_date) as first_on, max(on_date) as last_on from incoming_events
  ), stored as (
    select event_id, ${PLACE}, row_number() over (partition by ${PLACE} order by event_id) as n
      from events, range
     where district_id = $1 and origin = 'bundle' and superseded_import_id is null
       and on_date between range.first_on and range.last_on
       and (student_id in (select student_id from incoming_students) or student_id in (select student_id from incoming_events))
  )
  select stored.event_id, incoming.n is null as is_gone, student_id, on_date, event, ref
    from stored full join incoming using (student_id, on_date, event, ref, n)`;

const GONE = `
  update events set superseded_import_id = $2
    from paired_events
   where events.district_id = $1 and events.event_id = paired_events.event_id and paired_events.is_gone`;

const ADDED = `
  insert into events (district_id, student_id, on_date, event, ref, origin, import_id, recorded_by, recorded_at)
  select $1, student_id, on_date, event, ref, 'bundle', $2, $3, $4
    from paired_events where event_id is null order by student_id, on_date, event, ref`;

const TOUCHED = `
  insert into touched_students
  select distinct student_id from paired_events where event_id is null or is_gone
  on conflict do nothing`;
