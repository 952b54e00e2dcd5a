/** Writes what a calculation says of notices on file: corrections with both versions, and carried-over notices. */
import type { ClientBase } from 'pg';
import { evidenceJson } from '../db/evidence-pack.ts';
import { formatDay, type Day, type NoticeChange } from '../engine/index.ts';
import type { CarriedOver } from './carried-over.ts';
import type { Found } from './found.ts';
import type { NoticeOnFile } from './on-file.ts';

export interface CorrectionInput {
  readonly client: ClientBase;
  readonly districtId: number;
  readonly asOf: Day;
  readonly by: string;
  readonly now: Date;
}

export interface NoticeCorrection {
  readonly notice: NoticeOnFile;
  readonly change: Exclude<NoticeChange, 'unchanged'>;
  /** null: no longer met. */
  readonly found: Found | null;
}

/**
 * A person who looked at an earlier version has not looked at this one: what they decided on it is taken off. What the notice
 * brought about is put before a person with it.
 */
export async function writeCorrections(
  input: CorrectionInput,
  corrections: readonly NoticeCorrection[],
): Promise<void> {
  if (corrections.length === 0) return;
  const { client, districtId, asOf, by, now } = input;
  await client.query(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb) as g (notice_id bigint, change text, day date, value numeric, evidence jsonb)
     ), matched as (
       update notices n set trigger_on = g.day, value = g.value
       from given g where n.district_id = $1 and n.notice_id = g.notice_id and g.change = 'matched'
     ), corrected as (
       update notices n set
         correction = case when g.change = 'as-sent' then null else g.change end,
         correction_on = case when g.change = 'as-sent' then null else $3::date end,
         now_trigger_on = case when g.change = 'as-sent' then null else g.day end,
         now_value = case when g.change = 'as-sent' then null else g.value end,
         now_evidence = case when g.change = 'as-sent' then null else g.evidence end,
         correction_kept_by = null, correction_kept_reason = null
       from given g where n.district_id = $1 and n.notice_id = g.notice_id and g.change <> 'matched'
       returning n.notice_id, g.change
     ), asked as (
       update effects e set
         asked = case when g.change in ('amended', 'no-longer-met') then g.change else '' end,
         asked_on = case when g.change in ('amended', 'no-longer-met') then $3::date end,
         decided_by = '', decided_on = null, decided_reason = ''
       from given g where e.district_id = $1 and e.notice_id = g.notice_id and g.change <> 'matched' and e.state in ('planned', 'performed')
     )
     insert into notice_steps (district_id, notice_id, step, on_date, done_by, done_at)
     select $1, notice_id, change, $3::date, $4, $5 from corrected order by notice_id`,
    [districtId, JSON.stringify(corrections.map(rowOf)), formatDay(asOf), by, now],
  );
}

function rowOf({ notice, change, found }: NoticeCorrection): Record<string, unknown> {
  if (found === null) return { notice_id: notice.noticeId, change };
  const { day, value, evidence } = found;
  return {
    notice_id: notice.noticeId,
    change,
    day: formatDay(day),
    value: Number(value),
    evidence: evidenceJson(evidence),
  };
}

/** Puts carried-over notices on file, once each. Returns how many were not there yet. */
export async function writeCarriedOver(input: CorrectionInput, notices: readonly CarriedOver[]): Promise<number> {
  if (notices.length === 0) return 0;
  const { client, districtId, by, now } = input;
  const written = await client.query(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb) as g (pack_id text, student_id text, criterion text, cycle_on date,
         occurrence int, school_id text, issued_on date, trigger_on date, value numeric, from_school text)
     ), carried as (
       insert into notices (district_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, origin,
         issued_on, issued_at, issued_by, trigger_on, value, notice_school_id, state)
       select $1, pack_id, student_id, criterion, cycle_on, occurrence, school_id, 'carried-over',
         issued_on, $4, $3, trigger_on, value, from_school, 'sent'
       from given
       on conflict do nothing
       returning notice_id, issued_on
     )
     insert into notice_steps (district_id, notice_id, step, on_date, note, done_by, done_at)
     select $1, notice_id, 'sent', issued_on, 'carried over', $3, $4 from carried order by notice_id
     returning notice_id`,
    [districtId, JSON.stringify(notices.map(carriedRow)), by, now],
  );
  return written.rowCount ?? 0;
}

function carriedRow(notice: CarriedOver): Record<string, unknown> {
  return {
    pack_id: notice.packId,
    student_id: notice.student,
    criterion: notice.criterion,
    cycle_on: formatDay(notice.cycle),
    occurrence: notice.occurrence,
    school_id: notice.school,
    issued_on: formatDay(notice.issuedOn),
    trigger_on: notice.found === null ? null : formatDay(notice.found.day),
    value: notice.found === null ? null : Number(notice.found.value),
    from_school: notice.fromSchool,
  };
}
