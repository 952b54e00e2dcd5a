/** A campaign as it is on file. */
import type pg from 'pg';
import type { CampaignState } from './states.ts';

/** Days enrolled of all students, and thousandths of days absent of them: the two numbers of a rate. */
export interface RateFigures {
  readonly enrolledDays: number;
  readonly absentThousandths: number;
}

/** Schools without a campaign, in the month before and the month judged. */
export interface OtherSchools {
  readonly schools: number;
  readonly before: RateFigures;
  readonly after: RateFigures;
}

export interface Campaign {
  readonly campaignId: number;
  readonly school: string;
  readonly title: string;
  readonly state: CampaignState;
  /** Tenths of a percent. */
  readonly goalTenths: number;
  /** First day of the month whose rate lay below the goal, ISO. */
  readonly fromMonth: string;
  readonly from: RateFigures;
  /** Both included; null while it was only put off. */
  readonly startOn: string | null;
  readonly endOn: string | null;
  readonly ownerId: string;
  readonly judgedMonth: string | null;
  readonly to: RateFigures | null;
  readonly others: OtherSchools | null;
  readonly belonging: string;
  readonly reason: string;
  readonly by: string;
  readonly revision: number;
}

interface Row extends Omit<Campaign, 'from' | 'to' | 'others'> {
  readonly fromEnrolled: number;
  readonly fromAbsent: number;
  readonly toEnrolled: number | null;
  readonly toAbsent: number | null;
  readonly others: OtherSchools | Record<string, never>;
}

const COLUMNS = `campaign_id as "campaignId", school_id as school, title, state, goal_tenths as "goalTenths", from_month as "fromMonth",
  from_enrolled as "fromEnrolled", from_absent_thousandths as "fromAbsent", start_on as "startOn", end_on as "endOn", owner_id as "ownerId",
  judged_month as "judgedMonth", to_enrolled as "toEnrolled", to_absent_thousandths as "toAbsent", others, belonging, reason,
  made_by as by, revision`;

export interface CampaignQuestion {
  readonly districtId: number;
  /** undefined: all within reach. */
  readonly schools?: readonly string[] | undefined;
  readonly campaignId?: number;
}

/** The latest first. */
export async function readCampaigns(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools, campaignId }: CampaignQuestion,
): Promise<readonly Campaign[]> {
  const found = await client.query<Row>(
    `select ${COLUMNS} from campaigns
      where district_id = $1 and ($2::text[] is null or school_id = any ($2)) and ($3::bigint is null or campaign_id = $3)
      order by coalesce(start_on, from_month) desc, campaign_id desc`,
    [districtId, schools ?? null, campaignId ?? null],
  );
  return found.rows.map(campaignOf);
}

function campaignOf({ fromEnrolled, fromAbsent, toEnrolled, toAbsent, others, ...rest }: Row): Campaign {
  return {
    ...rest,
    from: { enrolledDays: fromEnrolled, absentThousandths: fromAbsent },
    to: toEnrolled === null ? null : { enrolledDays: toEnrolled, absentThousandths: toAbsent ?? 0 },
    others: 'schools' in others ? (others as OtherSchools) : null,
  };
}
