/** At-risk reasons: given by a criterion, added by hand with its factors, ended before the last day. */
import type pg from 'pg';
import { readCatalog } from '../../catalogs/index.ts';
import { ProblemError, Refusal, type Problem } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { AT_RISK } from './states.ts';

export interface NewReason {
  readonly student: string;
  readonly school: string;
  /** '' for factors without a reason. */
  readonly reason: string;
  readonly factors: readonly string[];
  readonly note?: string;
  /** ISO; both included. */
  readonly from: string;
  readonly until: string;
  /** Code of the criterion, or `by hand`. */
  readonly because: string;
  readonly noticeId: number | null;
}

/**
 * In one question, in their order; a reason that the same notice gave already is not given again.
 * In the caller's transaction. Returns their numbers.
 */
export async function giveReasons(
  client: pg.ClientBase,
  who: Who,
  reasons: readonly NewReason[],
): Promise<readonly number[]> {
  const ids: number[] = [];
  const given: { readonly one: NewReason; readonly id: number }[] = [];
  const written = await client.query<{ at: number; id: number; is_new: boolean }>(GIVE, [
    who.districtId,
    who.name,
    who.now,
    JSON.stringify(reasons.map(rowOf)),
  ]);
  for (const { at, id, is_new: isNew } of written.rows) {
    ids[at] = id;
    if (isNew) given.push({ one: reasons[at] as NewReason, id });
  }
  await appendSteps(
    client,
    who,
    given.map(({ one: { student, school, reason, factors, note = '', from, until, because }, id }) => ({
      student,
      school,
      thing: 'at-risk',
      thingId: id,
      step: 'given',
      on: from,
      reason: note,
      detail: { reason, factors, until, because },
    })),
  );
  return ids;
}

const GIVE = `
  with asked as (
    select * from jsonb_to_recordset($4::jsonb) as r (at integer, student_id text, school_id text, reason text, factors text[], note text,
      from_on date, until_on date, because text, notice_id bigint)
  ), written as (
    insert into at_risk_records (district_id, student_id, school_id, reason, factors, note, from_on, until_on, because, notice_id, made_by, made_at)
    select distinct on (coalesce(notice_id, -at), reason) $1, student_id, school_id, reason, factors, note, from_on, until_on, because,
           notice_id, $2, $3::timestamptz
      from asked order by coalesce(notice_id, -at), reason, at
    on conflict on constraint at_risk_records_notice_uq do nothing
    returning record_id, student_id, reason, notice_id
  )
  select a.at, w.record_id as id, true as is_new from asked a
    join written w on w.student_id = a.student_id and w.reason = a.reason and w.notice_id is not distinct from a.notice_id
  union all
  select a.at, e.record_id, false from asked a
    join at_risk_records e on e.district_id = $1 and e.notice_id = a.notice_id and e.reason = a.reason`;

function rowOf(one: NewReason, at: number): Readonly<Record<string, unknown>> {
  return {
    at,
    student_id: one.student,
    school_id: one.school,
    reason: one.reason,
    factors: one.factors,
    note: one.note ?? '',
    from_on: one.from,
    until_on: one.until < one.from ? one.from : one.until,
    because: one.because,
    notice_id: one.noticeId,
  };
}

export interface ReasonByHand {
  readonly student: string;
  readonly school: string;
  /** A code of the catalog, or '' for factors alone. */
  readonly reason: string;
  /** Beside those of the reason. */
  readonly factors: readonly string[];
  readonly note: string;
  /** ISO, included. */
  readonly until: string;
}

/** A person adds a reason, or factors alone, from today on. Fails: ProblemError for codes that the catalog has not, or a day in the past. */
export async function addReasonByHand(client: pg.ClientBase, who: Who, given: ReasonByHand): Promise<number> {
  const reasons = await readCatalog(client, who.districtId, 'at-risk-reasons', who.on);
  const factors = (await readCatalog(client, who.districtId, 'at-risk-factors', who.on)).map(({ code }) => code);
  const reason = reasons.find(({ code }) => code === given.reason);
  const all = [...new Set([...(reason?.extra.factors ?? []), ...given.factors])];
  const problems: Problem[] = [];
  if (given.reason !== '' && reason === undefined)
    problems.push({ path: 'reason', found: `"${given.reason}"`, allowed: reasons.map(({ code }) => code).join(', ') });
  const unknown = given.factors.filter((code) => !factors.includes(code));
  if (unknown.length > 0) problems.push({ path: 'factors', found: unknown.join(', '), allowed: factors.join(', ') });
  if (all.length === 0) problems.push({ path: 'factors', found: 'none', allowed: 'a reason, or at least one factor' });
  if (given.until < who.on) problems.push({ path: 'until', found: given.until, allowed: `${who.on} or later` });
  if (problems.length > 0) throw new ProblemError(problems);
  const [id] = await giveReasons(client, who, [
    { ...given, factors: all, from: who.on, because: 'by hand', noticeId: null },
  ]);
  return id as number;
}

/** A person ends it before its last day, from today on. Fails: Refusal when it is not there, over, or not for the role. */
export async function endReason(
  client: pg.ClientBase,
  who: Who,
  { record, reason }: { readonly record: number; readonly reason: string },
): Promise<void> {
  const found = await client.query<{ state: 'active' | 'expired' | 'ended'; student: string }>(
    'select state, student_id as student from at_risk_records where district_id = $1 and record_id = $2 for update',
    [who.districtId, record],
  );
  const [row] = found.rows;
  if (row === undefined) throw new Refusal('There is no such at-risk reason.', { code: 'work.gone' });
  const state = requireStep(AT_RISK, { status: row.state, action: 'end', who });
  await client.query(
    `update at_risk_records set state = $3, ended_on = $4, ended_by = $5, ended_reason = $6 where district_id = $1 and record_id = $2`,
    [who.districtId, record, state, who.on, who.name, reason],
  );
  await appendSteps(client, who, [{ student: row.student, thing: 'at-risk', thingId: record, step: state, reason }]);
}
