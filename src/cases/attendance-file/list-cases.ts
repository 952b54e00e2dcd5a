/** The list of attendance files: who has one, who answers for it, when the family was last reached, what is due next. */
import type pg from 'pg';

export const CASE_SORTS = ['due', 'student', 'school', 'owner', 'opened', 'last-contact'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

export interface CaseFilter {
  readonly schools?: readonly string[];
  readonly state?: 'open' | 'closed';
  /** Person id; '' those that are the whole team's. */
  readonly owner?: string;
  /** The calendar year in which the school year begins. */
  readonly year?: number;
  /** Only with an open task whose last day is over. */
  readonly isOverdue?: boolean;
  /** Only those in which nobody was contacted on or after this day, ISO. */
  readonly quietSince?: string;
  readonly because?: string;
}

export interface CaseLine {
  readonly caseId: number;
  readonly studentNo: number;
  readonly student: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly year: number;
  readonly school: string;
  readonly schoolName: string;
  readonly state: 'open' | 'closed';
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly outcome: string;
  readonly because: string;
  readonly ownerId: string;
  readonly owner: string;
  readonly lastContactOn: string | null;
  readonly lastOutcome: string | null;
  /** The task that is due first: in words, or a key of the words of tasks. */
  readonly nextStep: string | null;
  readonly dueOn: string | null;
  readonly openTasks: number;
}

export interface CasePage {
  readonly districtId: number;
  readonly filter: CaseFilter;
  /** Today in the district, ISO. */
  readonly on: string;
  readonly sort: CaseSort;
  readonly isDescending: boolean;
  readonly skip: number;
  readonly limit: number;
}

type Queries = pg.ClientBase | pg.Pool;

/** One page, and how many there are in all. Of the students within the reach of the client. */
export async function listCases(
  client: Queries,
  page: CasePage,
): Promise<{ readonly lines: readonly CaseLine[]; readonly total: number }> {
  const { districtId, filter, on, sort, isDescending, skip, limit } = page;
  const { where, values } = conditionsOf(districtId, filter, on);
  const order = `${ORDERS[sort]} ${isDescending ? 'desc' : 'asc'} nulls last, c.case_id`;
  const found = await client.query<CaseLine & { readonly total: number }>(
    `${FACTS} , chosen as (
       select c.*, count(*) over ()::int as total, row_number() over (order by ${order}) as place
         from found c ${where} order by place offset $${values.push(skip)} limit $${values.push(limit)})
     select c.case_id as "caseId", c.student_no as "studentNo", c.student_id as student, c.first_name as "firstName", c.last_name as "lastName",
            c.grade, c.year, c.school_id as school, c.school_name as "schoolName", c.state, c.opened_on as "openedOn", c.closed_on as "closedOn",
            c.outcome, c.because, c.owner_id as "ownerId", c.owner_name as owner, c.last_on as "lastContactOn", l.outcome as "lastOutcome",
            t.what as "nextStep", c.due_on as "dueOn", c.open_tasks as "openTasks", c.total
       from chosen c
       left join lateral (select k.outcome from contacts k where k.district_id = $1 and k.student_id = c.student_id and not k.is_void
          and not exists (select from contacts n where n.district_id = $1 and n.corrects_id = k.contact_id)
         order by k.at desc limit 1) l on true
       left join lateral (select t.what from tasks t where t.district_id = $1 and t.student_id = c.student_id and t.state = 'open'
         order by t.due_on nulls last, t.task_id limit 1) t on c.state = 'open'
      order by c.place`,
    values,
  );
  const lines = found.rows.map(({ total: _, ...line }) => line);
  return { lines, total: found.rows[0]?.total ?? (skip === 0 ? 0 : await countCases(client, page)) };
}

/** How many there are under a filter. */
export async function countCases(
  client: Queries,
  { districtId, filter, on }: Pick<CasePage, 'districtId' | 'filter' | 'on'>,
): Promise<number> {
  const { where, values } = conditionsOf(districtId, filter, on);
  const found = await client.query<{ count: number }>(
    `${FACTS} select count(*)::int as count from found c ${where}`,
    values,
  );
  return found.rows[0]?.count ?? 0;
}

/** Contacts and tasks are added up once for all files; the page looks up its own words. */
const FACTS = `with reached as (
    select k.student_id, max(k.on_date) as last_on from contacts k
     where k.district_id = $1 and not k.is_void and not exists (select from contacts n where n.district_id = $1 and n.corrects_id = k.contact_id)
     group by k.student_id),
  waiting as (
    select student_id, min(due_on) as due_on, count(*)::int as open_tasks from tasks
     where district_id = $1 and state = 'open' and student_id is not null group by student_id),
  found as (
    select c.case_id, c.student_id, s.student_no, s.first_name, s.last_name, s.grade, c.year, c.school_id, coalesce(sc.name, c.school_id) as school_name,
           c.state, c.opened_on, c.closed_on, c.outcome, c.because,
           coalesce(p.person_id, n.person_id, '') as owner_id, coalesce(p.name, n.name, '') as owner_name, r.last_on,
           case when c.state = 'open' then w.due_on end as due_on, case when c.state = 'open' then coalesce(w.open_tasks, 0) else 0 end as open_tasks
      from cases c
      join students s on s.district_id = c.district_id and s.student_id = c.student_id
      left join schools sc on sc.district_id = c.district_id and sc.school_id = c.school_id
      left join people p on p.district_id = c.district_id and p.person_id = c.owner_id and (p.ended_on is null or p.ended_on > $2::date)
      left join named_on($1, $2::date) n on n.school_id = c.school_id and n.duty = 'lead'
      left join reached r on r.student_id = c.student_id
      left join waiting w on w.student_id = c.student_id
     where c.district_id = $1)`;

const ORDERS: Readonly<Record<CaseSort, string>> = {
  due: 'c.due_on',
  student: `lower(c.last_name || ' ' || c.first_name)`,
  school: 'c.school_name',
  owner: `nullif(c.owner_name, '')`,
  opened: 'c.opened_on',
  'last-contact': 'c.last_on',
};

function conditionsOf(districtId: number, filter: CaseFilter, on: string): { where: string; values: unknown[] } {
  const { schools, state, owner, year, isOverdue, quietSince, because } = filter;
  const values: unknown[] = [districtId, on];
  const parts: string[] = [];
  if (schools !== undefined) parts.push(`c.school_id = any ($${values.push(schools)})`);
  if (state !== undefined) parts.push(`c.state = $${values.push(state)}`);
  if (owner !== undefined) parts.push(`c.owner_id = $${values.push(owner)}`);
  if (year !== undefined) parts.push(`c.year = $${values.push(year)}`);
  if (isOverdue === true) parts.push(`c.due_on < $2::date`);
  if (quietSince !== undefined) parts.push(`(c.last_on is null or c.last_on < $${values.push(quietSince)}::date)`);
  if (because !== undefined) parts.push(`c.because = $${values.push(because)}`);
  return { where: parts.length === 0 ? '' : `where ${parts.join(' and ')}`, values };
}
