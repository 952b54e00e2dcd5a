/** Alerts: what whoever opens a student's page should know first, for a time. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { appendSteps } from '../core/steps.ts';
import { requireStep } from '../core/states.ts';
import type { Who } from '../core/who.ts';
import { ALERT } from './states.ts';

export interface NewAlert {
  readonly student: string;
  readonly school: string;
  /** In words. */
  readonly says: string;
  /** ISO; both included. */
  readonly fromOn: string;
  readonly untilOn: string;
  /** Code of the criterion, or `by hand`. */
  readonly because: string;
  readonly noticeId?: number | null;
}

/** In one question, in their order. In the caller's transaction. Returns their numbers. */
export async function makeAlerts(
  client: pg.ClientBase,
  who: Who,
  alerts: readonly NewAlert[],
): Promise<readonly number[]> {
  if (alerts.length === 0) return [];
  const reserved = await client.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('alerts', 'alert_id'))::bigint as id from generate_series(1, $1)`,
    [alerts.length],
  );
  const ids = reserved.rows.map(({ id }) => id);
  await client.query(
    `insert into alerts (district_id, alert_id, student_id, school_id, says, from_on, until_on, because, notice_id, made_by, made_at)
     overriding system value
     select $1, a.alert_id, a.student_id, a.school_id, a.says, a.from_on, a.until_on, a.because, a.notice_id, $2, $3
       from jsonb_to_recordset($4::jsonb) as a (alert_id bigint, student_id text, school_id text, says text, from_on date, until_on date,
         because text, notice_id bigint)`,
    [who.districtId, who.name, who.now, JSON.stringify(alerts.map((alert, at) => rowOf(alert, ids[at] as number)))],
  );
  await appendSteps(
    client,
    who,
    alerts.map(({ student, says, untilOn, because }, at) => ({
      student,
      thing: 'alert',
      thingId: ids[at] as number,
      step: 'made',
      detail: { says, untilOn, because },
    })),
  );
  return ids;
}

export type AlertByHand = Pick<NewAlert, 'student' | 'school' | 'says' | 'untilOn'>;

/** A person puts one on a student's page. Fails: ProblemError for a last day that is over, or a year off. */
export async function addAlertByHand(client: pg.ClientBase, who: Who, alert: AlertByHand): Promise<number> {
  const latest = `${Number(who.on.slice(0, 4)) + 1}${who.on.slice(4)}`;
  if (alert.untilOn < who.on || alert.untilOn > latest)
    throw new ProblemError([{ path: 'until', found: alert.untilOn, allowed: `${who.on} to ${latest}` }]);
  const [id] = await makeAlerts(client, who, [{ ...alert, fromOn: who.on, because: 'by hand' }]);
  if (id === undefined) throw new Error('an alert without a number');
  return id;
}

/** Ends those that still run. Safe to repeat. */
export async function endAlerts(
  client: pg.ClientBase,
  who: Who,
  { alerts, reason }: { readonly alerts: readonly number[]; readonly reason: string },
): Promise<void> {
  const ended = await client.query<{ alert_id: number; student_id: string }>(
    `update alerts set state = 'ended', ended_on = $3, ended_by = $4, ended_reason = $5
      where district_id = $1 and alert_id = any ($2) and state = 'active' returning alert_id, student_id`,
    [who.districtId, alerts, who.on, who.name, reason],
  );
  await appendSteps(
    client,
    who,
    ended.rows.map((row) => ({
      student: row.student_id,
      thing: 'alert',
      thingId: row.alert_id,
      step: 'ended',
      reason,
    })),
  );
}

/** A person ends one before its last day. Fails: Refusal when it is not there or over already. */
export async function endAlert(
  client: pg.ClientBase,
  who: Who,
  { alert, reason }: { readonly alert: number; readonly reason: string },
): Promise<void> {
  const found = await client.query<{ state: 'active' | 'ended' }>(
    'select state from alerts where district_id = $1 and alert_id = $2 for update',
    [who.districtId, alert],
  );
  const [row] = found.rows;
  if (row === undefined) throw new Refusal('There is no such alert.', { code: 'work.gone' });
  requireStep(ALERT, { status: row.state, action: 'end', who });
  await endAlerts(client, who, { alerts: [alert], reason });
}

function rowOf(alert: NewAlert, id: number): Readonly<Record<string, unknown>> {
  return {
    alert_id: id,
    student_id: alert.student,
    school_id: alert.school,
    says: alert.says,
    from_on: alert.fromOn,
    until_on: alert.untilOn < alert.fromOn ? alert.fromOn : alert.untilOn,
    because: alert.because,
    notice_id: alert.noticeId ?? null,
  };
}
