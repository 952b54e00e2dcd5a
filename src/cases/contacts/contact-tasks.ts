/**
 * Tasks whose work is to reach the family (`opens: contact` in a pack): done with the entry of the log that says so, open again when
 * that entry is corrected. A contact counts from the day on which the criterion was met.
 */
import type pg from 'pg';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';

/** From which day on a contact counts for the task `t`: the day on which its criterion was met, else the day it was made. */
export const CONTACT_SINCE = `coalesce((select n.trigger_on from notices n where n.district_id = t.district_id and n.notice_id = t.notice_id),
  (t.made_at at time zone (select d.time_zone from districts d where d.district_id = t.district_id))::date)`;

/** What stands as the outcome of such a task: a sentence of the words `tasks`. */
const OUTCOME = 'key:contactMade';

/** Closes what a contact does that reached the family. In the transaction that logs it. */
export async function closeTasksByContact(
  client: pg.ClientBase,
  who: Who,
  { student, contactId }: { readonly student: string; readonly contactId: number },
): Promise<void> {
  await close(client, who, { where: 't.student_id = $5 and c.contact_id = $6', values: [student, contactId] });
}

/** Closes those of the tasks that a contact on file has done already. In the transaction that makes them. */
export async function closeTasksDoneBefore(client: pg.ClientBase, who: Who, tasks: readonly number[]): Promise<void> {
  if (tasks.length > 0) await close(client, who, { where: 't.task_id = any ($5)', values: [tasks] });
}

/**
 * What an entry of the log did is done no longer once the entry is corrected: another that reached the family takes its place, else
 * the task is open again, with the reason of the correction.
 */
export async function giveBackTasksOfContact(
  client: pg.ClientBase,
  who: Who,
  { contactId, reason }: { readonly contactId: number; readonly reason: string },
): Promise<void> {
  await client.query(
    `update tasks set done_with_id = f.contact_id, revision = revision + 1
       from (${FIRST_CONTACT} where t.done_with_thing = 'contact' and t.done_with_id = $2 order by t.task_id, c.on_date, c.contact_id) f
      where tasks.district_id = $1 and tasks.task_id = f.task_id`,
    [who.districtId, contactId],
  );
  const opened = await client.query<TaskRow>(
    `update tasks set state = 'open', outcome = '', ended_on = null, done_with_thing = '', done_with_id = null, revision = revision + 1
      where district_id = $1 and done_with_thing = 'contact' and done_with_id = $2 returning ${ROW}`,
    [who.districtId, contactId],
  );
  await writeSteps(client, who, opened.rows, { step: 'opened-again', reason });
}

interface TaskRow {
  readonly task: number;
  readonly student: string;
  readonly school: string;
  readonly caseId: number | null;
  readonly contactId?: number;
}

const ROW = `tasks.task_id as task, tasks.student_id as student, tasks.school_id as school, tasks.case_id as "caseId"`;

/** One line a task: the first contact that reached the family and still stands. The event is on record for no other. */
const FIRST_CONTACT = `select distinct on (t.task_id) t.task_id, c.contact_id
  from tasks t
  join contacts c on c.district_id = t.district_id and c.student_id = t.student_id and c.outcome = 'reached' and not c.is_void
   and c.on_date >= ${CONTACT_SINCE}
   and not exists (select from contacts k where k.district_id = c.district_id and k.corrects_id = c.contact_id)
  join events e on e.district_id = c.district_id and e.student_id = c.student_id and e.on_date = c.on_date and e.event = 'contact-made'
   and e.ref = 'contact ' || c.contact_id and e.origin = 'rollcall' and e.superseded_import_id is null and t.district_id = $1`;

async function close(
  client: pg.ClientBase,
  who: Who,
  { where, values }: { readonly where: string; readonly values: readonly unknown[] },
): Promise<void> {
  const closed = await client.query<TaskRow>(
    `update tasks set state = 'done', outcome = $2, ended_on = $3, waiting_on = '', done_with_thing = $4, done_with_id = f.contact_id,
            revision = revision + 1
       from (${FIRST_CONTACT} where t.state = 'open' and t.about_thing = 'contact' and ${where} order by t.task_id, c.on_date, c.contact_id) f
      where tasks.district_id = $1 and tasks.task_id = f.task_id and tasks.state = 'open'
      returning ${ROW}, f.contact_id as "contactId"`,
    [who.districtId, OUTCOME, who.on, 'contact', ...values],
  );
  await writeSteps(client, who, closed.rows, { step: 'done', reason: OUTCOME });
}

async function writeSteps(
  client: pg.ClientBase,
  who: Who,
  rows: readonly TaskRow[],
  { step, reason }: { readonly step: string; readonly reason: string },
): Promise<void> {
  await appendSteps(
    client,
    who,
    rows.map(({ task, student, school, caseId, contactId }) => ({
      student,
      school,
      caseId,
      thing: 'task',
      thingId: task,
      step,
      reason,
      detail: contactId === undefined ? {} : { contact: contactId },
    })),
  );
}
