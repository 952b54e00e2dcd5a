/** When a campaign is proposed, and what it is judged on: the same figure a month later, beside the schools without one. */
import type { Campaign, CampaignGround, OtherSchools } from '../cases/index.ts';
import { isBelow, type Rate, type SchoolRates } from './read-attendance.ts';
import { lastFullMonth, monthTogether, type MonthStart } from './school-months.ts';

export interface ProposalInput {
  readonly schools: readonly SchoolRates[];
  readonly campaigns: readonly Campaign[];
  /** Tenths of a percent. */
  readonly goalOf: (school: string) => number;
  /** Today, ISO. */
  readonly on: string;
}

/**
 * Schools whose last full month lies strictly below the goal, where no campaign runs and nothing was decided for that month.
 */
export function proposeCampaigns({ schools, campaigns, goalOf, on }: ProposalInput): readonly CampaignGround[] {
  return schools.flatMap((one) => {
    const month = lastFullMonth(one, on);
    const goalTenths = goalOf(one.school);
    if (month === undefined || !isBelow(month, goalTenths)) return [];
    const own = campaigns.filter(({ school }) => school === one.school);
    const isDecided = own.some((campaign) => campaign.fromMonth === month.month || campaign.state === 'running');
    if (isDecided) return [];
    const { enrolledDays, absentThousandths } = month;
    return [{ school: one.school, month: month.month, rate: { enrolledDays, absentThousandths }, goalTenths }];
  });
}

export interface JudgedFigures {
  readonly rate: Rate;
  readonly others: OtherSchools;
}

/**
 * What a campaign is judged on; undefined while the month is not over or not counted. The other schools are those that had no
 * campaign running in the days of this one.
 */
export function judgedFigures(
  campaign: Campaign,
  input: {
    readonly schools: readonly SchoolRates[];
    readonly campaigns: readonly Campaign[];
    readonly month: MonthStart;
    readonly on: string;
  },
): JudgedFigures | undefined {
  const { schools, campaigns, month, on } = input;
  if (month >= `${on.slice(0, 7)}-01`) return undefined;
  const rate = monthTogether(
    schools.filter(({ school }) => school === campaign.school),
    month,
  );
  if (rate === undefined) return undefined;
  const busy = new Set(campaigns.filter((one) => meets(one, campaign)).map(({ school }) => school));
  const without = schools.filter(({ school }) => !busy.has(school) && school !== campaign.school);
  const [before, after] = [monthTogether(without, campaign.fromMonth), monthTogether(without, month)];
  const none = { enrolledDays: 0, absentThousandths: 0 };
  const others =
    before === undefined || after === undefined
      ? { schools: 0, before: none, after: none }
      : { schools: without.length, before, after };
  return { rate, others };
}

function meets(one: Campaign, other: Campaign): boolean {
  if (one.startOn === null || one.endOn === null || other.startOn === null || other.endOn === null) return false;
  return one.startOn <= other.endOn && other.startOn <= one.endOn;
}
