import type { Day } from '../calendar/day.ts';
import type { CompiledDistrict } from '../district.ts';
import type { Only, Selector } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import { compileOnly, compileSelectors } from './selectors.ts';
import type { RecordTest } from './selectors.ts';

/** The counted records of the school year up to the judged day, date by date. Dates without one are left out. */
export interface CountedDates {
  readonly days: readonly Day[];
  /** Date i has `records[starts[i]]` up to but not including `records[starts[i + 1]]`. */
  readonly starts: readonly number[];
  /** Indexes into the context's records, in the order of evidence. */
  readonly records: readonly number[];
}

/** Counts records for every rule with the same `counts` and `only`, once for a student. */
export interface Counter {
  readonly isCounted: RecordTest;
  readonly isLookedAt: RecordTest;
  readonly count: (context: StudentContext) => CountedDates;
}

/** The counters of a judge: rules that count the same things share one. */
export interface Counters {
  readonly counterOf: (counts: readonly Selector[], only?: Only) => Counter;
}

export function createCounters(district: CompiledDistrict): Counters {
  const counters = new Map<string, Counter>();
  return {
    counterOf: (counts, only) => {
      const key = JSON.stringify([counts, only ?? null]);
      const known = counters.get(key) ?? createCounter(counts, only, district);
      counters.set(key, known);
      return known;
    },
  };
}

function createCounter(counts: readonly Selector[], only: Only | undefined, district: CompiledDistrict): Counter {
  const isCounted = compileSelectors(counts, district);
  const isLookedAt = compileOnly(only, district);
  const counter: Counter = {
    isCounted,
    isLookedAt,
    count: (context) => {
      const known = context.counted.get(counter);
      if (known !== undefined) return known;
      const counted = countDates(context, isCounted, only === undefined ? undefined : isLookedAt);
      context.counted.set(counter, counted);
      return counted;
    },
  };
  return counter;
}

const NOTHING: CountedDates = { days: [], starts: [0], records: [] };

function countDates(
  { records, from, to }: StudentContext,
  isCounted: RecordTest,
  isLookedAt: RecordTest | undefined,
): CountedDates {
  let counted: { days: Day[]; starts: number[]; records: number[] } | undefined;
  let last = -1;
  for (let r = from; r < to; r++) {
    if (!isCounted(records, r) || (isLookedAt !== undefined && !isLookedAt(records, r))) continue;
    counted ??= { days: [], starts: [], records: [] };
    const day = records.day[r] as Day;
    if (day !== last) {
      counted.days.push(day);
      counted.starts.push(counted.records.length);
      last = day;
    }
    counted.records.push(r);
  }
  if (counted === undefined) return NOTHING;
  counted.starts.push(counted.records.length);
  return counted;
}

/** The counted records of date i. */
export function recordsOfDate({ records, starts }: CountedDates, i: number): readonly number[] {
  return records.slice(starts[i], starts[i + 1]);
}
