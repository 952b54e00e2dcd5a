/** One history of everything that was done in casework: the timeline of a case and of a student. */
import type pg from 'pg';
import type { Who } from './who.ts';

const THINGS = [
  'case',
  'task',
  'contact',
  'journal',
  'document',
  'meeting',
  'contract',
  'plan',
  'tier',
  'campaign',
  'team-meeting',
  'activity',
  'referral',
  'welfare',
  'eligibility',
  'incident',
  'at-risk',
  'alert',
  'message',
  'disclosure',
  'assignment',
] as const;
export type Thing = (typeof THINGS)[number];

/** A thing by its kind and number. */
export interface ThingRef {
  readonly thing: Thing;
  readonly id: number;
}

export interface NewStep {
  /** Null: about a school as a whole; then `school` says which. */
  readonly student: string | null;
  readonly school?: string;
  readonly caseId?: number | null;
  readonly thing: Thing;
  readonly thingId: number;
  /** A word: `opened`, `held`, `signed`. */
  readonly step: string;
  /** The day it is about, ISO; today when left out. */
  readonly on?: string;
  readonly reason?: string;
  /** What a sentence about it needs; never another student's data. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Appends in one question, in the transaction of what was done. */
export async function appendSteps(client: pg.ClientBase | pg.Pool, who: Who, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return;
  await client.query(
    `insert into casework_steps (district_id, student_id, school_id, case_id, thing, thing_id, step, on_date, reason, detail, done_by_id, done_by, done_at)
     select $1, s.student_id, s.school_id, s.case_id, s.thing, s.thing_id, s.step, s.on_date, s.reason, s.detail, $2, $3, $4
       from jsonb_to_recordset($5::jsonb) as s (student_id text, school_id text, case_id bigint, thing text, thing_id bigint, step text,
         on_date date, reason text, detail jsonb)`,
    [who.districtId, who.personId, who.name, who.now, JSON.stringify(steps.map((step) => rowOf(step, who)))],
  );
}

function rowOf(step: NewStep, who: Who): Readonly<Record<string, unknown>> {
  return {
    student_id: step.student,
    school_id: step.school ?? '',
    case_id: step.caseId ?? null,
    thing: step.thing,
    thing_id: step.thingId,
    step: step.step,
    on_date: step.on ?? who.on,
    reason: step.reason ?? '',
    detail: step.detail ?? {},
  };
}

export interface StepOnFile {
  readonly stepId: number;
  readonly student: string | null;
  readonly caseId: number | null;
  readonly thing: Thing;
  readonly thingId: number;
  readonly step: string;
  readonly on: string;
  readonly reason: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly byId: string;
  /** ISO instant. */
  readonly at: string;
}

export interface StepQuestion {
  readonly districtId: number;
  readonly student?: string;
  readonly caseId?: number;
  readonly about?: ThingRef;
  readonly things?: readonly Thing[];
  /** Older than this step; for the next page. */
  readonly before?: number;
  readonly limit?: number;
}

/** Newest first. */
export async function readSteps(
  client: pg.ClientBase | pg.Pool,
  question: StepQuestion,
): Promise<readonly StepOnFile[]> {
  const { districtId, student, caseId, about, things, before, limit = 200 } = question;
  const found = await client.query<StepOnFile>(
    `select step_id as "stepId", student_id as student, case_id as "caseId", thing, thing_id as "thingId", step, on_date as "on",
            reason, detail, done_by as by, done_by_id as "byId", to_char(done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
       from casework_steps
      where district_id = $1 and ($2::text is null or student_id = $2) and ($3::bigint is null or case_id = $3)
        and ($4::text is null or thing = $4 and thing_id = $5::bigint) and ($6::text[] is null or thing = any ($6))
        and ($7::bigint is null or step_id < $7)
      order by step_id desc limit $8`,
    [
      districtId,
      student ?? null,
      caseId ?? null,
      about?.thing ?? null,
      about?.id ?? null,
      things ?? null,
      before ?? null,
      limit,
    ],
  );
  return found.rows;
}
