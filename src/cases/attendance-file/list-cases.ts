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
  /** Person id: only of the students in whose cases this person has a duty. */
  readonly assignedTo?: string;
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
  const { found, where, values } = foundBy(districtId, { filter, on, sort });
  const order = `${ORDERS[sort]} ${isDescending ? 'desc' : 'asc'} nulls last, c.case_id`;
  const answer = await client.query<CaseLine & { readonly total: number }>(
    `with ${found}, chosen as (
       select c.case_id, count(*) over ()::int as total, row_number() over (order by ${order}) as place
         from found c ${where} order by place offset $${values.push(skip)} limit $${values.push(limit)})
     ${OF_PAGE}`,
    values,
  );
  const lines = answer.rows.map(({ total: _, ...line }) => line);
  return { lines, total: answer.rows[0]?.total ?? (skip === 0 ? 0 : await countCases(client, page)) };
}

/** How many there are under a filter. */
export async function countCases(
  client: Queries,
  { districtId, filter, on }: Pick<CasePage, 'districtId' | 'filter' | 'on'>,
): Promise<number> {
  const { found, where, values } = foundBy(districtId, { filter, on, sort: 'opened' });
  const answer = await client.query<{ count: number }>(
    `with ${found} select count(*)::int as count from found c ${where}`,
    values,
  );
  return answer.rows[0]?.count ?? 0;
}

/** What a page says of its files, looked up for those alone. */
const OF_PAGE = `
     select c.case_id as "caseId", s.student_no as "studentNo", c.student_id as student, s.first_name as "firstName", s.last_name as "lastName",
            s.grade, c.year, c.school_id as school, coalesce(sc.name, c.school_id) as "schoolName", c.state, c.opened_on as "openedOn",
            c.closed_on as "closedOn", c.outcome, c.because, coalesce(p.person_id, n.person_id, '') as "ownerId",
            coalesce(p.name, n.name, '') as owner, l.on_date as "lastContactOn", l.outcome as "lastOutcome",
            t.what as "nextStep", t.due_on as "dueOn", coalesce(t.open_tasks, 0) as "openTasks", o.total
       from chosen o
       join cases c on c.district_id = $1 and c.case_id = o.case_id
       join students s on s.district_id = $1 and s.student_id = c.student_id
       left join schools sc on sc.district_id = $1 and sc.school_id = c.school_id
       left join people p on p.district_id = $1 and p.person_id = c.owner_id and (p.ended_on is null or p.ended_on > $2::date)
       left join named_on($1, $2::date) n on n.school_id = c.school_id and n.duty = 'lead'
       left join lateral (select k.outcome, max(k.on_date) over () as on_date from contacts k
          where k.district_id = $1 and k.student_id = c.student_id and not k.is_void
          and not exists (select from contacts n where n.district_id = $1 and n.corrects_id = k.contact_id)
         order by k.at desc limit 1) l on true
       left join lateral (select t.what, t.due_on, count(*) over ()::int as open_tasks from tasks t
         where t.district_id = $1 and t.student_id = c.student_id and t.state = 'open'
         order by t.due_on nulls last, t.task_id limit 1) t on c.state = 'open'
      order by o.place`;

/** What an order or a filter looks at, and where it comes from: nothing else is read before the page is chosen. */
const FROM = {
  student: {
    columns: 's.first_name, s.last_name',
    join: 'join students s on s.district_id = c.district_id and s.student_id = c.student_id',
  },
  school: {
    columns: 'coalesce(sc.name, c.school_id) as school_name',
    join: 'left join schools sc on sc.district_id = c.district_id and sc.school_id = c.school_id',
  },
  owner: {
    columns: `coalesce(p.person_id, n.person_id, '') as owner_now, coalesce(p.name, n.name, '') as owner_name`,
    join: `left join people p on p.district_id = c.district_id and p.person_id = c.owner_id and (p.ended_on is null or p.ended_on > $2::date)
      left join named_on($1, $2::date) n on n.school_id = c.school_id and n.duty = 'lead'`,
  },
  due: {
    columns: `case when c.state = 'open' then w.due_on end as due_on`,
    join: `left join (select t.student_id, min(t.due_on) as due_on from tasks t
       where t.district_id = $1 and t.state = 'open' and t.student_id in (select student_id from asked) group by t.student_id) w
        on w.student_id = c.student_id`,
  },
  'last-contact': {
    columns: 'r.last_on',
    join: `left join (select k.student_id, max(k.on_date) as last_on from contacts k
       where k.district_id = $1 and not k.is_void and k.student_id in (select student_id from asked)
         and not exists (select from contacts n where n.district_id = $1 and n.corrects_id = k.contact_id) group by k.student_id) r
        on r.student_id = c.student_id`,
  },
  opened: null,
} as const satisfies Record<CaseSort, { readonly columns: string; readonly join: string } | null>;

const ORDERS: Readonly<Record<CaseSort, string>> = {
  due: 'c.due_on',
  student: `lower(c.last_name || ' ' || c.first_name)`,
  school: 'c.school_name',
  owner: `nullif(c.owner_name, '')`,
  opened: 'c.opened_on',
  'last-contact': 'c.last_on',
};

/** The files as far as the filter and the order look at them: `found`, in a query that begins with `with`. */
function foundBy(
  districtId: number,
  { filter, on, sort }: { readonly filter: CaseFilter; readonly on: string; readonly sort: CaseSort },
): { readonly found: string; readonly where: string; readonly values: unknown[] } {
  const { asked, where, values } = conditionsOf(districtId, filter, on);
  const needed = new Set<CaseSort>([
    sort,
    ...(filter.owner === undefined ? [] : (['owner'] as const)),
    ...(filter.isOverdue === true ? (['due'] as const) : []),
    ...(filter.quietSince === undefined ? [] : (['last-contact'] as const)),
  ]);
  const from = [...needed].flatMap((one) => FROM[one] ?? []);
  return {
    found: `asked as (select c.case_id, c.district_id, c.student_id, c.school_id, c.state, c.opened_on, c.owner_id from cases c where ${asked}),
  found as (select c.case_id, c.opened_on${from.map(({ columns }) => `, ${columns}`).join('')} from asked c ${from.map(({ join }) => join).join(' ')})`,
    where,
    values,
  };
}

/** `asked`: what a file says itself; `where`: what has to be looked up. */
function conditionsOf(
  districtId: number,
  filter: CaseFilter,
  on: string,
): { readonly asked: string; readonly where: string; readonly values: unknown[] } {
  const { schools, state, owner, year, isOverdue, quietSince, because, assignedTo } = filter;
  const values: unknown[] = [districtId, on];
  const asked = ['c.district_id = $1', '$2::date is not null'];
  const parts: string[] = [];
  if (schools !== undefined) asked.push(`c.school_id = any ($${values.push(schools)})`);
  if (state !== undefined) asked.push(`c.state = $${values.push(state)}`);
  if (year !== undefined) asked.push(`c.year = $${values.push(year)}`);
  if (because !== undefined) asked.push(`c.because = $${values.push(because)}`);
  if (assignedTo !== undefined)
    asked.push(`c.student_id = any (array(select a.student_id from case_assignments a
      where a.district_id = $1 and a.person_id = $${values.push(assignedTo)} and a.ended_on is null))`);
  if (owner !== undefined) parts.push(`c.owner_now = $${values.push(owner)}`);
  if (isOverdue === true) parts.push(`c.due_on < $2::date`);
  if (quietSince !== undefined) parts.push(`(c.last_on is null or c.last_on < $${values.push(quietSince)}::date)`);
  return { asked: asked.join(' and '), where: parts.length === 0 ? '' : `where ${parts.join(' and ')}`, values };
}
