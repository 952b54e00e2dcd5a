/** Who may take part in activities: the overall status over all sources, and how it came about. */
import type pg from 'pg';
import { readCatalogHistory, holdsOn } from '../../catalogs/index.ts';
import { holds, overallStatus, type Overall, type Severities } from './overall.ts';

export const ATTENDANCE_SOURCE = 'attendance';

/** One status of one source. */
export interface EligibilityRecord {
  readonly source: string;
  readonly status: string;
  /** ISO; both included. null: open. */
  readonly from: string;
  readonly until: string | null;
  /** Of ours: its number and what it came from; null for what another source says. */
  readonly record: number | null;
  readonly before: string | null;
  readonly because: string | null;
  readonly noticeId: number | null;
  /** `other`: of another source, which alone decides how long it holds. */
  readonly state: 'active' | 'expired' | 'ended' | 'other';
  readonly endedBy: string;
  readonly endedReason: string;
}

export interface Eligibility {
  /** Activities on the day; without one eligibility is nobody's concern. */
  readonly activities: readonly string[];
  readonly overall: Overall;
  /** Newest first. `holds` on the day; `isMostSevere`: this one is the overall status. */
  readonly records: readonly (EligibilityRecord & { readonly holds: boolean; readonly isMostSevere: boolean })[];
}

type Asks = pg.ClientBase | pg.Pool;

interface Question {
  readonly districtId: number;
  readonly students: readonly string[];
  /** ISO. */
  readonly on: string;
}

/** Of each student asked about, also of those of whom nobody says anything. A few questions, however many students. */
export async function readEligibility(client: Asks, question: Question): Promise<ReadonlyMap<string, Eligibility>> {
  const { districtId, students, on } = question;
  const severities = await readSeverities(client, districtId, on);
  const activities = Map.groupBy(await readActivities(client, question), ({ student }) => student);
  const records = Map.groupBy(await readRecords(client, question), ({ student }) => student);
  return new Map(
    students.map((student) => [
      student,
      eligibilityOf({
        activities: (activities.get(student) ?? []).map(({ activity }) => activity),
        records: records.get(student) ?? [],
        severities,
        on,
      }),
    ]),
  );
}

/** The statuses of the catalog, the mildest first; then those that ended: who has one goes on having it, as severe as it was. */
export async function readSeverities(client: Asks, districtId: number, on: string): Promise<Severities> {
  const all = await readCatalogHistory(client, districtId, 'eligibility-statuses');
  const held = all.filter((entry) => holdsOn(entry, on));
  const codes = new Set(held.map(({ code }) => code));
  const ended = all
    .filter(({ code, until }) => !codes.has(code) && until !== null && until <= on)
    .toSorted((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1));
  return [
    ...held.map(({ code, extra }) => ({ code, severity: extra.severity })),
    ...ended.map(({ code, extra }) => ({ code, severity: extra.severity, isEnded: true })),
  ];
}

function eligibilityOf({
  activities,
  records,
  severities,
  on,
}: {
  readonly activities: readonly string[];
  readonly records: readonly EligibilityRecord[];
  readonly severities: Severities;
  readonly on: string;
}): Eligibility {
  const overall = overallStatus(records, severities, on);
  const worst = records.find(
    (one) =>
      holds(one, on) && one.source === overall.source && one.status === overall.status && one.until === overall.until,
  );
  return {
    activities,
    overall,
    records: records.map((one) => ({ ...one, holds: holds(one, on), isMostSevere: one === worst })),
  };
}

async function readActivities(
  client: Asks,
  { districtId, students, on }: Question,
): Promise<readonly { readonly student: string; readonly activity: string }[]> {
  const found = await client.query<{ student: string; activity: string }>(
    `select distinct student_id as student, activity from activities
      where district_id = $1 and student_id = any ($2) and start_on <= $3 and (end_on is null or end_on >= $3) order by activity`,
    [districtId, students, on],
  );
  return found.rows;
}

/** Ours that a person ended hold to the day before. */
async function readRecords(
  client: Asks,
  { districtId, students }: Question,
): Promise<readonly (EligibilityRecord & { readonly student: string })[]> {
  const found = await client.query<EligibilityRecord & { student: string }>(
    `select student_id as student, $3 as source, status, from_on as "from",
            case when state = 'ended' then least(until_on, ended_on - 1) else until_on end as until, record_id as record,
            status_before as before, because, notice_id as "noticeId", state, ended_by as "endedBy", ended_reason as "endedReason"
       from eligibility_records where district_id = $1 and student_id = any ($2)
     union all
     select student_id, source, status, start_on, end_on, null, null, null, null, 'other', '', ''
       from eligibility_statuses where district_id = $1 and student_id = any ($2)
     order by "from" desc, record desc nulls last, source, status`,
    [districtId, students, ATTENDANCE_SOURCE],
  );
  return found.rows;
}
