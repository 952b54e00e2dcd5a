import type { CompiledDistrict } from '../district.ts';
import type { RecordColumns } from '../facts.ts';
import type { SetAsideReason } from '../outcome.ts';
import type { Schooling } from './schooling.ts';

/**
 * The countable records of one student in the order of evidence: date, whole-day records first, period position
 * (unknown last), period, course, code, minutes (unknown first).
 */
export interface CountableRecords {
  readonly count: number;
  readonly day: Int32Array;
  readonly school: Int32Array;
  /** Index into the district's period names; 0: whole day. */
  readonly period: Int32Array;
  readonly course: Int32Array;
  /** Index into the district's compiled codes. */
  readonly code: Int32Array;
  /** "Minutes of a record"; -1: unknown. */
  readonly minutes: Int32Array;
  /** Index into the columns that were given. */
  readonly source: Int32Array;
}

export interface SiftedRecords {
  readonly records: CountableRecords;
  readonly setAside: readonly { readonly record: number; readonly reason: SetAsideReason }[];
}

/**
 * Sorts out what can be counted, gives each record its minutes, and keeps one of equal records: the one with the most minutes.
 * Source: criteria.md section 1.
 */
export function siftRecords(columns: RecordColumns, schooling: Schooling, district: CompiledDistrict): SiftedRecords {
  const setAside: { record: number; reason: SetAsideReason }[] = [];
  const kept: number[] = [];
  for (let i = 0; i < columns.count; i++) {
    const reason = whyNotCountable(columns, i, schooling, district);
    if (reason === undefined) kept.push(i);
    else setAside.push({ record: i, reason });
  }
  const minutes = kept.map((i) => minutesOf(columns, i, district));
  const order = evidenceOrder(columns, kept, minutes, district);
  return { records: columnsOf(columns, kept, minutes, order, district), setAside };
}

function whyNotCountable(columns: RecordColumns, i: number, schooling: Schooling, district: CompiledDistrict): SetAsideReason | undefined {
  const school = columns.school[i] as number;
  const day = columns.day[i] as number;
  const period = columns.period[i] as number;
  if (district.isKnownSchool[school] !== true) return 'unknown-school';
  if (codeIndex(columns, i, district) < 0) return 'unknown-code';
  if (period !== 0) {
    const { ordered } = district.periods[school] as { ordered: readonly number[] };
    if (ordered.length > 0 && !ordered.includes(period)) return 'unknown-period';
  }
  if (district.calendars[school]?.isInSession(day) !== true) return 'not-in-session';
  if (!schooling.isEnrolledAt(school, day)) return 'not-enrolled';
  return undefined;
}

function codeIndex(columns: RecordColumns, i: number, district: CompiledDistrict): number {
  return district.codeAt[(columns.school[i] as number) * district.codeNames.length + (columns.code[i] as number)] ?? -1;
}

/** Minutes given, else of the absence: the period's, or the day's times the code's value, rounded half up; else -1. */
function minutesOf(columns: RecordColumns, i: number, district: CompiledDistrict): number {
  const given = columns.minutes[i] as number;
  if (given >= 0) return given;
  const code = district.codes[codeIndex(columns, i, district)];
  if (code?.status !== 'absent') return -1;
  const school = columns.school[i] as number;
  const period = columns.period[i] as number;
  if (period !== 0) return district.periods[school]?.minutes.get(period) ?? -1;
  const dayMinutes = district.calendars[school]?.minutesOn(columns.day[i] as number) ?? -1;
  return dayMinutes < 0 ? -1 : Math.floor((dayMinutes * code.value + 500) / 1000);
}

/** Positions in `kept` in the order of evidence, one for each group of equal records. */
function evidenceOrder(columns: RecordColumns, kept: readonly number[], minutes: readonly number[], district: CompiledDistrict): number[] {
  const { periodRank, courseRank, codeRank, periodNames } = district;
  const at = (column: ArrayLike<number>, p: number): number => column[kept[p] as number] as number;
  const rank = kept.map((i) => periodRank[(columns.school[i] as number) * periodNames.length + (columns.period[i] as number)] as number);
  const compareKey = (a: number, b: number): number =>
    at(columns.day, a) - at(columns.day, b) ||
    (rank[a] as number) - (rank[b] as number) ||
    (courseRank[at(columns.course, a)] as number) - (courseRank[at(columns.course, b)] as number) ||
    (codeRank[at(columns.code, a)] as number) - (codeRank[at(columns.code, b)] as number);
  const compare = (a: number, b: number): number =>
    compareKey(a, b) ||
    (minutes[a] as number) - (minutes[b] as number) ||
    at(columns.school, a) - at(columns.school, b) ||
    at(columns.section, a) - at(columns.section, b);
  const order = kept.map((_, p) => p);
  if (!isOrdered(order, compare)) order.sort(compare);
  const isSameRecord = (a: number, b: number): boolean =>
    at(columns.school, a) === at(columns.school, b) &&
    at(columns.section, a) === at(columns.section, b) &&
    at(columns.period, a) === at(columns.period, b);
  // A later equal record has at least as many minutes, and is the one that stays.
  return order.filter((p, i) => {
    for (let j = i + 1; j < order.length && compareKey(p, order[j] as number) === 0; j++) {
      if (isSameRecord(p, order[j] as number)) return false;
    }
    return true;
  });
}

function isOrdered(order: readonly number[], compare: (a: number, b: number) => number): boolean {
  for (let i = 1; i < order.length; i++) if (compare(order[i - 1] as number, order[i] as number) > 0) return false;
  return true;
}

function columnsOf(
  columns: RecordColumns,
  kept: readonly number[],
  minutes: readonly number[],
  order: readonly number[],
  district: CompiledDistrict,
): CountableRecords {
  const count = order.length;
  const records = {
    count,
    day: new Int32Array(count),
    school: new Int32Array(count),
    period: new Int32Array(count),
    course: new Int32Array(count),
    code: new Int32Array(count),
    minutes: new Int32Array(count),
    source: new Int32Array(count),
  };
  for (let r = 0; r < count; r++) {
    const position = order[r] as number;
    const i = kept[position] as number;
    records.day[r] = columns.day[i] as number;
    records.school[r] = columns.school[i] as number;
    records.period[r] = columns.period[i] as number;
    records.course[r] = columns.course[i] as number;
    records.code[r] = codeIndex(columns, i, district);
    records.minutes[r] = minutes[position] as number;
    records.source[r] = i;
  }
  return records;
}
