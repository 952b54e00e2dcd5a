import type { CompiledDistrict } from '../district.ts';
import type { Only, Selector } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import { compileCodeStates, compileOnly } from './selectors.ts';
import type { CodeStates, RecordTest } from './selectors.ts';

/**
 * The counted records of the school year up to the judged day, date by date. Dates without one are left out.
 * The columns are a counter's own and longer than the counts say: they hold until it counts another student.
 */
export interface CountedDates {
  readonly dateCount: number;
  readonly recordCount: number;
  readonly days: Int32Array;
  /** Date i has `records[starts[i]]` up to but not including `records[starts[i + 1]]`. */
  readonly starts: Int32Array;
  /** Indexes into the context's records, in the order of evidence. */
  readonly records: Int32Array;
}

/** Counts records for every rule with the same `counts` and `only`, once for a student. */
export interface Counter {
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

/** The counted records of date i. */
export function recordsOfDate({ records, starts }: CountedDates, i: number): number[] {
  const date: number[] = [];
  const end = starts[i + 1] as number;
  for (let at = starts[i] as number; at < end; at++) date.push(records[at] as number);
  return date;
}

type Columns = { -readonly [K in keyof CountedDates]: CountedDates[K] };

function createCounter(counts: readonly Selector[], only: Only | undefined, district: CompiledDistrict): Counter {
  const codeStates = compileCodeStates(counts, district);
  const isLookedAt = only === undefined ? undefined : compileOnly(only, district);
  let counted = createColumns(256);
  let last: StudentContext | undefined;
  return {
    count: (context) => {
      if (last === context) return counted;
      last = context;
      const size = context.to - context.from;
      if (size >= counted.records.length) counted = createColumns(size * 2);
      countInto(counted, context, codeStates, isLookedAt);
      return counted;
    },
  };
}

function createColumns(size: number): Columns {
  return {
    dateCount: 0,
    recordCount: 0,
    days: new Int32Array(size),
    starts: new Int32Array(size + 1),
    records: new Int32Array(size),
  };
}

function countInto(
  counted: Columns,
  { records, from, to }: StudentContext,
  { states, isCounted }: CodeStates,
  isLookedAt: RecordTest | undefined,
): void {
  const { code, day: days } = records;
  let dateCount = 0;
  let recordCount = 0;
  let last = -1;
  for (let r = from; r < to; r++) {
    const state = states[code[r] as number];
    if (state === 0 || (state === 2 && !isCounted(records, r))) continue;
    if (isLookedAt !== undefined && !isLookedAt(records, r)) continue;
    const day = days[r] as number;
    if (day !== last) {
      counted.days[dateCount] = day;
      counted.starts[dateCount++] = recordCount;
      last = day;
    }
    counted.records[recordCount++] = r;
  }
  counted.starts[dateCount] = recordCount;
  counted.dateCount = dateCount;
  counted.recordCount = recordCount;
}
