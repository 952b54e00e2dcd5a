/** What the office does with an incident: dates for its action, served, cancelled. Every change raises its revision. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { INCIDENT, type IncidentAction, type IncidentState } from './states.ts';

export interface ActionDates {
  readonly incident: number;
  /** ISO; both included. */
  readonly from: string;
  readonly to: string;
  readonly place: string;
  /** As it was read; left out: whatever stands is changed. */
  readonly revision?: number | undefined;
}

/** Fails: ProblemError for a day before the incident, or an end before its beginning; Refusal for an incident without an action, served, cancelled, or changed meanwhile. */
export async function dateAction(client: pg.ClientBase, who: Who, dates: ActionDates): Promise<void> {
  const { incident, from, to, place, revision } = dates;
  if (to < from) throw new ProblemError([{ path: 'to', found: to, allowed: `${from} or later` }]);
  const before = await requireIncident(client, who, { incident, action: 'date', revision });
  if (from < before.on)
    throw new ProblemError([{ path: 'from', found: from, allowed: `${before.on}, the day of the incident, or later` }]);
  await client.query(
    `update incidents set state = $3, action_from_on = $4, action_to_on = $5, action_place = $6, revision = revision + 1
      where district_id = $1 and incident_id = $2`,
    [who.districtId, incident, before.next, from, to, place.trim()],
  );
  const step = { student: before.student, thing: 'incident', thingId: incident, step: 'dated' } as const;
  await appendSteps(client, who, [{ ...step, on: from, detail: { from, to, place: place.trim() } }]);
}

/** The action was served. Fails: Refusal unless it has dates, and they have begun. */
export async function serveAction(client: pg.ClientBase, who: Who, served: Ending): Promise<void> {
  await end(client, who, { ...served, action: 'serve' });
}

/** Takes the incident back. Fails: ProblemError without a reason; Refusal when it is served or cancelled already. */
export async function cancelIncident(client: pg.ClientBase, who: Who, cancelled: Ending): Promise<void> {
  if (cancelled.note.trim() === '')
    throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'why it is cancelled' }]);
  await end(client, who, { ...cancelled, action: 'cancel' });
}

export interface Ending {
  readonly incident: number;
  /** What came of it, or why. */
  readonly note: string;
  readonly revision?: number | undefined;
}

async function end(
  client: pg.ClientBase,
  who: Who,
  { incident, note, revision, action }: Ending & { readonly action: 'serve' | 'cancel' },
): Promise<void> {
  const before = await requireIncident(client, who, { incident, action, revision });
  if (action === 'serve' && before.from !== null && before.from > who.on)
    throw new Refusal(`The action begins on ${before.from}: it cannot have been served yet.`, {
      code: 'incidents.not-begun',
      values: { date: before.from },
    });
  await client.query(
    'update incidents set state = $3, outcome = $4, revision = revision + 1 where district_id = $1 and incident_id = $2',
    [who.districtId, incident, before.next, note.trim()],
  );
  const step = { student: before.student, thing: 'incident', thingId: incident } as const;
  await appendSteps(client, who, [{ ...step, step: before.next, reason: note.trim() }]);
}

interface Asked {
  readonly incident: number;
  readonly action: IncidentAction;
  readonly revision: number | undefined;
}

interface Found {
  readonly student: string;
  /** ISO, as `from`: the first day of the action, null until it has dates. */
  readonly on: string;
  readonly from: string | null;
  readonly next: IncidentState;
}

async function requireIncident(client: pg.ClientBase, who: Who, { incident, action, revision }: Asked): Promise<Found> {
  const found = await client.query<Found & { state: IncidentState; revision: number }>(
    'select student_id as student, on_date as "on", action_from_on as "from", state, revision from incidents where district_id = $1 and incident_id = $2 for update',
    [who.districtId, incident],
  );
  const [row] = found.rows;
  if (row === undefined) throw new Refusal('There is no such incident.', { code: 'work.gone' });
  const next = requireStep(INCIDENT, { status: row.state, action, who });
  if (revision !== undefined && revision !== row.revision)
    throw new Refusal('Another person changed this incident meanwhile. Look at it again.', { code: 'work.changed' });
  return { student: row.student, on: row.on, from: row.from, next };
}
