/** A student's year in days: in session where, what stands on each, and what it adds up to. */
import type { KnownDistrict, StudentExplanation } from '../../calculation/index.ts';
import type { Day } from '../../engine/index.ts';
import {
  attendanceDaysOf,
  markOf,
  periodsOf,
  recordsOf,
  schoolYearOf,
  yearEndOf,
  yearStartOf,
  type MarkedDay,
  type RecordAt,
} from './day-marks.ts';

export interface MarkedYear {
  readonly year: number;
  /** School by day in session, in order of day. */
  readonly sessions: ReadonlyMap<Day, string>;
  /** By date: all records, also those set aside. */
  readonly records: ReadonlyMap<Day, readonly RecordAt[]>;
  /** Dates with a record that counts. */
  readonly marks: ReadonlyMap<Day, MarkedDay>;
  /** By school: the last day with records, at most the as-of date. */
  readonly throughOf: (school: string) => Day;
}

const MARKED = new WeakMap<StudentExplanation, MarkedYear>();

/** Once for an explanation: several parts of the page ask for it. Input: the explanation's as-of date lies in that year. */
export function markedYear(known: KnownDistrict, explanation: StudentExplanation): MarkedYear {
  const marked = MARKED.get(explanation) ?? markYear(known, explanation);
  MARKED.set(explanation, marked);
  return marked;
}

function markYear(known: KnownDistrict, explanation: StudentExplanation): MarkedYear {
  const { facts, asOf } = explanation;
  const periodsAt = periodsOf(known);
  const year = schoolYearOf(asOf);
  const days = attendanceDaysOf(known, year, asOf);
  const valued = new Map(days.recordedDays(facts).map((one) => [one.day, one]));
  const enrolled = days.enrolledDays(
    facts.enrollments,
    days.schools.map(() => yearEndOf(year)),
  );
  const sessions = new Map<Day, string>();
  for (const [at, day] of enrolled.days.entries())
    sessions.set(day, days.schools[enrolled.schools[at] as number] ?? '');
  const records = Map.groupBy(
    recordsOf(explanation).filter(({ day }) => day >= yearStartOf(year) && day <= yearEndOf(year)),
    ({ day }) => day,
  );
  const marks = new Map<Day, MarkedDay>();
  for (const [day, ofDay] of records) {
    const counting = ofDay.filter(({ setAside }) => setAside === null);
    if (counting.length === 0) continue;
    const school = counting[0]?.school ?? '';
    const absentThousandths = valued.get(day)?.absentThousandths ?? 0;
    marks.set(day, markOf(day, counting, { absentThousandths, periods: periodsAt(school) }));
  }
  const throughOf = (school: string): Day => Math.min(known.dataThrough.get(school) ?? asOf, asOf);
  return { year, sessions, records, marks, throughOf };
}

/** What is known of the days in session so far. Unit: days, with parts. */
export interface DayTotals {
  readonly from: Day | null;
  readonly through: Day | null;
  readonly enrolled: number;
  readonly absentThousandths: number;
  readonly byExcuse: Readonly<Record<'excused' | 'unexcused' | 'unverified', number>>;
  readonly tardies: number;
}

/** Adds up the days in session, each school up to the last day with records there. */
export function totalsOf({ sessions, marks, throughOf }: MarkedYear): DayTotals {
  const byExcuse = { excused: 0, unexcused: 0, unverified: 0 };
  let [enrolled, absentThousandths, tardies] = [0, 0, 0];
  let [from, through]: [Day | null, Day | null] = [null, null];
  for (const [day, school] of sessions) {
    if (day > throughOf(school)) continue;
    enrolled += 1;
    from ??= day;
    through = day;
    const mark = marks.get(day);
    if (mark === undefined) continue;
    if (mark.mark === 'tardy') tardies += 1;
    absentThousandths += mark.absentThousandths;
    if (mark.mark === 'excused' || mark.mark === 'unexcused' || mark.mark === 'unverified')
      byExcuse[mark.mark] += mark.absentThousandths;
  }
  return { from, through, enrolled, absentThousandths, byExcuse, tardies };
}
