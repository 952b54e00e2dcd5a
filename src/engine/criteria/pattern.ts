import { countedDates } from '../attendance/counting.ts';
import type { CountedDate } from '../attendance/counting.ts';
import { compileSelectedPeriods, longestRunOfPeriods, periodsCovered } from '../attendance/period-sets.ts';
import { compileOnly, compileSelectors, compileWeekdays } from '../attendance/selectors.ts';
import type { Day } from '../calendar/day.ts';
import type { PatternRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import type { WindowOfDate } from '../triggers/windows.ts';
import { cumulate, isWithin, recordsIn, sumUpTo, visitSums } from './cumulation.ts';
import type { Cumulation } from './cumulation.ts';
import { NO_PROGRESS } from './rule-type.ts';
import type { RuleType } from './rule-type.ts';

/**
 * Two levels: dates qualify by their periods; qualifying dates are counted, or must follow each other.
 * Source: criteria.md section 5, `pattern`.
 */
export const PATTERN: RuleType<PatternRule> = {
  type: 'pattern',
  compile: (rule, district) => {
    const isCounted = compileSelectors(rule.counts, district);
    const isLookedAt = compileOnly(rule.only, district);
    const isBridge = compileSelectors(rule.bridge ?? [], district);
    const isDaySelected = compileWeekdays(rule.only);
    const selected = compileSelectedPeriods(rule.only?.periods, district);
    const qualifies = (context: StudentContext, date: CountedDate): boolean => {
      const count = rule.withinDay.mode === 'consecutive' ? longestRunOfPeriods : periodsCovered;
      return isWithin(rule.withinDay, count(context.records, date.records, selected));
    };
    const qualifying = (context: StudentContext): Cumulation =>
      cumulate(countedDates(context, isCounted, isLookedAt), (date) => Number(qualifies(context, date)));

    /** For each qualifying date, in order, the first day of its run (the year's first day where nothing broke it). */
    const runStarts = (context: StudentContext, { days }: Cumulation): Day[] => {
      const bridged = new Set(countedDates(context, isBridge, isLookedAt).map((date) => date.day));
      const starts: Day[] = [];
      let start = context.yearStart;
      let next = 0;
      for (const day of context.schooling.sessionDays(context.yearStart, context.through)) {
        if (!isDaySelected(day)) continue;
        if (days[next] === day) starts[next++] = start;
        else if (!bridged.has(day)) start = day + 1;
      }
      return starts;
    };
    /** A run is a window of its own, within the criterion's. */
    const runWindow = (window: WindowOfDate, start: Day): WindowOfDate => ({ start: Math.max(window.start, start), cycle: window.cycle });

    const { mode } = rule.days;
    return {
      scan: (context, window, visit) => {
        const dates = qualifying(context);
        if (mode === 'cumulative') return visitSums(dates, rule.days, context, window, visit);
        if (dates.days.length < rule.days.atLeast) return;
        const starts = runStarts(context, dates);
        for (const [i, day] of dates.days.entries()) {
          const within = window.on(context, day);
          if (within === undefined) continue;
          const amount = sumUpTo(dates, runWindow(within, starts[i] as Day), day);
          if (isWithin(rule.days, amount) && visit({ day, window: within, amount })) return;
        }
      },
      evidenceOf: (context, hit) => {
        const dates = qualifying(context);
        if (mode === 'cumulative') return recordsIn(dates, hit.window, hit.day);
        const start = runStarts(context, dates)[dates.days.indexOf(hit.day)] as Day;
        return recordsIn(dates, runWindow(hit.window, start), hit.day);
      },
      additions: (context) => qualifying(context).days,
      progressOn: (context, window, day) => {
        if (window === undefined) return NO_PROGRESS;
        const dates = qualifying(context);
        if (mode === 'cumulative') {
          return { ...NO_PROGRESS, amount: sumUpTo(dates, window, day), counted: recordsIn(dates, window, day) };
        }
        return longestRun(dates, runStarts(context, dates), window, day);
      },
      valueOf: (amount) => amount,
    };
  },
};

/** The longest run of the window, for explanations. */
function longestRun(dates: Cumulation, starts: readonly Day[], window: WindowOfDate, day: Day): typeof NO_PROGRESS {
  let best = NO_PROGRESS;
  for (const [i, end] of dates.days.entries()) {
    if (end < window.start || end > day) continue;
    const run = { start: Math.max(window.start, starts[i] as Day), cycle: window.cycle };
    const amount = sumUpTo(dates, run, end);
    if (amount > best.amount) best = { ...NO_PROGRESS, amount, counted: recordsIn(dates, run, end) };
  }
  return best;
}
