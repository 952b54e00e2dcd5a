import { monthStart } from '../calendar/day.ts';
import type { Day } from '../calendar/day.ts';
import { compareText } from '../district.ts';
import type { CompiledDistrict } from '../district.ts';
import type { Interval, Policy, Window } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';

/** From which day a date counts, and the cycle it belongs to. Ends: `start` included. */
export interface WindowOfDate {
  readonly start: Day;
  readonly cycle: Day;
}

/** The window of a date; undefined where nothing is counted (outside every term, no such event yet). */
export interface CompiledWindow {
  readonly kind: Window['kind'];
  readonly on: (context: StudentContext, day: Day) => WindowOfDate | undefined;
}

/** Compiles a window. No window and no cycle reaches back past the start of the school year. Source: criteria.md section 4. */
export function compileWindow(window: Window, policy: Policy, district: CompiledDistrict): CompiledWindow {
  const { kind } = window;
  switch (window.kind) {
    case 'year': {
      let year: WindowOfDate | undefined;
      return {
        kind,
        on: ({ yearStart }) => (year?.start === yearStart ? year : (year = { start: yearStart, cycle: yearStart })),
      };
    }
    case 'month':
      return {
        kind,
        on: ({ yearStart }, day) => {
          const start = Math.max(yearStart, monthStart(day));
          return { start, cycle: start };
        },
      };
    case 'days':
      return {
        kind,
        on: ({ yearStart }, day) => ({ start: Math.max(yearStart, day - window.days + 1), cycle: yearStart }),
      };
    case 'schoolDays':
      return { kind, on: (context, day) => schoolDaysWindow(context, day, window.days) };
    case 'since':
      return { kind, on: (context, day) => sinceWindow(context, day, window.event, window.ref) };
    case 'term':
      return { kind, on: compileTermWindow(window.term, policy.intervals.get(window.term), district) };
  }
}

function schoolDaysWindow({ district, schooling, yearStart }: StudentContext, day: Day, days: number): WindowOfDate {
  const school = schooling.schoolOn(day);
  const start = days === 1 ? day : (district.calendars[school]?.nthBefore(day, days - 1) ?? yearStart);
  return { start: Math.max(yearStart, start), cycle: yearStart };
}

function sinceWindow(
  { events }: StudentContext,
  day: Day,
  event: string,
  ref: string | undefined,
): WindowOfDate | undefined {
  const before = events.findLast(
    (fact) => fact.day < day && fact.event === event && (ref === undefined || fact.ref === ref),
  );
  return before === undefined ? undefined : { start: before.day + 1, cycle: before.day + 1 };
}

interface Term {
  readonly school: number | undefined;
  readonly name: string;
  readonly start: Day;
  readonly end: Day;
}

function compileTermWindow(
  kind: string,
  intervals: readonly Interval[] | undefined,
  district: CompiledDistrict,
): CompiledWindow['on'] {
  const terms: Term[] =
    intervals?.map(({ name, start, end }) => ({ school: undefined, name, start, end })) ??
    district.terms
      .filter((term) => term.kind === kind)
      .map(({ school, name, start, end }) => ({
        school: school === undefined ? undefined : (district.schoolIndex.get(school) ?? -1),
        name,
        start,
        end,
      }));
  // Own terms before those of all schools, then the latest start, then the smallest name.
  terms.sort(
    (a, b) =>
      Number(a.school === undefined) - Number(b.school === undefined) ||
      b.start - a.start ||
      compareText(a.name, b.name),
  );
  /** What was found by school and day of the school year: a district asks the same of every student. */
  const known: (WindowOfDate | null)[][] = [];
  return ({ schooling, yearStart, yearEnd }, day) => {
    const school = schooling.schoolOn(day);
    const find = (): WindowOfDate | undefined => termWindow(terms, school, day, { yearStart, yearEnd });
    const dayOfYear = day - yearStart;
    if (dayOfYear < 0 || dayOfYear > LONGEST_YEAR) return find();
    const ofSchool = (known[school + 1] ??= []);
    let found = ofSchool[dayOfYear];
    if (found === undefined) ofSchool[dayOfYear] = found = find() ?? null;
    return found ?? undefined;
  };
}

/** Days of a school year. */
const LONGEST_YEAR = 366;

function termWindow(
  terms: readonly Term[],
  school: number,
  day: Day,
  { yearStart, yearEnd }: Pick<StudentContext, 'yearStart' | 'yearEnd'>,
): WindowOfDate | undefined {
  const term = terms.find(
    (one) => (one.school === undefined || one.school === school) && one.start <= day && day <= one.end,
  );
  if (term === undefined) return undefined;
  let cycle = term.start;
  for (const other of terms) {
    if (other.name === term.name && other.start < cycle && other.end >= yearStart && other.start <= yearEnd)
      cycle = other.start;
  }
  return { start: Math.max(yearStart, term.start), cycle: Math.max(yearStart, cycle) };
}
