import { countedDates } from '../attendance/counting.ts';
import { compileDayValue } from '../attendance/day-value.ts';
import { compileOnly, compileSelectors } from '../attendance/selectors.ts';
import type { RecordTest } from '../attendance/selectors.ts';
import type { CompiledDistrict } from '../district.ts';
import type { TotalRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import { cumulate, recordsIn, sumUpTo, visitSums } from './cumulation.ts';
import type { Cumulation } from './cumulation.ts';
import { DATES } from './measures/dates.ts';
import type { DateMeasure } from './measures/measure.ts';
import { MINUTES } from './measures/minutes.ts';
import { PERIODS } from './measures/periods.ts';
import { NO_PROGRESS } from './rule-type.ts';
import type { RuleType } from './rule-type.ts';

/** Holds when the measure over the window lies in the band. Source: criteria.md section 5, `total`. */
export const TOTAL: RuleType<TotalRule> = {
  type: 'total',
  compile: (rule, district) => {
    const { isCounted, measure } = compileMeasure(rule, district);
    const isLookedAt = compileOnly(rule.only, district);
    const cumulation = (context: StudentContext): Cumulation =>
      cumulate(countedDates(context, isCounted, isLookedAt), (date) => measure.amountOf(context, date.records));
    return {
      scan: (context, window, visit) => visitSums(cumulation(context), rule.band, context, window, visit),
      evidenceOf: (context, hit) => recordsIn(cumulation(context), hit.window, hit.day),
      additions: (context) => cumulation(context).days,
      progressOn: (context, window, day) => {
        if (window === undefined) return NO_PROGRESS;
        const sums = cumulation(context);
        return { ...NO_PROGRESS, amount: sumUpTo(sums, window, day), counted: recordsIn(sums, window, day) };
      },
      valueOf: (amount) => (rule.measure === 'days' ? amount / 1000 : amount),
    };
  },
};

/** The measures by name: one file, one line here. `days` also decides what is counted, since it may have a view. */
function compileMeasure(rule: TotalRule, district: CompiledDistrict): { isCounted: RecordTest; measure: DateMeasure } {
  if (rule.measure === 'days') {
    const { isCounted, valueOf } = compileDayValue(rule, district);
    return { isCounted, measure: { amountOf: valueOf } };
  }
  const measures = { periods: PERIODS, dates: DATES, minutes: MINUTES };
  return { isCounted: compileSelectors(rule.counts ?? [], district), measure: measures[rule.measure] };
}
