/** Section 5, `pattern`: which dates qualify, and the run that ends on a date. */
import { countedBy, sum } from './day-values.ts';
import { byText } from './dates.ts';
import type { OnlyText, RuleText } from './pack-text.ts';
import type { AttendanceRecord } from './records.ts';
import { isEnrolledDay, recordsOn } from './scene.ts';
import type { Scene } from './scene.ts';
import { isCounted, passesOnly, weekdayPasses } from './selectors.ts';

export function dateQualifies(rule: RuleText, scene: Scene, date: string): boolean {
  const band = rule.withinDay ?? {};
  const counted = countedBy(rule.counts ?? [], rule.only, scene, date);
  if (counted.length === 0) return false;
  const schools = [...new Set(counted.map((record) => record.school))];
  const ofSchool = (school: string): AttendanceRecord[] => counted.filter((record) => record.school === school);
  const periods =
    band.mode === 'consecutive'
      ? Math.max(
          ...schools.map((school) =>
            longestRun(ofSchool(school), selectedPeriods(scene, school, rule.only), rule.only),
          ),
        )
      : sum(schools.map((school) => differentPeriods(ofSchool(school), selectedPeriods(scene, school, rule.only))));
  return periods >= (band.atLeast ?? 1) && (band.atMost === undefined || periods <= band.atMost);
}

/** A school's periods that `only` selects, in order of position, then name; null: the school lists none. */
function selectedPeriods(scene: Scene, school: string, only: OnlyText | undefined): string[] | null {
  const listed = scene.calculation.bundle.periods.get(school);
  if (listed === undefined) return null;
  return [...listed]
    .filter(([period]) => only?.periods === undefined || only.periods.includes(period))
    .toSorted(([a, first], [b, second]) => first.position - second.position || byText(a, b))
    .map(([period]) => period);
}

/** Of one school; a whole-day record stands for all selected ones, or for one more where none are listed. */
function differentPeriods(records: AttendanceRecord[], selected: string[] | null): number {
  const names = new Set(records.map((record) => record.period).filter((period) => period !== ''));
  const isWholeDay = records.some((record) => record.period === '');
  if (selected === null) return names.size + (isWholeDay ? 1 : 0);
  return isWholeDay ? selected.length : names.size;
}

/**
 * Where no periods are listed, the order is that of the names: of those that `only` selects, else of those that the
 * date's records carry; a whole-day record is one more.
 */
function longestRun(records: AttendanceRecord[], selected: string[] | null, only: OnlyText | undefined): number {
  const isWholeDay = records.some((record) => record.period === '');
  const named = [...new Set(records.map((record) => record.period).filter((period) => period !== ''))];
  const periods = selected ?? (only?.periods ?? named).toSorted(byText);
  let longest = 0;
  let run = 0;
  for (const period of periods) {
    run = named.includes(period) || (isWholeDay && selected !== null) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest + (isWholeDay && selected === null ? 1 : 0);
}

/** The qualifying dates of the run that ends on the last of `dates`. */
export function runEndingOn(rule: RuleText, scene: Scene, dates: string[]): string[] {
  const run: string[] = [];
  const selected = dates.filter((date) => weekdayPasses(date, rule.only) && isEnrolledDay(scene, date));
  for (const date of selected.toReversed()) {
    if (dateQualifies(rule, scene, date)) run.unshift(date);
    else if (!isBridged(rule, scene, date)) break;
  }
  return run;
}

function isBridged(rule: RuleText, scene: Scene, date: string): boolean {
  return recordsOn(scene, date).some((record) => passesOnly(record, rule.only) && isCounted(record, rule.bridge ?? []));
}
