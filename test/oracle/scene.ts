/**
 * One student as a criterion sees them: under `scope: district` with everything, under `scope: school` as if
 * enrolled at that school alone.
 */
import { covers, isInSession } from './bundle-text.ts';
import type { BundleText, Enrollment, Student } from './bundle-text.ts';
import { byText, datesBetween, schoolYear } from './dates.ts';
import { addDays } from './dates.ts';
import type { PackText } from './pack-text.ts';
import type { AttendanceRecord } from './records.ts';

export interface Calculation {
  readonly bundle: BundleText;
  readonly pack: PackText;
  /** The as-of date itself: `issued`, `approved` and `declined` events count up to it. */
  readonly asOf: string;
  /** The date everything else is judged as of: the day before under `countThrough: previous-day`. */
  readonly judged: string;
  readonly yearStart: string;
  readonly yearEnd: string;
}

export interface Scene {
  readonly calculation: Calculation;
  readonly student: Student;
  /** The school under `scope: school`, else null. */
  readonly school: string | null;
  readonly enrollments: readonly Enrollment[];
  readonly records: readonly AttendanceRecord[];
  readonly recordsOf: ReadonlyMap<string, AttendanceRecord[]>;
  readonly events: readonly { readonly date: string; readonly event: string; readonly ref: string }[];
}

const COUNTED_TO_THE_AS_OF_DATE = ['issued', 'approved', 'declined'];

export function calculationOf(bundle: BundleText, pack: PackText, asOf: string): Calculation {
  const judged = pack.pack.countThrough === 'previous-day' ? addDays(asOf, -1) : asOf;
  const year = schoolYear(judged, pack.pack.schoolYear?.start ?? '07-01');
  return { bundle, pack, asOf, judged, yearStart: year.start, yearEnd: year.end };
}

export function districtScene(calculation: Calculation, student: Student, records: readonly AttendanceRecord[]): Scene {
  const events = student.events.filter((event) => {
    const until = COUNTED_TO_THE_AS_OF_DATE.includes(event.event) ? calculation.asOf : calculation.judged;
    return calculation.yearStart <= event.date && event.date <= until;
  });
  return {
    calculation,
    student,
    school: null,
    enrollments: student.enrollments,
    records,
    recordsOf: byDate(records),
    events,
  };
}

export function schoolScene(scene: Scene, school: string): Scene {
  const records = scene.records.filter((record) => record.school === school);
  const enrollments = scene.enrollments.filter((enrollment) => enrollment.school === school);
  return { ...scene, school, enrollments, records, recordsOf: byDate(records) };
}

function byDate(records: readonly AttendanceRecord[]): Map<string, AttendanceRecord[]> {
  return Map.groupBy(records, (record) => record.date);
}

/** "The student's school": of the latest entry date, then the smallest school_id. */
export function schoolOn(scene: Scene, date: string): string | null {
  const covering = scene.enrollments.filter((enrollment) => covers(enrollment, date));
  covering.sort((a, b) => byText(b.entry, a.entry) || byText(a.school, b.school));
  return covering[0]?.school ?? null;
}

/** In session at a school where the student is enrolled on that date. */
export function isEnrolledDay(scene: Scene, date: string): boolean {
  return scene.enrollments.some(
    (enrollment) => covers(enrollment, date) && isInSession(scene.calculation.bundle, enrollment.school, date),
  );
}

/** Days in session at the student's school after `date`, up to the day that is judged. */
export function schoolDaysAfter(scene: Scene, date: string): number {
  return datesBetween(addDays(date, 1), scene.calculation.judged).filter((day) => {
    const school = schoolOn(scene, day);
    return school !== null && isInSession(scene.calculation.bundle, school, day);
  }).length;
}

export function recordsOn(scene: Scene, date: string): AttendanceRecord[] {
  return scene.recordsOf.get(date) ?? [];
}
