/** Behavior incidents that a criterion makes: all of one, or nothing of it. */
import type pg from 'pg';
import type { ReporterKind } from '../../catalogs/index.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';

export interface Fine {
  readonly code: string;
  readonly name: { readonly en: string; readonly es: string };
  readonly amountCents: number;
}

export interface NewIncident {
  readonly student: string;
  readonly school: string;
  /** ISO: the day on which the criterion was met. */
  readonly on: string;
  readonly reporter: { readonly kind: ReporterKind; readonly id: string; readonly name: string };
  readonly code: string;
  /** '' without an action. */
  readonly action: string;
  /** Frozen with it. */
  readonly fines: readonly Fine[];
  /** Code of the criterion. */
  readonly because: string;
  readonly noticeId: number | null;
}

/**
 * In a few questions, in their order; what the same notice made already is not made again. In the caller's transaction.
 * Input: reporter and codes were checked against the district's directory and catalogs. Returns their numbers.
 */
export async function makeIncidents(
  client: pg.ClientBase,
  who: Who,
  incidents: readonly NewIncident[],
): Promise<readonly number[]> {
  const ids: number[] = [];
  const fresh: { readonly incident: NewIncident; readonly id: number }[] = [];
  const written = await client.query<{ at: number; id: number; is_new: boolean }>(MAKE, [
    who.districtId,
    who.name,
    who.now,
    JSON.stringify(incidents.map(rowOf)),
  ]);
  for (const { at, id, is_new: isNew } of written.rows) {
    ids[at] = id;
    if (isNew) fresh.push({ incident: incidents[at] as NewIncident, id });
  }
  await insertFines(client, who.districtId, fresh);
  await appendSteps(
    client,
    who,
    fresh.map(({ incident: { student, school, on, code, action, because, reporter, fines }, id }) => ({
      student,
      school,
      thing: 'incident',
      thingId: id,
      step: 'made',
      on,
      detail: { code, action, because, reporter: reporter.name, fines: fines.length },
    })),
  );
  return ids;
}

const MAKE = `
  with asked as (
    select * from jsonb_to_recordset($4::jsonb) as r (at integer, student_id text, school_id text, on_date date, reporter_kind text,
      reporter_id text, reporter_name text, code text, action text, state text, because text, notice_id bigint)
  ), written as (
    insert into incidents (district_id, student_id, school_id, on_date, reporter_kind, reporter_id, reporter_name, code, action, state,
                           because, notice_id, made_by, made_at)
    select distinct on (coalesce(notice_id, -at), code, action) $1, student_id, school_id, on_date, reporter_kind, reporter_id,
           reporter_name, code, action, state, because, notice_id, $2, $3::timestamptz
      from asked order by coalesce(notice_id, -at), code, action, at
    on conflict on constraint incidents_notice_uq do nothing
    returning incident_id, student_id, code, action, notice_id
  )
  select a.at, w.incident_id as id, true as is_new from asked a
    join written w on w.student_id = a.student_id and w.code = a.code and w.action = a.action and w.notice_id is not distinct from a.notice_id
  union all
  select a.at, e.incident_id, false from asked a
    join incidents e on e.district_id = $1 and e.notice_id = a.notice_id and e.code = a.code and e.action = a.action`;

function rowOf(incident: NewIncident, at: number): Readonly<Record<string, unknown>> {
  const { student, school, on, reporter, code, action, because, noticeId } = incident;
  return {
    at,
    student_id: student,
    school_id: school,
    on_date: on,
    reporter_kind: reporter.kind,
    reporter_id: reporter.id,
    reporter_name: reporter.name,
    code,
    action,
    state: action === '' ? 'recorded' : 'open',
    because,
    notice_id: noticeId,
  };
}

async function insertFines(
  client: pg.ClientBase,
  districtId: number,
  fresh: readonly { readonly incident: NewIncident; readonly id: number }[],
): Promise<void> {
  const rows = fresh.flatMap(({ incident, id }) =>
    incident.fines.map(({ code, name, amountCents }) => ({
      incident_id: id,
      code,
      name_en: name.en,
      name_es: name.es,
      amount_cents: amountCents,
    })),
  );
  if (rows.length === 0) return;
  await client.query(
    `insert into incident_fines (district_id, incident_id, code, name_en, name_es, amount_cents)
     select $1, f.* from jsonb_to_recordset($2::jsonb) as f (incident_id bigint, code text, name_en text, name_es text, amount_cents integer)
     on conflict do nothing`,
    [districtId, JSON.stringify(rows)],
  );
}
