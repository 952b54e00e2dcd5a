/** What somebody answers for: everything that runs, with what is due next, how late it is and whom it waits for. */
import type pg from 'pg';
import type { Whose } from '../tasks/read-tasks.ts';
import { taskRolesOf } from '../tasks/task-roles.ts';
import { OWNED, OWNED_THINGS, type OwnedThing } from './owned.ts';
import { caseOf, OWNER_COLUMNS, ownerJoin } from './read-owner.ts';

export const OWNED_QUEUES = ['all', 'overdue', 'waiting'] as const;
/** `waiting`: its next task waits for somebody. */
export type OwnedQueue = (typeof OWNED_QUEUES)[number];

export interface OwnedQuestion {
  readonly districtId: number;
  /** Left out: everybody's. */
  readonly whose?: Whose;
  /** An officer: what this person owns and the files given to the person by a running assignment, which are theirs, and nothing else. */
  readonly only?: string;
  /** Left out: all within the client's reach. */
  readonly schools?: readonly string[];
  readonly things?: readonly OwnedThing[];
  /** Today, ISO. */
  readonly on: string;
}

export interface OwnedLine {
  readonly thing: OwnedThing;
  readonly id: number;
  readonly student: string | null;
  readonly studentNo: number | null;
  /** `Torres, Maya`; the title of a campaign. */
  readonly name: string;
  readonly grade: string;
  readonly school: string;
  readonly schoolName: string;
  readonly givenTo: string;
  readonly personId: string;
  readonly owner: string;
  /** Whose it is because its student was assigned to the person, who asks as an officer. */
  readonly isAssigned: boolean;
  readonly role: string;
  readonly since: string;
  /** The task that is due first, in words or as a key; null: none is open. */
  readonly next: string | null;
  readonly waitingOn: string;
  /** Of that task, or the day of the thing itself. */
  readonly dueOn: string | null;
  readonly overdueSchoolDays: number;
}

export interface OwnedCounts {
  readonly all: number;
  readonly overdue: number;
  readonly waiting: number;
}

/** One page, the earliest day first, and how many stand in each queue. */
export async function readOwned(
  client: pg.ClientBase | pg.Pool,
  question: OwnedQuestion,
  page: { readonly queue: OwnedQueue; readonly skip: number; readonly limit: number },
): Promise<{ readonly lines: readonly OwnedLine[]; readonly counts: OwnedCounts }> {
  const { text, values, hasOwners } = ownedOf(question);
  const at = values.length;
  const found = await client.query<OwnedCounts & { readonly lines: readonly OwnedLine[] }>(
    `${text}, page as (select m.* from mine m where ${QUEUES[page.queue]}
        order by m.due_on nulls last, m.since, m.thing, m.id offset $${at + 1} limit $${at + 2})
      select (select count(*)::int from mine) as "all", (select count(*)::int from mine m where ${QUEUES.overdue}) as overdue,
        (select count(*)::int from mine m where ${QUEUES.waiting}) as waiting,
        coalesce((select json_agg(${LINE} order by m.due_on nulls last, m.since, m.thing, m.id)
          from ${hasOwners ? 'page' : withOwner('page')} m
          left join students s on s.district_id = $1 and s.student_id = m.student_id
          left join schools c on c.district_id = $1 and c.school_id = m.school_id), '[]') as lines`,
    [...values, page.skip, page.limit],
  );
  const { lines, ...counts } = found.rows[0] as OwnedCounts & { readonly lines: readonly OwnedLine[] };
  return { lines, counts };
}

/** Of the row `m`, with its student `s` and its school `c`. */
const LINE = `json_build_object('thing', m.thing, 'id', m.id, 'student', m.student_id, 'studentNo', s.student_no,
            'name', coalesce(s.last_name || ', ' || s.first_name, m.title), 'grade', coalesce(s.grade, ''), 'school', m.school_id,
            'schoolName', coalesce(c.name, m.school_id), 'givenTo', m.given_to, 'personId', m."personId", 'owner', m.name,
            'isAssigned', m."isAssigned", 'role', m.role, 'since', m.since, 'next', m.what, 'waitingOn', m.waiting_on, 'dueOn', m.due_on,
            'overdueSchoolDays', case when m.due_on < $2::date then (select count(*)::int from calendar_days d where d.district_id = $1
              and d.school_id = m.school_id and d.on_date > m.due_on and d.on_date <= $2::date) else 0 end)`;

const QUEUES: Readonly<Record<OwnedQueue, string>> = {
  all: 'true',
  overdue: `m.due_on < $2::date and m.waiting_on = ''`,
  waiting: `m.waiting_on <> ''`,
};

/**
 * The open task of each thing that is due first; of an attendance file that of its student. Read in one pass of the open tasks and not once
 * for each thing: a district has tens of thousands of both.
 */
const FIRST = `(
          (select distinct on (k.case_id) 'case' as thing, k.case_id as id, t.what, t.waiting_on, t.due_on
             from owned k join tasks t on t.district_id = $1 and t.state = 'open' and t.student_id = k.student_id
            where k.thing = 'case' order by k.case_id, t.due_on nulls last, t.task_id)
          union all
          (select distinct on (t.about_thing, t.about_id) t.about_thing, t.about_id, t.what, t.waiting_on, t.due_on
             from tasks t where t.district_id = $1 and t.state = 'open' and t.about_thing in ('plan', 'tier', 'campaign', 'referral', 'contract')
            order by t.about_thing, t.about_id, t.due_on nulls last, t.task_id)) first`;

/** $1 district, $2 today. */
function ownedOf({ districtId, whose, only, schools, things = OWNED_THINGS, on }: OwnedQuestion): {
  readonly text: string;
  readonly values: unknown[];
  /** Whose each is had to be known to choose; else it is looked up for the lines of the page. */
  readonly hasOwners: boolean;
} {
  const values: unknown[] = [districtId, on];
  const place = schools === undefined ? '' : `and o.school_id = any ($${values.push(schools)})`;
  const hasOwners = only !== undefined || whose !== undefined;
  const mine =
    only === undefined
      ? whose === undefined
        ? 'true'
        : mineOf(whose, values)
      : `r."personId" = $${values.push(only)}`;
  const running = only === undefined ? withOwner('running') : assignedTo(values.length);
  return {
    text: `with running as (${things.map((thing) => partOf(thing, place)).join(' union all ')}),
      owned as materialized (select r.* from ${hasOwners ? running : 'running'} r where ${mine}),
      mine as materialized (select r.*, first.what, coalesce(first.waiting_on, '') as waiting_on, coalesce(first.due_on, r.due) as due_on
        from owned r left join ${FIRST} on first.thing = r.thing and first.id = r.id)`,
    values,
    hasOwners,
  };
}

/** The rows with the person each was given to, else whom the school names. */
function withOwner(rows: string): string {
  return `(select o.*, ${OWNER_COLUMNS}, false as "isAssigned" from (select *, given_to as owner_id, $1::int as district_id from ${rows}) o
      ${ownerJoin('o.duty', '$2')})`;
}

/** A file that is given to a person is theirs, whoever answers for it at the school. Input: the place of the person. */
function assignedTo(person: number): string {
  return `(select r.thing, r.id, r.student_id, r.case_id, r.title, r.school_id, case when a.person_id is null then r.given_to else '' end as given_to,
      coalesce(a.person_id, r."personId") as "personId", coalesce(a.name, r.name) as name, a.person_id is not null as "isAssigned", r.role, r.since, r.due
     from ${withOwner('running')} r left join lateral (
       select a.person_id, p.name from case_assignments a join people p on p.district_id = a.district_id and p.person_id = a.person_id
        where r.thing = 'case' and a.district_id = $1 and a.student_id = r.student_id and a.person_id = $${person}
          and (a.ended_on is null or a.ended_on > $2::date) limit 1) a on true)`;
}

function partOf(thing: OwnedThing, place: string): string {
  const { table, id, runs, stands = 'true', duty, role, since, due } = OWNED[thing];
  const isCampaign = thing === 'campaign';
  return `select '${thing}' as thing, o.${id} as id, ${isCampaign ? 'null::text' : 'o.student_id'} as student_id, ${caseOf(thing)} as case_id,
      ${isCampaign ? 'o.title' : `''`} as title, o.school_id, o.owner_id as given_to, ${duty} as duty, ${role} as role, ${since} as since,
      ${due} as due
     from ${table} o where o.district_id = $1 and ${runs} and ${stands} ${place}`;
}

/** Given to the person, theirs by rule, or nobody's and of one of their roles at the school. */
function mineOf({ personId, grants }: Whose, values: unknown[]): string {
  const pairs = grants.flatMap(({ role, school }) =>
    taskRolesOf(role).map((taskRole) => [taskRole, school ?? ''] as const),
  );
  const me = values.push(personId);
  const roles = values.push(pairs.map(([role]) => role));
  const places = values.push(pairs.map(([, place]) => place));
  return `(r."personId" = $${me} or r."personId" = '' and exists (
    select from unnest($${roles}::text[], $${places}::text[]) as g (role, school) where g.role = r.role and g.school in ('', r.school_id)))`;
}
