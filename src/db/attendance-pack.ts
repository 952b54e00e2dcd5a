/**
 * The current attendance of one student and July-to-June year as bytes (`attendance_packs.records`).
 *
 *   int32 count · int32 base (day of 1 July of the year)
 *   int32 section[count] · int32 course[count] · int32 minutes[count] (-1: not given)
 *   int16 day[count] (days after base) · int16 school[count] · int16 period[count] · int16 code[count]
 *
 * Little endian. Numbers are `fact_words.word_no`. Rows are in ascending order of day, school, period, section, course
 * code and minutes, and no two are equal in all seven.
 */
import type { Day, RecordColumns } from '../engine/index.ts';
import { dayOf, schoolYearStart, civilOf } from '../engine/index.ts';

/** What encoding needs: columns of any length, of which the rows named in `rows` are packed. */
export interface PackSource {
  readonly day: ArrayLike<number>;
  readonly school: ArrayLike<number>;
  readonly period: ArrayLike<number>;
  readonly section: ArrayLike<number>;
  readonly course: ArrayLike<number>;
  readonly code: ArrayLike<number>;
  readonly minutes: ArrayLike<number>;
}

const HEADER_BYTES = 8;
const BYTES_PER_RECORD = 20;

if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1)
  throw new Error('attendance packs need a little-endian machine');

/** The year (of its 1 July) whose pack a day belongs to. Ends: 1 July to 30 June, both included. */
export function packYear(day: Day): number {
  return civilOf(schoolYearStart(day, '07-01')).year;
}

/** First day of a pack's year. */
export function packYearStart(year: number): Day {
  return dayOf(year, 7, 1);
}

/**
 * Packs rows of one student and year.
 * Input: `rows` are indexes into the columns, `start` included, `end` not, in the order of the layout above.
 * Fails: a day outside the year, or a number that does not fit, is an assertion.
 */
export function encodeAttendancePack(
  source: PackSource,
  range: { readonly year: number; readonly rows: Int32Array; readonly start: number; readonly end: number },
): Buffer {
  const count = range.end - range.start;
  const base = packYearStart(range.year);
  const bytes = new ArrayBuffer(HEADER_BYTES + count * BYTES_PER_RECORD);
  const view = columnsOf(bytes, 0, count);
  new Int32Array(bytes, 0, 2).set([count, base]);
  for (let at = 0; at < count; at += 1) {
    const row = range.rows[range.start + at] as number;
    const offset = (source.day[row] as number) - base;
    if (offset < 0 || offset > 366) throw new Error(`a record ${offset} days from 1 July does not belong to this pack`);
    view.section[at] = source.section[row] as number;
    view.course[at] = source.course[row] as number;
    view.minutes[at] = source.minutes[row] as number;
    view.dayOffset[at] = offset;
    view.school[at] = source.school[row] as number;
    view.period[at] = source.period[row] as number;
    view.code[at] = source.code[row] as number;
  }
  return Buffer.from(bytes);
}

/**
 * Reads a pack. The columns are views of `bytes` where it is aligned to 4, else of one copy; `day` is always new.
 * Fails: a length that does not fit the count is an assertion.
 */
export function decodeAttendancePack(bytes: Uint8Array): RecordColumns {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const header = new Int32Array(aligned.buffer, aligned.byteOffset, 2);
  const count = header[0] as number;
  const base = header[1] as number;
  if (aligned.byteLength !== HEADER_BYTES + count * BYTES_PER_RECORD) {
    throw new Error(`an attendance pack of ${count} records has ${aligned.byteLength} bytes`);
  }
  const { dayOffset, ...columns } = columnsOf(aligned.buffer as ArrayBuffer, aligned.byteOffset, count);
  const day = new Int32Array(count);
  for (let at = 0; at < count; at += 1) day[at] = base + (dayOffset[at] as number);
  return { count, day, ...columns };
}

/** Puts the records of several years (ascending) behind each other. */
export function joinRecords(parts: readonly RecordColumns[]): RecordColumns {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const joined = emptyRecords(count);
  let at = 0;
  for (const part of parts) {
    for (const column of COLUMNS) joined[column].set(part[column], at);
    at += part.count;
  }
  return joined;
}

/** Columns of `count` records, all zero. */
export function emptyRecords(count: number): RecordColumns {
  const column = (): Int32Array => new Int32Array(count);
  return {
    count,
    day: column(),
    school: column(),
    period: column(),
    section: column(),
    course: column(),
    code: column(),
    minutes: column(),
  };
}

const COLUMNS = ['day', 'school', 'period', 'section', 'course', 'code', 'minutes'] as const;

function columnsOf(buffer: ArrayBuffer, offset: number, count: number) {
  const words = offset + HEADER_BYTES;
  const halves = words + 12 * count;
  return {
    section: new Int32Array(buffer, words, count),
    course: new Int32Array(buffer, words + 4 * count, count),
    minutes: new Int32Array(buffer, words + 8 * count, count),
    dayOffset: new Int16Array(buffer, halves, count),
    school: new Int16Array(buffer, halves + 2 * count, count),
    period: new Int16Array(buffer, halves + 4 * count, count),
    code: new Int16Array(buffer, halves + 6 * count, count),
  };
}
