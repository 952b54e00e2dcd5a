/** Lists of plans: those that are active, of earlier this year, of last year; of schools, of a teacher's class, of a supervisor. */
import type pg from 'pg';
import type { FilingState, PlanState } from './states.ts';

export const PLAN_TIMES = ['active', 'this-year', 'last-year'] as const;
export type PlanTime = (typeof PLAN_TIMES)[number];

export interface PlanLine {
  readonly planId: number;
  readonly student: string;
  readonly studentNo: number;
  readonly name: string;
  readonly grade: string;
  readonly school: string;
  readonly schoolName: string;
  readonly state: PlanState;
  readonly termName: string;
  readonly because: string;
  readonly beginsOn: string;
  readonly endsOn: string;
  readonly closedOn: string | null;
  readonly outcome: string;
  readonly owner: string;
  readonly tier: number | null;
  readonly supervisor: string;
  readonly interventions: number;
  readonly journals: number;
  readonly filing: FilingState | null;
  readonly implementedOn: string | null;
}

export interface PlanListAsk {
  readonly districtId: number;
  /** Undefined: all within reach. */
  readonly schools: readonly string[] | undefined;
  readonly time: PlanTime;
  /** ISO: the first day of the present school year. */
  readonly yearStart: string;
  /** Of this student only. */
  readonly student?: string;
  /** Given to this supervisor only. */
  readonly supervisorId?: string;
  /** Goes on after this plan, in the order of the list. */
  readonly after?: PlanCursor;
  readonly limit: number;
  /** Today, ISO: who answers for a plan on that day. */
  readonly on: string;
}

export interface PlanCursor {
  readonly beginsOn: string;
  readonly planId: number;
}

const WITHIN = `p.district_id = $1 and ($2::text[] is null or p.school_id = any ($2)) and ($3::text is null or p.student_id = $3)
  and ($4::text is null or p.supervisor_id = $4)
  and case $5::text when 'active' then p.state = 'active'
    when 'this-year' then p.state in ('finished', 'ended') and p.cycle_on >= $6::date
    else p.state <> 'cancelled' and p.cycle_on < $6::date and p.cycle_on >= ($6::date - interval '1 year') end`;

/** The newest first. */
export async function readPlans(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  ask: PlanListAsk,
): Promise<{ readonly lines: readonly PlanLine[]; readonly total: number }> {
  const { districtId, schools, student, supervisorId, time, yearStart, after, limit, on } = ask;
  const within = [districtId, schools ?? null, student ?? null, supervisorId ?? null, time, yearStart];
  const counted = await client.query<{ total: number }>(
    `select count(*)::int as total from plans p where ${WITHIN}`,
    within,
  );
  const found = await client.query<PlanLine>(
    `with chosen as (select * from plans p where ${WITHIN} and ($7::date is null or (p.begins_on, p.plan_id) < ($7::date, $8::bigint))
       order by p.begins_on desc, p.plan_id desc limit $9)
     select p.plan_id as "planId", p.student_id as student, s.student_no as "studentNo", s.last_name || ', ' || s.first_name as name,
        s.grade, p.school_id as school, coalesce(c.name, p.school_id) as "schoolName", p.state, p.term_name as "termName",
        p.criterion as because, p.begins_on as "beginsOn", p.ends_on as "endsOn", p.closed_on as "closedOn", p.outcome,
        coalesce(o.name, n.name, '') as owner, p.tier, coalesce(v.name, '') as supervisor, p.implemented_on as "implementedOn",
        (select count(*)::int from plan_interventions i where i.district_id = p.district_id and i.plan_id = p.plan_id) as interventions,
        (select count(*)::int from journals j where j.district_id = p.district_id and j.student_id = p.student_id
            and j.joins_plan and not j.is_void and j.on_date between p.begins_on and coalesce(p.closed_on, p.ends_on)
            and not exists (select from journals n where n.district_id = j.district_id and n.corrects_id = j.journal_id)) as journals,
        (select f.state from court_filings f where f.district_id = p.district_id and f.plan_id = p.plan_id
            and f.state not in ('withdrawn', 'returned')) as filing
       from chosen p join students s on s.district_id = p.district_id and s.student_id = p.student_id
       left join schools c on c.district_id = p.district_id and c.school_id = p.school_id
       left join people o on o.district_id = p.district_id and o.person_id = p.owner_id and (o.ended_on is null or o.ended_on > $10::date)
       left join named_on($1, $10::date) n on n.school_id = p.school_id and n.duty = case when p.tier = 3 then 'specialist' else 'lead' end
       left join people v on v.district_id = p.district_id and v.person_id = p.supervisor_id
      order by p.begins_on desc, p.plan_id desc`,
    [...within, after?.beginsOn ?? null, after?.planId ?? null, limit, on],
  );
  return { lines: found.rows, total: counted.rows[0]?.total ?? 0 };
}

/** Journal entries belong to every plan that was active on their day. ISO, both ends included. */
export function journalDays(plan: {
  readonly beginsOn: string;
  readonly endsOn: string;
  readonly closedOn: string | null;
}): { readonly from: string; readonly to: string } {
  return { from: plan.beginsOn, to: plan.closedOn ?? plan.endsOn };
}
