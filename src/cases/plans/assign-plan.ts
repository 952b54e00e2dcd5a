/** Gives an active plan to the supervisor of attendance, who sees this student from then on and no others. */
import type pg from 'pg';
import { assign } from '../core/assignments.ts';
import { dueOn } from '../core/due-on.ts';
import { createTasks } from '../core/create-tasks.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';

export interface AssignPlan {
  readonly student: string;
  readonly personId: string;
  readonly personName: string;
  /** Code of the criterion, or in words. */
  readonly because: string;
}

/** Days in session in which a supervisor looks at what is new. */
const LOOK_SCHOOL_DAYS = 5;

interface Active {
  readonly planId: number;
  readonly caseId: number;
  readonly school: string;
  readonly supervisorId: string;
}

/**
 * Links the student's active plans to the person. Returns the newest of them, or null where the student has none.
 * In the caller's transaction; the same again changes nothing.
 */
export async function assignPlan(client: pg.ClientBase, who: Who, input: AssignPlan): Promise<number | null> {
  const { student, personId, personName, because } = input;
  const found = await client.query<Active>(
    `select plan_id as "planId", case_id as "caseId", school_id as school, supervisor_id as "supervisorId" from plans
      where district_id = $1 and student_id = $2 and state = 'active' order by begins_on desc, plan_id desc for update`,
    [who.districtId, student],
  );
  const [newest] = found.rows;
  if (newest === undefined) return null;
  const open = found.rows.filter(({ supervisorId }) => supervisorId !== personId);
  await client.query(
    `update plans set supervisor_id = $3, assigned_on = $4, revision = revision + 1 where district_id = $1 and plan_id = any ($2)`,
    [who.districtId, open.map(({ planId }) => planId), personId, who.on],
  );
  await assign(client, who, { student, caseId: newest.caseId, duty: 'supervisor', personId, because });
  await appendSteps(
    client,
    who,
    open.map(({ planId, caseId }) => ({
      student,
      caseId,
      thing: 'plan',
      thingId: planId,
      step: 'assigned',
      detail: { to: personName, because },
    })),
  );
  if (open.length > 0) await askToLook(client, who, { student, personId, plan: newest });
  return newest.planId;
}

async function askToLook(
  client: pg.ClientBase,
  who: Who,
  { student, personId, plan }: { readonly student: string; readonly personId: string; readonly plan: Active },
): Promise<void> {
  const [due] = await dueOn(client, who.districtId, [
    { school: plan.school, from: who.on, schoolDays: LOOK_SCHOOL_DAYS },
  ]);
  await createTasks(client, who, [
    {
      student,
      school: plan.school,
      what: 'key:plan-assigned',
      role: 'supervisor-of-attendance',
      assignee: personId,
      dueOn: due ?? null,
      caseId: plan.caseId,
      about: { thing: 'plan', id: plan.planId },
    },
  ]);
}
