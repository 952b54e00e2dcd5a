/** Queues of tasks: mine or everybody's, by when they are due. */
import type pg from 'pg';
import type { ContactKind, ContactOutcome } from '../contacts/contact.ts';
import { CONTACT_SINCE } from '../contacts/contact-tasks.ts';
import { taskRolesOf } from './task-roles.ts';
import type { Role } from '../../access/index.ts';

export const TASK_QUEUES = ['open', 'overdue', 'today', 'week', 'later', 'waiting', 'ended'] as const;
/** `week`: after today, up to Sunday; `later`: after that, or without a last day; `waiting`: waits for somebody. */
export type TaskQueue = (typeof TASK_QUEUES)[number];

export interface TaskQuestion {
  readonly districtId: number;
  /** Whose; left out: everybody's. */
  readonly whose?: Whose;
  /** Left out: all within the client's reach. */
  readonly schools?: readonly string[];
  readonly student?: string;
  /** Today, ISO. */
  readonly on: string;
}

/** A person with roles at schools (null: at every school): what they have, and what nobody took of their roles. */
export interface Whose {
  readonly personId: string;
  readonly grants: readonly { readonly role: Role; readonly school: string | null }[];
}

export interface TaskLine {
  readonly task: number;
  readonly student: string | null;
  readonly studentNo: number | null;
  /** `Torres, Maya`; '' for a task about a school. */
  readonly name: string;
  readonly grade: string;
  readonly school: string;
  readonly schoolName: string;
  readonly what: string;
  readonly role: string;
  readonly assigneeId: string;
  readonly assignee: string;
  readonly dueOn: string | null;
  /** Days in session after the last day, up to today; 0: not overdue. */
  readonly overdueSchoolDays: number;
  readonly waitingOn: string;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly outcome: string;
  readonly endedOn: string | null;
  readonly aboutThing: string;
  readonly aboutId: number | null;
  readonly caseId: number | null;
  readonly noticeId: number | null;
  readonly madeBy: string;
  /** Of a task that asks for a contact: what did it, or while it is open the latest attempt. */
  readonly contact: TaskContact | null;
}

export interface TaskContact {
  readonly on: string;
  readonly kind: ContactKind;
  readonly outcome: ContactOutcome;
  readonly by: string;
}

/** Where a page goes on: by the last day and the number, or for what is ended by the day it was ended on. */
export interface TaskPlace {
  readonly on: string | null;
  readonly task: number;
}

/** One page of a queue: the earliest last day first; of what is ended the latest first. */
export async function readTasks(
  client: pg.ClientBase | pg.Pool,
  question: TaskQuestion,
  page: { readonly queue: TaskQueue; readonly after: TaskPlace | null; readonly limit: number },
): Promise<readonly TaskLine[]> {
  const isEnded = page.queue === 'ended';
  const { text, values } = matchesOf(question, page.queue);
  const at = values.length;
  const found = await client.query<TaskLine>(
    `with page as (
       select t.* from tasks t where ${text}
         and ($${at + 1}::bigint is null or ${isEnded ? `(t.ended_on, t.task_id) < ($${at + 2}::date, $${at + 1}::bigint)` : `(coalesce(t.due_on, 'infinity'::date), t.task_id) > (coalesce($${at + 2}::date, 'infinity'::date), $${at + 1}::bigint)`})
        order by ${isEnded ? 't.ended_on desc, t.task_id desc' : `coalesce(t.due_on, 'infinity'::date), t.task_id`} limit $${at + 3})
     select ${LINE}
       from page t
       left join students s on s.district_id = t.district_id and s.student_id = t.student_id
       left join schools sc on sc.district_id = t.district_id and sc.school_id = t.school_id
       left join people p on p.district_id = t.district_id and p.person_id = t.assignee_id
      order by ${isEnded ? 't.ended_on desc, t.task_id desc' : `coalesce(t.due_on, 'infinity'::date), t.task_id`}`,
    [...values, page.after?.task ?? null, page.after?.on ?? null, page.limit],
  );
  return found.rows;
}

/** One task, or undefined where it is out of reach. `on` today, ISO. */
export async function readTask(
  client: pg.ClientBase | pg.Pool,
  { districtId, task, on }: { readonly districtId: number; readonly task: number; readonly on: string },
): Promise<TaskLine | undefined> {
  const found = await client.query<TaskLine>(
    `select ${LINE.replaceAll('$2', '$3')}
       from tasks t
       left join students s on s.district_id = t.district_id and s.student_id = t.student_id
       left join schools sc on sc.district_id = t.district_id and sc.school_id = t.school_id
       left join people p on p.district_id = t.district_id and p.person_id = t.assignee_id
      where t.district_id = $1 and t.task_id = $2`,
    [districtId, task, on],
  );
  return found.rows[0];
}

export type TaskCounts = Readonly<Record<TaskQueue, number>>;

/** How many stand in each queue. What is ended is not counted. */
export async function countTasks(client: pg.ClientBase | pg.Pool, question: TaskQuestion): Promise<TaskCounts> {
  const { text, values } = matchesOf(question, 'open');
  const found = await client.query<Omit<TaskCounts, 'ended'>>(
    `select count(*)::int as open,
            (count(*) filter (where ${QUEUES.overdue}))::int as overdue, (count(*) filter (where ${QUEUES.today}))::int as today,
            (count(*) filter (where ${QUEUES.week}))::int as week, (count(*) filter (where ${QUEUES.later}))::int as later,
            (count(*) filter (where ${QUEUES.waiting}))::int as waiting
       from tasks t where ${text}`,
    values,
  );
  return { ...(found.rows[0] as Omit<TaskCounts, 'ended'>), ended: 0 };
}

/** Nobody took it, or whoever did has no access any more. */
const NOBODY = `(t.assignee_id = '' or exists (select from people e where e.district_id = t.district_id and e.person_id = t.assignee_id
  and e.ended_on <= $2::date))`;

const FREE = `t.waiting_on = ''`;
/** The last day of the week of today: Sunday. */
const SUNDAY = `($2::date + (7 - extract(isodow from $2::date))::int)`;

const QUEUES: Readonly<Record<TaskQueue, string>> = {
  open: `$2::date is not null`,
  overdue: `t.due_on < $2::date and ${FREE}`,
  today: `t.due_on = $2::date and ${FREE}`,
  week: `t.due_on > $2::date and t.due_on <= ${SUNDAY} and ${FREE}`,
  later: `(t.due_on is null or t.due_on > ${SUNDAY} and t.due_on > $2::date) and ${FREE}`,
  waiting: `t.waiting_on <> ''`,
  ended: `$2::date is not null`,
};

/** $1 district, $2 today, then what the question narrows it to. */
function matchesOf(
  { districtId, whose, schools, student, on }: TaskQuestion,
  queue: TaskQueue,
): { readonly text: string; readonly values: unknown[] } {
  const values: unknown[] = [districtId, on];
  const parts = ['t.district_id = $1', queue === 'ended' ? `t.state <> 'open'` : `t.state = 'open'`, QUEUES[queue]];
  if (schools !== undefined) parts.push(`t.school_id = any ($${values.push(schools)})`);
  if (student !== undefined) parts.push(`t.student_id = $${values.push(student)}`);
  if (whose !== undefined) {
    const pairs = whose.grants.flatMap(({ role, school }) =>
      taskRolesOf(role).map((taskRole) => [taskRole, school ?? ''] as const),
    );
    const me = `t.assignee_id = $${values.push(whose.personId)}`;
    const roles = pairs.map(([role]) => role);
    // Roles first: whether somebody has a task is looked up only where it would be theirs.
    if (pairs.length === 0) parts.push(me);
    else
      parts.push(`(${me} or t.role = any ($${values.push([...new Set(roles)])}) and ${NOBODY} and exists (
      select from unnest($${values.push(roles)}::text[], $${values.push(pairs.map(([, place]) => place))}::text[]) as g (role, school)
       where g.role = t.role and g.school in ('', t.school_id)))`);
  }
  return { text: parts.join(' and '), values };
}

const CONTACT = `case when t.about_thing = 'contact' and t.state <> 'cancelled' then (
  select jsonb_build_object('on', c.on_date, 'kind', c.kind, 'outcome', c.outcome, 'by', c.made_by) from contacts c
   where c.district_id = t.district_id and c.student_id = t.student_id and (c.contact_id = t.done_with_id or t.state = 'open'
     and c.on_date >= ${CONTACT_SINCE} and not c.is_void
     and not exists (select from contacts k where k.district_id = c.district_id and k.corrects_id = c.contact_id))
   order by c.at desc, c.contact_id desc limit 1) end`;

const LINE = `t.task_id as task, t.student_id as student, s.student_no as "studentNo",
  coalesce(s.last_name || ', ' || s.first_name, '') as name, coalesce(s.grade, '') as grade, t.school_id as school,
  coalesce(sc.name, t.school_id) as "schoolName", t.what, t.role, t.assignee_id as "assigneeId", coalesce(p.name, '') as assignee,
  t.due_on as "dueOn", case when t.state = 'open' and t.due_on < $2::date then (select count(*)::int from calendar_days d
     where d.district_id = t.district_id and d.school_id = t.school_id and d.on_date > t.due_on and d.on_date <= $2::date) else 0 end as "overdueSchoolDays",
  t.waiting_on as "waitingOn", t.state, t.outcome, t.ended_on as "endedOn", t.about_thing as "aboutThing", t.about_id as "aboutId",
  t.case_id as "caseId", t.notice_id as "noticeId", t.made_by as "madeBy", ${CONTACT} as contact`;
