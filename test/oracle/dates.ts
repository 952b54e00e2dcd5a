/** ISO dates as text. They compare as strings. */

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function weekday(date: string): string {
  return WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] as string;
}

/** Every date from `start` to `end`, both included. */
export function datesBetween(start: string, end: string): string[] {
  const dates: string[] = [];
  for (let date = start; date <= end; date = dayAfter(date)) dates.push(date);
  return dates;
}

/** Remembered, since nearly all time went into it. */
const daysAfter = new Map<string, string>();

function dayAfter(date: string): string {
  const known = daysAfter.get(date);
  if (known !== undefined) return known;
  const after = addDays(date, 1);
  daysAfter.set(date, after);
  return after;
}

/** The first and the last day of the school year that `date` lies in. `start` is a month and a day, as `07-01`. */
export function schoolYear(date: string, start: string): { start: string; end: string } {
  const year = Number(date.slice(0, 4));
  const first = `${year}-${start}` <= date ? year : year - 1;
  return { start: `${first}-${start}`, end: addDays(`${first + 1}-${start}`, -1) };
}

export function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}

/** Orders texts as strings compare. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
