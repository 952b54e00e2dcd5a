/** Numbers with their unit, days and lists, as sentences say them. English catalogue. */
import { WEEKDAYS, civilOf, weekdayIndex } from '../../engine/index.ts';
import type { Day, Measure, Weekday } from '../../engine/index.ts';

export type Unit =
  | 'day'
  | 'period'
  | 'minute'
  | 'time'
  | 'school day'
  | 'record'
  | 'notice'
  | 'letter'
  | 'condition'
  | 'conference'
  | 'student';

/** `1 day`, `0.5 days`, `3 days`. */
export function quantity(count: number, unit: Unit): string {
  return `${count} ${count === 1 ? unit : `${unit}s`}`;
}

/** `2 of 3 days`: what there is of what is asked, the unit once. */
export function partOf(have: number, need: number, unit: Unit): string {
  return `${have} of ${quantity(need, unit)}`;
}

/** The unit a measure is counted in. */
export function unitOf(measure: Measure): Unit {
  if (measure === 'periods') return 'period';
  return measure === 'minutes' ? 'minute' : 'day';
}

/** A band's number as people write it. Input: thousandths of a day for `days`, else the number itself. */
export function plainNumber(measure: Measure, value: number): number {
  return measure === 'days' ? value / 1000 : value;
}

/** `10%`, `7.5%`. Input: thousandths of a percent. */
export function percentage(thousandths: number): string {
  return `${thousandths / 1000}%`;
}

const WEEKDAY_SHORT = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const WEEKDAY_PLURAL = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'] as const;
const MONTH_SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Tue Oct 27`: a day inside the school year that is spoken of. */
export function shortDay(day: Day): string {
  const { month, dayOfMonth } = civilOf(day);
  return `${WEEKDAY_SHORT[weekdayIndex(day)]} ${MONTH_SHORT[month - 1]} ${dayOfMonth}`;
}

/** `Mon Nov 9, 2026`: a day that stands by itself. */
export function fullDay(day: Day): string {
  return `${shortDay(day)}, ${civilOf(day).year}`;
}

/** `Jul 1`: the first day of a window. */
export function monthDay(day: Day): string {
  const { month, dayOfMonth } = civilOf(day);
  return `${MONTH_SHORT[month - 1]} ${dayOfMonth}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(parts: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;
}

/** `Fridays`, `Mondays and Tuesdays`. */
export function weekdayList(weekdays: readonly Weekday[]): string {
  return listOf(weekdays.map((weekday) => WEEKDAY_PLURAL[WEEKDAYS.indexOf(weekday)] as string));
}

/** First letter large, the rest as it is. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
