/** Why students are at risk: one student's history, and everybody who is. */
import type pg from 'pg';

export interface AtRiskRecord {
  readonly record: number;
  readonly student: string;
  readonly school: string;
  readonly reason: string;
  readonly factors: readonly string[];
  readonly note: string;
  /** ISO; both included. */
  readonly from: string;
  readonly until: string;
  readonly because: string;
  readonly noticeId: number | null;
  readonly state: 'active' | 'expired' | 'ended';
  /** Whether it holds on the day asked about. */
  readonly holds: boolean;
  readonly endedBy: string;
  readonly endedReason: string;
  readonly madeBy: string;
}

type Asks = pg.ClientBase | pg.Pool;

const COLUMNS = `r.record_id as record, r.student_id as student, r.school_id as school, r.reason, r.factors, r.note, r.from_on as "from",
  case when r.state = 'ended' then greatest(least(r.until_on, r.ended_on - 1), r.from_on) else r.until_on end as until, r.because,
  r.notice_id as "noticeId", r.state, r.ended_by as "endedBy", r.ended_reason as "endedReason", r.made_by as "madeBy"`;

const HOLDS = `r.from_on <= $2 and r.until_on >= $2 and (r.state <> 'ended' or r.ended_on > $2)`;

/** Every reason of a student, the newest first. */
export async function readAtRisk(
  client: Asks,
  { districtId, student, on }: { readonly districtId: number; readonly student: string; readonly on: string },
): Promise<readonly AtRiskRecord[]> {
  const found = await client.query<AtRiskRecord>(
    `select ${COLUMNS}, ${HOLDS} as holds from at_risk_records r
      where r.district_id = $1 and r.student_id = $3 order by r.from_on desc, r.record_id desc`,
    [districtId, on, student],
  );
  return found.rows;
}

export interface AtRiskQuestion {
  readonly districtId: number;
  readonly on: string;
  /** Undefined: all. */
  readonly schools?: readonly string[] | undefined;
  readonly reason?: string | undefined;
  readonly factor?: string | undefined;
  readonly limit: number;
  /** How many to pass over. */
  readonly offset: number;
}

export interface AtRiskLine extends AtRiskRecord {
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly studentNo: number;
}

/** Reasons that hold on the day, by name; of students who are at the schools asked for now. */
export async function listAtRisk(
  client: Asks,
  { limit, offset, ...question }: AtRiskQuestion,
): Promise<{ readonly items: readonly AtRiskLine[]; readonly total: number }> {
  const order = await orderAtRisk(client, question);
  const records = order.slice(offset, offset + limit);
  return { items: await readAtRiskLines(client, { ...question, records }), total: order.length };
}

/** The numbers of all of them in the order of the list. */
export async function orderAtRisk(
  client: Asks,
  { districtId, on, schools, reason, factor }: Omit<AtRiskQuestion, 'limit' | 'offset'>,
): Promise<readonly number[]> {
  const found = await client.query<{ order: number[] }>(
    `select coalesce(array_agg(r.record_id order by s.last_name, s.first_name, s.student_id, r.record_id), '{}')::float8[] as order
       from at_risk_records r join students s on s.district_id = r.district_id and s.student_id = r.student_id
      where r.district_id = $1 and ${HOLDS} and ($3::text is null or r.reason = $3) and ($4::text is null or $4 = any (r.factors))
        and ($5::text[] is null or r.student_id = any (array(select e.student_id from enrollments e
              where e.district_id = $1 and e.school_id = any ($5) and e.entry_on <= $2 and (e.exit_on is null or e.exit_on >= $2))))`,
    [districtId, on, reason ?? null, factor ?? null, schools ?? null],
  );
  return found.rows[0]?.order ?? [];
}

/** What the list says of these, in the order of the list. */
export async function readAtRiskLines(
  client: Asks,
  { districtId, records }: { readonly districtId: number; readonly records: readonly number[] },
): Promise<readonly AtRiskLine[]> {
  const found = await client.query<AtRiskLine>(
    `select ${COLUMNS}, true as holds, s.first_name as "firstName", s.last_name as "lastName", s.grade, s.student_no as "studentNo"
       from at_risk_records r join students s on s.district_id = r.district_id and s.student_id = r.student_id
      where r.district_id = $1 and r.record_id = any ($2)
      order by s.last_name, s.first_name, s.student_id, r.record_id`,
    [districtId, records],
  );
  return found.rows;
}
