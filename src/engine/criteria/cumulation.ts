import type { Counter, CountedDates } from '../attendance/counting.ts';
import { lowerBound } from '../attendance/schooling.ts';
import type { Day } from '../calendar/day.ts';
import type { Band } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import type { CompiledWindow, WindowOfDate } from '../triggers/windows.ts';
import type { VisitHit } from './rule-type.ts';

/** The dates that add to a measure, in order, with running sums. */
export interface Cumulation {
  readonly days: readonly Day[];
  /** `sums[i]`: what the first i of `days` add. */
  readonly sums: readonly number[];
  /** The counted records of the adding dates in the window up to `day`, in order. Ends: both included. */
  readonly recordsIn: (window: WindowOfDate, day: Day) => number[];
}

/** Keeps the dates that add something. Input: what date i adds. */
export function cumulate(
  context: StudentContext,
  counter: Counter,
  amountOf: (counted: CountedDates, i: number) => number,
): Cumulation {
  const counted = counter.count(context);
  const days: Day[] = [];
  const sums = [0];
  let sum = 0;
  for (let i = 0; i < counted.dateCount; i++) {
    const amount = amountOf(counted, i);
    if (amount <= 0) continue;
    days.push(counted.days[i] as Day);
    sums.push((sum += amount));
  }
  // Counted anew when asked: the counter may have gone on to another school in between.
  return { days, sums, recordsIn: (window, day) => recordsIn(counter.count(context), days, window, day) };
}

function recordsIn(counted: CountedDates, days: readonly Day[], window: WindowOfDate, day: Day): number[] {
  const records: number[] = [];
  let adding = lowerBound(days, window.start);
  const first = lowerBound(counted.days, window.start, counted.dateCount);
  for (let i = first; i < counted.dateCount && (counted.days[i] as Day) <= day; i++) {
    if (days[adding] !== counted.days[i]) continue;
    adding++;
    const end = counted.starts[i + 1] as number;
    for (let at = counted.starts[i] as number; at < end; at++) records.push(counted.records[at] as number);
  }
  return records;
}

/** Visits each date that adds to the measure and on which the sum lies in the band. */
export function visitSums(
  { days, sums }: Cumulation,
  band: Band,
  context: StudentContext,
  window: CompiledWindow,
  visit: VisitHit,
): void {
  if ((sums[sums.length - 1] as number) < band.atLeast) return;
  for (let i = 0; i < days.length; i++) {
    if ((sums[i + 1] as number) < band.atLeast) continue;
    const day = days[i] as Day;
    const within = window.on(context, day);
    if (within === undefined) continue;
    const amount = (sums[i + 1] as number) - (sums[lowerBound(days, within.start)] as number);
    if (isWithin(band, amount) && visit({ day, window: within, amount })) return;
  }
}

/** The sum over the window up to `day`, which need not be a date that adds. */
export function sumUpTo({ days, sums }: Cumulation, start: Day, day: Day): number {
  return Math.max(0, (sums[lowerBound(days, day + 1)] as number) - (sums[lowerBound(days, start)] as number));
}

export function isWithin(band: Band, amount: number): boolean {
  return amount >= band.atLeast && (band.atMost === undefined || amount <= band.atMost);
}
