/**
 * The days of a school year, from a year's number alone: holidays fall where California districts put them.
 */
import { civilOf, dayOf, weekdayIndex, type Day } from '../engine/index.ts';

const SESSION_DAYS = 180;

export interface SchoolYear {
  /** The year in which it begins: 2026 for 2026-27. */
  readonly year: number;
  /** The days in session of the whole year, in order. */
  readonly sessions: readonly Day[];
  /** Short days: the first, the last, those before a break, and the week of parent conferences. */
  readonly minimumDays: ReadonlySet<Day>;
  readonly quarters: readonly TermDates[];
  readonly semesters: readonly TermDates[];
  /** Of schools whose quarters start on other days. */
  readonly earlyQuarters: readonly TermDates[];
  readonly earlySemesters: readonly TermDates[];
}

/** Ends: both included. */
export interface TermDates {
  readonly name: string;
  readonly start: Day;
  readonly end: Day;
}

/** The school year that begins in August of `year`: 180 days in session from the fourth Monday of August. */
export function schoolYearOf(year: number): SchoolYear {
  const first = nthWeekday(year, 8, 0, 4);
  const closed = closedDays(year);
  const sessions: Day[] = [];
  for (let day = first; sessions.length < SESSION_DAYS; day++) {
    if (weekdayIndex(day) < 5 && !closed.has(day)) sessions.push(day);
  }
  return { year, sessions, minimumDays: minimumDaysOf(sessions), ...termsOf(year, sessions) };
}

/** The nth (from 1) such weekday of a month. Input: weekday Monday 0 to Sunday 6. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): Day {
  const first = dayOf(year, month, 1);
  return first + ((weekday - weekdayIndex(first) + 7) % 7) + 7 * (nth - 1);
}

function closedDays(year: number): Set<Day> {
  const closed = new Set<Day>();
  const close = (start: Day, days: number): void => {
    for (let offset = 0; offset < days; offset++) closed.add(start + offset);
  };
  close(nthWeekday(year, 9, 0, 1), 1); // Labor Day
  close(nthWeekday(year, 10, 0, 2), 1); // staff day
  close(observed(dayOf(year, 11, 11)), 1); // Veterans Day
  close(nthWeekday(year, 11, 3, 4) - 3, 5); // Thanksgiving week
  close(winterBreakStart(year), 12);
  close(nthWeekday(year + 1, 1, 0, 3), 1); // Martin Luther King Jr. Day
  close(nthWeekday(year + 1, 2, 0, 2), 1); // Lincoln's Day
  close(nthWeekday(year + 1, 2, 0, 3), 1); // Presidents' Day
  close(springBreakStart(year), 5);
  close(lastMonday(year + 1, 5), 1); // Memorial Day
  return closed;
}

/** The Monday on or after 18 December. */
function winterBreakStart(year: number): Day {
  const earliest = dayOf(year, 12, 18);
  return earliest + ((7 - weekdayIndex(earliest)) % 7);
}

function springBreakStart(year: number): Day {
  return lastMonday(year + 1, 3);
}

function lastMonday(year: number, month: number): Day {
  const last = dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - 1;
  return last - weekdayIndex(last);
}

/** A holiday on a Saturday is kept on Friday, on a Sunday on Monday. */
function observed(day: Day): Day {
  const weekday = weekdayIndex(day);
  if (weekday === 5) return day - 1;
  return weekday === 6 ? day + 1 : day;
}

function minimumDaysOf(sessions: readonly Day[]): Set<Day> {
  const minimum = new Set<Day>([sessions[0] as Day, sessions[sessions.length - 1] as Day]);
  for (let index = 0; index + 1 < sessions.length; index++) {
    const day = sessions[index] as Day;
    if ((sessions[index + 1] as Day) - day > 5) minimum.add(day);
    const { month, dayOfMonth } = civilOf(day);
    if (month === 10 && dayOfMonth >= 19 && dayOfMonth <= 23) minimum.add(day);
  }
  return minimum;
}

function termsOf(
  year: number,
  sessions: readonly Day[],
): Pick<SchoolYear, 'quarters' | 'semesters' | 'earlyQuarters' | 'earlySemesters'> {
  const first = sessions[0] as Day;
  const second = nthWeekday(year, 11, 0, 1);
  const third = nthWeekday(year + 1, 1, 0, 4);
  const fourth = springBreakStart(year) + 7;
  return {
    quarters: named('Quarter', [first, second, third, fourth], sessions),
    semesters: named('Semester', [first, third], sessions),
    earlyQuarters: named('Quarter', [first, second - 7, third - 7, fourth - 14], sessions),
    earlySemesters: named('Semester', [first, third - 7], sessions),
  };
}

/** Each term runs from the first day in session on or after its start to the last one before the next start. */
function named(kind: string, starts: readonly Day[], sessions: readonly Day[]): TermDates[] {
  return starts.map((start, index) => {
    const next = starts[index + 1] ?? Infinity;
    const within = sessions.filter((day) => day >= start && day < next);
    return { name: `${kind} ${index + 1}`, start: within[0] as Day, end: within[within.length - 1] as Day };
  });
}
