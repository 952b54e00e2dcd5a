import type { Counter } from '../attendance/counting.ts';
import type { TotalRule } from '../policy.ts';
import { cumulate, sumUpTo, visitSums } from './cumulation.ts';
import { DATES } from './measures/dates.ts';
import type { DateMeasure } from './measures/measure.ts';
import { MINUTES } from './measures/minutes.ts';
import { PERIODS } from './measures/periods.ts';
import { NO_PROGRESS } from './rule-type.ts';
import type { RuleEnvironment, RuleType } from './rule-type.ts';

/** Holds when the measure over the window lies in the band. Source: criteria.md section 5, `total`. */
export const TOTAL: RuleType<TotalRule> = {
  type: 'total',
  compile: (rule, environment) => {
    const { counter, amountOf } = compileMeasure(rule, environment);
    const most = rule.view?.cap ?? 1000;
    return {
      isPossible: (context) => {
        const { dateCount, recordCount } = counter.count(context);
        if (rule.measure === 'dates') return dateCount >= rule.band.atLeast;
        if (rule.measure === 'days') return dateCount * most >= rule.band.atLeast;
        return rule.measure === 'minutes' ? dateCount > 0 : recordCount >= rule.band.atLeast;
      },
      measure: (context) => {
        const sums = cumulate(context, counter, (counted, i) => amountOf(context, counted, i));
        return {
          scan: (window, visit) => visitSums(sums, rule.band, context, window, visit),
          evidenceOf: (hit) => sums.recordsIn(hit.window, hit.day),
          additions: sums.days,
          progressOn: (window, day) => ({
            ...NO_PROGRESS,
            amount: sumUpTo(sums, window.start, day),
            counted: sums.recordsIn(window, day),
          }),
        };
      },
      valueOf: (amount) => (rule.measure === 'days' ? amount / 1000 : amount),
    };
  },
};

/** The measures by name: one file, one line here. `days` also decides what is counted, since it may have a view. */
function compileMeasure(
  rule: TotalRule,
  { counters, dayValues }: RuleEnvironment,
): { counter: Counter; amountOf: DateMeasure } {
  if (rule.measure === 'days') {
    const { counts, valueOf } = dayValues.dayValueOf(rule);
    return { counter: counters.counterOf(counts, rule.only), amountOf: valueOf };
  }
  const measures = { periods: PERIODS, dates: DATES, minutes: MINUTES };
  return { counter: counters.counterOf(rule.counts ?? [], rule.only), amountOf: measures[rule.measure] };
}
