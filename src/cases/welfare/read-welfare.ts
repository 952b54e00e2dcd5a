/** Welfare steps on file, and those that are asked for. Reads only. */
import type pg from 'pg';
import type { WelfareStep, WelfareTask } from './welfare.ts';

type Client = pg.ClientBase | pg.Pool;

/** The newest first. */
export async function readWelfareSteps(
  client: Client,
  question: { readonly districtId: number; readonly student: string },
): Promise<readonly WelfareStep[]> {
  const found = await client.query<WelfareStep>(
    `select w.welfare_id as "welfareId", w.student_id as student, w.case_id as "caseId", w.task_id as "taskId", w.notice_id as "noticeId",
       w.decision, w.agency, w.organisation, w.contact_name as "contactName", w.on_date as "on", w.reason, w.disclosure_id as "disclosureId",
       w.corrects_id as corrects, (select min(c.welfare_id) from welfare_steps c where c.district_id = w.district_id and c.corrects_id = w.welfare_id) as "correctedBy",
       w.made_by as by, to_char(w.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
     from welfare_steps w where w.district_id = $1 and w.student_id = $2 order by w.welfare_id desc`,
    [question.districtId, question.student],
  );
  return found.rows;
}

/** The open tasks that ask for the step: those first that are due first. `on`: today, after whose end a task is overdue. */
export async function readWelfareTasks(
  client: Client,
  question: {
    readonly districtId: number;
    readonly on: string;
    readonly student?: string;
    readonly schools?: readonly string[] | undefined;
  },
): Promise<readonly WelfareTask[]> {
  const found = await client.query<WelfareTask>(
    `select t.task_id as "taskId", t.student_id as student, s.student_no as "studentNo", s.last_name || ', ' || s.first_name as name,
       t.school_id as school, t.what, t.notice_id as "noticeId", t.due_on as "dueOn", coalesce(t.due_on < $2::date, false) as "isOverdue"
     from tasks t join students s on s.district_id = t.district_id and s.student_id = t.student_id
     where t.district_id = $1 and t.state = 'open' and t.about_thing = 'welfare'
       and ($3::text is null or t.student_id = $3) and ($4::text[] is null or t.school_id = any ($4))
     order by t.due_on nulls last, t.task_id`,
    [question.districtId, question.on, question.student ?? null, question.schools ?? null],
  );
  return found.rows;
}
