/** From a student's year to the days of the calendar. Pure. */
import type { AnswerOf } from '../../api.ts';
import { dayNumber, isoOf, type CalendarDay } from '../../parts/calendar-days.ts';

export type Year = AnswerOf<'readStudentYear'>;
export type YearDay = Year['days'][number];
export type YearRule = Year['rules'][number];

/** Says codes: `code T P1`. */
type WordsOf = (codes: string) => string;

/**
 * Every day from the first to the last month to show.
 * Ends: from the first day told, through the month of the as-of date (nothing is known of what lies behind it).
 */
export function calendarDays(year: Year, rule: YearRule | undefined, wordsOf: WordsOf): readonly CalendarDay[] {
  const told = new Map(year.days.map((day) => [day.on, day]));
  const first = year.days[0]?.on;
  const last = lastShown(year);
  if (first === undefined || last === undefined) return [];
  const counted = new Map(rule?.days.map((day) => [day.on, day.ordinal]) ?? []);
  const days: CalendarDay[] = [];
  for (let day = dayNumber(first); day <= dayNumber(last); day += 1) {
    const on = isoOf(day);
    const ordinal = counted.get(on);
    days.push({
      ...calendarDay(on, told.get(on), wordsOf),
      ...(ordinal === undefined ? {} : { counted: countedOf(ordinal, rule) }),
    });
  }
  return days;
}

function lastShown({ days, asOf }: Year): string | undefined {
  const last = days.at(-1)?.on;
  const monthEnd = `${asOf.slice(0, 7)}-31`;
  return days.findLast(({ on }) => on <= monthEnd)?.on ?? last;
}

function calendarDay(on: string, day: YearDay | undefined, wordsOf: WordsOf): CalendarDay {
  if (day === undefined) return { on, status: 'no-school' };
  if (day.mark === null) return { on, status: day.school === null ? 'no-school' : 'not-yet' };
  const minutes = day.mark === 'tardy' || day.mark === 'left-early' ? minutesOf(day) : undefined;
  return {
    on,
    status: day.mark,
    ...(day.isUnexcused ? { isUnexcused: true } : {}),
    ...(day.part === null ? {} : { part: fractionOf(day.part) }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(day.records.length === 0 ? {} : { detail: wordsOf(codesOf(day)) }),
  };
}

function minutesOf({ records }: YearDay): number | undefined {
  const minutes = records.flatMap((record) => record.minutes ?? []);
  return minutes.length === 0 ? undefined : minutes.reduce((sum, one) => sum + one, 0);
}

/** Codes with their periods, as the file has them: "T P1". */
function codesOf({ records }: YearDay): string {
  return [...new Set(records.map(({ code, period }) => (period === null ? code : `${code} ${period}`)))].join(', ');
}

/** Numbers one by one where the rule counts days; else only that it counts. */
function countedOf(ordinal: number, rule: YearRule | undefined): NonNullable<CalendarDay['counted']> {
  if (rule === undefined || rule.need === null || rule.unit !== 'day' || ordinal > rule.need) return {};
  return { ordinal, of: rule.need };
}

const FRACTIONS: readonly (readonly [number, string])[] = [
  [1 / 8, '⅛'],
  [1 / 6, '⅙'],
  [1 / 5, '⅕'],
  [1 / 4, '¼'],
  [1 / 3, '⅓'],
  [3 / 8, '⅜'],
  [2 / 5, '⅖'],
  [1 / 2, '½'],
  [3 / 5, '⅗'],
  [5 / 8, '⅝'],
  [2 / 3, '⅔'],
  [3 / 4, '¾'],
  [4 / 5, '⅘'],
  [5 / 6, '⅚'],
  [7 / 8, '⅞'],
];

/** The nearest fraction that fits into a cell. */
export function fractionOf(part: number): string {
  const distance = ([value]: readonly [number, string]): number => Math.abs(value - part);
  return FRACTIONS.toSorted((one, other) => distance(one) - distance(other))[0]?.[1] ?? '';
}
