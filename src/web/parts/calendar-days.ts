/** The days of the attendance calendar: months, weeks, and where the arrow keys lead. Dates are ISO texts. */
import type { DayStatus } from '../theme/colours.ts';

export interface CalendarDay {
  /** `2026-11-04` */
  readonly on: string;
  /** `no-school`: not in session. `not-yet`: after the day that the data goes through. */
  readonly status: DayStatus | 'no-school' | 'not-yet';
  /** Of a tardy or an early leaving: without excuse. Shown as a corner. */
  readonly isUnexcused?: boolean;
  /** A part of a day, as it is written: `½`. */
  readonly part?: string;
  readonly minutes?: number;
  /** Counts for the chosen rule; with its number, where the rule counts one by one. */
  readonly counted?: { readonly ordinal?: number; readonly of?: number };
  /** Further words for its name and the list: code, periods. */
  readonly detail?: string;
}

export const MARKS: Readonly<Record<CalendarDay['status'], string>> = {
  present: '·',
  excused: 'E',
  unexcused: 'U',
  unverified: '?',
  tardy: 'T',
  'left-early': 'L',
  exempt: 'X',
  'no-school': '/',
  'not-yet': '~',
};

export interface Month {
  /** `2026-11` */
  readonly key: string;
  /** Each week as its weekdays from `weekdays`; undefined: not of this month, or not told. */
  readonly weeks: readonly (readonly (CalendarDay | undefined)[])[];
}

const DAY = 86_400_000;

/** Days since 1970. */
export const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY;
export const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
/** 0 is Sunday. */
export const weekdayOf = (iso: string): number => (((dayNumber(iso) + 4) % 7) + 7) % 7;

/** The weekdays to show: weekends only where there is school on one. 0 is Sunday. */
export function weekdaysOf(days: readonly CalendarDay[]): readonly number[] {
  const met = new Set(days.filter(({ status }) => status !== 'no-school').map(({ on }) => weekdayOf(on)));
  return [0, 1, 2, 3, 4, 5, 6].filter((weekday) => (weekday > 0 && weekday < 6) || met.has(weekday));
}

/** The months of the days, each as weeks. Order of the days plays no part. */
export function monthsOf(days: readonly CalendarDay[], weekdays: readonly number[]): readonly Month[] {
  const byDate = new Map(days.map((day) => [day.on, day]));
  const keys = [...new Set(days.map(({ on }) => on.slice(0, 7)))].toSorted();
  return keys.map((key) => ({ key, weeks: weeksOf(key, byDate, weekdays) }));
}

function weeksOf(
  month: string,
  byDate: ReadonlyMap<string, CalendarDay>,
  weekdays: readonly number[],
): readonly (readonly (CalendarDay | undefined)[])[] {
  const first = dayNumber(`${month}-01`);
  const sunday = first - weekdayOf(`${month}-01`);
  const weeks = [0, 1, 2, 3, 4, 5].map((week) =>
    weekdays.map((weekday) => {
      const on = isoOf(sunday + week * 7 + weekday);
      return on.startsWith(month) ? byDate.get(on) : undefined;
    }),
  );
  return weeks.filter((week) => week.some((day) => day !== undefined));
}

/** Where a key leads from a day; the same day where there is nothing further. Only days that are shown. */
export function dayAfterKey(on: string, key: string, shown: readonly string[]): string | undefined {
  const at = shown.indexOf(on);
  const near = (wanted: number): string => nearest(wanted, shown) ?? on;
  const today = dayNumber(on);
  switch (key) {
    case 'ArrowRight':
      return shown[Math.min(at + 1, shown.length - 1)];
    case 'ArrowLeft':
      return shown[Math.max(at - 1, 0)];
    case 'ArrowDown':
      return shown.includes(isoOf(today + 7)) ? isoOf(today + 7) : on;
    case 'ArrowUp':
      return shown.includes(isoOf(today - 7)) ? isoOf(today - 7) : on;
    case 'PageDown':
      return near(dayNumber(sameDayOf(on, 1)));
    case 'PageUp':
      return near(dayNumber(sameDayOf(on, -1)));
    case 'Home':
      return near(today - weekdayOf(on));
    case 'End':
      return near(today + 6 - weekdayOf(on));
    default:
      return undefined;
  }
}

/** The same day of another month, or its last one. */
function sameDayOf(on: string, months: number): string {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

function nearest(wanted: number, shown: readonly string[]): string | undefined {
  return shown.toSorted((a, b) => Math.abs(dayNumber(a) - wanted) - Math.abs(dayNumber(b) - wanted))[0];
}
