/** A recommendation to take a plan to court, and what the supervisor of attendance and the court make of it. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { closeTasksAbout, createTasks } from '../core/create-tasks.ts';
import { dueOn } from '../core/due-on.ts';
import { requireStep } from '../core/states.ts';
import type { Who } from '../core/who.ts';
import { countReady, type RequirementState } from '../requirements/readiness.ts';
import { assignPlan } from './assign-plan.ts';
import { locked, step } from './change-plan.ts';
import { lockPlan, type PlanRow } from './plan-row.ts';
import { FILING, type CourtDecision, type FilingState } from './states.ts';

export interface FilingRow {
  readonly filingId: number;
  readonly planId: number;
  readonly state: FilingState;
  readonly recommendedOn: string;
  readonly recommendedBy: string;
  readonly reason: string;
  readonly supervisorId: string;
  readonly court: string;
  readonly docket: string;
  readonly filedOn: string | null;
  readonly hearingOn: string | null;
  /** `HH:MM`. */
  readonly hearingAt: string | null;
  readonly hearingPlace: string;
  readonly hearingNotes: string;
  readonly decision: CourtDecision | '';
  readonly decisionNotes: string;
  readonly decidedOn: string | null;
  readonly endedOn: string | null;
  readonly endedReason: string;
  readonly revision: number;
}

const COLUMNS = `filing_id as "filingId", plan_id as "planId", state, recommended_on as "recommendedOn", recommended_by as "recommendedBy",
  reason, supervisor_id as "supervisorId", court, docket, filed_on as "filedOn", hearing_on as "hearingOn",
  to_char(hearing_at, 'HH24:MI') as "hearingAt", hearing_place as "hearingPlace", hearing_notes as "hearingNotes", decision,
  decision_notes as "decisionNotes", decided_on as "decidedOn", ended_on as "endedOn", ended_reason as "endedReason", revision`;

/** Of a plan, the newest first: the one that runs, and those that were withdrawn or given back. */
export async function readFilings(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  { districtId, planId }: { readonly districtId: number; readonly planId: number },
): Promise<readonly FilingRow[]> {
  const found = await client.query<FilingRow>(
    `select ${COLUMNS} from court_filings where district_id = $1 and plan_id = $2 order by filing_id desc`,
    [districtId, planId],
  );
  return found.rows;
}

export interface Recommendation {
  readonly planId: number;
  readonly reason: string;
  readonly supervisor: { readonly personId: string; readonly name: string };
  /** As they are now, of this plan. */
  readonly readiness: readonly RequirementState[];
}

/** Days in session in which a supervisor files or gives back. */
const DECIDE_SCHOOL_DAYS = 10;

/**
 * Recommends the plan to court: gives it to the supervisor with a task. Returns the number of the filing.
 * Fails: Refusal while a requirement is missing or nothing is asked, the plan is blocked, or a recommendation runs already.
 */
export async function recommendToCourt(client: pg.ClientBase, who: Who, input: Recommendation): Promise<number> {
  const { planId, reason, supervisor, readiness } = input;
  const plan = await locked(client, who, planId, 'recommend');
  requireReady(readiness);
  if (plan.courtBlock !== '')
    throw new Refusal(`This plan is kept from court: ${plan.courtBlock}`, {
      code: 'plans.kept-from-court',
      values: { reason: plan.courtBlock },
    });
  const made = await client.query<{ id: number }>(
    `insert into court_filings (district_id, plan_id, student_id, state, recommended_on, recommended_by_id, recommended_by, reason, supervisor_id)
     values ($1, $2, $3, 'recommended', $4, $5, $6, $7, $8)
     on conflict (district_id, plan_id) where state not in ('withdrawn', 'returned') do nothing returning filing_id as id`,
    [who.districtId, planId, plan.student, who.on, who.personId, who.name, reason, supervisor.personId],
  );
  const id = made.rows[0]?.id;
  if (id === undefined)
    throw new Refusal('A recommendation for this plan runs already.', { code: 'plans.recommended' });
  await assignPlan(client, who, {
    student: plan.student,
    personId: supervisor.personId,
    personName: supervisor.name,
    because: 'recommended to court',
  });
  await step(client, who, plan, { step: 'recommended', reason, detail: { filing: id, to: supervisor.name } });
  await askToDecide(client, who, plan, supervisor.personId);
  return id;
}

/** Fails: Refusal while a requirement is missing; and where no pack says what a court asks, for then nobody looked at anything. */
export function requireReady(readiness: readonly RequirementState[]): void {
  if (readiness.length === 0) throw new Refusal(NOTHING_ASKED, { code: 'plans.nothing-asked' });
  const missing = readiness.length - countReady(readiness);
  if (missing === 0) return;
  throw new Refusal(notYet(missing, readiness.length), {
    code: 'plans.not-ready',
    values: { missing, of: readiness.length },
  });
}

/** Why a plan without requirements does not go to court. */
export const NOTHING_ASKED = 'No rule of this school says what a court asks, so this plan cannot be recommended.';

/** String 15 of the app. */
export function notYet(missing: number, all: number): string {
  return `Not yet: ${missing} of ${all} requirements are missing. Each is listed with a link to mend it.`;
}

/** What comes with each action of the table of states. */
export type FilingStep =
  | { readonly action: 'withdraw' | 'return'; readonly reason: string }
  | { readonly action: 'file'; readonly court: string; readonly docket: string; readonly on: string }
  | {
      readonly action: 'set-hearing';
      readonly on: string;
      readonly at: string;
      readonly place: string;
      readonly notes: string;
    }
  | { readonly action: 'decide'; readonly decision: CourtDecision; readonly notes: string; readonly on: string };

/** Takes one step with the recommendation of a plan that runs. Fails: Refusal for what the table does not have. */
export async function stepFiling(
  client: pg.ClientBase,
  who: Who,
  { planId, ...what }: FilingStep & { readonly planId: number },
): Promise<void> {
  const plan = await lockPlan(client, { districtId: who.districtId, planId });
  const found = await client.query<FilingRow>(
    `select ${COLUMNS} from court_filings where district_id = $1 and plan_id = $2 and state not in ('withdrawn', 'returned') for update`,
    [who.districtId, planId],
  );
  const filing = found.rows[0];
  if (filing === undefined)
    throw new Refusal('This plan is not recommended to court.', { code: 'plans.not-recommended' });
  const state = requireStep(FILING, { status: filing.state, action: what.action, who });
  await writeStep(client, who, { filing, state, what });
  await step(client, who, plan, stepWords(what, filing.filingId));
  await followStep(client, who, plan, what);
}

async function writeStep(
  client: pg.ClientBase,
  who: Who,
  { filing, state, what }: { readonly filing: FilingRow; readonly state: FilingState; readonly what: FilingStep },
): Promise<void> {
  const { columns, values } = changeOf(what, who);
  const sets = columns.map((column, at) => `${column} = $${at + 4}`).join(', ');
  await client.query(
    `update court_filings set state = $3, ${sets}, revision = revision + 1 where district_id = $1 and filing_id = $2`,
    [who.districtId, filing.filingId, state, ...values],
  );
}

function changeOf(
  what: FilingStep,
  who: Who,
): { readonly columns: readonly string[]; readonly values: readonly unknown[] } {
  switch (what.action) {
    case 'withdraw':
    case 'return':
      return { columns: ['ended_on', 'ended_reason'], values: [who.on, what.reason] };
    case 'file':
      return { columns: ['court', 'docket', 'filed_on'], values: [what.court, what.docket, what.on] };
    case 'set-hearing':
      return {
        columns: ['hearing_on', 'hearing_at', 'hearing_place', 'hearing_notes'],
        values: [what.on, what.at === '' ? null : what.at, what.place, what.notes],
      };
    case 'decide':
      return {
        columns: ['decision', 'decision_notes', 'decided_on'],
        values: [what.decision, what.notes, what.on],
      };
  }
}

const STEPS: Readonly<Record<FilingStep['action'], string>> = {
  withdraw: 'recommendation-withdrawn',
  return: 'recommendation-returned',
  file: 'filed',
  'set-hearing': 'hearing-set',
  decide: 'court-decided',
};

function stepWords(what: FilingStep, filing: number): Parameters<typeof step>[3] {
  const detail: Record<string, unknown> = { filing };
  if (what.action === 'file') detail['court'] = what.court;
  if (what.action === 'set-hearing') Object.assign(detail, { at: what.at, place: what.place });
  if (what.action === 'decide') detail['decision'] = what.decision;
  const reason = 'reason' in what ? what.reason : 'notes' in what ? what.notes : '';
  return { step: STEPS[what.action], reason, detail, ...('on' in what ? { on: what.on } : {}) };
}

/** A recommendation that is taken back closes the supervisor's task; one given back is the school's to mend. */
async function followStep(client: pg.ClientBase, who: Who, plan: PlanRow, what: FilingStep): Promise<void> {
  const about = { thing: 'plan', id: plan.planId } as const;
  if (what.action === 'withdraw') {
    await closeTasksAbout(client, who, { about, state: 'cancelled', outcome: what.reason });
    return;
  }
  if (what.action === 'file' || what.action === 'return')
    await closeTasksAbout(client, who, { about, state: 'done', outcome: STEPS[what.action] });
  if (what.action === 'return')
    await makeTask(client, who, plan, { what: 'key:plan-returned', role: 'administrator', schoolDays: 5 });
}

function askToDecide(client: pg.ClientBase, who: Who, plan: PlanRow, assignee: string): Promise<void> {
  const task = { what: 'key:court-recommended', role: 'supervisor-of-attendance', schoolDays: DECIDE_SCHOOL_DAYS };
  return makeTask(client, who, plan, { ...task, assignee });
}

async function makeTask(
  client: pg.ClientBase,
  who: Who,
  plan: PlanRow,
  task: { readonly what: string; readonly role: string; readonly schoolDays: number; readonly assignee?: string },
): Promise<void> {
  const { schoolDays, ...rest } = task;
  const [due] = await dueOn(client, who.districtId, [{ school: plan.school, from: who.on, schoolDays }]);
  const about = { thing: 'plan', id: plan.planId } as const;
  const { student, school, caseId } = plan;
  await createTasks(client, who, [{ student, school, caseId, about, dueOn: due ?? null, ...rest }]);
}
