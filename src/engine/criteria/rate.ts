import { lowerBound } from '../attendance/schooling.ts';
import type { Day } from '../calendar/day.ts';
import type { RateRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import type { CompiledWindow } from '../triggers/windows.ts';
import { cumulate, sumUpTo } from './cumulation.ts';
import type { Cumulation } from './cumulation.ts';
import type { RuleType, VisitHit } from './rule-type.ts';

/**
 * Day values of the window divided by the days enrolled and in session, looked at on every such day.
 * Unit of `amount`: a fraction packed by {@link packRate}. Source: criteria.md section 5, `rate`.
 */
export const RATE: RuleType<RateRule> = {
  type: 'rate',
  compile: (rule, { counters, dayValues }) => {
    const { counts, valueOf } = dayValues.dayValueOf(rule);
    const counter = counters.counterOf(counts);
    const most = rule.view?.cap ?? 1000;
    return {
      isPossible: (context) =>
        counter.count(context).dateCount * most * 100 >= rule.percent * Math.max(1, rule.minDays),
      measure: (context) => {
        const dates = cumulate(context, counter, (counted, i) => valueOf(context, counted, i));
        return {
          scan: (window, visit) => scanRate(rule, dates, context, window, visit),
          evidenceOf: (hit) => dates.recordsIn(hit.window, hit.day),
          additions: dates.days,
          progressOn: (window, day) => {
            const enrolledDays = context.schooling.sessionDays(window.start, day).length;
            const absentThousandths = sumUpTo(dates, window.start, day);
            const amount = enrolledDays === 0 ? 0 : packRate(absentThousandths, enrolledDays);
            return { amount, which: null, enrolledDays, absentThousandths, counted: dates.recordsIn(window, day) };
          },
        };
      },
      valueOf: percentOf,
    };
  },
};

function scanRate(
  rule: RateRule,
  dates: Cumulation,
  context: StudentContext,
  window: CompiledWindow,
  visit: VisitHit,
): void {
  if (dates.days.length === 0) return;
  const enrolled = context.schooling.sessionDays(context.yearStart, context.through);
  if (window.kind === 'year' && !reachesOverYear(rule, dates, enrolled)) return;
  for (let i = 0; i < enrolled.length; i++) {
    const day = enrolled[i] as Day;
    const within = window.on(context, day);
    if (within === undefined) continue;
    const days = i + 1 - lowerBound(enrolled, within.start);
    if (days < rule.minDays) continue;
    const absent = sumUpTo(dates, within.start, day);
    if (isReached(rule, absent, days) && visit({ day, window: within, amount: packRate(absent, days) })) return;
  }
}

/** Over the year the rate falls between absences: if it is reached at all, then on an absence or on the first day with enough days. */
function reachesOverYear(rule: RateRule, dates: Cumulation, enrolled: Int32Array): boolean {
  const enough = Math.max(1, rule.minDays);
  const first = enrolled[enough - 1];
  if (first === undefined) return false;
  const early = lowerBound(dates.days, first + 1);
  if (isReached(rule, dates.sums[early] as number, enough)) return true;
  for (let i = early; i < dates.days.length; i++) {
    if (isReached(rule, dates.sums[i + 1] as number, lowerBound(enrolled, (dates.days[i] as Day) + 1))) return true;
  }
  return false;
}

/** absent / (1000 × enrolled) against percent / 100 000, cross-multiplied. */
function isReached(rule: RateRule, absentThousandths: number, enrolledDays: number): boolean {
  const over = absentThousandths * 100 - rule.percent * enrolledDays;
  return rule.test === 'over' ? over > 0 : over >= 0;
}

const PACK = 2 ** 12;

/** A rate as one number: thousandths of a day absent, and enrolled days (at most a year). */
function packRate(absentThousandths: number, enrolledDays: number): number {
  return absentThousandths * PACK + enrolledDays;
}

/** The percentage of a packed rate, rounded half up to two decimals. */
function percentOf(amount: number): number {
  const absent = Math.floor(amount / PACK);
  const enrolled = amount % PACK;
  if (enrolled === 0) return 0;
  // Hundredths of a percent: absent / (1000 × enrolled) × 10 000.
  return Math.floor((absent * 20 + enrolled) / (2 * enrolled)) / 100;
}
