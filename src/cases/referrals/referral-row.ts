/** A referral as it stands in the database. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { CaseDuty } from '../core/assignments.ts';
import type { Who } from '../core/who.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { REFERRAL, type ReferralAction, type ReferralOutcome, type ReferralState } from './states.ts';

export interface ReferralRow {
  readonly referralId: number;
  readonly student: string;
  readonly school: string;
  readonly caseId: number;
  readonly planId: number | null;
  readonly role: string;
  readonly duty: CaseDuty;
  readonly pack: string;
  readonly criterion: string;
  readonly noticeId: number | null;
  readonly requires: readonly Requirement[];
  readonly state: ReferralState;
  readonly why: string;
  /** The day on which its criterion was met; null by hand. */
  readonly whyOn: string | null;
  readonly reviewerId: string;
  readonly reviewer: string;
  readonly assignmentId: number | null;
  readonly fileId: number | null;
  readonly askedOn: string | null;
  readonly askedBy: string;
  readonly dueOn: string | null;
  readonly acceptedOn: string | null;
  readonly missing: readonly string[];
  readonly returnedReason: string;
  readonly nextStep: string;
  readonly nextStepOn: string | null;
  readonly outcome: ReferralOutcome | '';
  readonly outcomeNotes: string;
  readonly outcomeOn: string | null;
  readonly closedOn: string | null;
  readonly madeOn: string;
  readonly madeBy: string;
  readonly revision: number;
}

export const REFERRAL_COLUMNS = `r.referral_id as "referralId", r.student_id as student, r.school_id as school, r.case_id as "caseId",
  r.plan_id as "planId", r.role, r.duty, r.pack_id as pack, r.criterion, r.notice_id as "noticeId", r.requires, r.state, r.why, r.why_on as "whyOn",
  r.reviewer_id as "reviewerId", r.reviewer, r.assignment_id as "assignmentId", r.file_id as "fileId", r.asked_on as "askedOn",
  r.asked_by as "askedBy", r.due_on as "dueOn", r.accepted_on as "acceptedOn", r.missing, r.returned_reason as "returnedReason",
  r.next_step as "nextStep", r.next_step_on as "nextStepOn", r.outcome, r.outcome_notes as "outcomeNotes", r.outcome_on as "outcomeOn",
  r.closed_on as "closedOn", r.made_on as "madeOn", r.made_by as "madeBy", r.revision`;

/** `R12`, as it stands in addresses and logs. */
export const referralName = (referralId: number): string => `R${referralId}`;

interface ReferralAsked {
  readonly districtId: number;
  readonly referralId: number;
}

/** Undefined where there is none within reach. */
export async function findReferral(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  { districtId, referralId }: ReferralAsked,
): Promise<ReferralRow | undefined> {
  const found = await client.query<ReferralRow>(
    `select ${REFERRAL_COLUMNS} from referrals r where r.district_id = $1 and r.referral_id = $2`,
    [districtId, referralId],
  );
  return found.rows[0];
}

/** Locks it and asks the table of states. Returns it with the state it goes to. */
export async function lockReferral(
  client: pg.ClientBase,
  who: Who,
  { referralId, action }: { readonly referralId: number; readonly action: ReferralAction },
): Promise<ReferralRow & { readonly to: ReferralState }> {
  const found = await client.query<ReferralRow>(
    `select ${REFERRAL_COLUMNS} from referrals r where r.district_id = $1 and r.referral_id = $2 for update`,
    [who.districtId, referralId],
  );
  const row = found.rows[0];
  if (row === undefined) throw new Refusal(`There is no referral ${referralName(referralId)}.`, { code: 'work.gone' });
  return { ...row, to: requireStep(REFERRAL, { status: row.state, action, who }) };
}

/** Appends a step of a referral to its case's history. */
export async function referralStep(
  client: pg.ClientBase,
  who: Who,
  { referralId, student, caseId }: Pick<ReferralRow, 'referralId' | 'student' | 'caseId'>,
  what: {
    readonly step: string;
    readonly on?: string;
    readonly reason?: string;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await appendSteps(client, who, [{ student, caseId, thing: 'referral', thingId: referralId, ...what }]);
}
