import type { CountedDates } from '../attendance/counting.ts';
import type { Day } from '../calendar/day.ts';
import { lowerBound } from '../attendance/schooling.ts';
import type { Band } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import type { CompiledWindow, WindowOfDate } from '../triggers/windows.ts';
import type { VisitHit } from './rule-type.ts';

/** The dates that add to a measure, in order, with running sums. */
export interface Cumulation {
  readonly counted: CountedDates;
  readonly days: readonly Day[];
  /** `sums[i]`: what the first i of `days` add. */
  readonly sums: readonly number[];
}

/** Keeps the dates that add something. Input: what date i adds. */
export function cumulate(counted: CountedDates, amountOf: (i: number) => number): Cumulation {
  const days: Day[] = [];
  const sums = [0];
  let sum = 0;
  for (let i = 0; i < counted.days.length; i++) {
    const amount = amountOf(i);
    if (amount <= 0) continue;
    days.push(counted.days[i] as Day);
    sums.push((sum += amount));
  }
  return { counted, days, sums };
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

/** The counted records of the adding dates in the window up to `day`. Ends: both included. */
export function recordsIn({ counted, days }: Cumulation, window: WindowOfDate, day: Day): number[] {
  const records: number[] = [];
  let adding = lowerBound(days, window.start);
  for (
    let i = lowerBound(counted.days, window.start);
    i < counted.days.length && (counted.days[i] as Day) <= day;
    i++
  ) {
    if (days[adding] !== counted.days[i]) continue;
    adding++;
    for (let r = counted.starts[i] as number; r < (counted.starts[i + 1] as number); r++)
      records.push(counted.records[r] as number);
  }
  return records;
}

/** The sum over the window up to `day`, which need not be a date that adds. */
export function sumUpTo({ days, sums }: Cumulation, start: Day, day: Day): number {
  return Math.max(0, (sums[lowerBound(days, day + 1)] as number) - (sums[lowerBound(days, start)] as number));
}

export function isWithin(band: Band, amount: number): boolean {
  return amount >= band.atLeast && (band.atMost === undefined || amount <= band.atMost);
}
