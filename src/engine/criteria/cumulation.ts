import type { CountedDate } from '../attendance/counting.ts';
import type { Day } from '../calendar/day.ts';
import type { StudentContext } from '../student-context.ts';
import { firstInWindow } from '../triggers/windows.ts';
import type { CompiledWindow, WindowOfDate } from '../triggers/windows.ts';
import type { Band } from '../policy.ts';
import type { VisitHit } from './rule-type.ts';

/** The dates that add to a measure, in order, with running sums. */
export interface Cumulation {
  readonly dates: readonly CountedDate[];
  readonly days: readonly Day[];
  /** `sums[i]`: what the first i dates add. */
  readonly sums: readonly number[];
}

/** Keeps the dates that add something. Input: dates in order and what each adds. */
export function cumulate(dates: readonly CountedDate[], amountOf: (date: CountedDate) => number): Cumulation {
  const kept: CountedDate[] = [];
  const days: Day[] = [];
  const sums = [0];
  for (const date of dates) {
    const amount = amountOf(date);
    if (amount <= 0) continue;
    kept.push(date);
    days.push(date.day);
    sums.push((sums[sums.length - 1] as number) + amount);
  }
  return { dates: kept, days, sums };
}

/** The sum over the window up to and including the date at index `i`. */
export function sumIn({ days, sums }: Cumulation, start: Day, i: number): number {
  return (sums[i + 1] as number) - (sums[firstInWindow(days, start, i)] as number);
}

/** Visits each date that adds to the measure and on which the sum lies in the band. */
export function visitSums(cumulation: Cumulation, band: Band, context: StudentContext, window: CompiledWindow, visit: VisitHit): void {
  const { days, sums } = cumulation;
  if ((sums[sums.length - 1] as number) < band.atLeast) return;
  for (let i = 0; i < days.length; i++) {
    if ((sums[i + 1] as number) < band.atLeast) continue;
    const day = days[i] as Day;
    const within = window.on(context, day);
    if (within === undefined) continue;
    const amount = sumIn(cumulation, within.start, i);
    if (isWithin(band, amount) && visit({ day, window: within, amount })) return;
  }
}

/** The records of the dates in the window up to `day`. Ends: both included. */
export function recordsIn({ dates }: Cumulation, window: WindowOfDate, day: Day): number[] {
  return dates.filter((date) => date.day >= window.start && date.day <= day).flatMap((date) => date.records);
}

/** The sum over the window up to `day`, which need not be a date that adds. */
export function sumUpTo({ days, sums }: Cumulation, window: WindowOfDate, day: Day): number {
  const to = firstInWindow(days, day + 1, days.length - 1);
  const from = firstInWindow(days, window.start, days.length - 1);
  return Math.max(0, (sums[to] as number) - (sums[from] as number));
}

export function isWithin(band: Band, amount: number): boolean {
  return amount >= band.atLeast && (band.atMost === undefined || amount <= band.atMost);
}
