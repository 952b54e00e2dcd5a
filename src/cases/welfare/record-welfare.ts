/** Writes the welfare step down: a contact with its line in the log of disclosures, in one transaction, or why none was needed. */
import type pg from 'pg';
import { recordAudit, writeDisclosures, type AuditWho } from '../../access/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { findCase, yearOf } from '../core/open-case.ts';
import { defineStates, requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import { readStudentPlace } from '../core/student-place.ts';
import type { Who } from '../core/who.ts';
import { readWelfareSteps } from './read-welfare.ts';
import type { WelfareContact, WelfareStep } from './welfare.ts';

const DECIDES = ['administrator', 'district'] as const;

/** Considered once for each task; a step that was wrong is corrected by another, and both stay. */
export const WELFARE = defineStates<'open' | 'done' | 'corrected', 'decide' | 'correct'>('welfare step', {
  open: { decide: { to: 'done', may: DECIDES, words: 'decide it' } },
  done: { correct: { to: 'corrected', may: DECIDES, words: 'correct it' } },
  corrected: {},
});

export interface RecordWelfare {
  readonly student: string;
  /** The task that asked for it. */
  readonly taskId?: number | null;
  /** null: not needed. */
  readonly contact: WelfareContact | null;
  /** The day of the contact, or of the decision, ISO; today unless given. */
  readonly on?: string;
  readonly reason: string;
  /** The step that this one takes the place of. */
  readonly corrects?: number | null;
}

/**
 * In the caller's transaction: the step, the line in the log of disclosures, and the end of its task.
 * Fails: Refusal, ProblemError for a day to come or without a reason.
 */
export async function recordWelfare(
  client: pg.ClientBase,
  who: Who,
  input: RecordWelfare & { readonly audit: AuditWho },
): Promise<WelfareStep> {
  const { student, contact, reason } = input;
  const on = input.on ?? who.on;
  requireGood(input, who.on, on);
  const corrected = await requireCorrectable(client, who, input);
  if (corrected === null) requireStep(WELFARE, { status: 'open', action: 'decide', who });
  const taskId = input.taskId ?? null;
  const task = taskId === null ? null : await requireTask(client, who, { student, taskId });
  const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
  const file = await findCase(client, { districtId: who.districtId, student, year: yearOf(who.on) });
  const disclosureId = contact === null ? null : await disclose(client, { ...input, contact, on });
  const written = await client.query<{ id: number }>(
    `insert into welfare_steps (district_id, student_id, case_id, school_id, task_id, notice_id, decision, agency, organisation, contact_name,
       on_date, reason, disclosure_id, corrects_id, made_by, made_by_id, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning welfare_id as id`,
    [
      who.districtId,
      student,
      file?.caseId ?? null,
      school,
      task?.taskId ?? corrected?.taskId ?? null,
      task?.noticeId ?? corrected?.noticeId ?? null,
      contact === null ? 'not-needed' : 'made',
      contact?.agency ?? '',
      contact?.organisation.trim() ?? '',
      contact?.contactName.trim() ?? '',
      on,
      reason.trim(),
      disclosureId,
      corrected?.welfareId ?? null,
      who.name,
      who.personId,
      who.now,
    ],
  );
  const welfareId = written.rows[0]?.id ?? 0;
  const detail = contact === null ? {} : { agency: contact.agency, organisation: contact.organisation };
  await appendSteps(client, who, [
    {
      student,
      caseId: file?.caseId ?? null,
      thing: 'welfare',
      thingId: welfareId,
      step: contact === null ? 'not-needed' : 'made',
      on,
      reason,
      detail,
    },
  ]);
  if (contact === null)
    await recordAudit(client, input.audit, {
      action: 'welfare-step',
      students: [student],
      detail: { decision: 'not-needed' },
    });
  if (task !== null)
    await endTask(client, who, { task, student, caseId: file?.caseId ?? null, isMade: contact !== null });
  const steps = await readWelfareSteps(client, { districtId: who.districtId, student });
  return steps.find((one) => one.welfareId === welfareId) as WelfareStep;
}

function requireGood({ contact, reason }: RecordWelfare, today: string, on: string): void {
  const problems: { path: string; found: string; allowed: string }[] = [];
  if (reason.trim() === '') problems.push({ path: 'reason', found: 'nothing', allowed: 'why, in words' });
  if (on > today) problems.push({ path: 'on', found: on, allowed: `a day up to today, ${today}` });
  if (contact !== null && contact.organisation.trim() === '')
    problems.push({ path: 'organisation', found: 'nothing', allowed: 'the agency that was contacted' });
  if (contact !== null && contact.given.trim() === '')
    problems.push({
      path: 'given',
      found: 'nothing',
      allowed: 'what they were told: it stands in the log of disclosures',
    });
  if (problems.length > 0) throw new ProblemError(problems);
}

async function requireCorrectable(
  client: pg.ClientBase,
  who: Who,
  { student, corrects = null }: RecordWelfare,
): Promise<WelfareStep | null> {
  if (corrects === null) return null;
  const steps = await readWelfareSteps(client, { districtId: who.districtId, student });
  const found = steps.find(({ welfareId }) => welfareId === corrects);
  if (found === undefined)
    throw new Refusal(`There is no welfare step ${corrects} of this student.`, { code: 'work.gone' });
  requireStep(WELFARE, { status: found.correctedBy === null ? 'done' : 'corrected', action: 'correct', who });
  return found;
}

interface Task {
  readonly taskId: number;
  readonly noticeId: number | null;
  readonly schoolId: string;
}

async function requireTask(
  client: pg.ClientBase,
  { districtId }: Who,
  { student, taskId }: { readonly student: string; readonly taskId: number },
): Promise<Task> {
  const found = await client.query<Task & { readonly state: string }>(
    `select task_id as "taskId", notice_id as "noticeId", school_id as "schoolId", state from tasks
      where district_id = $1 and task_id = $2 and student_id = $3 for update`,
    [districtId, taskId, student],
  );
  const [task] = found.rows;
  if (task === undefined) throw new Refusal(`There is no task ${taskId} about this student.`, { code: 'work.gone' });
  if (task.state !== 'open')
    throw new Refusal('This task was closed already. Correct the step that was taken.', { code: 'tasks.closed' });
  return task;
}

/** To whom, why and what: as the log of disclosures asks. */
async function disclose(
  client: pg.ClientBase,
  input: RecordWelfare & { readonly audit: AuditWho; readonly contact: WelfareContact; readonly on: string },
): Promise<number> {
  const { audit, contact, student, reason, on } = input;
  const found = await client.query<{ no: number }>(
    'select student_no as no from students where district_id = $1 and student_id = $2',
    [audit.districtId, student],
  );
  const { organisation, contactName } = contact;
  const [id] = await writeDisclosures(client, audit, {
    students: found.rows.map(({ no }) => no),
    kind: 'given',
    on,
    party: contactName.trim() === '' ? organisation.trim() : `${organisation.trim()}, ${contactName.trim()}`,
    interest: reason.trim(),
    given: contact.given.trim(),
  });
  return id ?? 0;
}

async function endTask(
  client: pg.ClientBase,
  who: Who,
  end: { readonly task: Task; readonly student: string; readonly caseId: number | null; readonly isMade: boolean },
): Promise<void> {
  const { task, student, caseId, isMade } = end;
  const outcome = isMade ? 'key:welfareMade' : 'key:welfareNotNeeded';
  await client.query(
    `update tasks set state = 'done', outcome = $3, ended_on = $4, revision = revision + 1 where district_id = $1 and task_id = $2`,
    [who.districtId, task.taskId, outcome, who.on],
  );
  await appendSteps(client, who, [
    { student, school: task.schoolId, caseId, thing: 'task', thingId: task.taskId, step: 'done', reason: outcome },
  ]);
}
