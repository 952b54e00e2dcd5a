/** Section 2: which records are counted, and which days and periods are looked at. */
import { weekday } from './dates.ts';
import type { OnlyText, SelectorText } from './pack-text.ts';
import type { AttendanceRecord } from './records.ts';

export function isCounted(record: AttendanceRecord, counts: readonly SelectorText[]): boolean {
  return counts.some((selector) => matches(record, selector));
}

function matches(record: AttendanceRecord, selector: SelectorText): boolean {
  const minutes = record.minutes;
  const holds: boolean[] = [];
  if (selector.status !== undefined) holds.push(selector.status.includes(record.code.status));
  if (selector.excuse !== undefined) holds.push(selector.excuse.includes(record.code.excuse));
  if (selector.codes !== undefined) holds.push(selector.codes.includes(record.code.code));
  if (selector.groups !== undefined) holds.push(selector.groups.some((group) => record.code.groups.includes(group)));
  if (selector.minutesOver !== undefined) holds.push(minutes !== null && minutes > selector.minutesOver);
  if (selector.minutesAtLeast !== undefined) holds.push(minutes !== null && minutes >= selector.minutesAtLeast);
  if (selector.minutesUnder !== undefined) holds.push(minutes !== null && minutes < selector.minutesUnder);
  if (selector.minutesAtMost !== undefined) holds.push(minutes !== null && minutes <= selector.minutesAtMost);
  if (selector.wholeDay !== undefined) holds.push(selector.wholeDay === (record.period === ''));
  return holds.every((held) => held);
}

export function passesOnly(record: AttendanceRecord, only: OnlyText | undefined): boolean {
  if (!weekdayPasses(record.date, only)) return false;
  return only?.periods === undefined || record.period === '' || only.periods.includes(record.period);
}

export function weekdayPasses(date: string, only: OnlyText | undefined): boolean {
  return only?.weekdays === undefined || only.weekdays.includes(weekday(date));
}
