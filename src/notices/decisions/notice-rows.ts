/** Notices that a person names, by number or as a batch, locked for a change. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { batchName, identityOfRow, noticeName } from '../identity.ts';
import type { BatchOrNotice, TriggerIdentity } from '../identity.ts';
import type { NoticeState } from '../states.ts';

export interface NoticeRow {
  readonly noticeId: number;
  readonly name: string;
  readonly identity: TriggerIdentity;
  readonly state: NoticeState;
  readonly origin: 'rollcall' | 'carried-over' | 'adopted';
  readonly issueNo: number;
  readonly issuedOn: string;
  readonly triggerOn: string | null;
  readonly school: string;
  readonly value: number | null;
  readonly packHash: string;
  readonly correction: 'amended' | 'no-longer-met' | 'met-again' | null;
  readonly keptBy: string | null;
}

/** What a person names: a batch, a notice, or notices that were chosen from a list. */
export type Named = BatchOrNotice | { readonly kind: 'notices'; readonly ids: readonly number[] };

/** The notices that are named. Input: a client in a transaction. Fails: Refusal when there is no such thing. */
export async function lockNotices(
  client: pg.ClientBase,
  districtId: number,
  named: Named,
): Promise<readonly NoticeRow[]> {
  const column = named.kind === 'batch' ? 'batch_id' : 'notice_id';
  const ids = named.kind === 'notices' ? named.ids : [named.id];
  const found = await client.query<{
    notice_id: number;
    pack_id: string;
    student_id: string;
    criterion: string;
    cycle_on: string;
    occurrence: number;
    school_id: string;
    state: NoticeState;
    origin: NoticeRow['origin'];
    issue_no: number;
    issued_on: string;
    trigger_on: string | null;
    notice_school_id: string;
    value: string | null;
    pack_hash: string;
    correction: NoticeRow['correction'];
    correction_kept_by: string | null;
  }>(
    `select notice_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, state, origin, issue_no, issued_on, trigger_on,
            notice_school_id, value, pack_hash, correction, correction_kept_by
       from notices where district_id = $1 and ${column} = any ($2) order by notice_id for update`,
    [districtId, ids],
  );
  if (found.rows.length === 0) throw noneOf(named);
  return found.rows.map((row) => ({
    noticeId: row.notice_id,
    name: noticeName(row.notice_id),
    identity: identityOfRow(row),
    state: row.state,
    origin: row.origin,
    issueNo: row.issue_no,
    issuedOn: row.issued_on,
    triggerOn: row.trigger_on,
    school: row.notice_school_id,
    value: row.value === null ? null : Number(row.value),
    packHash: row.pack_hash,
    correction: row.correction,
    keptBy: row.correction_kept_by,
  }));
}

function noneOf(named: Named): Refusal {
  if (named.kind === 'notices') return new Refusal('None of these notices is there.', { code: 'notice.none' });
  const name = named.kind === 'batch' ? batchName(named.id) : noticeName(named.id);
  return new Refusal(`There is no ${named.kind} ${name}.`, { code: 'notice.not-there', values: { name } });
}

/** Notices that Rollcall did not send itself cannot be marked or withdrawn. Fails: Refusal. */
export function requireOurs(notice: NoticeRow, what: string): void {
  if (notice.origin === 'rollcall') return;
  const origin = notice.origin === 'adopted' ? 'was settled without sending' : 'was sent before Rollcall';
  throw new Refusal(
    `${notice.name} ${origin}: you cannot ${what} it. A new notice: rollcall notices reissue ${notice.name} --reason TEXT.`,
    {
      code: notice.origin === 'adopted' ? 'notice.adopted' : 'notice.carried-over',
      values: { name: notice.name },
    },
  );
}

export interface Step {
  readonly notice: number;
  readonly step: string;
  /** ISO. */
  readonly on: string;
  readonly way?: string;
  readonly note?: string;
}

/** Appends steps to the lives of notices. */
export async function appendSteps(
  client: pg.ClientBase,
  request: { readonly districtId: number; readonly by: string; readonly now: Date },
  steps: readonly Step[],
): Promise<void> {
  if (steps.length === 0) return;
  await client.query(
    `insert into notice_steps (district_id, notice_id, step, on_date, way, note, done_by, done_at)
     select $1, s.notice_id, s.step, s.on_date, s.way, s.note, $2, $3
       from unnest($4::bigint[], $5::text[], $6::date[], $7::text[], $8::text[]) as s (notice_id, step, on_date, way, note)`,
    [
      request.districtId,
      request.by,
      request.now,
      steps.map((step) => step.notice),
      steps.map((step) => step.step),
      steps.map((step) => step.on),
      steps.map((step) => step.way ?? ''),
      steps.map((step) => step.note ?? ''),
    ],
  );
}

/** Sets the state of notices. */
export async function setState(
  client: pg.ClientBase,
  districtId: number,
  noticeIds: readonly number[],
  state: NoticeState,
): Promise<void> {
  await client.query('update notices set state = $3 where district_id = $1 and notice_id = any ($2)', [
    districtId,
    noticeIds,
    state,
  ]);
}
