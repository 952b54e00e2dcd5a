/** What is behind a number of the steps taken: each contact, meeting, plan, referral and welfare step, of a school or all. */
import type pg from 'pg';
import type { StepsQuestion } from './steps-taken.ts';

export const LISTED_KINDS = ['contact', 'meeting', 'plan', 'referral', 'welfare'] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

export interface ListedStep {
  readonly student: string;
  readonly studentNo: number;
  readonly first: string;
  readonly last: string;
  readonly school: string;
  readonly schoolName: string;
  /** ISO. */
  readonly on: string;
  /** As in `StepsCount`. */
  readonly level: string;
  /** How it ended or stands: a word of its own kind. */
  readonly state: string;
  readonly by: string;
  /** Its number within its kind. */
  readonly id: number;
  /** Of all, whatever is given of them. */
  readonly total: number;
}

export interface StepListQuestion extends StepsQuestion {
  readonly kind: ListedKind;
  /** '' all. */
  readonly level: string;
  readonly skip: number;
  readonly limit: number;
}

/** The same as are counted by `readStepsTaken`, the latest first. */
export async function readStepList(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools, from, to, kind, level, skip, limit }: StepListQuestion,
): Promise<readonly ListedStep[]> {
  const found = await client.query<ListedStep>(
    `select s.student_id as student, s.student_no as "studentNo", s.first_name as first, s.last_name as last, x.school,
        coalesce(c.name, x.school) as "schoolName", x.on_date as on, x.level, x.state, x.by, x.id, count(*) over ()::int as total
       from (${ROWS[kind]}) x
       join students s on s.district_id = $1 and s.student_id = x.student_id
       left join schools c on c.district_id = $1 and c.school_id = x.school
      where ($2::text[] is null or x.school = any ($2)) and x.on_date between $3::date and $4::date and ($5 = '' or x.level = $5)
      order by x.on_date desc, x.id desc offset $6 limit $7`,
    [districtId, schools ?? null, from, to, level, skip, limit],
  );
  return found.rows;
}

const ROWS: Readonly<Record<ListedKind, string>> = {
  contact: `select student_id, school_id as school, on_date, kind as level, outcome as state, made_by as by, contact_id as id from contacts
    where district_id = $1 and not is_void
      and contact_id not in (select corrects_id from contacts where district_id = $1 and corrects_id is not null)`,
  meeting: `select student_id, school_id as school, on_date, kind as level, state, made_by as by, meeting_id as id from meetings
    where district_id = $1 and state = 'held'`,
  plan: `select student_id, school_id as school, begins_on as on_date, kind as level, state, made_by as by, plan_id as id from plans
    where district_id = $1 and state <> 'cancelled'`,
  referral: `select student_id, school_id as school, asked_on as on_date, duty as level, state, asked_by as by, referral_id as id
    from referrals where district_id = $1 and asked_on is not null and state <> 'withdrawn'`,
  welfare: `select student_id, school_id as school, on_date, decision as level, decision as state, made_by as by, welfare_id as id
    from welfare_steps where district_id = $1
      and welfare_id not in (select corrects_id from welfare_steps where district_id = $1 and corrects_id is not null)`,
};
