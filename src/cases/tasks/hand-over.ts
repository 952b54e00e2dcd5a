/** Whose access ends leaves open tasks behind: they are listed, and go to somebody else or back to the people of their role. */
import type pg from 'pg';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { requireAccess } from './person-with-access.ts';
import { Refusal } from '../../problem.ts';

/** An open task without whom it is about: whoever manages people sees no students. */
export interface LeftTask {
  readonly task: number;
  readonly what: string;
  readonly school: string;
  readonly role: string;
  readonly dueOn: string | null;
}

/** What a person still has to do, by its last day. */
export async function readTasksOfPerson(
  client: pg.ClientBase | pg.Pool,
  { districtId, person }: { readonly districtId: number; readonly person: string },
): Promise<readonly LeftTask[]> {
  const found = await client.query<LeftTask>(
    `select task_id as task, what, school_id as school, role, due_on as "dueOn" from tasks
      where district_id = $1 and assignee_id = $2 and state = 'open' order by due_on nulls last, task_id`,
    [districtId, person],
  );
  return found.rows;
}

/** Hands all open tasks of a person to another, or back to the people of their roles (`to` ''). Returns how many. */
export async function handOverTasks(
  client: pg.ClientBase,
  who: Who,
  { from, to, reason }: { readonly from: string; readonly to: string; readonly reason: string },
): Promise<number> {
  if (from === to) throw new Refusal('They have these tasks already.', { code: 'tasks.same' });
  const name = to === '' ? '' : await requireAccess(client, who, to);
  const handed = await client.query<{
    task_id: number;
    student_id: string | null;
    school_id: string;
    case_id: number | null;
  }>(
    `update tasks set assignee_id = $3, revision = revision + 1 where district_id = $1 and assignee_id = $2 and state = 'open'
      returning task_id, student_id, school_id, case_id`,
    [who.districtId, from, to],
  );
  await appendSteps(
    client,
    who,
    handed.rows.map((row) => ({
      student: row.student_id,
      school: row.school_id,
      caseId: row.case_id,
      thing: 'task',
      thingId: row.task_id,
      step: 'handed-over',
      reason,
      detail: { person: name },
    })),
  );
  return handed.rows.length;
}
