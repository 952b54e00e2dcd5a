import type pg from 'pg';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';

/** Cancels those of the tasks that are still open, with a reason; what was done stays done. Safe to repeat. */
export async function cancelTasks(
  client: pg.ClientBase,
  who: Who,
  { tasks, reason }: { readonly tasks: readonly number[]; readonly reason: string },
): Promise<readonly number[]> {
  if (tasks.length === 0) return [];
  const cancelled = await client.query<{
    task_id: number;
    student_id: string | null;
    school_id: string;
    case_id: number | null;
  }>(
    `update tasks set state = 'cancelled', outcome = $3, ended_on = $4, revision = revision + 1
      where district_id = $1 and task_id = any ($2) and state = 'open' returning task_id, student_id, school_id, case_id`,
    [who.districtId, tasks, reason, who.on],
  );
  await appendSteps(
    client,
    who,
    cancelled.rows.map((row) => ({
      student: row.student_id,
      school: row.school_id,
      caseId: row.case_id,
      thing: 'task',
      thingId: row.task_id,
      step: 'cancelled',
      reason,
    })),
  );
  return cancelled.rows.map((row) => row.task_id);
}
