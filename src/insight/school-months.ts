/** The rate of a school month by month: what a campaign is proposed by and judged on. */
import type { Rate, SchoolRates } from './read-attendance.ts';

/** First day of a calendar month, ISO. */
export type MonthStart = string;

export interface MonthRate extends Rate {
  readonly month: MonthStart;
  /** Days in session counted. */
  readonly days: number;
}

/** Months with a counted day, in order. */
export function monthsOf({ days }: Pick<SchoolRates, 'days'>): readonly MonthRate[] {
  const known = MONTHS.get(days);
  if (known !== undefined) return known;
  const byMonth = Map.groupBy(days, ({ on }) => `${on.slice(0, 7)}-01`);
  const months = [...byMonth].map(([month, some]) => ({
    month,
    days: some.length,
    enrolledDays: some.reduce((sum, { enrolledDays }) => sum + enrolledDays, 0),
    absentThousandths: some.reduce((sum, { absentThousandths }) => sum + absentThousandths, 0),
  }));
  MONTHS.set(days, months);
  return months;
}

/** Each campaign is judged beside every other school: their days are added up once. */
const MONTHS = new WeakMap<SchoolRates['days'], readonly MonthRate[]>();

/** The latest month that is over by a day (ISO) and has so many counted days; undefined: none yet. */
export function lastFullMonth(school: Pick<SchoolRates, 'days'>, on: string): MonthRate | undefined {
  return monthsOf(school).findLast(({ month, days }) => month < `${on.slice(0, 7)}-01` && days >= FEWEST_DAYS);
}

/** A month with fewer days in session says nothing of a school. */
const FEWEST_DAYS = 5;

/** The rates of a month of several schools together; undefined where none has it. */
export function monthTogether(schools: readonly SchoolRates[], month: MonthStart): Rate | undefined {
  const rates = schools.flatMap((school) => monthsOf(school).filter((one) => one.month === month));
  if (rates.length === 0) return undefined;
  return {
    enrolledDays: rates.reduce((sum, { enrolledDays }) => sum + enrolledDays, 0),
    absentThousandths: rates.reduce((sum, { absentThousandths }) => sum + absentThousandths, 0),
  };
}
