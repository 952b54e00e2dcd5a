/** What each day in session was worth to a student: the same day values by which a `rate` criterion counts absence. */
import { createCounters, type Counter } from './attendance/counting.ts';
import { createDayValues, type DayValue } from './attendance/day-value.ts';
import { createSieve, type CountableRecords } from './attendance/records.ts';
import { createSchooling, lowerBound } from './attendance/schooling.ts';
import type { Day } from './calendar/day.ts';
import type { SchoolCalendar } from './calendar/session.ts';
import { compileDistrict, type CompiledDistrict } from './district.ts';
import type { DistrictFacts, EnrollmentFact, Names, StudentFacts } from './facts.ts';
import type { Selector, View } from './policy.ts';
import { districtContext, type StudentContext } from './student-context.ts';

/** By which records and view a school counts absence. */
export type AbsenceRule = { readonly counts?: readonly Selector[]; readonly view?: View };

/** A date of a student on which some record counts. */
export interface RecordedDay {
  readonly day: Day;
  /** Index into `schools` of {@link AttendanceDays}: the school that the day in session belongs to. */
  readonly school: number;
  readonly absentThousandths: number;
  /** An absence, tardy or early leave of which nobody has said yet whether it is excused. */
  readonly isUnverified: boolean;
  /** An absence, tardy or early leave without an excuse; an unverified one has none yet. */
  readonly isUnexcused: boolean;
}

/** Days enrolled and in session, each once, with the school they belong to. Both columns are of one length, in order of day. */
export interface EnrolledDays {
  readonly days: Int32Array;
  readonly schools: Int32Array;
}

export interface AttendanceDays {
  /** Ids of schools by index. */
  readonly schools: readonly string[];
  /** Every date of the year on which a record counts, whatever the as-of date, in order. */
  readonly recordedDays: (student: StudentFacts) => readonly RecordedDay[];
  /**
   * The days in session of the enrollments from the first day of the year on, each school up to its own last day.
   * Where two schools are in session, the day belongs to the one of the latest entry, then the smallest id.
   */
  readonly enrolledDays: (enrollments: readonly EnrollmentFact[], through: readonly Day[]) => EnrolledDays;
}

export interface AttendanceDaysInput {
  readonly district: DistrictFacts;
  readonly names: Names;
  /** Ends: both included. */
  readonly from: Day;
  readonly to: Day;
  readonly ruleOf: (school: string) => AbsenceRule;
}

/** Compiles a district once, to value the days of any number of students. */
export function createAttendanceDays({
  district: facts,
  names,
  from,
  to,
  ruleOf,
}: AttendanceDaysInput): AttendanceDays {
  const district = compileDistrict(facts, names);
  const sieve = createSieve(district);
  const rules = compileRules(district, ruleOf);
  const year = { district, yearStart: from, yearEnd: to, through: to, asOf: to, packId: '' };
  return {
    schools: district.schoolIds,
    recordedDays: (student) => {
      const schooling = createSchooling(student.enrollments, district);
      const { records } = sieve.sift(student.records, schooling);
      const context = districtContext({ ...year, student, schooling, records });
      return context.from === context.to ? [] : daysOf(context, rules, spellsOf(student.enrollments, district));
    },
    enrolledDays: (enrollments, through) => enrolledDays(spellsOf(enrollments, district), district, { from, through }),
  };
}

interface CompiledRules {
  /** By school: index into `values`. */
  readonly ofSchool: readonly number[];
  readonly values: readonly { readonly counter: Counter; readonly value: DayValue }[];
}

function compileRules(district: CompiledDistrict, ruleOf: (school: string) => AbsenceRule): CompiledRules {
  const counters = createCounters(district);
  const dayValues = createDayValues(district);
  const keys: string[] = [];
  const values: CompiledRules['values'][number][] = [];
  const ofSchool = district.schoolIds.map((school) => {
    const rule = ruleOf(school);
    const key = JSON.stringify(rule);
    if (!keys.includes(key)) {
      const value = dayValues.dayValueOf(rule);
      keys.push(key);
      values.push({ counter: counters.counterOf(value.counts), value });
    }
    return keys.indexOf(key);
  });
  return { ofSchool, values };
}

function daysOf(context: StudentContext, { ofSchool, values }: CompiledRules, spells: readonly Spell[]): RecordedDay[] {
  const absent = values.map(({ counter, value }) => valuesByDay(context, counter, value));
  const days: RecordedDay[] = [];
  const { records, district } = context;
  for (let r = context.from; r < context.to; r++) {
    const day = records.day[r] as Day;
    const last = days.at(-1);
    const excuse = missingExcuse(records, r, district);
    const isUnverified = excuse === 'unverified';
    const isUnexcused = excuse !== undefined;
    if (last?.day === day) {
      if (isUnexcused && !(last.isUnexcused && (last.isUnverified || !isUnverified)))
        days[days.length - 1] = { ...last, isUnexcused, isUnverified: last.isUnverified || isUnverified };
      continue;
    }
    const school = schoolInSession(spells, district, day);
    const absentThousandths = absent[ofSchool[school] ?? -1]?.get(day) ?? 0;
    days.push({ day, school, absentThousandths, isUnverified, isUnexcused });
  }
  return days;
}

function valuesByDay(context: StudentContext, counter: Counter, value: DayValue): ReadonlyMap<Day, number> {
  const counted = counter.count(context);
  const byDay = new Map<Day, number>();
  for (let i = 0; i < counted.dateCount; i++)
    byDay.set(counted.days[i] as Day, Math.min(1000, value.valueOf(context, counted, i)));
  return byDay;
}

/** Undefined where the record is no absence, or an excused one. */
function missingExcuse(
  { code: codes }: CountableRecords,
  record: number,
  district: CompiledDistrict,
): 'unexcused' | 'unverified' | undefined {
  const code = district.codes[codes[record] as number];
  if (code === undefined || !['absent', 'tardy', 'left-early'].includes(code.status)) return undefined;
  return code.excuse === 'unexcused' || code.excuse === 'unverified' ? code.excuse : undefined;
}

interface Spell {
  readonly school: number;
  readonly entry: Day;
  readonly exit: Day;
}

/** In the order in which they decide: the latest entry, then the smallest school id. */
function spellsOf(enrollments: readonly EnrollmentFact[], { schoolIndex, schoolIds }: CompiledDistrict): Spell[] {
  const spells = enrollments.flatMap(({ school, entry, exit }) => {
    const index = schoolIndex.get(school);
    return index === undefined ? [] : [{ school: index, entry, exit: exit ?? Number.MAX_SAFE_INTEGER }];
  });
  const idOf = ({ school }: Spell): string => schoolIds[school] as string;
  return spells.length < 2 ? spells : spells.sort((a, b) => b.entry - a.entry || (idOf(a) < idOf(b) ? -1 : 1));
}

/** -1: none, which a record that counts never has. */
function schoolInSession(spells: readonly Spell[], district: CompiledDistrict, day: Day): number {
  const spell = spells.find(
    ({ school, entry, exit }) => entry <= day && day <= exit && district.calendars[school]?.isInSession(day) === true,
  );
  return spell?.school ?? -1;
}

function enrolledDays(
  spells: readonly Spell[],
  district: CompiledDistrict,
  { from, through }: { readonly from: Day; readonly through: readonly Day[] },
): EnrolledDays {
  const [only] = spells;
  if (only !== undefined && spells.length === 1) {
    const { days: all } = district.calendars[only.school] as SchoolCalendar;
    const last = Math.min(only.exit, through[only.school] ?? -1);
    const days = all.subarray(lowerBound(all, Math.max(from, only.entry)), lowerBound(all, last + 1));
    return { days, schools: new Int32Array(days.length).fill(only.school) };
  }
  const schoolOf = new Map<Day, number>();
  for (const { school, entry, exit } of spells) {
    const last = Math.min(exit, through[school] ?? -1);
    for (const day of district.calendars[school]?.days ?? []) {
      if (day > last) break;
      if (day >= from && day >= entry && !schoolOf.has(day)) schoolOf.set(day, school);
    }
  }
  const days = Int32Array.from(schoolOf.keys()).sort();
  return { days, schools: Int32Array.from(days, (day) => schoolOf.get(day) as number) };
}
