/** Tasks: made for what follows, closed with what came of it. How people take, hand over and do them is in `src/cases/tasks`. */
import type pg from 'pg';
import { appendSteps, type ThingRef } from './steps.ts';
import type { Who } from './who.ts';

export interface NewTask {
  /** Null: about the school. */
  readonly student: string | null;
  readonly school: string;
  /** In words, or `key:` and the name of a sentence in the words of the tasks screen. */
  readonly what: string;
  /** Whose it is while nobody took it, as `then:` writes it: `administrator`, `clerk`, `truancy-officer`. */
  readonly role: string;
  /** Person id; left out: the people of the role at the school. */
  readonly assignee?: string;
  /** The last day, ISO; null without one. */
  readonly dueOn: string | null;
  readonly caseId?: number | null;
  readonly noticeId?: number | null;
  /** What it was made for: closed with it. */
  readonly about?: ThingRef;
}

/** In one question, in their order. In the caller's transaction. Returns their numbers. */
export async function createTasks(
  client: pg.ClientBase,
  who: Who,
  tasks: readonly NewTask[],
): Promise<readonly number[]> {
  if (tasks.length === 0) return [];
  const made = await client.query<{ task_id: number }>(
    `insert into tasks (district_id, student_id, school_id, case_id, what, role, assignee_id, due_on, about_thing, about_id, notice_id, made_by, made_at)
     select $1, t.student_id, t.school_id, t.case_id, t.what, t.role, t.assignee_id, t.due_on, t.about_thing, t.about_id, t.notice_id, $2, $3
       from jsonb_to_recordset($4::jsonb) as t (place int, student_id text, school_id text, case_id bigint, what text, role text,
         assignee_id text, due_on date, about_thing text, about_id bigint, notice_id bigint)
      order by t.place
     returning task_id`,
    [who.districtId, who.name, who.now, JSON.stringify(tasks.map(rowOf))],
  );
  // Numbers are drawn in the order of the places.
  const ids = made.rows.map((row) => row.task_id).toSorted((one, other) => one - other);
  await appendSteps(
    client,
    who,
    tasks.map((task, at) => ({
      student: task.student,
      school: task.school,
      caseId: task.caseId ?? null,
      thing: 'task',
      thingId: ids[at] as number,
      step: 'made',
      detail: { what: task.what, role: task.role, dueOn: task.dueOn },
    })),
  );
  return ids;
}

export interface EndTasks {
  readonly about: ThingRef;
  readonly state: 'done' | 'cancelled';
  readonly outcome: string;
}

/** Closes what is still open of the tasks that were made for a thing. Returns their numbers. */
export async function closeTasksAbout(
  client: pg.ClientBase,
  who: Who,
  { about, state, outcome }: EndTasks,
): Promise<readonly number[]> {
  const closed = await client.query<ClosedRow>(
    `update tasks set state = $4, outcome = $5, ended_on = $6, revision = revision + 1
      where district_id = $1 and about_thing = $2 and about_id = $3 and state = 'open'
      returning task_id, student_id, school_id, case_id`,
    [who.districtId, about.thing, about.id, state, outcome, who.on],
  );
  await appendSteps(
    client,
    who,
    closed.rows.map((row) => ({
      student: row.student_id,
      school: row.school_id,
      caseId: row.case_id,
      thing: 'task',
      thingId: row.task_id,
      step: state,
      reason: outcome,
    })),
  );
  return closed.rows.map((row) => row.task_id);
}

interface ClosedRow {
  readonly task_id: number;
  readonly student_id: string | null;
  readonly school_id: string;
  readonly case_id: number | null;
}

function rowOf(task: NewTask, place: number): Readonly<Record<string, unknown>> {
  return {
    place,
    student_id: task.student,
    school_id: task.school,
    case_id: task.caseId ?? null,
    what: task.what,
    role: task.role,
    assignee_id: task.assignee ?? '',
    due_on: task.dueOn,
    about_thing: task.about?.thing ?? '',
    about_id: task.about?.id ?? null,
    notice_id: task.noticeId ?? null,
  };
}
