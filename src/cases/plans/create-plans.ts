/** Makes intervention plans: by a criterion for many students at once, or by hand. One for a student and grade term. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { openCases } from '../core/open-case.ts';
import { recordEvents } from '../core/record-events.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { termsOf, type PlanTerm } from './term-of.ts';

export interface NewPlan {
  readonly student: string;
  readonly school: string;
  /** As the pack names it: intervention. */
  readonly kind: string;
  readonly pack: string;
  readonly criterion: string;
  readonly noticeId: number | null;
  readonly cycleOn: string;
  readonly termKind: string;
  readonly termName: string;
  /** The trigger date; entries from this day on belong to the plan. */
  readonly beginsOn: string;
  readonly endsOn: string;
  readonly atEnd: 'close' | 'carry-over';
  readonly requires: readonly Requirement[];
  /** Why, where a person makes it. */
  readonly reason: string;
}

export interface MadePlan {
  readonly planId: number;
  /** false: the student had one in this term already. */
  readonly isNew: boolean;
}

/** In the caller's transaction, in their order. A student who has a plan in the term keeps that one. */
export async function createPlans(
  client: pg.ClientBase,
  who: Who,
  plans: readonly NewPlan[],
): Promise<readonly MadePlan[]> {
  if (plans.length === 0) return [];
  const because = ({ criterion }: NewPlan): string => (criterion === '' ? 'by hand' : criterion);
  const cases = await openCases(
    client,
    who,
    plans.map((plan) => ({
      student: plan.student,
      school: plan.school,
      because: because(plan),
      reason: plan.reason,
      noticeId: plan.noticeId,
    })),
  );
  const rows = plans.map((plan, at) => rowOf(plan, cases[at]?.caseId as number));
  const made = await insertPlans(client, who, rows);
  const fresh = new Map(made.map((row) => [keyOf(row.student_id, row.kind, row.cycle_on), row.plan_id]));
  const found = plans.flatMap((plan, at) => {
    const planId = fresh.get(keyOf(plan.student, plan.kind, plan.cycleOn));
    return planId === undefined ? [] : [{ plan, planId, caseId: cases[at]?.caseId ?? null }];
  });
  const newOnes = [...new Map(found.map((one) => [one.planId, one])).values()];
  await appendSteps(
    client,
    who,
    newOnes.map(({ plan, planId, caseId }) => ({
      student: plan.student,
      caseId,
      thing: 'plan',
      thingId: planId,
      step: 'created',
      reason: plan.reason,
      detail: { because: because(plan), term: plan.termName, endsOn: plan.endsOn },
    })),
  );
  await recordEvents(
    client,
    who,
    newOnes.map(({ plan, planId }) => ({
      student: plan.student,
      on: who.on,
      event: 'plan-created',
      ref: `P${planId}`,
    })),
  );
  return allOf(client, who, { plans, fresh });
}

/** By hand, for the term of today. Fails: Refusal where the student has a plan in the term, or none would be made here. */
export async function createPlanByHand(
  client: pg.ClientBase,
  who: Who,
  { student, school, reason }: { readonly student: string; readonly school: string; readonly reason: string },
): Promise<MadePlan> {
  const [term] = await termsOf(client, who.districtId, [{ school, on: who.on }]);
  if (term === undefined) throw new Refusal('There is no such school.', { code: 'people.no-school' });
  const [made] = await createPlans(client, who, [byHand({ student, school, reason, on: who.on, term })]);
  if (made === undefined) throw new Error('a plan that is neither new nor there');
  if (!made.isNew)
    throw new Refusal(`There is a plan for this term already: P${made.planId}.`, {
      code: 'plans.already',
      values: { name: `P${made.planId}` },
    });
  return made;
}

function byHand(input: {
  readonly student: string;
  readonly school: string;
  readonly reason: string;
  readonly on: string;
  readonly term: PlanTerm;
}): NewPlan {
  const { student, school, reason, on, term } = input;
  return {
    student,
    school,
    reason,
    kind: term.plan,
    pack: term.pack,
    criterion: '',
    noticeId: null,
    cycleOn: term.startsOn,
    termKind: term.kind,
    termName: term.name,
    beginsOn: on,
    endsOn: term.endsOn,
    atEnd: term.atEnd,
    requires: term.requires,
  };
}

interface MadeRow {
  readonly plan_id: number;
  readonly student_id: string;
  readonly kind: string;
  readonly cycle_on: string;
}

async function insertPlans(
  client: pg.ClientBase,
  who: Who,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly MadeRow[]> {
  const made = await client.query<MadeRow>(
    `insert into plans (district_id, student_id, school_id, case_id, kind, pack_id, criterion, notice_id, requires, cycle_on, term_kind,
       term_name, begins_on, ends_on, at_end, made_by, made_at)
     select distinct on (n.student_id, n.kind, n.cycle_on) $1, n.student_id, n.school_id, n.case_id, n.kind, n.pack_id, n.criterion,
         n.notice_id, n.requires, n.cycle_on, n.term_kind, n.term_name, least(n.begins_on, n.ends_on), n.ends_on, n.at_end, $2, $3
       from jsonb_to_recordset($4::jsonb) as n (student_id text, school_id text, case_id bigint, kind text, pack_id text, criterion text,
         notice_id bigint, requires jsonb, cycle_on date, term_kind text, term_name text, begins_on date, ends_on date, at_end text)
      order by n.student_id, n.kind, n.cycle_on
     on conflict (district_id, student_id, kind, cycle_on) where state <> 'cancelled' do nothing
     returning plan_id, student_id, kind, cycle_on`,
    [who.districtId, who.name, who.now, JSON.stringify(rows)],
  );
  return made.rows;
}

function rowOf(plan: NewPlan, caseId: number): Readonly<Record<string, unknown>> {
  return {
    student_id: plan.student,
    school_id: plan.school,
    case_id: caseId,
    kind: plan.kind,
    pack_id: plan.pack,
    criterion: plan.criterion,
    notice_id: plan.noticeId,
    requires: plan.requires,
    cycle_on: plan.cycleOn,
    term_kind: plan.termKind,
    term_name: plan.termName,
    begins_on: plan.beginsOn,
    ends_on: plan.endsOn,
    at_end: plan.atEnd,
  };
}

async function allOf(
  client: pg.ClientBase,
  { districtId }: Who,
  { plans, fresh }: { readonly plans: readonly NewPlan[]; readonly fresh: ReadonlyMap<string, number> },
): Promise<readonly MadePlan[]> {
  const there = await client.query<MadeRow>(
    `select plan_id, student_id, kind, cycle_on from plans where district_id = $1 and student_id = any ($2) and state <> 'cancelled'`,
    [districtId, plans.map(({ student }) => student)],
  );
  const known = new Map(there.rows.map((row) => [keyOf(row.student_id, row.kind, row.cycle_on), row.plan_id]));
  return plans.map(({ student, kind, cycleOn }) => {
    const key = keyOf(student, kind, cycleOn);
    return { planId: known.get(key) as number, isNew: fresh.has(key) };
  });
}

function keyOf(student: string, kind: string, cycleOn: string): string {
  return `${student}\n${kind}\n${cycleOn}`;
}
