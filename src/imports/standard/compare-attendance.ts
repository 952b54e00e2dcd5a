/** What an attendance file changes in what is stored: pure but for the stream of stored packs. */
import type { Day, RecordColumns } from '../../engine/index.ts';
import { encodeAttendancePack } from '../../db/attendance-pack.ts';
import type { Coverage } from './coverage.ts';
import { GrowingNumbers } from './growing.ts';
import type { NumberedAttendance } from './numbered-attendance.ts';
import type { StoredPack } from './stored-packs.ts';
import { studentYears, type StudentYear } from './student-years.ts';

export interface AttendanceChanges {
  /** Rows of the file that are not stored yet, in the order of `NumberedAttendance.order`. */
  readonly added: Int32Array;
  readonly gone: GoneRecords;
  /** Packs of students and years with a change; undefined: every row is new, make them from `added`. */
  readonly packs: readonly ChangedPack[] | undefined;
  readonly figures: { readonly new: number; readonly changed: number; readonly gone: number; readonly same: number };
  /** What is stored of each school, by its number. */
  readonly stored: ReadonlyMap<number, StoredSchool>;
}

/** Keys of stored records that the file no longer has, a column for each field. */
export type GoneRecords = Readonly<Record<RecordKey, Int32Array>>;

export type RecordKey = 'student' | 'day' | 'school' | 'period' | 'section' | 'course' | 'code' | 'minutes';

export const RECORD_KEYS: readonly RecordKey[] = [
  'student',
  'day',
  'school',
  'period',
  'section',
  'course',
  'code',
  'minutes',
];

export interface ChangedPack {
  readonly student: number;
  readonly year: number;
  readonly count: number;
  readonly bytes: Buffer;
}

export interface StoredSchool {
  /** Records inside the days of the file for this school. */
  readonly covered: number;
  /** Records on the days of the whole file, whatever its schools. */
  readonly onDaysOfFile: number;
  /** The earliest record of the years that the file touches. */
  readonly earliest: Day;
}

/** The changes of a first import: every row is new. */
export function allNew(attendance: NumberedAttendance): AttendanceChanges {
  const { order } = attendance;
  const none = new Int32Array(0);
  const gone = Object.fromEntries(RECORD_KEYS.map((key) => [key, none])) as unknown as GoneRecords;
  return {
    added: order,
    gone,
    packs: undefined,
    figures: { new: order.length, changed: 0, gone: 0, same: 0 },
    stored: new Map(),
  };
}

/**
 * Compares the file with what is stored.
 * Input: `packs` in order of student and year, at least of every year that the file touches.
 */
export async function compareAttendance(
  attendance: NumberedAttendance,
  coverage: Coverage,
  packs: AsyncIterable<StoredPack>,
): Promise<AttendanceChanges> {
  const comparison = new Comparison(attendance, coverage);
  const years = studentYears(attendance);
  let next = years.next();
  for await (const pack of packs) {
    while (next.done !== true && isBefore(next.value, pack)) {
      comparison.takeNew(next.value);
      next = years.next();
    }
    const isFor = next.done !== true && next.value.student === pack.student && next.value.year === pack.year;
    comparison.take(pack, isFor ? (next.value as StudentYear) : undefined);
    if (isFor) next = years.next();
  }
  for (; next.done !== true; next = years.next()) comparison.takeNew(next.value);
  return comparison.end();
}

function isBefore(one: StudentYear, other: StoredPack): boolean {
  return one.student < other.student || (one.student === other.student && one.year < other.year);
}

class Comparison {
  private readonly attendance: NumberedAttendance;
  private readonly coverage: Coverage;
  private readonly days: { readonly from: Day; readonly to: Day };
  private readonly added = new GrowingNumbers();
  private readonly gone = Object.fromEntries(RECORD_KEYS.map((key) => [key, new GrowingNumbers()])) as Record<
    RecordKey,
    GrowingNumbers
  >;
  private readonly packs: ChangedPack[] = [];
  private readonly stored = new Map<number, { covered: number; onDaysOfFile: number; earliest: Day }>();
  private same = 0;
  private changed = 0;

  constructor(attendance: NumberedAttendance, coverage: Coverage) {
    this.attendance = attendance;
    this.coverage = coverage;
    const ranges = [...coverage.values()];
    this.days = {
      from: Math.min(...ranges.map((range) => range.from)),
      to: Math.max(...ranges.map((range) => range.to)),
    };
  }

  /** A student and year that nothing is stored of. */
  takeNew(years: StudentYear): void {
    const { order } = this.attendance;
    for (let at = years.start; at < years.end; at += 1) this.added.push(order[at] as number);
    const range = { year: years.year, rows: order, start: years.start, end: years.end };
    this.packs.push({
      student: years.student,
      year: years.year,
      count: years.end - years.start,
      bytes: encodeAttendancePack(this.attendance, range),
    });
  }

  /** A stored pack and the rows of the file for the same student and year. */
  take(pack: StoredPack, rows: StudentYear | undefined): void {
    const { records } = pack;
    if (this.isUnchanged(records, rows)) return;
    const merged = new Merged();
    const end = rows?.end ?? 0;
    let at = rows?.start ?? 0;
    let record = 0;
    while (record < records.count || at < end) {
      const order = this.compare(records, record, at < end ? (this.attendance.order[at] as number) : -1);
      if (order <= 0) this.takeStored(pack, record, { isInFile: order === 0, merged });
      else merged.add(this.attendance, this.attendance.order[at] as number);
      if (order > 0) this.added.push(this.attendance.order[at] as number);
      if (order <= 0) record += 1;
      if (order >= 0) at += 1;
    }
    if (!merged.hasChanged) return;
    this.changed += merged.pairs();
    this.packs.push({ student: pack.student, year: pack.year, count: merged.count, bytes: merged.encode(pack.year) });
  }

  /** The common case, a student and year in which nothing changed: counted, and nothing else is done. */
  private isUnchanged(records: RecordColumns, rows: StudentYear | undefined): boolean {
    if (rows === undefined || rows.end - rows.start !== records.count) return false;
    for (let record = 0; record < records.count; record += 1) {
      if (this.compare(records, record, this.attendance.order[rows.start + record] as number) !== 0) return false;
    }
    for (let record = 0; record < records.count; record += 1) this.count(records, record);
    this.same += records.count;
    return true;
  }

  end(): AttendanceChanges {
    const gone = Object.fromEntries(RECORD_KEYS.map((key) => [key, this.gone[key].view()])) as unknown as GoneRecords;
    const { changed, same } = this;
    const figures = { new: this.added.length - changed, changed, gone: gone.day.length - changed, same };
    return { added: this.added.view(), gone, packs: this.packs, figures, stored: this.stored };
  }

  private takeStored(
    pack: StoredPack,
    record: number,
    place: { readonly isInFile: boolean; readonly merged: Merged },
  ): void {
    const { records } = pack;
    const isCovered = this.count(records, record);
    if (place.isInFile) this.same += 1;
    if (place.isInFile || !isCovered) {
      place.merged.keep(records, record);
      return;
    }
    place.merged.drop(records, record);
    this.gone.student.push(pack.student);
    for (const key of RECORD_KEYS) if (key !== 'student') this.gone[key].push(records[key][record] as number);
  }

  /** Counts a stored record for its school. Returns whether the file covers it. */
  private count(records: RecordColumns, record: number): boolean {
    const school = records.school[record] as number;
    const day = records.day[record] as number;
    const range = this.coverage.get(school);
    const isCovered = range !== undefined && day >= range.from && day <= range.to;
    let stored = this.stored.get(school);
    if (stored === undefined) this.stored.set(school, (stored = { covered: 0, onDaysOfFile: 0, earliest: day }));
    if (isCovered) stored.covered += 1;
    if (day >= this.days.from && day <= this.days.to) stored.onDaysOfFile += 1;
    if (day < stored.earliest) stored.earliest = day;
    return isCovered;
  }

  /** Negative: the stored record comes first or alone; positive: the row of the file. -1 for `row`: none is left. */
  private compare(records: RecordColumns, record: number, row: number): number {
    if (row < 0) return -1;
    if (record >= records.count) return 1;
    const { attendance } = this;
    return (
      (records.day[record] as number) - (attendance.day[row] as number) ||
      (records.school[record] as number) - (attendance.school[row] as number) ||
      (records.period[record] as number) - (attendance.period[row] as number) ||
      (records.section[record] as number) - (attendance.section[row] as number) ||
      (records.course[record] as number) - (attendance.course[row] as number) ||
      (records.code[record] as number) - (attendance.code[row] as number) ||
      (records.minutes[record] as number) - (attendance.minutes[row] as number)
    );
  }
}

type Source = Pick<RecordColumns, Exclude<RecordKey, 'student'>>;

/** What one pack holds afterwards. */
class Merged {
  private readonly columns = Object.fromEntries(
    RECORD_KEYS.filter((key) => key !== 'student').map((key) => [key, [] as number[]]),
  ) as Record<Exclude<RecordKey, 'student'>, number[]>;
  private readonly came = new Map<string, number>();
  private readonly went = new Map<string, number>();

  get count(): number {
    return this.columns.day.length;
  }

  get hasChanged(): boolean {
    return this.came.size > 0 || this.went.size > 0;
  }

  keep(source: Source, row: number): void {
    for (const key of RECORD_KEYS) if (key !== 'student') this.columns[key].push(source[key][row] as number);
  }

  add(source: Source, row: number): void {
    this.keep(source, row);
    note(this.came, source, row);
  }

  drop(source: Source, row: number): void {
    note(this.went, source, row);
  }

  /** How many rows came where another went: same school, day, period, section and course. */
  pairs(): number {
    let pairs = 0;
    for (const [place, count] of this.went) pairs += Math.min(count, this.came.get(place) ?? 0);
    return pairs;
  }

  encode(year: number): Buffer {
    const rows = Int32Array.from(this.columns.day, (_, index) => index);
    return encodeAttendancePack(this.columns, { year, rows, start: 0, end: rows.length });
  }
}

function note(places: Map<string, number>, source: Source, row: number): void {
  const place = `${source.day[row]} ${source.school[row]} ${source.period[row]} ${source.section[row]} ${source.course[row]}`;
  places.set(place, (places.get(place) ?? 0) + 1);
}
