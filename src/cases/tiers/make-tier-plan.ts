/** The success plan of Tier II and the action plan of Tier III: lines that a team changes as needed, with a day to look again. */
import type pg from 'pg';
import { formatDay, parseDay } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';
import { createTasks, closeTasksAbout } from '../core/create-tasks.ts';
import type { Who } from '../core/who.ts';
import { addIntervention, changePlan, createPlans, evaluatePlan, findPlan, implementPlan } from '../plans/index.ts';
import type { PlanFamilyPart } from '../plans/index.ts';
import type { PlanPart } from './templates.ts';
import { lockTier, tierStep, type TierStudent } from './tier-student.ts';

export interface PlanLineOfTier {
  readonly part: PlanPart;
  readonly words: string;
  /** Who does it or helps. */
  readonly who: string;
  /** Of a follow-up or a feedback, ISO. */
  readonly dueOn: string | null;
}

export interface TierPlan {
  readonly tierId: number;
  readonly startOn: string;
  /** Two to four weeks after the start. */
  readonly reviewOn: string;
  readonly familyPart: PlanFamilyPart;
  readonly familyComments: string;
  readonly lines: readonly PlanLineOfTier[];
  /** Of the catalog, with the title and dosage of today. */
  readonly interventions: readonly { readonly code: string; readonly title: string; readonly dosage: string }[];
}

/** Unit: calendar days after the start, both ends included. */
const REVIEW_DAYS = { least: 14, most: 28 } as const;

/**
 * Makes the plan, or changes the lines of the one there is. The plan runs from its start, with or without the family.
 * Fails: ProblemError for a review that is not two to four weeks after the start, or a plan without a line.
 */
export async function makeTierPlan(client: pg.ClientBase, who: Who, input: TierPlan): Promise<number> {
  check(input);
  const { entry, next } = await lockTier(client, who, { tierId: input.tierId, action: 'plan' });
  const allowed = asAllowed(who);
  const planId = entry.planId ?? (await openPlan(client, allowed, entry, input));
  await writeLines(client, who, { ...input, planId, student: entry.student });
  await addInterventions(client, allowed, { ...input, planId });
  const plan = await findPlan(client, { districtId: who.districtId, planId });
  if (plan !== undefined)
    await evaluatePlan(client, allowed, {
      planId,
      revision: plan.revision,
      familyPart: input.familyPart,
      familyComments: input.familyComments,
      ourView: plan.ourView,
      ourReasons: plan.ourReasons,
    });
  await client.query(
    'update tier_students set stage = $3, plan_id = $4, review_on = $5, revision = revision + 1 where district_id = $1 and tier_id = $2',
    [who.districtId, input.tierId, next, planId, input.reviewOn],
  );
  await followUps(client, who, entry, input);
  await tierStep(client, who, entry, {
    step: entry.planId === null ? 'planned' : 'plan-changed',
    detail: { reviewOn: input.reviewOn, familyPart: input.familyPart },
  });
  return planId;
}

/** The table of the board has let the person do it; the plan behind it goes along, in the person's name. */
export function asAllowed(who: Who): Who {
  return { ...who, role: 'rollcall' };
}

/** What a plan says now, in its order. */
export async function readPlanLines(
  client: pg.ClientBase | pg.Pool,
  { districtId, planId }: { readonly districtId: number; readonly planId: number },
): Promise<readonly PlanLineOfTier[]> {
  const found = await client.query<PlanLineOfTier>(
    `select part, words, who, due_on as "dueOn" from tier_plan_parts
      where district_id = $1 and plan_id = $2 and replaced_at is null order by position, part_id`,
    [districtId, planId],
  );
  return found.rows;
}

function check({ startOn, reviewOn, lines }: TierPlan): void {
  const [start, review] = [parseDay(startOn), parseDay(reviewOn)];
  const problems = [];
  if (start === undefined || review === undefined)
    problems.push({ path: 'reviewOn', found: `${startOn}, ${reviewOn}`, allowed: 'dates as 2026-11-16' });
  else if (review - start < REVIEW_DAYS.least || review - start > REVIEW_DAYS.most)
    problems.push({
      path: 'reviewOn',
      found: reviewOn,
      allowed: `two to four weeks after the start: ${formatDay(start + REVIEW_DAYS.least)} to ${formatDay(start + REVIEW_DAYS.most)}`,
    });
  if (lines.every(({ words }) => words.trim() === ''))
    problems.push({ path: 'lines', found: 'nothing', allowed: 'at least one line of what somebody will do' });
  if (problems.length > 0) throw new ProblemError(problems);
}

const KIND = { 2: 'success', 3: 'action' } as const;

async function openPlan(client: pg.ClientBase, who: Who, entry: TierStudent, input: TierPlan): Promise<number> {
  const [made] = await createPlans(client, who, [
    {
      student: entry.student,
      school: entry.school,
      kind: KIND[entry.tier],
      pack: '',
      criterion: '',
      noticeId: null,
      cycleOn: input.startOn,
      termKind: '',
      termName: '',
      beginsOn: input.startOn,
      endsOn: `${entry.year + 1}-06-30`,
      atEnd: 'close',
      requires: [],
      reason: entry.because,
    },
  ]);
  if (made === undefined) throw new Error('a plan that is neither new nor there');
  const plan = await findPlan(client, { districtId: who.districtId, planId: made.planId });
  if (plan !== undefined)
    await changePlan(client, who, {
      planId: made.planId,
      revision: plan.revision,
      tier: entry.tier,
      ownerId: entry.ownerId === '' ? who.personId : entry.ownerId,
    });
  return made.planId;
}

/** A line that reads as before stays; the others are replaced. */
async function writeLines(
  client: pg.ClientBase,
  who: Who,
  { planId, student, lines }: TierPlan & { readonly planId: number; readonly student: string },
): Promise<void> {
  const kept = lines.filter(({ words }) => words.trim() !== '');
  await client.query(
    'update tier_plan_parts set replaced_at = $3 where district_id = $1 and plan_id = $2 and replaced_at is null',
    [who.districtId, planId, who.now],
  );
  await client.query(
    `insert into tier_plan_parts (district_id, plan_id, student_id, part, position, words, who, due_on, made_by, made_at)
     select $1, $2, $3, l.part, l.position, l.words, l.who, l.due_on, $4, $5
       from jsonb_to_recordset($6::jsonb) as l (part text, position smallint, words text, who text, due_on date)`,
    [
      who.districtId,
      planId,
      student,
      who.name,
      who.now,
      JSON.stringify(
        kept.map((line, position) => ({
          part: line.part,
          position,
          words: line.words.trim(),
          who: line.who.trim(),
          due_on: line.dueOn,
        })),
      ),
    ],
  );
}

async function addInterventions(
  client: pg.ClientBase,
  who: Who,
  { planId, interventions, startOn }: TierPlan & { readonly planId: number },
): Promise<void> {
  const there = await client.query<{ code: string }>(
    `select code from plan_interventions where district_id = $1 and plan_id = $2 and state in ('planned', 'running')`,
    [who.districtId, planId],
  );
  const known = new Set(there.rows.map(({ code }) => code));
  for (const { code, title, dosage } of interventions.filter((one) => !known.has(one.code)))
    await addIntervention(client, who, {
      planId,
      code,
      title,
      dosage,
      startOn,
      endOn: null,
      personId: '',
      person: '',
      note: '',
    });
}

/** Days for follow-up and feedback are tasks of who answers for it; those of an earlier text are called off. */
async function followUps(client: pg.ClientBase, who: Who, entry: TierStudent, { lines }: TierPlan): Promise<void> {
  const about = { thing: 'tier', id: entry.tierId } as const;
  await closeTasksAbout(client, who, { about, state: 'cancelled', outcome: 'the plan was changed' });
  await createTasks(
    client,
    who,
    lines
      .filter(({ dueOn, words }) => dueOn !== null && words.trim() !== '')
      .map(({ words, dueOn }) => ({
        student: entry.student,
        school: entry.school,
        what: words.trim(),
        role: entry.tier === 2 ? 'intervention-team' : 'prevention-specialist',
        ...(entry.ownerId === '' ? {} : { assignee: entry.ownerId }),
        dueOn,
        caseId: entry.caseId,
        about,
      })),
  );
}

/** From a day on it is carried out: the event `plan-implemented`. */
export async function implementTierPlan(
  client: pg.ClientBase,
  who: Who,
  { tierId, on }: { readonly tierId: number; readonly on: string },
): Promise<void> {
  const { entry } = await lockTier(client, who, { tierId, action: 'plan' });
  if (entry.planId === null) throw new ProblemError([{ path: 'plan', found: 'none', allowed: 'a plan, made first' }]);
  await implementPlan(client, asAllowed(who), { planId: entry.planId, on });
}
