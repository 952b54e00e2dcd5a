/** How long a status lasts: its last day, by the calendar and the terms of the student's school. */
import type { ClientBase } from 'pg';
import { formatDay, parseDay, type Day, type Policy } from '../engine/index.ts';

/** As `lasts:` of a pack says it; none: to the end of the school year. */
export type Duration =
  | { readonly term: string; readonly next?: boolean }
  | { readonly schoolDays: number }
  | { readonly days: number };

export interface TermOfSchool {
  /** '' for a term of all schools. */
  readonly school: string;
  readonly kind: string;
  readonly name: string;
  /** Ends: both included. */
  readonly start: Day;
  readonly end: Day;
}

/** The school year of some schools. */
export interface Calendars {
  /** Last day of the school year: the day before the next one begins. */
  readonly yearEnd: Day;
  /** Days in session of a school within the year, in order. */
  readonly sessions: ReadonlyMap<string, readonly Day[]>;
  readonly terms: readonly TermOfSchool[];
}

/**
 * The last day of a status that holds from `from` on, as ISO text (ADR 70).
 * - `{ days: n }`: n calendar days of which `from` is the first; weekends and days without school count.
 * - `{ schoolDays: n }`: the n-th day in session of the school, counted from `from` on; fewer are left: the end of the school year.
 * - `{ term }`: the end of the term of that kind in which `from` lies; `next: true`: of the one after it. A school that lists terms of the
 *   kind goes by its own, any other by those of all schools; intervals of that name in the pack replace them all. Between two terms
 *   the coming one is the current one. Without such a term: the end of the school year.
 * - none: the end of the school year.
 * Ends: `from` and the day returned are both included. Only calendar days run on past the end of the school year.
 */
export function expiresOn(
  duration: Duration | undefined,
  {
    from,
    school,
    intervals,
  }: { readonly from: string; readonly school: string; readonly intervals?: Policy['intervals'] },
  calendars: Calendars,
): string {
  const day = dayOfText(from);
  if (duration === undefined) return formatDay(calendars.yearEnd);
  if ('days' in duration) return formatDay(day + duration.days - 1);
  if ('schoolDays' in duration) {
    const ahead = (calendars.sessions.get(school) ?? []).filter((one) => one >= day);
    return formatDay(ahead[duration.schoolDays - 1] ?? calendars.yearEnd);
  }
  const own = intervals?.get(duration.term);
  const terms = own === undefined ? calendars.terms : own.map((one) => ({ ...one, kind: duration.term, school: '' }));
  const ends = endsOfTerms({ ...calendars, terms }, { kind: duration.term, school, day });
  return formatDay(ends[duration.next === true ? 1 : 0] ?? calendars.yearEnd);
}

/** Ends of the current (or coming) term and of those after it, in order; never past the school year. */
function endsOfTerms(
  { terms, yearEnd }: Calendars,
  { kind, school, day }: { readonly kind: string; readonly school: string; readonly day: Day },
): readonly Day[] {
  const ofKind = terms.filter((term) => term.kind === kind);
  const own = ofKind.filter((term) => term.school === school && school !== '');
  const inForce = own.length > 0 ? own : ofKind.filter((term) => term.school === '');
  const covering = inForce.filter(({ start, end }) => start <= day && day <= end).sort(latestStart)[0];
  const after = covering?.start ?? day;
  const coming = inForce
    .filter(({ start }) => start > after)
    .sort((a, b) => a.start - b.start || compareNames(a.name, b.name));
  return [...(covering === undefined ? [] : [covering]), ...coming].map(({ end }) => Math.min(end, yearEnd));
}

/** As a window of a pack chooses among terms that overlap: the latest start, then the smallest name. */
function latestStart(a: TermOfSchool, b: TermOfSchool): number {
  return b.start - a.start || compareNames(a.name, b.name);
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Reads the calendars of schools for one school year.
 * Input: `yearStart`, the first day of the school year as ISO text. Ends: the year ends the day before the same day a year later.
 */
export async function readCalendars(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  schools: readonly string[],
  yearStart: string,
): Promise<Calendars> {
  const yearEnd = dayOfText(`${Number(yearStart.slice(0, 4)) + 1}${yearStart.slice(4)}`) - 1;
  const range = [districtId, [...new Set(schools)], yearStart, formatDay(yearEnd)];
  const days = await client.query<{ school: string; on: string }>(
    `select school_id as school, on_date as "on" from calendar_days
      where district_id = $1 and school_id = any($2::text[]) and on_date between $3 and $4 order by school_id, on_date`,
    range,
  );
  const terms = await client.query<{ school: string; kind: string; name: string; start: string; end: string }>(
    `select school_id as school, kind, name, start_on as start, end_on as "end" from terms
      where district_id = $1 and (school_id = '' or school_id = any($2::text[])) and start_on <= $4 and end_on >= $3
      order by school_id, kind, start_on, name`,
    range,
  );
  const bySchool = Map.groupBy(days.rows, ({ school }) => school);
  return {
    yearEnd,
    sessions: new Map([...bySchool].map(([school, rows]) => [school, rows.map(({ on }) => dayOfText(on))])),
    terms: terms.rows.map((row) => ({ ...row, start: dayOfText(row.start), end: dayOfText(row.end) })),
  };
}

/** Fails: the text comes from the database or a calculation, so anything but a date is an assertion. */
function dayOfText(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new Error(`a duration was asked from ${text}, which is no date`);
  return day;
}
