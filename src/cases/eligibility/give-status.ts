/** Activity eligibility that attendance gives, and its end before its last day. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { ELIGIBILITY } from './states.ts';

export interface NewStatus {
  readonly student: string;
  readonly school: string;
  readonly status: string;
  /** The overall status from which it was reached. */
  readonly before: string;
  /** ISO; both included. */
  readonly from: string;
  readonly until: string;
  /** Code of the criterion. */
  readonly because: string;
  readonly noticeId: number | null;
}

/**
 * In one question, in their order; a status that the same notice gave already is not given again.
 * In the caller's transaction. Returns their numbers.
 */
export async function giveStatuses(
  client: pg.ClientBase,
  who: Who,
  statuses: readonly NewStatus[],
): Promise<readonly number[]> {
  const ids: number[] = [];
  const given: { readonly status: NewStatus; readonly id: number }[] = [];
  const written = await client.query<{ at: number; id: number; is_new: boolean }>(GIVE, [
    who.districtId,
    who.name,
    who.now,
    JSON.stringify(statuses.map(rowOf)),
  ]);
  for (const { at, id, is_new: isNew } of written.rows) {
    ids[at] = id;
    if (isNew) given.push({ status: statuses[at] as NewStatus, id });
  }
  await appendSteps(
    client,
    who,
    given.map(({ status: { student, school, status, before, from, until, because }, id }) => ({
      student,
      school,
      thing: 'eligibility',
      thingId: id,
      step: 'given',
      on: from,
      detail: { status, before, until, because },
    })),
  );
  return ids;
}

const GIVE = `
  with asked as (
    select * from jsonb_to_recordset($4::jsonb) as r (at integer, student_id text, school_id text, status text, status_before text,
      from_on date, until_on date, because text, notice_id bigint)
  ), written as (
    insert into eligibility_records (district_id, student_id, school_id, status, status_before, from_on, until_on, because, notice_id,
                                     made_by, made_at)
    select distinct on (coalesce(notice_id, -at), status) $1, student_id, school_id, status, status_before, from_on, until_on, because,
           notice_id, $2, $3::timestamptz
      from asked order by coalesce(notice_id, -at), status, at
    on conflict on constraint eligibility_records_notice_uq do nothing
    returning record_id, student_id, status, notice_id
  )
  select a.at, w.record_id as id, true as is_new from asked a
    join written w on w.student_id = a.student_id and w.status = a.status and w.notice_id is not distinct from a.notice_id
  union all
  select a.at, e.record_id, false from asked a
    join eligibility_records e on e.district_id = $1 and e.notice_id = a.notice_id and e.status = a.status`;

function rowOf(status: NewStatus, at: number): Readonly<Record<string, unknown>> {
  return {
    at,
    student_id: status.student,
    school_id: status.school,
    status: status.status,
    status_before: status.before,
    from_on: status.from,
    until_on: status.until < status.from ? status.from : status.until,
    because: status.because,
    notice_id: status.noticeId,
  };
}

/** A person ends it before its last day, from today on. Fails: Refusal when it is not there, over, or not for the role. */
export async function endStatus(
  client: pg.ClientBase,
  who: Who,
  { record, reason }: { readonly record: number; readonly reason: string },
): Promise<void> {
  const found = await client.query<{ state: 'active' | 'expired' | 'ended'; student: string }>(
    'select state, student_id as student from eligibility_records where district_id = $1 and record_id = $2 for update',
    [who.districtId, record],
  );
  const [row] = found.rows;
  if (row === undefined) throw new Refusal('There is no such eligibility status.', { code: 'work.gone' });
  const state = requireStep(ELIGIBILITY, { status: row.state, action: 'end', who });
  await client.query(
    `update eligibility_records set state = $3, ended_on = $4, ended_by = $5, ended_reason = $6 where district_id = $1 and record_id = $2`,
    [who.districtId, record, state, who.on, who.name, reason],
  );
  await appendSteps(client, who, [
    { student: row.student, thing: 'eligibility', thingId: record, step: state, reason },
  ]);
}
