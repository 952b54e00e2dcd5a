import { recordsOfDate } from '../attendance/counting.ts';
import { compileSelectedPeriods, longestRunOfPeriods, periodsCovered } from '../attendance/period-sets.ts';
import { compileWeekdays } from '../attendance/selectors.ts';
import type { Day } from '../calendar/day.ts';
import type { PatternRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import type { WindowOfDate } from '../triggers/windows.ts';
import { cumulate, isWithin, sumUpTo, visitSums } from './cumulation.ts';
import type { Cumulation } from './cumulation.ts';
import { NO_PROGRESS } from './rule-type.ts';
import type { Progress, RuleType } from './rule-type.ts';

/**
 * Two levels: dates qualify by their periods; qualifying dates are counted, or must follow each other.
 * Source: criteria.md section 5, `pattern`.
 */
export const PATTERN: RuleType<PatternRule> = {
  type: 'pattern',
  compile: (rule, { district, counters }) => {
    const counter = counters.counterOf(rule.counts, rule.only);
    const bridge = counters.counterOf(rule.bridge ?? [], rule.only);
    const isDaySelected = compileWeekdays(rule.only);
    const selected = compileSelectedPeriods(rule.only?.periods, district);
    const countPeriods = rule.withinDay.mode === 'consecutive' ? longestRunOfPeriods : periodsCovered;

    /** For each qualifying date, in order, the first day of its run (the year's first day where nothing broke it). */
    const runStartsOf = (context: StudentContext, { days }: Cumulation): Day[] => {
      const { days: bridgeDays, dateCount } = bridge.count(context);
      const bridged = new Set(bridgeDays.subarray(0, dateCount));
      const starts: Day[] = [];
      let start = context.yearStart;
      for (const day of context.schooling.sessionDays(context.yearStart, context.through)) {
        if (!isDaySelected(day)) continue;
        if (days[starts.length] === day) starts.push(start);
        else if (!bridged.has(day)) start = day + 1;
      }
      return starts;
    };

    return {
      isPossible: (context) => counter.count(context).dateCount >= rule.days.atLeast,
      measure: (context) => {
        const dates = cumulate(context, counter, (counted, i) =>
          Number(isWithin(rule.withinDay, countPeriods(context.records, recordsOfDate(counted, i), selected))),
        );
        let starts: Day[] | undefined;
        const runStart = (window: WindowOfDate, i: number): Day =>
          Math.max(window.start, (starts ??= runStartsOf(context, dates))[i] as Day);
        const isInARow = rule.days.mode === 'consecutive';
        return {
          scan: (window, visit) => {
            if (!isInARow) return visitSums(dates, rule.days, context, window, visit);
            if (dates.days.length < rule.days.atLeast) return;
            for (const [i, day] of dates.days.entries()) {
              const within = window.on(context, day);
              if (within === undefined) continue;
              const amount = sumUpTo(dates, runStart(within, i), day);
              if (isWithin(rule.days, amount) && visit({ day, window: within, amount })) return;
            }
          },
          evidenceOf: ({ window, day }) => {
            const start = isInARow ? runStart(window, dates.days.indexOf(day)) : window.start;
            return dates.recordsIn({ ...window, start }, day);
          },
          additions: dates.days,
          progressOn: (window, day) => {
            if (isInARow) return longestRun(dates, (i) => runStart(window, i), window, day);
            return {
              ...NO_PROGRESS,
              amount: sumUpTo(dates, window.start, day),
              counted: dates.recordsIn(window, day),
            };
          },
        };
      },
      valueOf: (amount) => amount,
    };
  },
};

/** The longest run of the window, for explanations. */
function longestRun(dates: Cumulation, runStart: (i: number) => Day, window: WindowOfDate, day: Day): Progress {
  let best = NO_PROGRESS;
  for (const [i, end] of dates.days.entries()) {
    if (end < window.start || end > day) continue;
    const start = runStart(i);
    const amount = sumUpTo(dates, start, end);
    if (amount > best.amount) best = { ...NO_PROGRESS, amount, counted: dates.recordsIn({ ...window, start }, end) };
  }
  return best;
}
