import type { CompiledDistrict } from '../district.ts';
import type { RecordColumns } from '../facts.ts';
import type { SetAsideReason } from '../outcome.ts';
import type { Schooling } from './schooling.ts';

/**
 * The countable records of one student in the order of evidence: date, whole-day records first, period position
 * (unknown last), period, course, code, minutes (unknown first).
 * The columns may be longer than `count`: a judge uses them again for the next student.
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

export interface SetAsideRecord {
  readonly record: number;
  readonly reason: SetAsideReason;
}

/** Sorts out what can be counted; writes into columns that are used again for the next student. */
export interface RecordSieve {
  readonly sift: (
    columns: RecordColumns,
    schooling: Schooling,
  ) => { readonly records: CountableRecords; readonly setAside: readonly SetAsideRecord[] };
}

/**
 * Makes the sieve of a judge: it gives each countable record its minutes and keeps one of equal records, the one with the most minutes.
 * Source: criteria.md section 1.
 */
export function createSieve(district: CompiledDistrict): RecordSieve {
  let kept = createKept(256);
  let columnsOut = createColumns(256);
  return {
    sift: (columns, schooling) => {
      if (columns.count > kept.index.length) {
        kept = createKept(columns.count * 2);
        columnsOut = createColumns(columns.count * 2);
      }
      const setAside: SetAsideRecord[] = [];
      const { count, isOrdered } = collect(columns, schooling, district, kept, setAside);
      for (let k = 0; k < count; k++) kept.order[k] = k;
      if (!isOrdered) sortKept(columns, district, kept, count);
      return { records: recordsOf(columnsOut, writeColumns(columns, kept, count, isOrdered, columnsOut)), setAside };
    },
  };
}

/** The records kept so far: their index in the columns given, compiled code, minutes, and date and period as one number to sort by. */
interface Kept {
  readonly index: Int32Array;
  readonly code: Int32Array;
  readonly minutes: Int32Array;
  readonly place: Float64Array;
  readonly order: Int32Array;
}

type Columns = Omit<CountableRecords, 'count'>;

function createKept(size: number): Kept {
  const column = (): Int32Array => new Int32Array(size);
  return { index: column(), code: column(), minutes: column(), place: new Float64Array(size), order: column() };
}

function createColumns(size: number): Columns {
  const column = (): Int32Array => new Int32Array(size);
  return {
    day: column(),
    school: column(),
    period: column(),
    course: column(),
    code: column(),
    minutes: column(),
    source: column(),
  };
}

function recordsOf(columns: Columns, count: number): CountableRecords {
  const { day, school, period, course, code, minutes, source } = columns;
  return { count, day, school, period, course, code, minutes, source };
}

/** Returns: how many are kept, and whether they already stand in strict order of evidence, so that none can be equal. */
function collect(
  columns: RecordColumns,
  schooling: Schooling,
  district: CompiledDistrict,
  kept: Kept,
  setAside: SetAsideRecord[],
): { count: number; isOrdered: boolean } {
  const periodCount = district.periodNames.length;
  let count = 0;
  let isOrdered = true;
  for (let i = 0; i < columns.count; i++) {
    const school = columns.school[i] as number;
    const code = district.codeAt[school * district.codeNames.length + (columns.code[i] as number)] ?? -1;
    const reason = whyNotCountable(columns, i, code, schooling, district);
    if (reason !== undefined) {
      setAside.push({ record: i, reason });
      continue;
    }
    kept.index[count] = i;
    kept.code[count] = code;
    kept.minutes[count] = minutesOf(columns, i, code, district);
    const place =
      (columns.day[i] as number) * 65_536 +
      (district.periodRank[school * periodCount + (columns.period[i] as number)] as number);
    kept.place[count] = place;
    if (count > 0 && place <= (kept.place[count - 1] as number)) isOrdered = false;
    count++;
  }
  return { count, isOrdered };
}

function whyNotCountable(
  columns: RecordColumns,
  i: number,
  code: number,
  schooling: Schooling,
  district: CompiledDistrict,
): SetAsideReason | undefined {
  const school = columns.school[i] as number;
  const day = columns.day[i] as number;
  const period = columns.period[i] as number;
  if (district.isKnownSchool[school] !== true) return 'unknown-school';
  if (code < 0) return 'unknown-code';
  if (district.isPeriodUnknown[school * district.periodNames.length + period] === 1) return 'unknown-period';
  const sinceFirst = day - district.sessionFirst;
  if (sinceFirst < 0 || sinceFirst >= district.sessionSpan) return 'not-in-session';
  if (district.isSession[school * district.sessionSpan + sinceFirst] !== 1) return 'not-in-session';
  if (!schooling.isEnrolledAt(school, day)) return 'not-enrolled';
  return undefined;
}

/** Minutes given, else of the absence: the period's, or the day's times the code's value, rounded half up; else -1. */
function minutesOf(columns: RecordColumns, i: number, codeIndex: number, district: CompiledDistrict): number {
  const given = columns.minutes[i] as number;
  if (given >= 0) return given;
  const code = district.codes[codeIndex];
  if (code?.status !== 'absent') return -1;
  const school = columns.school[i] as number;
  const period = columns.period[i] as number;
  if (period !== 0) return district.periodMinutes[school * district.periodNames.length + period] ?? -1;
  const dayMinutes = district.calendars[school]?.minutesOn(columns.day[i] as number) ?? -1;
  return dayMinutes < 0 ? -1 : Math.floor((dayMinutes * code.value + 500) / 1000);
}

/** Sorts `kept.order` by insertion: exports are nearly in order, and a student has some dozens of records. */
function sortKept(columns: RecordColumns, district: CompiledDistrict, kept: Kept, count: number): void {
  const { order } = kept;
  const compare = (a: number, b: number): number => compareKept(columns, district, kept, a, b);
  if (count > 1000) {
    order.subarray(0, count).sort(compare);
    return;
  }
  for (let k = 1; k < count; k++) {
    const moving = order[k] as number;
    let at = k;
    while (at > 0 && compare(order[at - 1] as number, moving) > 0) {
      order[at] = order[at - 1] as number;
      at--;
    }
    order[at] = moving;
  }
}

function compareKept(columns: RecordColumns, district: CompiledDistrict, kept: Kept, a: number, b: number): number {
  const place = (kept.place[a] as number) - (kept.place[b] as number);
  if (place !== 0) return place;
  const i = kept.index[a] as number;
  const j = kept.index[b] as number;
  return (
    (district.courseRank[columns.course[i] as number] as number) -
      (district.courseRank[columns.course[j] as number] as number) ||
    (district.codeRank[columns.code[i] as number] as number) -
      (district.codeRank[columns.code[j] as number] as number) ||
    (kept.minutes[a] as number) - (kept.minutes[b] as number) ||
    (columns.school[i] as number) - (columns.school[j] as number) ||
    (columns.section[i] as number) - (columns.section[j] as number)
  );
}

/** Writes the kept records in order, of equal ones the last, which has the most minutes. Returns: how many were written. */
function writeColumns(columns: RecordColumns, kept: Kept, count: number, isDistinct: boolean, out: Columns): number {
  let written = 0;
  for (let k = 0; k < count; k++) {
    if (!isDistinct && hasLaterEqual(columns, kept, count, k)) continue;
    const position = kept.order[k] as number;
    const i = kept.index[position] as number;
    out.day[written] = columns.day[i] as number;
    out.school[written] = columns.school[i] as number;
    out.period[written] = columns.period[i] as number;
    out.course[written] = columns.course[i] as number;
    out.code[written] = kept.code[position] as number;
    out.minutes[written] = kept.minutes[position] as number;
    out.source[written] = i;
    written++;
  }
  return written;
}

/** Whether a record further on is equal in school, date, period, section, course and code. Equal ones share date, period, course and code in the order. */
function hasLaterEqual(columns: RecordColumns, kept: Kept, count: number, k: number): boolean {
  const position = kept.order[k] as number;
  const i = kept.index[position] as number;
  for (let later = k + 1; later < count; later++) {
    const other = kept.order[later] as number;
    const j = kept.index[other] as number;
    if (
      kept.place[other] !== kept.place[position] ||
      columns.course[j] !== columns.course[i] ||
      columns.code[j] !== columns.code[i]
    )
      return false;
    if (
      columns.school[j] === columns.school[i] &&
      columns.section[j] === columns.section[i] &&
      columns.period[j] === columns.period[i]
    )
      return true;
  }
  return false;
}
