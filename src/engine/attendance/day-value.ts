import type { DateMeasure } from '../criteria/measures/measure.ts';
import type { CompiledDistrict } from '../district.ts';
import type { Selector, View, ViewPart, ViewRow } from '../policy.ts';
import { differentPeriods, largestShare } from './period-sets.ts';
import type { CountableRecords } from './records.ts';
import { recordsOfDate } from './counting.ts';
import { compileSelectors } from './selectors.ts';

/** What turns the counted records of one date into a value, in thousandths of a day. */
export interface DayValue {
  readonly counts: readonly Selector[];
  readonly valueOf: DateMeasure;
}

/** Day values of a `days` or `rate` rule: of its view, else the whole-day values of `counts`, at most one day. */
export function compileDayValue(
  rule: { readonly counts?: readonly Selector[]; readonly view?: View },
  district: CompiledDistrict,
): DayValue {
  if (rule.view !== undefined) return compileView(rule.view, district);
  return {
    counts: rule.counts ?? [],
    valueOf: ({ records }, counted, i) => Math.min(1000, wholeDayValues(records, recordsOfDate(counted, i), district)),
  };
}

function compileView(view: View, district: CompiledDistrict): DayValue {
  const parts = view.parts.map((part) => ({ part, isCounted: compileSelectors(part.counts, district) }));
  return {
    counts: view.parts.flatMap((part) => part.counts),
    valueOf: ({ records }, counted, i) => {
      const date = recordsOfDate(counted, i);
      let value = 0;
      for (const { part, isCounted } of parts) {
        value += partValue(
          part,
          records,
          date.filter((record) => isCounted(records, record)),
          district,
        );
      }
      return Math.min(view.cap, value);
    },
  };
}

/** The larger of the whole-day values and the first row reached by the period records, at most the part's cap. */
function partValue(
  part: ViewPart,
  records: CountableRecords,
  date: readonly number[],
  district: CompiledDistrict,
): number {
  const reached = part.rows.find((row) => isReached(row, part.by, records, date, district));
  const value = Math.max(wholeDayValues(records, date, district), reached?.value ?? 0);
  return part.cap === undefined ? value : Math.min(part.cap, value);
}

function isReached(
  row: ViewRow,
  by: ViewPart['by'],
  records: CountableRecords,
  date: readonly number[],
  district: CompiledDistrict,
): boolean {
  if (!date.some((record) => records.period[record] !== 0)) return false;
  if (by === 'share') {
    // hit / listed against threshold / 100 000, cross-multiplied.
    const { hit, listed } = largestShare(records, date, district);
    return passes(row, hit * 100_000, row.threshold * listed);
  }
  const amount = by === 'periods' ? differentPeriods(records, date) : periodMinutes(records, date);
  return passes(row, amount, row.threshold);
}

function passes(row: ViewRow, amount: number, threshold: number): boolean {
  return row.test === 'over' ? amount > threshold : amount >= threshold;
}

function periodMinutes(records: CountableRecords, date: readonly number[]): number {
  let minutes = 0;
  for (const record of date) {
    if (records.period[record] !== 0) minutes += Math.max(0, records.minutes[record] as number);
  }
  return minutes;
}

function wholeDayValues(records: CountableRecords, date: readonly number[], district: CompiledDistrict): number {
  let value = 0;
  for (const record of date) {
    if (records.period[record] === 0) value += district.codes[records.code[record] as number]?.value ?? 0;
  }
  return value;
}
