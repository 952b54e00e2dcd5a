/** How a school writes down what happened on a day: one record, a half day, or one for each period. */
import type { AttendanceRow } from '../bundle/index.ts';
import type { Day } from '../engine/index.ts';
import { CODES } from './codes.ts';
import type { Chance } from './random.ts';
import type { Enrolled } from './setting.ts';

export interface DayAtSchool {
  readonly student: string;
  readonly date: Day;
  readonly stay: Enrolled;
  readonly chance: Chance;
  /** Records are added here. */
  readonly rows: AttendanceRow[];
}

export function absentAllDay(day: DayAtSchool, code: string): void {
  if (day.stay.school.keeping !== 'periods') return write(day, { code });
  for (let position = 0; position < day.stay.meetings.length; position++) write(day, { code, position });
}

export function arrivesLate(day: DayAtSchool): void {
  const { chance } = day;
  const minutes = chance.below(100) < 97 ? lateMinutes(chance) : undefined;
  const code = chance.below(100) < 78 ? CODES.tardy : CODES.tardyExcused;
  if (day.stay.school.level === 'elementary') return write(day, { code, minutes });
  const last = day.stay.meetings.length - 1;
  write(day, { code, minutes, position: chance.below(100) < 35 ? 0 : chance.between(0, last) });
}

export function leavesEarly(day: DayAtSchool): void {
  const { chance } = day;
  const code = chance.below(100) < 40 ? CODES.leftEarly : CODES.leftEarlyExcused;
  if (day.stay.school.level === 'elementary') return write(day, { code, minutes: chance.between(15, 120) });
  write(day, { code, minutes: chance.between(10, 50), position: day.stay.meetings.length - 1 });
}

/** Half a day: by a code worth 0.5, by the AM or PM period, or by half of the periods. Input: of 1,000, how many are unexcused. */
export function awayHalfDay(day: DayAtSchool, unexcusedPerMille: number): void {
  const { chance } = day;
  const isUnexcused = chance.below(1000) < unexcusedPerMille;
  const isMorning = chance.below(2) === 0;
  const code = isUnexcused ? CODES.unexcused : CODES.medical;
  const { keeping, periods } = day.stay.school;
  if (keeping === 'day-and-half-codes')
    return write(day, { code: isUnexcused ? CODES.halfUnexcused : CODES.halfExcused });
  const half = Math.floor(periods.length / 2);
  const from = isMorning ? 0 : half;
  for (let position = from; position < from + half; position++) write(day, { code, position });
}

export function cutsClasses(day: DayAtSchool): void {
  const { chance } = day;
  const count = 1 + chance.weighted([62, 28, 10]);
  const periods = day.stay.meetings.length;
  const from = chance.below(100) < 45 ? periods - count : chance.between(0, periods - count);
  for (let position = from; position < from + count; position++) write(day, { code: CODES.cut, position });
}

export function missesOnePeriod(day: DayAtSchool, code: string): void {
  write(day, { code, position: day.chance.below(day.stay.meetings.length) });
}

/** A game or a rehearsal: the last two periods. */
export function atActivity(day: DayAtSchool): void {
  const periods = day.stay.meetings.length;
  for (let position = periods - 2; position < periods; position++) write(day, { code: CODES.activity, position });
}

export interface Writing {
  readonly code: string;
  /** Place of the period; none: the whole day. */
  readonly position?: number;
  readonly minutes?: number | undefined;
}

export function write(day: DayAtSchool, { code, position, minutes }: Writing): void {
  const { school, meetings } = day.stay;
  const meeting = position === undefined ? undefined : (meetings[position] ?? meetings[0]);
  day.rows.push({
    studentId: day.student,
    schoolId: school.id,
    date: day.date,
    period: position === undefined ? '' : (school.periods[position]?.period ?? ''),
    sectionId: meeting?.section ?? '',
    courseId: meeting?.course ?? '',
    code,
    minutes,
  });
}

/** Minutes late around the line of 30, on both sides of it. */
function lateMinutes(chance: Chance): number {
  switch (chance.weighted([46, 24, 12, 6, 5, 7])) {
    case 0:
      return chance.between(2, 10);
    case 1:
      return chance.between(11, 20);
    case 2:
      return chance.between(21, 29);
    case 3:
      return 30;
    case 4:
      return 31;
    default:
      return chance.between(32, 49);
  }
}
