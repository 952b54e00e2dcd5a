/** A student of the board as on file, with the latest assessment. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import type { Who } from '../core/who.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import { TIER, type Answer, type TierAction, type TierStage } from './states.ts';

export interface TierStudent {
  readonly tierId: number;
  readonly student: string;
  readonly school: string;
  readonly year: number;
  readonly tier: 2 | 3;
  readonly stage: TierStage;
  readonly because: string;
  readonly caseId: number;
  readonly planId: number | null;
  readonly ownerId: string;
  readonly reviewOn: string | null;
  readonly decision: '' | 'close' | 'refer' | 'not-needed';
  readonly decidedOn: string | null;
  readonly by: string;
  readonly revision: number;
}

const TIER_COLUMNS = `t.tier_id as "tierId", t.student_id as student, t.school_id as school, t.year, t.tier, t.stage, t.because,
  t.case_id as "caseId", t.plan_id as "planId", t.owner_id as "ownerId", t.review_on as "reviewOn", t.decision, t.decided_on as "decidedOn",
  t.made_by as by, t.revision`;

export interface Assessment {
  readonly assessmentId: number;
  readonly kind: 'matching' | 'other';
  readonly answers: Readonly<Record<string, Answer>>;
  readonly practice: string;
  readonly chosen: readonly string[];
  readonly documentId: number | null;
  readonly note: string;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

export interface TierQuestion {
  readonly districtId: number;
  readonly schools?: readonly string[] | undefined;
  readonly tierId?: number;
  readonly student?: string;
  readonly tier?: 2 | 3;
  /** Left out: all stages. */
  readonly stages?: readonly TierStage[];
}

/** Those with the earliest review first. */
export async function readTierStudents(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools, tierId, student, tier, stages }: TierQuestion,
): Promise<readonly TierStudent[]> {
  const found = await client.query<TierStudent>(
    `select ${TIER_COLUMNS} from tier_students t
      where t.district_id = $1 and ($2::text[] is null or t.school_id = any ($2)) and ($3::bigint is null or t.tier_id = $3)
        and ($4::text is null or t.student_id = $4) and ($5::int is null or t.tier = $5) and ($6::text[] is null or t.stage = any ($6))
      order by t.review_on nulls last, t.tier_id`,
    [districtId, schools ?? null, tierId ?? null, student ?? null, tier ?? null, stages ?? null],
  );
  return found.rows;
}

/**
 * What a board shows: of each stage those with the earliest review, and how many there are in all.
 * Input: `decidedSince` ISO, included; `most` of one stage.
 */
export async function readBoardEntries(
  client: pg.ClientBase | pg.Pool,
  question: {
    readonly districtId: number;
    readonly schools?: readonly string[] | undefined;
    readonly tier: 2 | 3;
    readonly decidedSince: string;
    readonly most: number;
  },
): Promise<{ readonly entries: readonly TierStudent[]; readonly total: number }> {
  const { districtId, schools, tier, decidedSince, most } = question;
  const found = await client.query<TierStudent & { readonly total: number }>(
    `select ${TIER_COLUMNS}, t.total from (
       select t.*, count(*) over ()::int as total,
              row_number() over (partition by t.stage order by t.review_on nulls last, t.tier_id) as place
         from tier_students t
        where t.district_id = $1 and ($2::text[] is null or t.school_id = any ($2)) and t.tier = $3
          and (t.decided_on is null or t.decided_on >= $4)) t
      where t.place <= $5 order by t.review_on nulls last, t.tier_id`,
    [districtId, schools ?? null, tier, decidedSince, most],
  );
  return { entries: found.rows.map(({ total: _, ...entry }) => entry), total: found.rows[0]?.total ?? 0 };
}

/** The latest first: the first is what counts. */
export async function readAssessments(
  client: pg.ClientBase | pg.Pool,
  { districtId, tierId }: { readonly districtId: number; readonly tierId: number },
): Promise<readonly Assessment[]> {
  const found = await client.query<Assessment>(
    `select assessment_id as "assessmentId", kind, answers, practice, chosen, document_id as "documentId", note, made_by as by,
            to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
       from tier_assessments where district_id = $1 and tier_id = $2 order by assessment_id desc`,
    [districtId, tierId],
  );
  return found.rows;
}

/** Locks it and asks the table of stages. Returns it with the stage that the action leads to. Fails: Refusal. */
export async function lockTier(
  client: pg.ClientBase,
  who: Who,
  { tierId, action }: { readonly tierId: number; readonly action: TierAction },
): Promise<{ readonly entry: TierStudent; readonly next: TierStage }> {
  await client.query('select 1 from tier_students where district_id = $1 and tier_id = $2 for update', [
    who.districtId,
    tierId,
  ]);
  const [entry] = await readTierStudents(client, { districtId: who.districtId, tierId });
  if (entry === undefined) throw new Refusal('This student is not on the board.', { code: 'tiers.not-on-board' });
  return { entry, next: requireStep(TIER, { status: entry.stage, action, who }) };
}

/** Appends a step to the history of the student. */
export function tierStep(
  client: pg.ClientBase,
  who: Who,
  { student, caseId, tierId, school, tier }: TierStudent,
  what: { readonly step: string; readonly reason?: string; readonly detail?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { step, reason, detail } = what;
  return appendSteps(client, who, [
    {
      student,
      caseId,
      school,
      thing: 'tier',
      thingId: tierId,
      step,
      ...(reason === undefined ? {} : { reason }),
      detail: { tier, ...detail },
    },
  ]);
}
