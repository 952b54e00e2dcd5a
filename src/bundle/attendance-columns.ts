/** The columns that attendance.csv is read into: numbers for names, days and minutes parsed from the bytes. */
import { Buffer } from 'node:buffer';
import { parseDay } from '../engine/index.ts';
import type { AttendanceTable } from './bundle.ts';
import type { PlainRecord } from './csv-scan.ts';
import type { Header } from './header.ts';
import type { AttendanceRow } from './rows.ts';
import { createWords } from './words.ts';

/** Which column made a row malformed. */
export type AttendanceFault = 'studentId' | 'schoolId' | 'date' | 'code' | 'minutes';

type NumberColumn = 'student' | 'school' | 'period' | 'section' | 'course' | 'code' | 'day' | 'minutes' | 'line';

const COLUMNS: readonly NumberColumn[] = [
  'student',
  'school',
  'period',
  'section',
  'course',
  'code',
  'day',
  'minutes',
  'line',
];
/** A row is hardly shorter than this. Memory that is not written to is not used, so a generous guess costs nothing. */
const LEAST_ROW_BYTES = 24;
/** No day and no number of minutes. */
const MALFORMED = -0x8000_0000;
const MOST_DIGITS = 9;
const ZERO = 48;
const DASH = 45;

export class AttendanceColumns {
  private readonly students = createWords();
  private readonly schools = createWords();
  private readonly periods = createWords(['']);
  private readonly sections = createWords(['']);
  private readonly courses = createWords(['']);
  private readonly codes = createWords();
  private readonly places: Readonly<Record<keyof AttendanceRow, number>>;
  private readonly days = new Map<number, number>();
  private columns: Record<NumberColumn, Int32Array>;
  private capacity: number;
  private count = 0;
  private lastDate = -1;
  private lastDay = MALFORMED;
  /** Where the trimmed field lies that was looked at last. */
  private start = 0;
  private end = 0;

  /** Input: the size of the file in bytes, for the first guess of the number of rows. */
  constructor(header: Header<AttendanceRow>, size: number) {
    const place = (key: keyof AttendanceRow): number => header.places.get(key) ?? -1;
    this.places = {
      studentId: place('studentId'),
      schoolId: place('schoolId'),
      date: place('date'),
      period: place('period'),
      sectionId: place('sectionId'),
      courseId: place('courseId'),
      code: place('code'),
      minutes: place('minutes'),
    };
    this.capacity = Math.ceil(size / LEAST_ROW_BYTES) + 16;
    this.columns = columnsOf(() => new Int32Array(this.capacity));
  }

  /** Takes a row of the header's width. Returns what is malformed, or undefined when the row was taken. */
  take(record: PlainRecord): AttendanceFault | undefined {
    const { places } = this;
    const day = this.dayOf(record);
    if (day === MALFORMED) return 'date';
    const minutes = this.minutesOf(record);
    if (minutes === MALFORMED) return 'minutes';
    if (this.isBlank(record, places.code)) return 'code';
    if (this.isBlank(record, places.schoolId)) return 'schoolId';
    if (this.isBlank(record, places.studentId)) return 'studentId';
    const { bytes } = record;
    const { columns } = this;
    const row = this.nextRow();
    columns.student[row] = this.students.numberOf(bytes, this.start, this.end);
    this.find(record, places.schoolId);
    columns.school[row] = this.schools.numberOf(bytes, this.start, this.end);
    this.find(record, places.code);
    columns.code[row] = this.codes.numberOf(bytes, this.start, this.end);
    columns.period[row] = this.isBlank(record, places.period) ? 0 : this.periods.numberOf(bytes, this.start, this.end);
    columns.section[row] = this.isBlank(record, places.sectionId)
      ? 0
      : this.sections.numberOf(bytes, this.start, this.end);
    columns.course[row] = this.isBlank(record, places.courseId)
      ? 0
      : this.courses.numberOf(bytes, this.start, this.end);
    columns.day[row] = day;
    columns.minutes[row] = minutes;
    columns.line[row] = record.line;
    return undefined;
  }

  /** The table; nothing can be taken after it. */
  finish(): AttendanceTable {
    const { count } = this;
    const columns = columnsOf((name) => this.columns[name].subarray(0, count));
    const names = {
      students: this.students.list,
      schools: this.schools.list,
      periods: this.periods.list,
      sections: this.sections.list,
      courses: this.courses.list,
      codes: this.codes.list,
    };
    return { count, ...columns, names };
  }

  private nextRow(): number {
    if (this.count === this.capacity) {
      this.capacity = Math.ceil(this.capacity * 1.5);
      const old = this.columns;
      this.columns = columnsOf((name) => widened(old[name], this.capacity));
    }
    this.count += 1;
    return this.count - 1;
  }

  /** Finds a field without the blanks around it. */
  private find(record: PlainRecord, place: number): void {
    const { bytes, ends } = record;
    let start = place === 0 ? record.start : (ends[place - 1] as number) + 1;
    let end = ends[place] as number;
    while (start < end && isSpace(bytes[start] as number)) start += 1;
    while (end > start && isSpace(bytes[end - 1] as number)) end -= 1;
    this.start = start;
    this.end = end;
  }

  private isBlank(record: PlainRecord, place: number): boolean {
    if (place < 0) return true;
    this.find(record, place);
    return this.start === this.end;
  }

  private minutesOf(record: PlainRecord): number {
    if (this.isBlank(record, this.places.minutes)) return -1;
    if (this.end - this.start > MOST_DIGITS) return MALFORMED;
    return digits(record.bytes, this.start, this.end);
  }

  private dayOf(record: PlainRecord): number {
    const { bytes } = record;
    this.find(record, this.places.date);
    const { start, end } = this;
    if (end - start !== 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return MALFORMED;
    const year = digits(bytes, start, start + 4);
    const month = digits(bytes, start + 5, start + 7);
    const dayOfMonth = digits(bytes, start + 8, start + 10);
    if (year < 0 || month < 0 || dayOfMonth < 0) return MALFORMED;
    const date = year * 10_000 + month * 100 + dayOfMonth;
    if (date === this.lastDate) return this.lastDay;
    let day = this.days.get(date);
    if (day === undefined) {
      day = parseDay(bytes.toString('latin1', start, end)) ?? MALFORMED;
      this.days.set(date, day);
    }
    this.lastDate = date;
    this.lastDay = day;
    return day;
  }
}

/** A field list as a record, for rows with quotes. */
export function recordOf(fields: readonly string[], line: number): PlainRecord {
  const ends = new Int32Array(fields.length);
  let at = 0;
  fields.forEach((field, index) => {
    at += Buffer.byteLength(field);
    ends[index] = at;
    at += 1;
  });
  return { bytes: Buffer.from(fields.join(',')), start: 0, ends, fieldCount: fields.length, line };
}

function columnsOf(make: (name: NumberColumn) => Int32Array): Record<NumberColumn, Int32Array> {
  return Object.fromEntries(COLUMNS.map((name) => [name, make(name)])) as Record<NumberColumn, Int32Array>;
}

function widened(numbers: Int32Array, capacity: number): Int32Array {
  const wide = new Int32Array(capacity);
  wide.set(numbers);
  return wide;
}

/** The number that ASCII digits write. Returns MALFORMED for anything else. */
function digits(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return MALFORMED;
    number = number * 10 + digit;
  }
  return number;
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9;
}
