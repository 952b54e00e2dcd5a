import type { Day } from './day.ts';

/** The days in session of one school, looked up in constant time. */
export interface SchoolCalendar {
  /** In order. */
  readonly days: Int32Array;
  readonly isInSession: (day: Day) => boolean;
  /** Instructional minutes of a day in session; -1 where the calendar gives none. */
  readonly minutesOn: (day: Day) => number;
  /** Days in session. Ends: `from` and `to` both included. */
  readonly countBetween: (from: Day, to: Day) => number;
  /** The n-th day in session before `day`, which itself is not counted; undefined when there are fewer. */
  readonly nthBefore: (day: Day, n: number) => Day | undefined;
}

/**
 * Builds a school's calendar.
 * Input: days in session with their minutes (-1: not given), in any order, each day once.
 */
export function createSchoolCalendar(sessions: ReadonlyMap<Day, number>): SchoolCalendar {
  const days = Int32Array.from(sessions.keys()).sort();
  const first = days[0] ?? 0;
  const span = days.length === 0 ? 0 : (days[days.length - 1] as number) - first + 1;
  const minutes = new Int32Array(span).fill(-1);
  /** `upTo[i]`: days in session up to and including `first + i`. */
  const upTo = new Int32Array(span);
  const inSession = new Uint8Array(span);
  for (const day of days) {
    inSession[day - first] = 1;
    minutes[day - first] = sessions.get(day) as number;
  }
  for (let i = 0, count = 0; i < span; i++) upTo[i] = count += inSession[i] as number;

  const countUpTo = (day: Day): number => {
    const i = day - first;
    if (i < 0 || span === 0) return 0;
    return upTo[i < span ? i : span - 1] as number;
  };
  return {
    days,
    isInSession: (day) => inSession[day - first] === 1,
    minutesOn: (day) => minutes[day - first] ?? -1,
    countBetween: (from, to) => (to < from ? 0 : countUpTo(to) - countUpTo(from - 1)),
    nthBefore: (day, n) => days[countUpTo(day - 1) - n],
  };
}
