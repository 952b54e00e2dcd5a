/** The small district of a file of worked examples. */
import {
  formatDay,
  weekdayOf,
  WEEKDAYS,
  type CodeFact,
  type Day,
  type DistrictFacts,
  type Names,
  type PeriodFact,
  type SessionFact,
} from '../../engine/index.ts';
import { thousandthsOf } from '../../fields.ts';
import { given } from '../build-rule.ts';
import type { CaseFile, WrittenCalendar } from '../schema/case-file.ts';
import { acceptedCaseDay, parseCaseDay } from './case-day.ts';

export const DEFAULT_SCHOOL = 'school';

export interface CaseDistrict {
  readonly facts: DistrictFacts;
  readonly names: Names;
  /** School → its days in session, in order. */
  readonly sessions: ReadonlyMap<string, readonly Day[]>;
}

/** Unit: a calendar of worked examples runs over at most so many days, so that a slip in a year ends. */
export const MOST_CALENDAR_DAYS = 800;

const SCHOOL_WEEK = WEEKDAYS.slice(0, 5);

/** Input: `courses` are the names that the examples use. */
export function buildDistrict(file: CaseFile, courses: readonly string[]): CaseDistrict {
  const schools = Object.keys(file.schools ?? { [DEFAULT_SCHOOL]: {} });
  const sessions = schools.flatMap((school) => sessionsOf(school, file.schools?.[school]?.calendar ?? file.calendar));
  const periods = schools.flatMap((school) => periodsOf(school, file.schools?.[school]?.periods ?? file.periods ?? []));
  const codes = Object.entries(file.codes).map(([code, written]) => codeOf(code, written));
  const terms = (file.terms ?? []).map(({ school, kind, name, start, end }) => ({
    ...given('school', school),
    kind,
    name,
    start: acceptedCaseDay(start),
    end: acceptedCaseDay(end),
  }));
  return {
    facts: { schools: schools.map((id) => ({ id, name: id })), sessions, periods, terms, codes },
    names: {
      schools,
      periods: ['', ...new Set(periods.map(({ period }) => period))],
      codes: codes.map(({ code }) => code),
      courses: ['', ...courses],
    },
    sessions: new Map(
      schools.map((school) => [school, sessions.filter((session) => session.school === school).map(({ day }) => day)]),
    ),
  };
}

function sessionsOf(school: string, calendar: WrittenCalendar): readonly SessionFact[] {
  const weekdays: readonly string[] = calendar.weekdays ?? SCHOOL_WEEK;
  const except = new Set((calendar.except ?? []).map(parseCaseDay));
  const minutesOn = new Map(
    Object.entries(calendar.minutesOn ?? {}).map(([date, minutes]) => [parseCaseDay(date), minutes]),
  );
  const sessions: SessionFact[] = [];
  const last = acceptedCaseDay(calendar.to);
  for (let day = acceptedCaseDay(calendar.from); day <= last; day += 1) {
    if (weekdays.includes(weekdayOf(day)) && !except.has(day))
      sessions.push({ school, day, ...given('minutes', minutesOn.get(day) ?? calendar.minutes) });
  }
  return sessions;
}

function periodsOf(school: string, written: NonNullable<CaseFile['periods']>): readonly PeriodFact[] {
  return written.map((entry, index) => {
    const { period, position = index + 1, minutes } = typeof entry === 'string' ? { period: entry } : entry;
    return { school, period, position, ...given('minutes', minutes) };
  });
}

function codeOf(code: string, written: CaseFile['codes'][string]): CodeFact {
  const value = written.value === undefined ? undefined : thousandthsOf(written.value);
  return {
    code,
    description: written.description ?? '',
    status: written.status,
    excuse: written.excuse ?? '',
    ...given('value', value),
    groups: written.groups ?? [],
  };
}

/** The date as the examples write it, with its weekday. */
export function formatCaseDay(day: Day): string {
  const weekday = weekdayOf(day);
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${formatDay(day)}`;
}
