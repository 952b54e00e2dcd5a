/** Section 5: does a rule hold on a date, and may it begin to hold on it? */
import { countedBy, countedOn, sum, worthOf } from './day-values.ts';
import { datesBetween } from './dates.ts';
import { thousandths } from './pack-text.ts';
import type { BandText, RuleText, WindowText } from './pack-text.ts';
import { dateQualifies, runEndingOn } from './patterns.ts';
import type { AttendanceRecord } from './records.ts';
import { isEnrolledDay, schoolOn } from './scene.ts';
import type { Scene } from './scene.ts';
import { windowStart } from './windows.ts';

/** A date on which a rule holds and, for `total`, `same` and `pattern`, that adds to its measure. */
export interface Met {
  /** As section 10 prints it. */
  readonly value: number;
  /** The measure in thousandths: what `every` steps through. */
  readonly measure: number;
  readonly evidence: AttendanceRecord[];
}

export function meets(rule: RuleText, window: WindowText, scene: Scene, date: string): Met | null {
  const start = windowStart(window, scene, date);
  if (start === null) return null;
  if (rule.type === 'total') return meetsTotal(rule, scene, datesBetween(start, date));
  if (rule.type === 'same') return meetsSame(rule, scene, datesBetween(start, date));
  if (rule.type === 'pattern') return meetsPattern(rule, scene, datesBetween(start, date));
  if (rule.type === 'rate') return meetsRate(rule, scene, datesBetween(start, date));
  return meetsEvent(rule, scene, date);
}

/** Does the date add to the rule's measure? (`gap: further`) */
export function addsTo(rule: RuleText, window: WindowText, scene: Scene, date: string): boolean {
  if (windowStart(window, scene, date) === null) return false;
  if (rule.type === 'total' || rule.type === 'rate') return worthOf(rule, scene, date) > 0;
  if (rule.type === 'same') return sameRecords(rule, scene, date).length > 0;
  if (rule.type === 'pattern') return dateQualifies(rule, scene, date);
  return meetsEvent(rule, scene, date) !== null;
}

function within(band: BandText, measure: number): boolean {
  return (
    measure >= thousandths(band.atLeast ?? 1) && (band.atMost === undefined || measure <= thousandths(band.atMost))
  );
}

function meetsTotal(rule: RuleText, scene: Scene, dates: string[]): Met | null {
  if (worthOf(rule, scene, dates.at(-1) as string) === 0) return null;
  const worths = dates.map((date) => worthOf(rule, scene, date));
  const measure = sum(worths);
  if (!within(rule, measure)) return null;
  const evidence = dates.filter((_, index) => worths[index] !== 0).flatMap((date) => countedOn(rule, scene, date));
  return { value: measure / 1000, measure, evidence };
}

function sameRecords(rule: RuleText, scene: Scene, date: string): AttendanceRecord[] {
  return countedBy(rule.counts ?? [], rule.only, scene, date).filter(
    (record) => record.period !== '' && nameOf(rule, record) !== '',
  );
}

function nameOf(rule: RuleText, record: AttendanceRecord): string {
  return rule.by === 'course' ? record.course : record.period;
}

function meetsSame(rule: RuleText, scene: Scene, dates: string[]): Met | null {
  const today = dates.at(-1) as string;
  if (sameRecords(rule, scene, today).length === 0) return null;
  const records = dates.flatMap((date) => sameRecords(rule, scene, date));
  const addedTo = new Set(records.filter((record) => record.date === today).map((record) => nameOf(rule, record)));
  const holding = [...addedTo]
    .map((name) => records.filter((record) => nameOf(rule, record) === name))
    .filter((ofName) => within(rule, ofName.length * 1000));
  if (holding.length === 0) return null;
  const largest = Math.max(...holding.map((ofName) => ofName.length));
  return { value: largest, measure: largest * 1000, evidence: holding.flat() };
}

function meetsPattern(rule: RuleText, scene: Scene, dates: string[]): Met | null {
  const today = dates.at(-1) as string;
  if (!dateQualifies(rule, scene, today)) return null;
  const isRun = rule.days?.mode === 'consecutive';
  const qualifying = isRun ? runEndingOn(rule, scene, dates) : dates.filter((date) => dateQualifies(rule, scene, date));
  const measure = qualifying.length * 1000;
  if (!within(rule.days ?? {}, measure)) return null;
  const evidence = qualifying.flatMap((date) => countedBy(rule.counts ?? [], rule.only, scene, date));
  return { value: qualifying.length, measure, evidence };
}

function meetsRate(rule: RuleText, scene: Scene, dates: string[]): Met | null {
  const today = dates.at(-1) as string;
  if (today > scene.calculation.judged || !isEnrolledDay(scene, today)) return null;
  const enrolled = dates.filter((date) => isEnrolledDay(scene, date)).length;
  const absent = sum(dates.map((date) => worthOf(rule, scene, date)));
  // absent / 1000 / enrolled × 100 against a percentage of thousandths, multiplied out.
  const isReached =
    rule.over === undefined
      ? absent * 100 >= thousandths(rule.atLeast as number) * enrolled
      : absent * 100 > thousandths(rule.over) * enrolled;
  if (!isReached || enrolled < (rule.minDays ?? 10)) return null;
  const evidence = dates
    .filter((date) => worthOf(rule, scene, date) > 0)
    .flatMap((date) => countedOn(rule, scene, date));
  // Hundredths of a percent are absent × 10 / enrolled, rounded half up.
  return { value: Math.floor((absent * 20 + enrolled) / (2 * enrolled)) / 100, measure: absent, evidence };
}

function meetsEvent(rule: RuleText, scene: Scene, date: string): Met | null {
  const happened = scene.events.some((event) => event.event === rule.event && event.date === date);
  if (!happened) return null;
  if (scene.school !== null && schoolOn(scene, date) === null) return null;
  return { value: 1, measure: 1000, evidence: [] };
}
