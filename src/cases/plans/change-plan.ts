/** What people do with a plan: change it, mark it implemented, evaluate it, close it with an outcome, give it to the supervisor. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { closeTasksAbout } from '../core/create-tasks.ts';
import { lastOfYear } from '../core/open-case.ts';
import { recordEvents } from '../core/record-events.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { lockPlan, type PlanRow } from './plan-row.ts';
import {
  mayClose,
  PLAN,
  type FilingState,
  type PlanFamilyPart,
  type OurView,
  type PlanAction,
  type PlanOutcome,
} from './states.ts';

/** The plan that a person read: another person's change meanwhile is not overwritten. */
export interface Edit {
  readonly planId: number;
  readonly revision: number;
}

export interface PlanChange {
  readonly ownerId?: string;
  readonly tier?: number | null;
  /** '' takes the block away. */
  readonly courtBlock?: string;
  /** The last day, within the term or later, but within the school year. */
  readonly endsOn?: string;
}

/** Returns the plan as it is now, or null where another person changed it meanwhile. */
export async function changePlan(
  client: pg.ClientBase,
  who: Who,
  { planId, revision, ...change }: Edit & PlanChange,
): Promise<PlanRow | null> {
  const plan = await locked(client, who, planId, 'change');
  if (plan.revision !== revision) return null;
  const { ownerId = plan.ownerId, tier = plan.tier, courtBlock = plan.courtBlock, endsOn = plan.endsOn } = change;
  if (endsOn < plan.beginsOn)
    throw new Refusal(`A plan cannot end before it begins, on ${plan.beginsOn}.`, {
      code: 'plans.ends-early',
      values: { date: plan.beginsOn },
    });
  const last = lastOfYear(plan.beginsOn);
  if (endsOn > last)
    throw new Refusal(`A plan ends with its school year at the latest, on ${last}.`, {
      code: 'plans.ends-late',
      values: { date: last },
    });
  const changed = Object.entries({ ownerId, tier, courtBlock, endsOn })
    .filter(([name, value]) => plan[name as keyof PlanRow] !== value)
    .map(([name]) => name);
  if (changed.length === 0) return plan;
  await client.query(
    `update plans set owner_id = $3, tier = $4, court_block = $5, ends_on = $6, revision = revision + 1
      where district_id = $1 and plan_id = $2`,
    [who.districtId, planId, ownerId, tier, courtBlock, endsOn],
  );
  await step(client, who, plan, { step: 'changed', detail: { changed }, reason: courtBlock });
  return lockPlan(client, { districtId: who.districtId, planId });
}

/** A person says that the plan is carried out, from a day on. Event `plan-implemented`. */
export async function implementPlan(
  client: pg.ClientBase,
  who: Who,
  { planId, on }: { readonly planId: number; readonly on: string },
): Promise<void> {
  const plan = await locked(client, who, planId, 'implement');
  if (plan.implementedOn !== null)
    throw new Refusal(`This plan is implemented since ${plan.implementedOn}.`, {
      code: 'plans.implemented',
      values: { date: plan.implementedOn },
    });
  if (on > who.on)
    throw new Refusal('A day that is still to come cannot be the day it was implemented.', { code: 'plans.future' });
  await client.query(
    'update plans set implemented_on = $3, revision = revision + 1 where district_id = $1 and plan_id = $2',
    [who.districtId, planId, on],
  );
  await step(client, who, plan, { step: 'implemented', on });
  await recordEvents(client, who, [{ student: plan.student, on, event: 'plan-implemented', ref: `P${planId}` }]);
}

export interface Evaluation {
  readonly familyPart: PlanFamilyPart | '';
  readonly familyComments: string;
  readonly ourView: OurView | '';
  readonly ourReasons: string;
}

/** Returns the plan as it is now, or null where another person changed it meanwhile. */
export async function evaluatePlan(
  client: pg.ClientBase,
  who: Who,
  { planId, revision, ...said }: Edit & Evaluation,
): Promise<PlanRow | null> {
  const plan = await locked(client, who, planId, 'evaluate');
  if (plan.revision !== revision) return null;
  await client.query(
    `update plans set family_part = $3, family_comments = $4, our_view = $5, our_reasons = $6, revision = revision + 1
      where district_id = $1 and plan_id = $2`,
    [who.districtId, planId, said.familyPart, said.familyComments, said.ourView, said.ourReasons],
  );
  await step(client, who, plan, { step: 'evaluated', detail: { view: said.ourView, familyPart: said.familyPart } });
  return lockPlan(client, { districtId: who.districtId, planId });
}

/** Closes it with an outcome. Fails: Refusal while it is at court, and without our view, which the family is told. */
export async function finishPlan(
  client: pg.ClientBase,
  who: Who,
  { planId, outcome, reason }: { readonly planId: number; readonly outcome: PlanOutcome; readonly reason: string },
): Promise<void> {
  const plan = await locked(client, who, planId, 'finish');
  await requireNotAtCourt(client, who, [planId]);
  if (plan.ourView === '')
    throw new Refusal('First say on the Evaluation tab whether the plan helped; the family is told.', {
      code: 'plans.not-evaluated',
    });
  await client.query(
    `update plans set state = 'finished', outcome = $3, closed_on = coalesce(closed_on, $4::date), revision = revision + 1
      where district_id = $1 and plan_id = $2`,
    [who.districtId, planId, outcome, who.on],
  );
  await step(client, who, plan, { step: 'finished', reason, detail: { outcome, view: plan.ourView } });
  await closeTasksAbout(client, who, {
    about: { thing: 'plan', id: planId },
    state: 'cancelled',
    outcome: 'the plan was closed',
  });
}

/** Its criterion is no longer met, and a person or Rollcall takes it back. It stays on file. Fails: Refusal while one is at court. */
export async function cancelPlans(
  client: pg.ClientBase,
  who: Who,
  { plans, reason }: { readonly plans: readonly number[]; readonly reason: string },
): Promise<void> {
  await requireNotAtCourt(client, who, plans);
  const cancelled = await client.query<{ planId: number; student: string; caseId: number }>(
    `update plans set state = 'cancelled', closed_on = $3, revision = revision + 1
      where district_id = $1 and plan_id = any ($2) and state = 'active'
      returning plan_id as "planId", student_id as student, case_id as "caseId"`,
    [who.districtId, plans, who.on],
  );
  await appendSteps(
    client,
    who,
    cancelled.rows.map(({ planId, student, caseId }) => ({
      student,
      caseId,
      thing: 'plan',
      thingId: planId,
      step: 'cancelled',
      reason,
    })),
  );
}

/** Input: the plans are locked, or are about to be changed. */
async function requireNotAtCourt(client: pg.ClientBase, { districtId }: Who, plans: readonly number[]): Promise<void> {
  const found = await client.query<{ planId: number; state: FilingState }>(
    'select plan_id as "planId", state from court_filings where district_id = $1 and plan_id = any ($2) order by filing_id for update',
    [districtId, plans],
  );
  const open = found.rows.find((filing) => !mayClose([filing]));
  if (open === undefined) return;
  const [code, first] =
    open.state === 'recommended'
      ? ['plans.close-recommended', 'First withdraw the recommendation, or let the supervisor give it back.']
      : ['plans.close-at-court', 'First enter what the court decided.'];
  throw new Refusal(`Plan P${open.planId} is with the court or its supervisor. ${first}`, {
    code,
    values: { plan: `P${open.planId}` },
  });
}

/** Locks it and asks the table of states. */
export async function locked(client: pg.ClientBase, who: Who, planId: number, action: PlanAction): Promise<PlanRow> {
  const plan = await lockPlan(client, { districtId: who.districtId, planId });
  requireStep(PLAN, { status: plan.state, action, who });
  return plan;
}

/** Appends a step of a plan to its case's history. */
export async function step(
  client: pg.ClientBase,
  who: Who,
  { planId, student, caseId }: Pick<PlanRow, 'planId' | 'student' | 'caseId'>,
  what: {
    readonly step: string;
    readonly on?: string;
    readonly reason?: string;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await appendSteps(client, who, [{ student, caseId, thing: 'plan', thingId: planId, ...what }]);
}
