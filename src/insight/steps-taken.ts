/** What schools did, by month: letters by level, contacts, meetings, plans, campaigns, referrals, welfare steps. */
import type pg from 'pg';

export const STEP_KINDS = ['letter', 'contact', 'meeting', 'plan', 'campaign', 'referral', 'welfare'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface StepsCount {
  /** First day of the month, ISO. */
  readonly month: string;
  readonly school: string;
  readonly kind: StepKind;
  /** Of letters `pack criterion`; of contacts, meetings, plans, welfare steps and referrals their kind; '' of campaigns. */
  readonly level: string;
  readonly count: number;
}

export interface StepsQuestion {
  readonly districtId: number;
  readonly schools: readonly string[] | undefined;
  /** ISO. Ends: both included. */
  readonly from: string;
  readonly to: string;
}

/**
 * Letters by the day of issue, without those that were withdrawn or settled; contacts as they stand after corrections; meetings that were
 * held; plans by the day they begin, without those that were cancelled; campaigns that ran; referrals by the day their review was asked
 * for; welfare steps as they were decided last.
 */
export async function readStepsTaken(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools, from, to }: StepsQuestion,
): Promise<readonly StepsCount[]> {
  const found = await client.query<StepsCount>(STEPS, [districtId, schools ?? null, from, to]);
  return found.rows;
}

const WHERE = (school: string, on: string): string =>
  `x.district_id = $1 and ($2::text[] is null or ${school} = any ($2)) and ${on} between $3::date and $4::date`;

/** Adding up is by plain columns: putting a day or a level in words comes after. */
const PARTS: Readonly<Record<StepKind, string>> = {
  letter: `select x.issued_on as on_date, x.notice_school_id as school, x.pack_id as pack, x.criterion as level from notices x
    where ${WHERE('x.notice_school_id', 'x.issued_on')} and x.origin = 'rollcall' and x.state <> 'withdrawn'
      and exists (select from notice_letters l where l.district_id = x.district_id and l.notice_id = x.notice_id)`,
  contact: `select x.on_date, x.school_id as school, '' as pack, x.kind as level from contacts x
    where ${WHERE('x.school_id', 'x.on_date')} and not x.is_void
      and x.contact_id not in (select n.corrects_id from contacts n where n.district_id = $1 and n.corrects_id is not null)`,
  meeting: `select x.on_date, x.school_id as school, '' as pack, x.kind as level from meetings x
    where ${WHERE('x.school_id', 'x.on_date')} and x.state = 'held'`,
  plan: `select x.begins_on as on_date, x.school_id as school, '' as pack, x.kind as level from plans x
    where ${WHERE('x.school_id', 'x.begins_on')} and x.state <> 'cancelled'`,
  campaign: `select x.start_on as on_date, x.school_id as school, '' as pack, '' as level from campaigns x
    where ${WHERE('x.school_id', 'x.start_on')} and x.state <> 'not-now'`,
  referral: `select x.asked_on as on_date, x.school_id as school, '' as pack, x.duty as level from referrals x
    where ${WHERE('x.school_id', 'x.asked_on')} and x.state <> 'withdrawn'`,
  welfare: `select x.on_date, x.school_id as school, '' as pack, x.decision as level from welfare_steps x
    where ${WHERE('x.school_id', 'x.on_date')}
      and x.welfare_id not in (select n.corrects_id from welfare_steps n where n.district_id = $1 and n.corrects_id is not null)`,
};

const STEPS = `
  select to_char(s.month, 'YYYY-MM-DD') as month, s.school, s.kind, ltrim(s.pack || ' ' || s.level) as level, s.count
  from (${STEP_KINDS.map(
    (kind) =>
      `select date_trunc('month', p.on_date::timestamp) as month, p.school, '${kind}' as kind, p.pack, p.level, count(*)::int as count
       from (${PARTS[kind]}) p group by 1, 2, 4, 5`,
  ).join(' union all ')}) s`;
