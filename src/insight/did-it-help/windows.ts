/** The 20 school days before a response and after it, and how a student's attendance in them is summed. */
import type { Day } from '../../engine/index.ts';
import { NOT_HERE, type StudentYear } from './school-year.ts';

/** Unit: days in session of the school. */
export const WINDOW_DAYS = 20;

/** Places in the days of a school. Ends: `from` included, `to` not. */
export interface Windows {
  readonly beforeFrom: number;
  /** The first day that is not before the response. */
  readonly beforeTo: number;
  /** The first day after the response: its own day belongs to neither side. */
  readonly afterFrom: number;
  readonly afterTo: number;
}

/** A response on a day without school lies between two days in session. */
export function windowsAt(days: Int32Array, on: Day): Windows {
  const at = lowerBound(days, on);
  const afterFrom = days[at] === on ? at + 1 : at;
  return { beforeFrom: at - WINDOW_DAYS, beforeTo: at, afterFrom, afterTo: afterFrom + WINDOW_DAYS };
}

/** The place of the first day that is not before `day`. */
export function lowerBound(days: Int32Array, day: Day): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Attendance of a student around a response. Unit: thousandths of days absent. */
export interface Around {
  readonly before: number;
  readonly after: number;
  /** Days of the year up to the response, the window among them, with an absence, tardy or early leave without an excuse. */
  readonly unexcused: number;
  /** In the year up to the window before, and the days enrolled in it. */
  readonly earlier: number;
  readonly earlierDays: number;
}

/** Days enrolled and thousandths absent up to each place, so that a window is two subtractions. */
export interface Sums {
  readonly enrolled: Uint16Array;
  readonly absent: Int32Array;
  readonly unexcused: Uint16Array;
}

export function sumsOf({ absent, unexcused }: Pick<StudentYear, 'absent' | 'unexcused'>): Sums {
  const places = absent.length + 1;
  const sums = {
    enrolled: new Uint16Array(places),
    absent: new Int32Array(places),
    unexcused: new Uint16Array(places),
  };
  for (let i = 0; i < absent.length; i += 1) {
    const value = absent[i] as number;
    const isHere = value !== NOT_HERE;
    sums.enrolled[i + 1] = (sums.enrolled[i] as number) + (isHere ? 1 : 0);
    sums.absent[i + 1] = (sums.absent[i] as number) + (isHere ? value : 0);
    sums.unexcused[i + 1] = (sums.unexcused[i] as number) + (isHere ? (unexcused[i] as number) : 0);
  }
  return sums;
}

/** Whether the student was enrolled on each of 20 days. */
export function isWhole({ enrolled }: Sums, from: number, to: number): boolean {
  return (enrolled[to] as number) - (enrolled[from] as number) === to - from;
}

export function aroundOf({ enrolled, absent, unexcused }: Sums, windows: Windows): Around {
  const { beforeFrom, beforeTo, afterFrom, afterTo } = windows;
  return {
    before: (absent[beforeTo] as number) - (absent[beforeFrom] as number),
    after: (absent[afterTo] as number) - (absent[afterFrom] as number),
    unexcused: unexcused[beforeTo] as number,
    earlier: absent[beforeFrom] as number,
    earlierDays: enrolled[beforeFrom] as number,
  };
}
