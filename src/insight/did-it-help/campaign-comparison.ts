/**
 * Campaigns are of a whole school, so they are compared with the other schools: attendance of all students in the 20 school days before
 * the first day of the campaign and after its last, and in the same days at the schools that had none. Pure.
 */
import type { Campaign } from '../../cases/index.ts';
import { meets } from '../campaign-figures.ts';
import type { Rate, SchoolRates } from '../read-attendance.ts';
import { LEFT_OUT, type LeftOut } from './figures.ts';
import { t95 } from './student-t.ts';
import { FEWEST_STUDENTS, sayDifference, tenths, type Outcome } from './verdict.ts';
import { WINDOW_DAYS } from './windows.ts';

/** Fewer other schools than this say nothing of how schools differ by themselves. */
export const FEWEST_SCHOOLS = 3;

export interface CampaignAnswer {
  readonly campaigns: number;
  /** Enrolled on the first day of each. */
  readonly students: number;
  /** Other schools: of the campaign with the fewest. */
  readonly schools: number;
  readonly outcome: Outcome | null;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
}

interface Compared {
  readonly students: number;
  readonly own: Span;
  readonly others: readonly Span[];
}

/** Percent of days attended. */
interface Span {
  readonly before: number;
  readonly after: number;
}

/** Of the campaigns at `schools` (undefined: all). Input: the rates and campaigns of every school. */
export function compareCampaigns(input: {
  readonly rates: readonly SchoolRates[];
  readonly campaigns: readonly Campaign[];
  readonly schools: readonly string[] | undefined;
}): CampaignAnswer {
  const { rates, campaigns, schools } = input;
  const leftOut = Object.fromEntries(LEFT_OUT.map((why) => [why, 0])) as Record<LeftOut, number>;
  const ran = campaigns.filter(
    ({ school, state, startOn }) => state !== 'not-now' && startOn !== null && (schools?.includes(school) ?? true),
  );
  const compared: Compared[] = [];
  for (const campaign of ran) {
    const one = compareCampaign(campaign, { rates, campaigns });
    if (typeof one === 'string') leftOut[one] += 1;
    else compared.push(one);
  }
  const students = compared.reduce((sum, one) => sum + one.students, 0);
  return {
    campaigns: compared.length,
    students,
    schools: compared.length === 0 ? 0 : Math.min(...compared.map(({ others }) => others.length)),
    outcome: students < FEWEST_STUDENTS ? null : outcomeOf(compared),
    leftOut,
  };
}

function compareCampaign(
  campaign: Campaign,
  { rates, campaigns }: { readonly rates: readonly SchoolRates[]; readonly campaigns: readonly Campaign[] },
): Compared | LeftOut {
  const own = rates.find(({ school }) => school === campaign.school);
  const [start, end] = [campaign.startOn ?? '', campaign.endOn ?? ''];
  const before = (own?.days ?? []).filter(({ on }) => on < start).slice(-WINDOW_DAYS);
  const after = (own?.days ?? []).filter(({ on }) => on > end).slice(0, WINDOW_DAYS);
  if (before.length < WINDOW_DAYS) return 'early';
  if (after.length < WINDOW_DAYS) return 'running';
  const days = [before, after].map((span) => ({ from: span[0]?.on ?? '', to: span.at(-1)?.on ?? '' }));
  const [first, last] = days as [Days, Days];
  const around = { ...campaign, startOn: first.from, endOn: last.to };
  const busy = new Set(campaigns.filter((one) => meets(one, around)).map(({ school }) => school));
  const others = rates
    .filter(({ school }) => school !== campaign.school && !busy.has(school))
    .flatMap((one) => spanOf(one, { first, last }));
  if (others.length < FEWEST_SCHOOLS) return 'alone';
  const [span] = own === undefined ? [] : spanOf(own, { first, last });
  const students = own?.days.find(({ on }) => on >= start)?.enrolledDays ?? before.at(-1)?.enrolledDays ?? 0;
  return span === undefined ? 'early' : { students, own: span, others };
}

interface Days {
  readonly from: string;
  readonly to: string;
}

/** Nothing where the school has no day in one of them. */
function spanOf(
  { days }: SchoolRates,
  { first, last }: { readonly first: Days; readonly last: Days },
): readonly Span[] {
  const [before, after] = [first, last].map(({ from, to }) => percent(days.filter(({ on }) => on >= from && on <= to)));
  return before === undefined || after === undefined ? [] : [{ before, after }];
}

function percent(days: readonly Rate[]): number | undefined {
  const enrolled = days.reduce((sum, { enrolledDays }) => sum + enrolledDays, 0);
  const absent = days.reduce((sum, { absentThousandths }) => sum + absentThousandths, 0);
  return enrolled === 0 ? undefined : 100 - absent / enrolled / 10;
}

/**
 * How far the difference may be chance is read from how much the other schools differ in the same days: a school with a campaign is one
 * school, however many students it has. Source: T. G. Conley and C. R. Taber, Review of Economics and Statistics 93 (2011) 113–125.
 */
function outcomeOf(compared: readonly Compared[]): Outcome {
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const changes = compared.map(({ own, others }) => {
    const other = others.map(({ before, after }) => after - before);
    const middle = mean(other);
    const spread = other.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (other.length - 1);
    return { difference: own.after - own.before - middle, variance: spread * (1 + 1 / other.length) };
  });
  const difference = mean(changes.map((one) => one.difference));
  const fewest = Math.min(...compared.map(({ others }) => others.length));
  const reach = t95(fewest - 1) * Math.sqrt(mean(changes.map(({ variance }) => variance)) / compared.length);
  return {
    before: tenths(mean(compared.map(({ own }) => own.before))),
    after: tenths(mean(compared.map(({ own }) => own.after))),
    alikeBefore: tenths(mean(compared.map(({ others }) => mean(others.map(({ before }) => before))))),
    alikeAfter: tenths(mean(compared.map(({ others }) => mean(others.map(({ after }) => after))))),
    ...sayDifference(difference, reach),
  };
}
