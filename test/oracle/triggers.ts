/** Section 6: the triggers of one criterion. */
import { byText, datesBetween } from './dates.ts';
import { rulesOf, thousandths, windowOf } from './pack-text.ts';
import type { CriterionText } from './pack-text.ts';
import type { AttendanceRecord } from './records.ts';
import { meets } from './rules.ts';
import type { Met } from './rules.ts';
import { schoolOn, schoolScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { cycleOf } from './windows.ts';

export interface Trigger {
  readonly criterion: CriterionText;
  readonly scene: Scene;
  readonly cycle: string;
  readonly occurrence: number;
  /** The school under `scope: school`, else null. */
  readonly school: string | null;
  readonly date: string;
  readonly value: number;
  readonly evidence: AttendanceRecord[];
}

/** All triggers of a student: of two definitions of one code the earlier trigger keeps an identity. */
export function triggersOf(criteria: readonly CriterionText[], student: Scene): Trigger[] {
  const triggers = criteria.flatMap((criterion) =>
    scenesOf(criterion, student).flatMap((scene) => triggersIn(criterion, scene)),
  );
  const earliestFirst = triggers.toSorted((a, b) => byText(a.date, b.date));
  return earliestFirst.filter(
    (trigger, index) => !earliestFirst.slice(0, index).some((other) => isSameIdentity(trigger, other)),
  );
}

function isSameIdentity(a: Trigger, b: Trigger): boolean {
  return (
    a.criterion.code === b.criterion.code &&
    a.cycle === b.cycle &&
    a.occurrence === b.occurrence &&
    a.school === b.school
  );
}

function scenesOf(criterion: CriterionText, student: Scene): Scene[] {
  if (criterion.scope !== 'school') return [student];
  const schools = [...new Set(student.enrollments.map((enrollment) => enrollment.school))];
  return schools.map((school) => schoolScene(student, school));
}

function triggersIn(criterion: CriterionText, scene: Scene): Trigger[] {
  const triggers: Trigger[] = [];
  const { yearStart, asOf } = scene.calculation;
  for (const date of datesBetween(yearStart, asOf)) {
    const cycle = cycleOf(windowOf(criterion), scene, date);
    if (cycle === null || !isInside(criterion, scene, date)) continue;
    const met = firstMet(criterion, scene, date);
    if (met === null) continue;
    const before = triggers.filter((trigger) => trigger.cycle === cycle);
    const occurrence = occurrenceOf(criterion, met, before);
    if (occurrence === null || before.length >= (criterion.maxPerCycle ?? Infinity)) continue;
    const { value, evidence } = met;
    triggers.push({ criterion, scene, cycle, occurrence, school: scene.school, date, value, evidence });
  }
  return triggers;
}

/** Of `any`, the first listed rule that is met on the date. */
function firstMet(criterion: CriterionText, scene: Scene, date: string): Met | null {
  for (const rule of rulesOf(criterion)) {
    const met = meets(rule, windowOf(criterion), scene, date);
    if (met !== null) return met;
  }
  return null;
}

function isInside(criterion: CriterionText, scene: Scene, date: string): boolean {
  const { effective, grades, schools } = criterion;
  if (effective?.from !== undefined && date < effective.from) return false;
  if (effective?.until !== undefined && date >= effective.until) return false;
  if (grades !== undefined && !grades.includes(scene.student.grade)) return false;
  return schools === undefined || schools.includes(schoolOn(scene, date) ?? '');
}

/** The number of a new trigger of the cycle; null: there is none. */
function occurrenceOf(criterion: CriterionText, met: Met, before: readonly Trigger[]): number | null {
  const repeat = criterion.repeat ?? 'once';
  if (repeat === 'each') return before.length + 1;
  if (repeat === 'once') return before.length === 0 ? 1 : null;
  const [rule] = rulesOf(criterion);
  const more = met.measure - thousandths(rule?.atLeast as number);
  const step = Math.floor(more / thousandths(repeat.every)) + 1;
  return before.every((trigger) => trigger.occurrence < step) ? step : null;
}
