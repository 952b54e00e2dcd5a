import type { DateMeasure } from '../criteria/measures/measure.ts';
import type { CompiledDistrict } from '../district.ts';
import type { Selector, View, ViewPart, ViewRow } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import { differentPeriods, largestShare } from './period-sets.ts';
import type { CountableRecords } from './records.ts';
import type { CountedDates } from './counting.ts';
import { compileSelectors } from './selectors.ts';

/** What turns the counted records of one date into a value, in thousandths of a day. */
export interface DayValue {
  readonly counts: readonly Selector[];
  readonly valueOf: DateMeasure;
}

/** The day values of a judge: rules with the same view share one, which works out a student's dates once. */
export interface DayValues {
  readonly dayValueOf: (rule: DayValueRule) => DayValue;
}

type DayValueRule = { readonly counts?: readonly Selector[]; readonly view?: View };

/** Day values of `days` and `rate` rules: of their view, else the whole-day values of `counts`, at most one day. */
export function createDayValues(district: CompiledDistrict): DayValues {
  const known = new Map<string, DayValue>();
  return {
    dayValueOf: ({ counts, view }) => {
      const key = JSON.stringify(view ?? counts);
      const found =
        known.get(key) ?? remember(compileDayValue({ ...(counts && { counts }), ...(view && { view }) }, district));
      known.set(key, found);
      return found;
    },
  };
}

/** Works out all dates of a student when the first is asked for. */
function remember({ counts, valueOf }: DayValue): DayValue {
  let values = new Int32Array(256);
  let last: { readonly context: StudentContext; readonly counted: CountedDates } | undefined;
  return {
    counts,
    valueOf: (context, counted, i) => {
      if (last === undefined || last.context !== context || last.counted !== counted) {
        last = { context, counted };
        if (counted.dateCount > values.length) values = new Int32Array(counted.dateCount * 2);
        for (let date = 0; date < counted.dateCount; date++) values[date] = valueOf(context, counted, date);
      }
      return values[i] as number;
    },
  };
}

function compileDayValue({ counts, view }: DayValueRule, district: CompiledDistrict): DayValue {
  if (view !== undefined) return compileView(view, district);
  return {
    counts: counts ?? [],
    valueOf: ({ records }, { records: counted, starts }, i) => {
      const value = wholeDayValues(records, counted, starts[i] as number, starts[i + 1] as number, district);
      return Math.min(1000, value);
    },
  };
}

function compileView(view: View, district: CompiledDistrict): DayValue {
  const parts = view.parts.map((part) => ({ part, isCounted: compileSelectors(part.counts, district) }));
  let ofPart = new Int32Array(64);
  return {
    counts: view.parts.flatMap((part) => part.counts),
    valueOf: ({ records }, { records: counted, starts }, i) => {
      const from = starts[i] as number;
      const to = starts[i + 1] as number;
      if (to - from > ofPart.length) ofPart = new Int32Array((to - from) * 2);
      let value = 0;
      for (const { part, isCounted } of parts) {
        let size = 0;
        for (let at = from; at < to; at++) {
          const record = counted[at] as number;
          if (isCounted(records, record)) ofPart[size++] = record;
        }
        if (size > 0) value += partValue(part, records, ofPart, 0, size, district);
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
