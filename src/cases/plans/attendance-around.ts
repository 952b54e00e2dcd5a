/** A student's attendance in the 20 school days before a day and from it on: what a plan is looked at by. Nothing is written. */
import type { ClientBase } from 'pg';
import { absenceRuleOf, type KnownDistrict } from '../../calculation/index.ts';
import { readOneStudent } from '../../db/one-student.ts';
import { createAttendanceDays, formatDay, parseDay, type Day } from '../../engine/index.ts';

export interface AttendanceSpan {
  /** ISO, both included; null where there is no school day. */
  readonly from: string | null;
  readonly to: string | null;
  /** Enrolled and in session. */
  readonly days: number;
  readonly absentThousandths: number;
}

export interface AttendanceAround {
  readonly on: string;
  readonly before: AttendanceSpan;
  readonly after: AttendanceSpan;
}

export interface AroundAsk {
  readonly districtId: number;
  readonly student: string;
  /** ISO. The day itself belongs to what comes after. */
  readonly on: string;
  /** The day of the last calculation. */
  readonly asOf: Day;
  readonly known: KnownDistrict;
}

/** So many school days are looked at on either side. */
export const AROUND_DAYS = 20;
/** So far back lie 20 school days at most, with a summer between them. Unit: calendar days. */
const FAR = 150;

/** Null where the student is not known. Each school counts up to the last day with records. */
export async function attendanceAround(client: ClientBase, ask: AroundAsk): Promise<AttendanceAround | null> {
  const { districtId, student, on, asOf, known } = ask;
  const pivot = parseDay(on) ?? 0;
  const facts = await readOneStudent(client, { districtId, student, yearStart: pivot - FAR, asOf });
  if (facts === undefined) return null;
  const { facts: district, names, packs } = known.district;
  const days = known.keep(`around ${pivot - FAR} ${asOf}`, () =>
    createAttendanceDays({
      district,
      names,
      from: pivot - FAR,
      to: asOf,
      ruleOf: (school) => absenceRuleOf(packs, school, asOf),
    }),
  );
  const through = days.schools.map((school) => Math.min(asOf, known.dataThrough.get(school) ?? asOf));
  const enrolled = [...days.enrolledDays(facts.enrollments, through).days];
  const missed = new Map(days.recordedDays(facts).map(({ day, absentThousandths }) => [day, absentThousandths]));
  const before = enrolled.filter((day) => day < pivot).slice(-AROUND_DAYS);
  const after = enrolled.filter((day) => day >= pivot).slice(0, AROUND_DAYS);
  return { on, before: spanOf(before, missed), after: spanOf(after, missed) };
}

function spanOf(days: readonly Day[], missed: ReadonlyMap<Day, number>): AttendanceSpan {
  const [first, last] = [days[0], days.at(-1)];
  return {
    from: first === undefined ? null : formatDay(first),
    to: last === undefined ? null : formatDay(last),
    days: days.length,
    absentThousandths: days.reduce((sum, day) => sum + (missed.get(day) ?? 0), 0),
  };
}
