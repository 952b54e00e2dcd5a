/** When a campaign is proposed, and what it is judged on: the same figure a month later, beside the schools without one. */
import type pg from 'pg';
import { judgedMonthOf, readCampaigns } from '../cases/index.ts';
import type { Campaign, CampaignGround, OtherSchools } from '../cases/index.ts';
import { Refusal } from '../problem.ts';
import { readGoals } from './goals.ts';
import { isBelow, readSchoolRates, type Rate, type SchoolRates } from './read-attendance.ts';
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

export interface RunningFigures {
  /** The last day counted, ISO. */
  readonly through: string;
  /** From the first day of the campaign on. */
  readonly rate: Rate;
  readonly others: OtherSchools;
}

/**
 * What a campaign has brought so far: its school from the first day on, beside the schools that had none in its days, before and since.
 * Undefined: no day of it has come in yet. It is no judgement: that is made on the month after.
 */
export function runningFigures(
  campaign: Campaign,
  input: { readonly schools: readonly SchoolRates[]; readonly campaigns: readonly Campaign[]; readonly on: string },
): RunningFigures | undefined {
  const { schools, campaigns, on } = input;
  const from = campaign.startOn ?? on;
  const sinceOf = (some: readonly SchoolRates[]): readonly SchoolRates['days'][number][] =>
    some.flatMap(({ days }) => days.filter((day) => day.on >= from && day.on <= on));
  const own = sinceOf(schools.filter(({ school }) => school === campaign.school));
  const through = own.at(-1)?.on;
  if (through === undefined) return undefined;
  const busy = new Set(campaigns.filter((one) => meets(one, campaign)).map(({ school }) => school));
  const without = schools.filter(({ school }) => !busy.has(school) && school !== campaign.school);
  const before = monthTogether(without, campaign.fromMonth);
  const since = sinceOf(without).filter((day) => day.on <= through);
  const none = { enrolledDays: 0, absentThousandths: 0 };
  const others =
    before === undefined || since.length === 0
      ? { schools: 0, before: none, after: none }
      : { schools: without.length, before, after: together(since) };
  return { through, rate: together(own), others };
}

function together(days: readonly Rate[]): Rate {
  return {
    enrolledDays: days.reduce((sum, { enrolledDays }) => sum + enrolledDays, 0),
    absentThousandths: days.reduce((sum, { absentThousandths }) => sum + absentThousandths, 0),
  };
}

/** Whether two campaigns share a day; not where one has no days. */
export function meets(one: Campaign, other: Campaign): boolean {
  if (one.startOn === null || one.endOn === null || other.startOn === null || other.endOn === null) return false;
  return one.startOn <= other.endOn && other.startOn <= one.endOn;
}

/** The last full month of a school, where it lies below the goal. Fails: Refusal where it does not. Input: `on` today, ISO. */
export async function readCampaignGround(
  client: pg.ClientBase | pg.Pool,
  { districtId, school, on }: { readonly districtId: number; readonly school: string; readonly on: string },
): Promise<CampaignGround> {
  const goalOf = await readGoals(client, districtId);
  const schools = await readSchoolRates(client, { districtId, schools: [school] });
  const [ground] = proposeCampaigns({ schools, campaigns: [], goalOf, on });
  if (ground === undefined)
    throw new Refusal(
      'The last full month of this school does not lie below its goal, so there is nothing to judge by.',
      { code: 'campaigns.not-below' },
    );
  return ground;
}

/**
 * The month a campaign is judged on, with its figures: undefined while it is not over and counted, or without such a campaign.
 * Input: a client that sees every school: rates of schools hold no student. `on`: today, ISO.
 */
export async function readJudgement(
  client: pg.ClientBase | pg.Pool,
  { districtId, campaignId, on }: { readonly districtId: number; readonly campaignId: number; readonly on: string },
): Promise<{ readonly month: MonthStart; readonly campaign?: Campaign; readonly figures?: JudgedFigures | undefined }> {
  const campaigns = await readCampaigns(client, { districtId });
  const campaign = campaigns.find((one) => one.campaignId === campaignId);
  const month = judgedMonthOf(campaign?.endOn ?? on);
  if (campaign === undefined) return { month };
  const schools = await readSchoolRates(client, { districtId, schools: undefined });
  return { month, campaign, figures: judgedFigures(campaign, { schools, campaigns, month, on }) };
}
