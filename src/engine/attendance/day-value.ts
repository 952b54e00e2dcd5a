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
    valueOf: ({ records }, { records: counted, starts }, i) => {
      const value = wholeDayValues(records, counted, starts[i] as number, starts[i + 1] as number, district);
      return Math.min(1000, value);
    },
  };
}

function compileView(view: View, district: CompiledDistrict): DayValue {
  const [first, ...others] = view.parts;
  const counts = view.parts.flatMap((part) => part.counts);
  if (first !== undefined && others.length === 0) {
    // Whatever the view counts, its only part counts.
    return {
      counts,
      valueOf: ({ records }, { records: counted, starts }, i) => {
        const value = partValue(first, records, counted, starts[i] as number, starts[i + 1] as number, district);
        return Math.min(view.cap, value);
      },
    };
  }
  const parts = view.parts.map((part) => ({ part, isCounted: compileSelectors(part.counts, district) }));
  return {
    counts,
    valueOf: ({ records }, counted, i) => {
      const date = recordsOfDate(counted, i);
      let value = 0;
      for (const { part, isCounted } of parts) {
        const ofPart = date.filter((record) => isCounted(records, record));
        value += partValue(part, records, ofPart, 0, ofPart.length, district);
      }
      return Math.min(view.cap, value);
    },
  };
}

/**
 * The larger of the whole-day values and the first row reached by the period records, at most the part's cap.
 * Input: the part's records of one date are `counted[from]` up to but not including `counted[to]`.
 */
function partValue(
  part: ViewPart,
  records: CountableRecords,
  counted: ArrayLike<number>,
  from: number,
  to: number,
  district: CompiledDistrict,
): number {
  const value = Math.max(
    wholeDayValues(records, counted, from, to, district),
    rowValue(part, records, counted, from, to, district),
  );
  return part.cap === undefined ? value : Math.min(part.cap, value);
}

function rowValue(
  { by, rows }: ViewPart,
  records: CountableRecords,
  counted: ArrayLike<number>,
  from: number,
  to: number,
  district: CompiledDistrict,
): number {
  let hasPeriods = false;
  for (let at = from; at < to && !hasPeriods; at++) hasPeriods = records.period[counted[at] as number] !== 0;
  if (!hasPeriods) return 0;
  if (by === 'share') {
    // hit / listed against threshold / 100 000, cross-multiplied.
    const { hit, listed } = largestShare(records, counted, from, to, district);
    return rows.find((row) => passes(row, hit * 100_000, row.threshold * listed))?.value ?? 0;
  }
  const amount =
    by === 'periods' ? differentPeriods(records, counted, from, to) : periodMinutes(records, counted, from, to);
  return rows.find((row) => passes(row, amount, row.threshold))?.value ?? 0;
}

function passes(row: ViewRow, amount: number, threshold: number): boolean {
  return row.test === 'over' ? amount > threshold : amount >= threshold;
}

function periodMinutes(records: CountableRecords, counted: ArrayLike<number>, from: number, to: number): number {
  let minutes = 0;
  for (let at = from; at < to; at++) {
    const record = counted[at] as number;
    if (records.period[record] !== 0) minutes += Math.max(0, records.minutes[record] as number);
  }
  return minutes;
}

function wholeDayValues(
  records: CountableRecords,
  counted: ArrayLike<number>,
  from: number,
  to: number,
  district: CompiledDistrict,
): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const record = counted[at] as number;
    if (records.period[record] === 0) value += district.codeValues[records.code[record] as number] as number;
  }
  return value;
}
