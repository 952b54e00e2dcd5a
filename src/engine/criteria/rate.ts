import { countedDates } from '../attendance/counting.ts';
import { compileDayValue } from '../attendance/day-value.ts';
import { lowerBound } from '../attendance/schooling.ts';
import type { Day } from '../calendar/day.ts';
import type { RateRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import { cumulate, recordsIn, sumUpTo } from './cumulation.ts';
import type { Cumulation } from './cumulation.ts';
import { NO_PROGRESS } from './rule-type.ts';
import type { RuleType } from './rule-type.ts';

/**
 * Day values of the window divided by the days enrolled and in session, looked at on every such day.
 * Unit of `amount`: a fraction packed by {@link packRate}. Source: criteria.md section 5, `rate`.
 */
export const RATE: RuleType<RateRule> = {
  type: 'rate',
  compile: (rule, district) => {
    const { isCounted, valueOf } = compileDayValue(rule, district);
    const isLookedAt = (): boolean => true;
    const valued = (context: StudentContext): Cumulation =>
      cumulate(countedDates(context, isCounted, isLookedAt), (date) => valueOf(context, date.records));
    /** absent / (1000 × enrolled) against percent / 100 000, cross-multiplied. */
    const isReached = (absent: number, enrolled: number): boolean => {
      const reached = absent * 100 - rule.percent * enrolled;
      return enrolled >= rule.minDays && (rule.test === 'over' ? reached > 0 : reached >= 0);
    };
    return {
      scan: (context, window, visit) => {
        const dates = valued(context);
        const total = dates.sums[dates.sums.length - 1] as number;
        if (total * 100 < rule.percent * Math.max(1, rule.minDays)) return;
        const enrolled = context.schooling.sessionDays(context.yearStart, context.through);
        for (let i = 0; i < enrolled.length; i++) {
          const day = enrolled[i] as Day;
          const within = window.on(context, day);
          if (within === undefined) continue;
          const days = i + 1 - lowerBound(enrolled, within.start);
          if (days < rule.minDays) continue;
          const absent = sumUpTo(dates, within, day);
          if (isReached(absent, days) && visit({ day, window: within, amount: packRate(absent, days) })) return;
        }
      },
      evidenceOf: (context, hit) => recordsIn(valued(context), hit.window, hit.day),
      additions: (context) => valued(context).days,
      progressOn: (context, window, day) => {
        if (window === undefined) return NO_PROGRESS;
        const dates = valued(context);
        const enrolledDays = context.schooling.sessionDays(window.start, day).length;
        const absent = sumUpTo(dates, window, day);
        return {
          amount: enrolledDays === 0 ? 0 : packRate(absent, enrolledDays),
          which: null,
          enrolledDays,
          absentThousandths: absent,
          counted: recordsIn(dates, window, day),
        };
      },
      valueOf: percentOf,
    };
  },
};

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
