/** Proposed excusals: what waits for the attendance office, and what became of the others. */
import type pg from 'pg';
import type { ExcusalOnFile } from './excusal.ts';

export interface ExcusalQuestion {
  readonly districtId: number;
  readonly proposalId?: number;
  readonly student?: string;
  readonly documentId?: number;
  readonly schools?: readonly string[];
  /** Only those that still hold notices. */
  readonly isOpen?: boolean;
  readonly limit?: number;
  /** How many to pass over. */
  readonly skip?: number;
}

/** Of the students within the reach of the client; those that wait first, the oldest of them on top. */
export async function readExcusals(
  client: pg.ClientBase | pg.Pool,
  question: ExcusalQuestion,
): Promise<readonly ExcusalOnFile[]> {
  const { limit, skip } = question;
  const found = await client.query<ExcusalOnFile>(EXCUSALS, [...valuesOf(question), limit ?? null, skip ?? 0]);
  return found.rows;
}

/** How many there are under the same question. */
export async function countExcusals(client: pg.ClientBase | pg.Pool, question: ExcusalQuestion): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::int as count from excusal_proposals p where ${ASKED}`,
    valuesOf(question),
  );
  return found.rows[0]?.count ?? 0;
}

function valuesOf(question: ExcusalQuestion): unknown[] {
  const { districtId, proposalId, student, documentId, schools, isOpen = false } = question;
  return [districtId, proposalId ?? null, student ?? null, documentId ?? null, schools ?? null, isOpen];
}

const ASKED = `p.district_id = $1 and ($2::bigint is null or p.proposal_id = $2) and ($3::text is null or p.student_id = $3)
   and ($4::bigint is null or p.document_id = $4) and ($5::text[] is null or p.school_id = any ($5)) and (not $6 or p.ended_on is null)`;

const ORDER = `(p.state = 'proposed') desc, (p.ended_on is null) desc, case when p.ended_on is null then p.made_at end, p.made_at desc, p.proposal_id`;

/** The page is chosen before its words are looked up. */
const EXCUSALS = `select p.proposal_id as "proposalId", p.student_id as student, s.student_no as "studentNo", s.first_name as "firstName",
    s.last_name as "lastName", s.grade, p.school_id as school, coalesce(c.name, p.school_id) as "schoolName", p.document_id as "documentId",
    to_json(p.days) as days, p.reason, p.state, p.made_by as by, p.made_at as "madeAt", p.decided_by as "decidedBy", p.decided_at as "decidedAt",
    p.decided_reason as "decidedReason", p.ended_on as "endedOn",
    coalesce((select json_agg(distinct h.criterion) from excusal_holds h
      where h.district_id = p.district_id and h.proposal_id = p.proposal_id and p.ended_on is null), '[]') as holds
  from (select * from excusal_proposals p where ${ASKED} order by ${ORDER} limit $7 offset $8) p
  join students s on s.district_id = p.district_id and s.student_id = p.student_id
  left join schools c on c.district_id = p.district_id and c.school_id = p.school_id
 order by ${ORDER}`;
