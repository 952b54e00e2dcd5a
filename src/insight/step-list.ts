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
}

export interface CountedSteps extends StepsQuestion {
  readonly kind: ListedKind;
  /** '' all. */
  readonly level: string;
}

export interface StepListQuestion extends CountedSteps {
  /** The last one of the page before; undefined: from the beginning. */
  readonly after?: { readonly on: string; readonly id: number } | undefined;
  readonly limit: number;
}

/** The same as are counted by `readStepsTaken`, the latest first. */
export async function readStepList(
  client: pg.ClientBase | pg.Pool,
  { after, limit, ...question }: StepListQuestion,
): Promise<readonly ListedStep[]> {
  const { table, id, state, by } = KINDS[question.kind];
  // The page is chosen from an index in the order of the list; only its rows are read.
  const found = await client.query<ListedStep>(
    `with page as materialized (
       select x.* from (${rowsOf(question.kind)}) x
        where ${ASKED} and ($6::date is null or x.on_date <= $6 and (x.on_date < $6 or x.id < $7))
        order by x.on_date desc, x.id desc limit $8
     )
     select s.student_id as student, s.student_no as "studentNo", s.first_name as first, s.last_name as last, p.school,
        coalesce(c.name, p.school) as "schoolName", p.on_date as on, p.level, r.${state} as state, r.${by} as by, p.id
       from page p
       join ${table} r on r.district_id = $1 and r.${id} = p.id
       join students s on s.district_id = $1 and s.student_id = p.student_id
       left join schools c on c.district_id = $1 and c.school_id = p.school
      order by p.on_date desc, p.id desc`,
    [...valuesOf(question), after?.on ?? null, after?.id ?? null, limit],
  );
  return found.rows;
}

/** How many there are in the list. */
export async function countSteps(client: pg.ClientBase | pg.Pool, question: CountedSteps): Promise<number> {
  const found = await client.query<{ total: number }>(
    `select count(*)::int as total from (${rowsOf(question.kind)}) x where ${ASKED}`,
    valuesOf(question),
  );
  return found.rows[0]?.total ?? 0;
}

const ASKED =
  "($2::text[] is null or x.school = any ($2)) and x.on_date between $3::date and $4::date and ($5 = '' or x.level = $5)";

function valuesOf({ districtId, schools, from, to, level }: CountedSteps): unknown[] {
  return [districtId, schools ?? null, from, to, level];
}

interface KindRows {
  readonly table: string;
  readonly id: string;
  readonly on: string;
  readonly level: string;
  readonly state: string;
  readonly by: string;
  /** Which rows are steps taken, in the words of the index that has them in order (0165_steps_in_order.sql). */
  readonly where: string;
  /** The column of the row that another one corrects; left out: nothing is corrected so. */
  readonly corrects?: string;
}

const KINDS: Readonly<Record<ListedKind, KindRows>> = {
  contact: {
    table: 'contacts',
    id: 'contact_id',
    on: 'on_date',
    level: 'kind',
    state: 'outcome',
    by: 'made_by',
    where: 'not is_void',
    corrects: 'corrects_id',
  },
  meeting: {
    table: 'meetings',
    id: 'meeting_id',
    on: 'on_date',
    level: 'kind',
    state: 'state',
    by: 'made_by',
    where: `state = 'held'`,
  },
  plan: {
    table: 'plans',
    id: 'plan_id',
    on: 'begins_on',
    level: 'kind',
    state: 'state',
    by: 'made_by',
    where: `state <> 'cancelled'`,
  },
  referral: {
    table: 'referrals',
    id: 'referral_id',
    on: 'asked_on',
    level: 'duty',
    state: 'state',
    by: 'asked_by',
    where: `asked_on is not null and state <> 'withdrawn'`,
  },
  welfare: {
    table: 'welfare_steps',
    id: 'welfare_id',
    on: 'on_date',
    level: 'decision',
    state: 'decision',
    by: 'made_by',
    where: 'true',
    corrects: 'corrects_id',
  },
};

function rowsOf(kind: ListedKind): string {
  const { table, id, on, level, where, corrects } = KINDS[kind];
  const isCorrected = `${id} in (select ${corrects} from ${table} where district_id = $1 and ${corrects} is not null)`;
  return `select student_id, school_id as school, ${on} as on_date, ${level} as level, ${id} as id from ${table}
    where district_id = $1 and ${where}${corrects === undefined ? '' : ` and not ${isCorrected}`}`;
}
