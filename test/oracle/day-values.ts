/** Section 3: what a date adds, always in thousandths. */
import { isCounted, passesOnly } from './selectors.ts';
import { recordsOn } from './scene.ts';
import type { Scene } from './scene.ts';
import { thousandths } from './pack-text.ts';
import type { OnlyText, RuleText, SelectorText, ViewPartText, ViewText } from './pack-text.ts';
import type { AttendanceRecord } from './records.ts';

/** The records of a date that `total` and `rate` rules count: by `counts`, or by any part of the view. */
export function countedOn(rule: RuleText, scene: Scene, date: string): AttendanceRecord[] {
  const view = viewOf(rule, scene);
  const counts = view === null ? (rule.counts ?? []) : view.parts.flatMap((part) => part.counts);
  return countedBy(counts, rule.only, scene, date);
}

export function countedBy(
  counts: SelectorText[],
  only: OnlyText | undefined,
  scene: Scene,
  date: string,
): AttendanceRecord[] {
  return recordsOn(scene, date).filter((record) => passesOnly(record, only) && isCounted(record, counts));
}

/** What the date adds to the rule's measure. */
export function worthOf(rule: RuleText, scene: Scene, date: string): number {
  const records = countedOn(rule, scene, date);
  const measure = rule.type === 'rate' ? 'days' : (rule.measure ?? 'dates');
  if (measure === 'periods') return records.length * 1000;
  if (measure === 'dates') return records.length > 0 ? 1000 : 0;
  if (measure === 'minutes') return minutesOf(records, scene, date) * 1000;
  const view = viewOf(rule, scene);
  return view === null ? Math.min(1000, wholeDayValues(records)) : viewValue(view, rule.only, scene, date);
}

function viewOf(rule: RuleText, scene: Scene): ViewText | null {
  if (rule.view === undefined) return null;
  return scene.calculation.pack.pack.views?.[rule.view] as ViewText;
}

function wholeDayValues(records: AttendanceRecord[]): number {
  return sum(records.filter((record) => record.period === '').map((record) => record.code.value));
}

/** At each school at most the day's minutes, where the calendar gives them. */
function minutesOf(records: AttendanceRecord[], scene: Scene, date: string): number {
  const schools = [...new Set(records.map((record) => record.school))];
  return sum(
    schools.map((school) => {
      const minutes = sum(records.filter((record) => record.school === school).map((record) => record.minutes ?? 0));
      return Math.min(minutes, scene.calculation.bundle.sessions.get(`${school}|${date}`) ?? Infinity);
    }),
  );
}

function viewValue(view: ViewText, only: OnlyText | undefined, scene: Scene, date: string): number {
  const value = sum(view.parts.map((part) => partValue(part, countedBy(part.counts, only, scene, date), scene)));
  return Math.min(value, thousandths(view.cap ?? 1));
}

function partValue(part: ViewPartText, records: AttendanceRecord[], scene: Scene): number {
  const larger = Math.max(
    wholeDayValues(records),
    rowValue(
      part,
      records.filter((record) => record.period !== ''),
      scene,
    ),
  );
  return part.cap === undefined ? larger : Math.min(larger, thousandths(part.cap));
}

/** The value of the first row that the period records reach. */
function rowValue(part: ViewPartText, records: AttendanceRecord[], scene: Scene): number {
  if (records.length === 0) return 0;
  const amounts = amountsOf(part, records, scene);
  const reached = (part.rows ?? []).find((row) =>
    amounts.some(({ amount, outOf }) =>
      row.over === undefined
        ? amount * 1000 >= thousandths(row.atLeast as number) * outOf
        : amount * 1000 > thousandths(row.over) * outOf,
    ),
  );
  return reached === undefined ? 0 : thousandths(reached.value);
}

interface Fraction {
  readonly amount: number;
  readonly outOf: number;
}

/** What the rows ask for, as `amount / outOf`; for `share` one for each school that lists its periods. */
function amountsOf(part: ViewPartText, records: AttendanceRecord[], scene: Scene): Fraction[] {
  if (part.by === 'minutes') return [{ amount: sum(records.map((record) => record.minutes ?? 0)), outOf: 1 }];
  if (part.by !== 'share') return [{ amount: differentPeriods(records), outOf: 1 }];
  const schools = [...new Set(records.map((record) => record.school))];
  return schools
    .map((school) => ({
      amount: differentPeriods(records.filter((record) => record.school === school)) * 100,
      outOf: scene.calculation.bundle.periods.get(school)?.size ?? 0,
    }))
    .filter(({ outOf }) => outOf > 0);
}

/** A period of one school is another period than that of the same name at a second school. */
function differentPeriods(records: AttendanceRecord[]): number {
  return new Set(records.map((record) => `${record.school}|${record.period}`)).size;
}

export function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
