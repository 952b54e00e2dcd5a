/** A team looks at a plan that runs, with the attendance before it and since, and decides what comes next. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { assign, personOfDuty } from '../core/assignments.ts';
import { closeTasksAbout, createTasks } from '../core/create-tasks.ts';
import { dueOn } from '../core/due-on.ts';
import { recordEvents } from '../core/record-events.ts';
import type { Who } from '../core/who.ts';
import { evaluatePlan, findPlan, finishPlan, type AttendanceAround } from '../plans/index.ts';
import { enterTier } from './board.ts';
import { asAllowed } from './make-tier-plan.ts';
import type { ReviewDecision } from './states.ts';
import { lockTier, tierStep, type TierStudent } from './tier-student.ts';

export interface Review {
  readonly tierId: number;
  /** As the team saw it. */
  readonly attendance: AttendanceAround | null;
  readonly notes: string;
  readonly decision: ReviewDecision;
  readonly reason: string;
  /** The next look; needed to continue or change. ISO. */
  readonly nextOn: string | null;
  /** Whether the plan helped; needed to close or refer. */
  readonly view: 'helped' | 'partly' | 'not' | null;
}

export interface ReviewOnFile extends Omit<Review, 'tierId' | 'view'> {
  readonly reviewId: number;
  readonly on: string;
  readonly by: string;
}

/** Unit: school days within which the specialist arranges the multi-agency meeting. */
const MEETING_DAYS = 10;

/**
 * Writes the review and does what was decided. `refer` puts the student on the board of Tier III and within reach of the
 * school's prevention specialist, who is asked to arrange the multi-agency meeting.
 * Fails: ProblemError for what the decision needs; Refusal for a plan that does not run, or a school that names no specialist.
 */
export async function reviewTier(
  client: pg.ClientBase,
  who: Who,
  review: Review,
): Promise<{ readonly referredTo: TierStudent | null }> {
  check(review, who);
  const { entry, next } = await lockTier(client, who, { tierId: review.tierId, action: review.decision });
  await insertReview(client, who, entry, review);
  const isOver = next === 'decided';
  await client.query(
    `update tier_students set stage = $3, review_on = $4, decision = $5, decided_on = $6, revision = revision + 1
      where district_id = $1 and tier_id = $2`,
    [
      who.districtId,
      entry.tierId,
      next,
      isOver ? null : review.nextOn,
      isOver ? review.decision : '',
      isOver ? who.on : null,
    ],
  );
  await tierStep(client, who, entry, {
    step: `review-${review.decision}`,
    reason: review.reason,
    detail: { nextOn: review.nextOn },
  });
  if (isOver) await endPlan(client, who, entry, review);
  return { referredTo: review.decision === 'refer' ? await refer(client, who, entry, review) : null };
}

/** The latest first. */
export async function readReviews(
  client: pg.ClientBase | pg.Pool,
  { districtId, tierId }: { readonly districtId: number; readonly tierId: number },
): Promise<readonly ReviewOnFile[]> {
  const found = await client.query<ReviewOnFile>(
    `select review_id as "reviewId", on_date as "on", case when attendance = '{}' then null else attendance end as attendance, notes,
            decision, reason, next_on as "nextOn", made_by as by
       from tier_reviews where district_id = $1 and tier_id = $2 order by review_id desc`,
    [districtId, tierId],
  );
  return found.rows;
}

function check({ decision, nextOn, view }: Review, { on }: Who): void {
  const goesOn = decision === 'continue' || decision === 'change';
  if (goesOn && (nextOn === null || nextOn <= on))
    throw new ProblemError([
      { path: 'nextOn', found: nextOn ?? 'no day', allowed: `the day of the next look, after ${on}` },
    ]);
  if (!goesOn && view === null)
    throw new ProblemError([{ path: 'view', found: 'nothing', allowed: 'helped, partly or not' }]);
}

async function insertReview(client: pg.ClientBase, who: Who, entry: TierStudent, review: Review): Promise<void> {
  const { attendance, notes, decision, reason, nextOn } = review;
  await client.query(
    `insert into tier_reviews (district_id, tier_id, student_id, on_date, attendance, notes, decision, reason, next_on, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      who.districtId,
      entry.tierId,
      entry.student,
      who.on,
      JSON.stringify(attendance ?? {}),
      notes,
      decision,
      reason,
      nextOn,
      who.name,
      who.now,
    ],
  );
}

const OUTCOME_OF = { helped: 'recovered', partly: 'improved', not: 'no-change' } as const;

/** The plan is closed with the team's view; the family is told of it from the plan's page. */
async function endPlan(client: pg.ClientBase, who: Who, entry: TierStudent, review: Review): Promise<void> {
  const about = { thing: 'tier', id: entry.tierId } as const;
  await closeTasksAbout(client, who, { about, state: 'cancelled', outcome: review.reason });
  if (entry.planId === null) return;
  const plan = await findPlan(client, { districtId: who.districtId, planId: entry.planId });
  if (plan === undefined || plan.state !== 'active') return;
  const allowed = asAllowed(who);
  await evaluatePlan(client, allowed, {
    planId: plan.planId,
    revision: plan.revision,
    familyPart: plan.familyPart,
    familyComments: plan.familyComments,
    ourView: review.view ?? 'not',
    ourReasons: review.notes,
  });
  await finishPlan(client, allowed, {
    planId: plan.planId,
    outcome: review.decision === 'refer' ? 'referred' : OUTCOME_OF[review.view ?? 'not'],
    reason: review.reason,
  });
}

async function refer(client: pg.ClientBase, who: Who, entry: TierStudent, { reason }: Review): Promise<TierStudent> {
  const { student, school, caseId } = entry;
  const specialist = await personOfDuty(client, who.districtId, { school, duty: 'specialist', on: who.on });
  if (specialist === null)
    throw new Refusal('This school names no prevention specialist. Name one on the page of the school, then refer.', {
      code: 'tiers.no-specialist',
    });
  const third = await enterTier(client, who, { student, school, tier: 3, because: 'Tier II' });
  await assign(client, who, {
    student,
    caseId,
    duty: 'specialist',
    personId: specialist.personId,
    because: 'Tier III',
  });
  await client.query('update tier_students set owner_id = $3 where district_id = $1 and tier_id = $2', [
    who.districtId,
    third.tierId,
    specialist.personId,
  ]);
  const [due = null] = await dueOn(client, who.districtId, [{ school, from: who.on, schoolDays: MEETING_DAYS }]);
  await createTasks(client, who, [
    {
      student,
      school,
      what: 'key:multi-agency-meeting',
      role: 'prevention-specialist',
      assignee: specialist.personId,
      dueOn: due,
      caseId,
      about: { thing: 'tier', id: third.tierId },
    },
  ]);
  await tierStep(client, who, third, { step: 'referred', reason, detail: { to: specialist.name } });
  await recordEvents(client, who, [{ student, on: who.on, event: 'referred', ref: `T${third.tierId}` }]);
  return { ...third, ownerId: specialist.personId };
}
