import { parseDay, weekdayOf, type Day } from '../../engine/index.ts';

export const CASE_DAY = 'a date that exists, with its own weekday if any, as 2026-03-09 or Mon 2026-03-09';

/** Parses a date of a worked example. Fails: undefined, also where the weekday is another. */
export function parseCaseDay(written: string): Day | undefined {
  const match = /^(?:([A-Z][a-z]{2}) )?(\d{4}-\d{2}-\d{2})$/.exec(written);
  const day = parseDay(match?.[2] ?? '');
  if (match === null || day === undefined) return undefined;
  const weekday = match[1]?.toLowerCase();
  return weekday === undefined || weekday === weekdayOf(day) ? day : undefined;
}

/** A day of a worked example that the schema has already accepted. */
export function acceptedCaseDay(written: string): Day {
  const day = parseCaseDay(written);
  if (day === undefined) throw new Error(`${written} is no date and passed the check`);
  return day;
}
