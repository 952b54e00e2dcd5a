/** What is done with a referral: sent with the sealed file, accepted, returned with what is missing, next step, decided, withdrawn. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { assign, endAssignment } from '../core/assignments.ts';
import { closeTasksAbout, createTasks } from '../core/create-tasks.ts';
import { dueOn } from '../core/due-on.ts';
import { recordEvents } from '../core/record-events.ts';
import type { Who } from '../core/who.ts';
import { countReady, type RequirementState } from '../requirements/readiness.ts';
import { requirementsOf } from '../requirements/requirement.ts';
import { lockReferral, referralStep, type ReferralRow } from './referral-row.ts';
import type { ReferralOutcome } from './states.ts';

export interface SendReferral {
  readonly referralId: number;
  /** A person of Rollcall who reviews it; null: an agency outside, which gets the sealed file. */
  readonly reviewer: { readonly personId: string; readonly name: string } | null;
  readonly agency: string;
  readonly fileId: number;
  /** As they are now, of this referral. */
  readonly readiness: readonly RequirementState[];
  readonly schoolDays: number;
}

/** Sends it: the reviewer sees this student from then on. Event `referred`. Fails: Refusal while a requirement is unmet. */
export async function sendReferral(client: pg.ClientBase, who: Who, input: SendReferral): Promise<void> {
  const { referralId, reviewer, agency, fileId, readiness, schoolDays } = input;
  const referral = await lockReferral(client, who, { referralId, action: 'send' });
  const missing = readiness.length - countReady(readiness);
  if (missing > 0)
    throw new Refusal(
      `Not yet: ${missing} of ${readiness.length} requirements are missing. Mend them, or say for each why it is not needed.`,
      { code: 'referrals.not-ready', values: { missing, of: readiness.length } },
    );
  if (reviewer === null && agency === '')
    throw new Refusal('Say to whom it goes: the school names nobody for this.', { code: 'referrals.no-person' });
  const [due] = await dueOn(client, who.districtId, [{ school: referral.school, from: who.on, schoolDays }]);
  const { student, caseId, duty, role } = referral;
  const because = referral.criterion === '' ? 'referral by hand' : referral.criterion;
  const assignmentId =
    reviewer === null
      ? null
      : await assign(client, who, { student, caseId, duty, personId: reviewer.personId, because });
  const name = reviewer?.name ?? agency;
  await client.query(
    `update referrals set state = $3, reviewer_id = $4, reviewer = $5, assignment_id = $6, file_id = $7, asked_on = $8, asked_by = $9,
       due_on = $10, missing = '{}', revision = revision + 1 where district_id = $1 and referral_id = $2`,
    [
      who.districtId,
      referralId,
      referral.to,
      reviewer?.personId ?? '',
      name,
      assignmentId,
      fileId,
      who.on,
      who.name,
      due ?? null,
    ],
  );
  await closeTasksAbout(client, who, { about: aboutOf(referral), state: 'done', outcome: 'sent' });
  await referralStep(client, who, referral, {
    step: 'sent',
    detail: { to: name, role, file: fileId, dueOn: due ?? null },
  });
  await recordEvents(client, who, [{ student, on: who.on, event: 'referred', ref: `R${referralId}` }]);
  if (reviewer !== null)
    await createTasks(client, who, [
      {
        student,
        school: referral.school,
        what: 'key:review-referral',
        role,
        assignee: reviewer.personId,
        dueOn: due ?? null,
        caseId,
        about: aboutOf(referral),
      },
    ]);
}

/** The reviewer takes it. */
export async function acceptReferral(client: pg.ClientBase, who: Who, referralId: number): Promise<void> {
  const referral = await lockReferral(client, who, { referralId, action: 'accept' });
  await write(client, who, referral, { accepted_on: who.on });
  await referralStep(client, who, referral, { step: 'accepted' });
}

/** What a reviewer may miss in a file, whatever its checklist asks. */
const EVER_MISSING = ['contacts', 'meeting', 'contract', 'plan', 'documents'] as const;

/**
 * Back to the school with what is missing: each of it becomes a task of the school. The reviewer no longer sees the student.
 * Fails: ProblemError for a key that neither the checklist of the referral has nor every file.
 */
export async function returnReferral(
  client: pg.ClientBase,
  who: Who,
  {
    referralId,
    missing,
    reason,
  }: { readonly referralId: number; readonly missing: readonly string[]; readonly reason: string },
): Promise<void> {
  const referral = await lockReferral(client, who, { referralId, action: 'return' });
  requireKnownKeys(referral, missing);
  await write(client, who, referral, { missing, returned_reason: reason, accepted_on: null });
  await closeTasksAbout(client, who, { about: aboutOf(referral), state: 'done', outcome: 'returned' });
  await referralStep(client, who, referral, { step: 'returned', reason, detail: { missing } });
  const [due] = await dueOn(client, who.districtId, [{ school: referral.school, from: who.on, schoolDays: 5 }]);
  const whats =
    missing.length === 0 ? ['key:mend-referral'] : missing.map((one) => `key:mend-${one.replace(/:.*/, '')}`);
  const { student, school, caseId } = referral;
  await createTasks(
    client,
    who,
    [...new Set(whats)].map((what) => ({
      student,
      school,
      what,
      role: 'administrator',
      dueOn: due ?? null,
      caseId,
      about: aboutOf(referral),
    })),
  );
  await endOfReach(client, who, referral, 'returned to the school');
}

function requireKnownKeys({ requires }: ReferralRow, missing: readonly string[]): void {
  const allowed = [...new Set([...requirementsOf(requires).map(({ key }) => key), ...EVER_MISSING])];
  const found = missing.find((key) => !allowed.includes(key));
  if (found !== undefined)
    throw new ProblemError([{ path: 'missing', found: `"${found}"`, allowed: allowed.join(', ') }]);
}

/** What the reviewer does next, and when. */
export async function setNextStep(
  client: pg.ClientBase,
  who: Who,
  { referralId, nextStep, on }: { readonly referralId: number; readonly nextStep: string; readonly on: string | null },
): Promise<void> {
  const referral = await lockReferral(client, who, { referralId, action: 'next-step' });
  await write(client, who, referral, { next_step: nextStep, next_step_on: on });
  await referralStep(client, who, referral, {
    step: 'next-step',
    reason: nextStep,
    ...(on === null ? {} : { detail: { on } }),
  });
}

/** The outcome, with its day. The reviewer keeps the case: what follows from it is theirs too. */
export async function decideReferral(
  client: pg.ClientBase,
  who: Who,
  input: {
    readonly referralId: number;
    readonly outcome: ReferralOutcome;
    readonly notes: string;
    readonly on: string;
  },
): Promise<void> {
  const { referralId, outcome, notes, on } = input;
  const referral = await lockReferral(client, who, { referralId, action: 'decide' });
  if (on > who.on)
    throw new Refusal('A day that is still to come cannot be the day of the outcome. Set a next step instead.', {
      code: 'referrals.future',
    });
  await write(client, who, referral, { outcome, outcome_notes: notes, outcome_on: on, closed_on: who.on });
  await closeTasksAbout(client, who, { about: aboutOf(referral), state: 'done', outcome });
  await referralStep(client, who, referral, { step: 'decided', on, reason: notes, detail: { outcome } });
}

/** The school takes it back, with the reason; the reviewer no longer sees the student. */
export async function withdrawReferral(
  client: pg.ClientBase,
  who: Who,
  { referralId, reason }: { readonly referralId: number; readonly reason: string },
): Promise<void> {
  const referral = await lockReferral(client, who, { referralId, action: 'withdraw' });
  await write(client, who, referral, { closed_on: who.on });
  await closeTasksAbout(client, who, { about: aboutOf(referral), state: 'cancelled', outcome: reason });
  await referralStep(client, who, referral, { step: 'withdrawn', reason });
  await endOfReach(client, who, referral, 'the referral was withdrawn');
}

type Columns =
  | 'accepted_on'
  | 'missing'
  | 'returned_reason'
  | 'next_step'
  | 'next_step_on'
  | 'outcome'
  | 'outcome_notes'
  | 'outcome_on'
  | 'closed_on';

async function write(
  client: pg.ClientBase,
  who: Who,
  { referralId, to }: ReferralRow & { readonly to: string },
  change: Partial<Record<Columns, unknown>>,
): Promise<void> {
  const columns = Object.keys(change);
  await client.query(
    `update referrals set state = $3, revision = revision + 1${columns.map((column, at) => `, ${column} = $${at + 4}`).join('')}
      where district_id = $1 and referral_id = $2`,
    [who.districtId, referralId, to, ...Object.values(change)],
  );
}

/** A case that was given for another reason too stays theirs. */
async function endOfReach(client: pg.ClientBase, who: Who, referral: ReferralRow, reason: string): Promise<void> {
  const { assignmentId, reviewerId, student, referralId } = referral;
  if (assignmentId === null) return;
  const others = await client.query(
    `select 1 from referrals where district_id = $1 and student_id = $2 and reviewer_id = $3 and referral_id <> $4 and state in ('new', 'in-review')
     union all select 1 from plans where district_id = $1 and student_id = $2 and supervisor_id = $3 and state = 'active'`,
    [who.districtId, student, reviewerId, referralId],
  );
  if (others.rowCount === 0) await endAssignment(client, who, { assignmentId, reason });
}

function aboutOf({ referralId }: ReferralRow): { readonly thing: 'referral'; readonly id: number } {
  return { thing: 'referral', id: referralId };
}
