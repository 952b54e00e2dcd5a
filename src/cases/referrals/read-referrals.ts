/** Referrals as lists: the reviewer's inbox, and what a school has sent. */
import type pg from 'pg';
import { REFERRAL_COLUMNS, type ReferralRow } from './referral-row.ts';
import type { ReferralState } from './states.ts';

export const REFERRAL_TABS = ['preparing', 'new', 'in-review', 'returned', 'decided'] as const;
export type ReferralTab = (typeof REFERRAL_TABS)[number];

export interface ReferralLine extends ReferralRow {
  readonly studentNo: number;
  readonly name: string;
  readonly grade: string;
  readonly schoolName: string;
  readonly pages: number | null;
  readonly lastContactOn: string | null;
}

export interface ReferralListAsk {
  readonly districtId: number;
  /** Undefined: all within reach. */
  readonly schools: readonly string[] | undefined;
  /** Given to this person only. */
  readonly reviewerId?: string;
  readonly state: ReferralState;
  readonly student?: string;
  /** Goes on after this one. */
  readonly after?: number;
  readonly limit: number;
}

const WITHIN = `r.district_id = $1 and ($2::text[] is null or r.school_id = any ($2)) and ($3::text is null or r.reviewer_id = $3)
  and ($4::text is null or r.student_id = $4)`;

/** The newest first. */
export async function readReferrals(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  ask: ReferralListAsk,
): Promise<readonly ReferralLine[]> {
  const { districtId, schools, reviewerId, student, state, after, limit } = ask;
  const found = await client.query<ReferralLine>(
    `select ${REFERRAL_COLUMNS}, ${NAMES} where ${WITHIN} and r.state = $5 and ($6::bigint is null or r.referral_id < $6)
      order by r.referral_id desc limit $7`,
    [districtId, schools ?? null, reviewerId ?? null, student ?? null, state, after ?? null, limit],
  );
  return found.rows;
}

/** One with its names; undefined where there is none within reach. */
export async function readReferralLine(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  districtId: number,
  referralId: number,
): Promise<ReferralLine | undefined> {
  const found = await client.query<ReferralLine>(
    `select ${REFERRAL_COLUMNS}, ${NAMES} where r.district_id = $1 and r.referral_id = $2`,
    [districtId, referralId],
  );
  return found.rows[0];
}

/** How many stand under each tab. */
export async function countReferrals(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  ask: Pick<ReferralListAsk, 'districtId' | 'schools' | 'reviewerId' | 'student'>,
): Promise<Readonly<Record<ReferralTab, number>>> {
  const { districtId, schools, reviewerId, student } = ask;
  const found = await client.query<{ state: ReferralState; count: number }>(
    `select r.state, count(*)::int as count from referrals r where ${WITHIN} group by r.state`,
    [districtId, schools ?? null, reviewerId ?? null, student ?? null],
  );
  const counts = new Map(found.rows.map(({ state, count }) => [state, count]));
  return Object.fromEntries(REFERRAL_TABS.map((tab) => [tab, counts.get(tab) ?? 0])) as Record<ReferralTab, number>;
}

const NAMES = `s.student_no as "studentNo", s.last_name || ', ' || s.first_name as name, s.grade, coalesce(c.name, r.school_id) as "schoolName",
  (select f.pages from sealed_files f where f.district_id = r.district_id and f.file_id = r.file_id) as pages,
  (select max(x.on_date) from contacts x where x.district_id = r.district_id and x.student_id = r.student_id and not x.is_void) as "lastContactOn"
  from referrals r join students s on s.district_id = r.district_id and s.student_id = r.student_id
  left join schools c on c.district_id = r.district_id and c.school_id = r.school_id`;
