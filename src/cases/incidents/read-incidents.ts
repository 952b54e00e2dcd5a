/** Behavior incidents: one with its fines, and the list. */
import type pg from 'pg';
import type { ReporterKind } from '../../catalogs/index.ts';
import type { Fine } from './make-incidents.ts';
import type { IncidentState } from './states.ts';

export interface Incident {
  readonly incident: number;
  readonly student: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly studentNo: number;
  readonly school: string;
  readonly schoolName: string;
  /** ISO, as all days here. */
  readonly on: string;
  readonly reporterKind: ReporterKind;
  readonly reporterId: string;
  readonly reporterName: string;
  readonly code: string;
  /** '' without an action. */
  readonly action: string;
  readonly actionFrom: string | null;
  readonly actionTo: string | null;
  readonly place: string;
  readonly state: IncidentState;
  readonly because: string;
  readonly noticeId: number | null;
  readonly outcome: string;
  readonly madeBy: string;
  /** ISO instant. */
  readonly madeAt: string;
  readonly revision: number;
  /** ISO instant; null: never. */
  readonly exportedAt: string | null;
  /** Changed since it was exported last, or never exported. */
  readonly isToExport: boolean;
  readonly fines: readonly Fine[];
}

type Asks = pg.ClientBase | pg.Pool;

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

const SELECT = `
  select i.incident_id as incident, i.student_id as student, s.first_name as "firstName", s.last_name as "lastName", s.grade,
         s.student_no as "studentNo", i.school_id as school, coalesce(h.name, i.school_id) as "schoolName", i.on_date as "on",
         i.reporter_kind as "reporterKind", i.reporter_id as "reporterId", i.reporter_name as "reporterName", i.code, i.action,
         i.action_from_on as "actionFrom", i.action_to_on as "actionTo", i.action_place as place, i.state, i.because,
         i.notice_id as "noticeId", i.outcome, i.made_by as "madeBy", to_char(i.made_at at time zone 'UTC', ${INSTANT}) as "madeAt",
         i.revision, to_char(i.exported_at at time zone 'UTC', ${INSTANT}) as "exportedAt",
         i.exported_revision is distinct from i.revision as "isToExport",
         coalesce((select jsonb_agg(jsonb_build_object('code', f.code, 'name', jsonb_build_object('en', f.name_en, 'es', f.name_es),
                    'amountCents', f.amount_cents) order by f.code)
                     from incident_fines f where f.district_id = i.district_id and f.incident_id = i.incident_id), '[]') as fines
    from incidents i
    join students s on s.district_id = i.district_id and s.student_id = i.student_id
    left join schools h on h.district_id = i.district_id and h.school_id = i.school_id`;

export async function readIncident(
  client: Asks,
  { districtId, incident }: { readonly districtId: number; readonly incident: number },
): Promise<Incident | undefined> {
  const found = await client.query<Incident>(`${SELECT} where i.district_id = $1 and i.incident_id = $2`, [
    districtId,
    incident,
  ]);
  return found.rows[0];
}

export interface IncidentFilter {
  readonly districtId: number;
  /** Undefined: all. */
  readonly schools?: readonly string[] | undefined;
  readonly student?: string | undefined;
  readonly states?: readonly IncidentState[] | undefined;
  readonly code?: string | undefined;
  readonly action?: string | undefined;
  /** ISO; both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly toExport?: boolean | undefined;
}

const WHERE = `
   where i.district_id = $1 and ($2::text[] is null or i.school_id = any ($2)) and ($3::text is null or i.student_id = $3)
     and ($4::text[] is null or i.state = any ($4)) and ($5::text is null or i.code = $5) and ($6::text is null or i.action = $6)
     and ($7::date is null or i.on_date >= $7) and ($8::date is null or i.on_date <= $8)
     and (not $9::boolean or i.exported_revision is distinct from i.revision)`;

function valuesOf({
  districtId,
  schools,
  student,
  states,
  code,
  action,
  from,
  to,
  toExport,
}: IncidentFilter): readonly unknown[] {
  return [
    districtId,
    schools ?? null,
    student ?? null,
    states ?? null,
    code ?? null,
    action ?? null,
    from ?? null,
    to ?? null,
    toExport === true,
  ];
}

/** The newest first. */
export async function listIncidents(
  client: Asks,
  { limit, offset, ...filter }: IncidentFilter & { readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly Incident[]; readonly total: number }> {
  const values = valuesOf(filter);
  const total = await countIncidents(client, filter);
  const found = await client.query<Incident>(
    `${SELECT}
      where i.district_id = $1 and i.incident_id in (
        select i.incident_id from incidents i ${WHERE} order by i.on_date desc, i.incident_id desc limit $10 offset $11)
      order by i.on_date desc, i.incident_id desc`,
    [...values, limit, offset],
  );
  return { items: found.rows, total };
}

/** How many there are. */
export async function countIncidents(client: Asks, filter: IncidentFilter): Promise<number> {
  const counted = await client.query<{ total: number }>(`select count(*)::int as total from incidents i ${WHERE}`, [
    ...valuesOf(filter),
  ]);
  return counted.rows[0]?.total ?? 0;
}

/** The oldest first, and those of other transactions waited for: what is exported is marked in the same transaction. */
export async function lockIncidents(client: pg.ClientBase, filter: IncidentFilter): Promise<readonly Incident[]> {
  const values = valuesOf(filter);
  await client.query(`select from incidents i ${WHERE} order by i.incident_id for update of i`, [...values]);
  const found = await client.query<Incident>(`${SELECT} ${WHERE} order by i.on_date, i.incident_id`, [...values]);
  return found.rows;
}
