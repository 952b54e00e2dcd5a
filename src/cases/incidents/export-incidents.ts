/** Incidents as CSV for the student information system, and the mark that they were exported. */
import type pg from 'pg';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { lockIncidents, type Incident, type IncidentFilter } from './read-incidents.ts';

/** The columns, in their order. docs/guides/incidents.md says what each holds. */
export const INCIDENT_COLUMNS = [
  'incident_id',
  'revision',
  'student_id',
  'school_id',
  'incident_date',
  'incident_code',
  'reporter_kind',
  'reporter_id',
  'reporter_name',
  'action_code',
  'action_start',
  'action_end',
  'action_place',
  'state',
  'fines',
  'fine_total',
  'criterion',
  'note',
] as const;

export interface IncidentExport {
  readonly rows: readonly (readonly string[])[];
  /** How many of them had been exported before, and were changed since or are exported again. */
  readonly again: number;
}

/**
 * What the filter asks for, and by default only what is new or was changed since the last export; all of it with `again`.
 * Marks each as exported. In the caller's transaction: where the file is lost, so is the mark.
 */
export async function exportIncidents(
  client: pg.ClientBase,
  who: Who,
  { again, ...filter }: Omit<IncidentFilter, 'toExport' | 'districtId'> & { readonly again: boolean },
): Promise<IncidentExport> {
  const found = await lockIncidents(client, { ...filter, districtId: who.districtId, toExport: !again });
  await client.query(
    `update incidents set exported_revision = revision, exported_at = $3 where district_id = $1 and incident_id = any ($2)`,
    [who.districtId, found.map(({ incident }) => incident), who.now],
  );
  await appendSteps(
    client,
    who,
    found.map(({ student, school, incident }) => ({
      student,
      school,
      thing: 'incident',
      thingId: incident,
      step: 'exported',
    })),
  );
  return { rows: found.map(rowOf), again: found.filter(({ exportedAt }) => exportedAt !== null).length };
}

function rowOf(one: Incident): readonly string[] {
  const total = one.fines.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return [
    String(one.incident),
    String(one.revision),
    one.student,
    one.school,
    one.on,
    one.code,
    one.reporterKind,
    one.reporterId,
    one.reporterName,
    one.action,
    one.actionFrom ?? '',
    one.actionTo ?? '',
    one.place,
    one.state,
    one.fines.map(({ code, amountCents }) => `${code}=${dollars(amountCents)}`).join('|'),
    one.fines.length === 0 ? '' : dollars(total),
    one.because,
    one.outcome,
  ];
}

/** `1250` is `12.50`. */
function dollars(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
