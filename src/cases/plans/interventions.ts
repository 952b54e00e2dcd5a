/** What is tried under a plan: chosen from the district's catalog, begun, done or stopped. The event `intervention` on its start. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { recordEvents } from '../core/record-events.ts';
import { nextStep, requireStep } from '../core/states.ts';
import type { Who } from '../core/who.ts';
import { locked, step } from './change-plan.ts';
import type { PlanRow } from './plan-row.ts';
import { INTERVENTION, type InterventionAction, type InterventionState } from './states.ts';

export interface NewIntervention {
  readonly planId: number;
  /** Of the catalog `interventions`, with its title of today. */
  readonly code: string;
  readonly title: string;
  readonly startOn: string;
  readonly endOn: string | null;
  readonly dosage: string;
  readonly personId: string;
  readonly person: string;
  readonly note: string;
}

export interface InterventionRow extends NewIntervention {
  readonly interventionId: number;
  readonly state: InterventionState;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly revision: number;
}

const COLUMNS = `intervention_id as "interventionId", plan_id as "planId", code, title, state, start_on as "startOn", end_on as "endOn",
  dosage, person_id as "personId", person, note, made_by as "madeBy", made_at as "madeAt", revision`;

/** In the order in which they begin. */
export async function readInterventions(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  { districtId, planId }: { readonly districtId: number; readonly planId: number },
): Promise<readonly InterventionRow[]> {
  const found = await client.query<InterventionRow>(
    `select ${COLUMNS} from plan_interventions where district_id = $1 and plan_id = $2 order by start_on, intervention_id`,
    [districtId, planId],
  );
  return found.rows;
}

/** One that begins today or before runs at once; a later one is planned. */
export async function addIntervention(client: pg.ClientBase, who: Who, input: NewIntervention): Promise<number> {
  const plan = await locked(client, who, input.planId, 'change');
  requireDays(input);
  const state: InterventionState = input.startOn <= who.on ? 'running' : 'planned';
  const made = await client.query<{ id: number }>(
    `insert into plan_interventions (district_id, plan_id, student_id, code, title, state, start_on, end_on, dosage, person_id, person, note, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning intervention_id as id`,
    [
      who.districtId,
      plan.planId,
      plan.student,
      input.code,
      input.title,
      state,
      input.startOn,
      input.endOn,
      input.dosage,
      input.personId,
      input.person,
      input.note,
      who.name,
      who.now,
    ],
  );
  const id = made.rows[0]?.id as number;
  await step(client, who, plan, { step: 'intervention-added', on: input.startOn, detail: detailOf(input, id) });
  if (state === 'running') await begun(client, who, plan, input);
  return id;
}

export interface InterventionStep {
  readonly planId: number;
  readonly interventionId: number;
  readonly action: InterventionAction;
  readonly reason: string;
  /** For `change`: what is new. */
  readonly change?: Partial<Pick<NewIntervention, 'endOn' | 'dosage' | 'personId' | 'person' | 'note'>>;
}

/** Begins, ends or changes one. Fails: Refusal for what the table of states does not have. */
export async function stepIntervention(client: pg.ClientBase, who: Who, input: InterventionStep): Promise<void> {
  const plan = await locked(client, who, input.planId, 'change');
  const found = await client.query<InterventionRow>(
    `select ${COLUMNS} from plan_interventions where district_id = $1 and plan_id = $2 and intervention_id = $3 for update`,
    [who.districtId, input.planId, input.interventionId],
  );
  const row = found.rows[0];
  if (row === undefined) throw new Refusal('There is no such intervention in this plan.', { code: 'work.gone' });
  const state = requireStep(INTERVENTION, { status: row.state, action: input.action, who });
  const changed = { ...row, ...input.change };
  const endOn = input.action === 'complete' || input.action === 'stop' ? latest(row.startOn, who.on) : changed.endOn;
  const startOn = input.action === 'start' && row.startOn > who.on ? who.on : row.startOn;
  requireDays({ startOn, endOn });
  await client.query(
    `update plan_interventions set state = $3, start_on = $4, end_on = $5, dosage = $6, person_id = $7, person = $8, note = $9, revision = revision + 1
      where district_id = $1 and intervention_id = $2`,
    [
      who.districtId,
      row.interventionId,
      state,
      startOn,
      input.action === 'start' ? null : endOn,
      changed.dosage,
      changed.personId,
      changed.person,
      changed.note,
    ],
  );
  await step(client, who, plan, {
    step: `intervention-${WORDS[input.action]}`,
    reason: input.reason,
    detail: detailOf(row, row.interventionId),
  });
  if (input.action === 'start') await begun(client, who, plan, { ...row, startOn });
}

/** The actions that a role may take with one now. */
export function interventionActions(status: InterventionState, role: Who['role']): readonly InterventionAction[] {
  return (['start', 'complete', 'stop'] as const).filter(
    (action) => nextStep(INTERVENTION, { status, action, role }) !== undefined,
  );
}

const WORDS: Readonly<Record<InterventionAction, string>> = {
  start: 'started',
  complete: 'done',
  stop: 'stopped',
  change: 'changed',
};

async function begun(
  client: pg.ClientBase,
  who: Who,
  { student }: PlanRow,
  { code, startOn }: Pick<NewIntervention, 'code' | 'startOn'>,
): Promise<void> {
  await recordEvents(client, who, [{ student, on: startOn, event: 'intervention', ref: code }]);
}

function detailOf({ code, title }: Pick<NewIntervention, 'code' | 'title'>, intervention: number) {
  return { intervention, code, title };
}

function requireDays({ startOn, endOn }: Pick<NewIntervention, 'startOn' | 'endOn'>): void {
  if (endOn !== null && endOn < startOn)
    throw new Refusal('An intervention cannot end before it begins.', { code: 'plans.intervention-ends' });
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}
