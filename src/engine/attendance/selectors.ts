import { weekdayIndex, WEEKDAYS } from '../calendar/day.ts';
import type { CompiledCode, CompiledDistrict } from '../district.ts';
import type { Only, Selector } from '../policy.ts';
import type { CountableRecords } from './records.ts';

/** Whether a record is counted, by its index. */
export type RecordTest = (records: CountableRecords, record: number) => boolean;

/** What the codes alone say of a selection, and the question to the records that they leave open. */
export interface CodeStates {
  /** By code: 0 never counted, 1 always, 2 `isCounted` tells. */
  readonly states: Uint8Array;
  readonly isCounted: RecordTest;
}

/**
 * Compiles `counts`: a record is counted when at least one selector matches, and within a selector every key that is given holds.
 * Source: criteria.md section 2.
 */
export function compileSelectors(selectors: readonly Selector[], district: CompiledDistrict): RecordTest {
  return compileCodeStates(selectors, district).isCounted;
}

export function compileCodeStates(selectors: readonly Selector[], district: CompiledDistrict): CodeStates {
  /** By code: the selectors whose status, excuse, codes and groups hold. */
  const candidates = district.codes.map((code) => selectors.filter((selector) => matchesCode(selector, code)));
  const states = Uint8Array.from(candidates, (list) => {
    if (list.length === 0) return 0;
    return list.some((selector) => !hasMinuteTest(selector) && selector.wholeDay === undefined) ? 1 : 2;
  });
  const isCounted: RecordTest = (records, record) => {
    const code = records.code[record] as number;
    const state = states[code];
    if (state !== 2) return state === 1;
    for (const selector of candidates[code] as readonly Selector[]) {
      if (matchesRecord(selector, records.minutes[record] as number, records.period[record] === 0)) return true;
    }
    return false;
  };
  return { states, isCounted };
}

/** Compiles `only`: whether a record lies on a day and in a period that are looked at. A whole-day record passes a period filter. */
export function compileOnly(only: Only | undefined, district: CompiledDistrict): RecordTest {
  const isDaySelected = compileWeekdays(only);
  const periods = only?.periods;
  if (periods === undefined) {
    if (only?.weekdays === undefined) return () => true;
    return (records, record) => isDaySelected(records.day[record] as number);
  }
  const selected = new Set(periods.map((name) => district.periodIndex.get(name)));
  return (records, record) => {
    const period = records.period[record] as number;
    return (period === 0 || selected.has(period)) && isDaySelected(records.day[record] as number);
  };
}

export function compileWeekdays(only: Only | undefined): (day: number) => boolean {
  const weekdays = only?.weekdays;
  if (weekdays === undefined) return () => true;
  const selected = WEEKDAYS.map((weekday) => weekdays.includes(weekday));
  return (day) => selected[weekdayIndex(day)] === true;
}

export function matchesCode(selector: Selector, code: CompiledCode): boolean {
  return (
    (selector.status?.includes(code.status) ?? true) &&
    (selector.excuse?.includes(code.excuse) ?? true) &&
    (selector.codes?.includes(code.code) ?? true) &&
    (selector.groups?.some((group) => code.groups.includes(group)) ?? true)
  );
}

export function hasMinuteTest(selector: Selector): boolean {
  return (
    selector.minutesOver !== undefined ||
    selector.minutesAtLeast !== undefined ||
    selector.minutesUnder !== undefined ||
    selector.minutesAtMost !== undefined
  );
}

/** The tests on the record itself. Unknown minutes (-1) satisfy no minute test. */
function matchesRecord(selector: Selector, minutes: number, wholeDay: boolean): boolean {
  if (selector.wholeDay !== undefined && selector.wholeDay !== wholeDay) return false;
  if (!hasMinuteTest(selector)) return true;
  return (
    minutes >= 0 &&
    (selector.minutesOver === undefined || minutes > selector.minutesOver) &&
    (selector.minutesAtLeast === undefined || minutes >= selector.minutesAtLeast) &&
    (selector.minutesUnder === undefined || minutes < selector.minutesUnder) &&
    (selector.minutesAtMost === undefined || minutes <= selector.minutesAtMost)
  );
}
