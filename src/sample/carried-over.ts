/**
 * What people had done before Rollcall came: calls home, and the truancy letters of the first weeks,
 * sent by hand on Mondays until the first one in November. They stand in events.csv.
 */
import type { AttendanceRow, EventRow } from '../bundle/index.ts';
import { weekdayIndex, type Day } from '../engine/index.ts';
import { CODES } from './codes.ts';
import { Chance } from './random.ts';
import { nthWeekday, type SchoolYear } from './school-year.ts';
import type { SampleStudent, Setting } from './setting.ts';

/** Letters at 3, 6 and 9 days, as the office counted them. */
const LEVELS = [3, 6, 9];
const SETTLE_SESSIONS = 2;
const GAP_SESSIONS = 10;

interface Past {
  readonly setting: Setting;
  readonly student: SampleStudent;
  readonly rows: readonly AttendanceRow[];
  readonly through: Day;
}

/** Ends: `through` included. Input: the student's attendance up to then. */
export function carriedOver(past: Past): EventRow[] {
  const chance = new Chance(past.setting.seed, 4, past.student.index);
  const events = [...calls(past, chance), ...letters(past, chance)];
  return events.filter((event) => event.date <= past.through).sort((a, b) => a.date - b.date);
}

/** One unexcused day in seven is followed by a call. */
function calls({ student, rows }: Past, chance: Chance): EventRow[] {
  const dates = [...new Set(rows.filter(isUnexcusedDay).map((row) => row.date))];
  return dates
    .filter(() => chance.below(100) < 14)
    .map((date) => ({
      studentId: student.row.studentId,
      date: date + chance.below(2),
      event: 'contact-made',
      ref: chance.pick(['call: reached', 'call: message', 'call: no answer', 'e-mail', 'in person']),
    }));
}

function letters({ setting, student, rows }: Past, chance: Chance): EventRow[] {
  const { year } = setting;
  const school = student.enrolled[0]?.school;
  if (school?.pack !== 'california-sarb') return [];
  const dates = [...new Set(rows.filter(countsForTruancy).map((row) => row.date))];
  const events: EventRow[] = [];
  let previous: Day | undefined;
  for (const [index, level] of LEVELS.entries()) {
    const met = dates[level - 1];
    if (met === undefined) break;
    const issued = letterDay(year, met, previous);
    if (issued === undefined || !isEnrolled(student, issued)) break;
    events.push(...posted(student.row.studentId, `L${index + 1}`, issued, chance));
    previous = issued;
  }
  return events;
}

/** The first Monday in session on which the absence had settled and the letter before was long enough ago. */
function letterDay(year: SchoolYear, met: Day, previous: Day | undefined): Day | undefined {
  const last = nthWeekday(year.year, 11, 0, 1);
  const ready = year.sessions.indexOf(met) + SETTLE_SESSIONS;
  const apart = previous === undefined ? 0 : year.sessions.indexOf(previous) + GAP_SESSIONS;
  return year.sessions.slice(Math.max(ready, apart)).find((day) => weekdayIndex(day) === 0 && day <= last);
}

function posted(studentId: string, ref: string, issued: Day, chance: Chance): EventRow[] {
  const result = chance.weighted([60, 3, 37]);
  const arrival = issued + chance.between(4, 9);
  return [
    { studentId, date: issued, event: 'issued', ref },
    { studentId, date: issued + 1, event: 'letter-sent', ref },
    ...(result === 2
      ? []
      : [{ studentId, date: arrival, event: result === 0 ? 'letter-received' : 'letter-returned', ref }]),
  ];
}

function isUnexcusedDay(row: AttendanceRow): boolean {
  return row.code === CODES.unexcused || row.code === CODES.vacation || row.code === CODES.unverified;
}

/** A whole day without excuse, or more than 30 minutes of one. Half days are 0.5 of 330 minutes. */
function countsForTruancy(row: AttendanceRow): boolean {
  if (row.code === CODES.tardy || row.code === CODES.leftEarly) return (row.minutes ?? 0) > 30;
  return (
    row.code === CODES.unexcused ||
    row.code === CODES.vacation ||
    row.code === CODES.halfUnexcused ||
    row.code === CODES.cut
  );
}

function isEnrolled(student: SampleStudent, day: Day): boolean {
  return student.enrolled.some((stay) => stay.entry <= day && (stay.exit === undefined || day <= stay.exit));
}
