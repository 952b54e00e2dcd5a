/** What people do with a task: take it, hand it over, say whom it waits for, end it. Each with its step, in one transaction. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { requireAccess } from './person-with-access.ts';
import { TASK, type TaskAction, type TaskState } from './states.ts';

/** Input: `outcome` what came of it; `person` '' gives it back to the people of its role; `waitingOn` '' nobody any more. */
export type TaskChange =
  | { readonly action: 'take' }
  | { readonly action: 'assign'; readonly person: string; readonly reason: string }
  | { readonly action: 'wait'; readonly waitingOn: string }
  | { readonly action: 'finish'; readonly outcome: string }
  | { readonly action: 'cancel'; readonly reason: string }
  | { readonly action: 'reopen'; readonly reason: string };

interface TaskRow {
  readonly task_id: number;
  readonly student_id: string | null;
  readonly school_id: string;
  readonly case_id: number | null;
  readonly assignee_id: string;
  readonly state: TaskState;
}

/** Changes one task. In the caller's transaction. Fails: Refusal where it is not there, not possible now, or for others to do. */
export async function changeTask(
  client: pg.ClientBase,
  who: Who,
  { task, change }: { readonly task: number; readonly change: TaskChange },
): Promise<{ readonly student: string | null; readonly state: TaskState }> {
  const row = await lockTask(client, who.districtId, task);
  const state = requireStep(TASK, { status: row.state, action: change.action, who });
  requireReason(change);
  const person = await personOf(client, who, change);
  await write(client, who, { row, state, change, person });
  await appendSteps(client, who, [
    {
      student: row.student_id,
      school: row.school_id,
      caseId: row.case_id,
      thing: 'task',
      thingId: row.task_id,
      step: STEPS[change.action],
      reason: reasonOf(change),
      detail: person === null ? {} : { person: person.name },
    },
  ]);
  return { student: row.student_id, state };
}

const STEPS: Readonly<Record<TaskAction, string>> = {
  take: 'taken',
  assign: 'handed-over',
  wait: 'waiting',
  finish: 'done',
  cancel: 'cancelled',
  reopen: 'opened-again',
};

async function lockTask(client: pg.ClientBase, districtId: number, task: number): Promise<TaskRow> {
  const found = await client.query<TaskRow>(
    `select task_id, student_id, school_id, case_id, assignee_id, state from tasks
      where district_id = $1 and task_id = $2 for update`,
    [districtId, task],
  );
  const [row] = found.rows;
  if (row === undefined) throw new Refusal('There is no such task.', { code: 'work.gone' });
  return row;
}

function requireReason(change: TaskChange): void {
  if ((change.action === 'cancel' || change.action === 'reopen') && change.reason.trim() === '')
    throw new Refusal('Say why: the reason is kept with the task.', { code: 'tasks.reason' });
  if (change.action === 'finish' && change.outcome.trim() === '')
    throw new Refusal('Say what came of it, in a few words.', { code: 'tasks.outcome' });
}

/** Who has it from now on; null: it stays with whoever has it. Fails: Refusal for somebody without access. */
async function personOf(
  client: pg.ClientBase,
  who: Who,
  change: TaskChange,
): Promise<{ readonly id: string; readonly name: string } | null> {
  if (change.action === 'take') return takerOf(who);
  if (change.action !== 'assign') return null;
  if (change.person === '') return { id: '', name: '' };
  return { id: change.person, name: await requireAccess(client, who, change.person) };
}

function takerOf({ personId, name }: Who): { readonly id: string; readonly name: string } {
  if (personId === '')
    throw new Refusal('A task is taken by a person who signs in. Here: hand it to one, with assign --to.');
  return { id: personId, name };
}

function reasonOf(change: TaskChange): string {
  switch (change.action) {
    case 'take':
      return '';
    case 'wait':
      return change.waitingOn.trim();
    case 'finish':
      return change.outcome.trim();
    default:
      return change.reason.trim();
  }
}

async function write(
  client: pg.ClientBase,
  who: Who,
  {
    row,
    state,
    change,
    person,
  }: {
    readonly row: TaskRow;
    readonly state: TaskState;
    readonly change: TaskChange;
    readonly person: { readonly id: string } | null;
  },
): Promise<void> {
  await client.query(
    `update tasks set state = $3, assignee_id = coalesce($4, assignee_id), waiting_on = coalesce($5, waiting_on),
            outcome = case when $3 = 'open' then '' else $6 end, ended_on = case when $3 = 'open' then null else $7::date end,
            done_with_thing = '', done_with_id = null, revision = revision + 1
      where district_id = $1 and task_id = $2`,
    [
      who.districtId,
      row.task_id,
      state,
      person?.id ?? null,
      waitingAfter(change),
      state === 'open' ? '' : reasonOf(change),
      who.on,
    ],
  );
}

/** What is done or cancelled waits for nobody. null: as it was. */
function waitingAfter(change: TaskChange): string | null {
  if (change.action === 'wait') return change.waitingOn.trim();
  return change.action === 'finish' || change.action === 'cancel' ? '' : null;
}
