/** Numbers with their unit, days and lists, as sentences say them. */
import { WEEKDAYS, civilOf, weekdayIndex } from '../../engine/index.ts';
import type { Day, Measure, Weekday } from '../../engine/index.ts';
import type { DayParts, UnitName } from './catalogue/english.ts';
import { wordsOf, type Language } from './catalogue/index.ts';

export type { Language } from './catalogue/index.ts';

export type Unit = UnitName;

/** `1 day`, `0.5 days`, `3 days`. */
export function quantity(count: number, unit: Unit, language: Language = 'en'): string {
  return `${count} ${wordsOf(language).numbers.unit(unit, count === 1)}`;
}

/** `2 of 3 days`: what there is of what is asked, the unit once. */
export function partOf(have: number, need: number, unit: Unit, language: Language = 'en'): string {
  return wordsOf(language).numbers.partOf(have, quantity(need, unit, language));
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

/** `Tue Oct 27`: a day inside the school year that is spoken of. */
export function shortDay(day: Day, language: Language = 'en'): string {
  return wordsOf(language).numbers.shortDay(partsOf(day));
}

/** `Mon Nov 9, 2026`: a day that stands by itself. */
export function fullDay(day: Day, language: Language = 'en'): string {
  return wordsOf(language).numbers.fullDay(partsOf(day));
}

/** `Jul 1`: the first day of a window. */
export function monthDay(day: Day, language: Language = 'en'): string {
  return wordsOf(language).numbers.monthDay(partsOf(day));
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(parts: readonly string[], word: 'and' | 'or' = 'and', language: Language = 'en'): string {
  const last = parts.at(-1) ?? '';
  if (parts.length <= 1) return last;
  return `${parts.slice(0, -1).join(', ')} ${wordsOf(language).numbers[word](last)} ${last}`;
}

/** `Fridays`, `Mondays and Tuesdays`. */
export function weekdayList(weekdays: readonly Weekday[], language: Language = 'en'): string {
  const { weekday, weekdays: together } = wordsOf(language).numbers;
  return together(
    listOf(
      weekdays.map((one) => weekday(WEEKDAYS.indexOf(one))),
      'and',
      language,
    ),
  );
}

function partsOf(day: Day): DayParts {
  const { year, month, dayOfMonth } = civilOf(day);
  return { weekday: weekdayIndex(day), day: dayOfMonth, month: month - 1, year };
}

/** First letter large, the rest as it is. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
