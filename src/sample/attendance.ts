/**
 * One student's attendance, day by day: present unless something happens, and then as the school writes it down.
 * The same student has the same days whatever `through` is; only what is not verified yet differs at its end.
 */
import type { AttendanceRow } from '../bundle/index.ts';
import type { Day } from '../engine/index.ts';
import { CODES } from './codes.ts';
import { Chance } from './random.ts';
import { ClassYears, dayFactors, type ClassYear } from './rhythm.ts';
import type { Enrolled, SampleStudent, Setting } from './setting.ts';
import {
  absentAllDay,
  arrivesLate,
  atActivity,
  awayHalfDay,
  cutsClasses,
  leavesEarly,
  missesOnePeriod,
  type DayAtSchool,
} from './day-records.ts';

/** What the whole district's attendance has in common. */
export interface AttendanceSetting extends Setting {
  readonly factors: Int32Array;
  readonly classYears: ClassYears;
  /** Index of the last session that the data goes through; -1: none. */
  readonly lastSession: number;
}

export function attendanceSetting(setting: Setting, through: Day): AttendanceSetting {
  const { year, seed } = setting;
  return {
    ...setting,
    factors: dayFactors(year),
    classYears: new ClassYears(seed, year),
    lastSession: year.sessions.filter((day) => day <= through).length - 1,
  };
}

/** Ends: `lastSession` included. Order: by date, then as written. */
export function attendanceOf(setting: AttendanceSetting, student: SampleStudent): AttendanceRow[] {
  const walk = new Walk(setting, student);
  for (let session = 0; session <= setting.lastSession; session++) walk.step(session);
  return walk.rows;
}

/** Absences that last: a code and how many more days. */
interface Spell {
  readonly code: string;
  days: number;
}

const MEAN_EXCUSED_DAYS = 1850;
const MEAN_UNEXCUSED_DAYS = 1300;
const LEFT_EARLY_PER_MILLION = 5_000;
const HALF_DAY_PER_MILLION = 6_000;
const SUSPENSION_PER_MILLION = 200;
const INDEPENDENT_STUDY_PER_MILLION = 15;
const ACTIVITY_PER_MILLION = 45_000;
/** Where periods are kept: marks that the office sets right, and classes missed for support or testing. */
const SET_RIGHT_PER_MILLION = 200_000;
const PULLED_OUT_PER_MILLION = 180_000;
/** Sessions until an absence is verified; of 1,000, fifteen never are. */
const VERIFIED_AFTER = [400, 200, 140, 100, 60, 50, 35];

class Walk {
  readonly rows: AttendanceRow[] = [];
  readonly #setting: AttendanceSetting;
  readonly #student: SampleStudent;
  readonly #chance: Chance;
  #spell: Spell = { code: '', days: 0 };

  constructor(setting: AttendanceSetting, student: SampleStudent) {
    this.#setting = setting;
    this.#student = student;
    this.#chance = new Chance(setting.seed, 3, student.index);
  }

  step(session: number): void {
    const date = this.#setting.year.sessions[session] as Day;
    const stay = stayOn(this.#student, date);
    if (stay === undefined) return;
    const day = { student: this.#student.row.studentId, date, stay, chance: this.#chance, rows: this.rows };
    if (this.#spell.days > 0) {
      this.#spell.days--;
      absentAllDay(day, this.#verified(session, this.#spell.code));
      return;
    }
    this.#ordinary(session, day);
  }

  /** One draw a day decides what happens, if anything. */
  #ordinary(session: number, day: DayAtSchool): void {
    const classYear = this.#classYear(day.stay);
    let left = this.#chance.below(1_000_000);
    const falls = (perMillion: number): boolean => {
      left -= perMillion;
      return left < 0;
    };
    const { habit, activities } = this.#student;
    const factor = this.#setting.factors[session] as number;
    const absent = habit.absentPerMille * factor;
    const isSecondary = day.stay.school.level !== 'elementary';
    const keepsPeriods = day.stay.school.keeping === 'periods';
    const chances = keepsPeriods ? day.stay.meetings.length * 2 : 3;
    if (falls(Math.floor((absent * (1000 - habit.unexcusedPerMille)) / MEAN_EXCUSED_DAYS)))
      return this.#begin(session, day, excusedSpell(this.#chance));
    if (falls(Math.floor((absent * habit.unexcusedPerMille) / MEAN_UNEXCUSED_DAYS)))
      return this.#begin(session, day, unexcusedSpell(this.#chance));
    if (falls(classYear.illness[session] as number))
      return this.#begin(session, day, { code: CODES.illness, days: this.#chance.between(1, 4) });
    if (classYear.trips.has(session)) return absentAllDay(day, CODES.activity);
    if (falls(Math.floor((habit.tardyPerMillion * factor * chances) / 1000))) return arrivesLate(day);
    if (falls(LEFT_EARLY_PER_MILLION)) return leavesEarly(day);
    if (falls(HALF_DAY_PER_MILLION)) return awayHalfDay(day, habit.unexcusedPerMille);
    if (isSecondary && falls(Math.floor((habit.cutPerMillion * factor) / 1000))) return cutsClasses(day);
    if (keepsPeriods && falls(SET_RIGHT_PER_MILLION)) return missesOnePeriod(day, CODES.here);
    if (keepsPeriods && falls(PULLED_OUT_PER_MILLION)) return missesOnePeriod(day, CODES.pulledOut);
    if (activities.length > 0 && falls(ACTIVITY_PER_MILLION)) return atActivity(day);
    if (isSecondary && falls(SUSPENSION_PER_MILLION)) {
      return this.#begin(session, day, {
        code: this.#chance.below(100) < 60 ? CODES.suspended : CODES.inSchoolSuspension,
        days: this.#chance.between(1, 3),
      });
    }
    if (falls(INDEPENDENT_STUDY_PER_MILLION)) this.#begin(session, day, { code: CODES.independentStudy, days: 5 });
  }

  #begin(session: number, day: DayAtSchool, spell: Spell): void {
    this.#spell = { code: spell.code, days: spell.days - 1 };
    absentAllDay(day, this.#verified(session, spell.code));
  }

  /** The draw is made whether or not it matters, so that an earlier `through` changes nothing before its last days. */
  #verified(session: number, code: string): string {
    const after = this.#chance.weighted([...VERIFIED_AFTER, 15]);
    if (!NEEDS_VERIFYING.has(code)) return code;
    const isNever = after === VERIFIED_AFTER.length;
    return isNever || session + after > this.#setting.lastSession ? CODES.unverified : code;
  }

  #classYear(stay: Enrolled): ClassYear {
    const { school, classIndex } = stay;
    return this.#setting.classYears.of(
      school.block * 8 + school.place,
      school.grades.indexOf(this.#student.row.grade),
      classIndex,
    );
  }
}

const NEEDS_VERIFYING: ReadonlySet<string> = new Set([
  CODES.illness,
  CODES.unexcused,
  CODES.medical,
  CODES.bereavement,
]);

/** Where stays overlap, the one entered last. */
function stayOn(student: SampleStudent, date: Day): Enrolled | undefined {
  let found: Enrolled | undefined;
  for (const stay of student.enrolled) {
    if (stay.entry <= date && (stay.exit === undefined || date <= stay.exit)) found = stay;
  }
  return found;
}

function excusedSpell(chance: Chance): Spell {
  const code = [CODES.illness, CODES.medical, CODES.bereavement, CODES.religious][
    chance.weighted([70, 24, 3, 3])
  ] as string;
  const days =
    code === CODES.illness
      ? 1 + chance.weighted([44, 28, 16, 8, 4])
      : code === CODES.bereavement
        ? chance.between(1, 3)
        : 1;
  return { code, days };
}

function unexcusedSpell(chance: Chance): Spell {
  const isTrip = chance.below(100) < 6;
  return isTrip
    ? { code: CODES.vacation, days: chance.between(2, 5) }
    : { code: CODES.unexcused, days: 1 + chance.weighted([84, 12, 4]) };
}
