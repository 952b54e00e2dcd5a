/**
 * Reads attendance.csv straight into columns: no object is kept for a row. Nine million rows are usual.
 * A row that cannot be read is set aside with its line and text; it is never dropped and never defaulted.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError, type Problem } from '../problem.ts';
import { AttendanceColumns, recordOf, type AttendanceFault } from './attendance-columns.ts';
import type { AttendanceTable, MalformedRow, TruncatedLine } from './bundle.ts';
import { scanCsv, type CsvEnd, type PlainRecord } from './csv-scan.ts';
import { quote, readHeader, type Header } from './header.ts';
import { emptyFile, plainFields, QUOTES_ALLOWED } from './read-table.ts';
import type { AttendanceRow } from './rows.ts';
import { ATTENDANCE, columnName } from './tables.ts';
import { withoutBlanks } from './values.ts';

export interface AttendanceReading {
  readonly attendance: AttendanceTable;
  readonly malformed: readonly MalformedRow[];
  readonly truncated: TruncatedLine | undefined;
  readonly warnings: readonly Problem[];
}

/** More malformed rows than this are not an export with mistakes but another kind of file. */
const MOST_MALFORMED = 1_000_000;

/** Fails: ProblemError for a file without a usable header, that is no text, or with more than a million malformed rows. */
export async function readAttendance(
  dir: string,
  options: { readonly progress?: (bytes: number) => void } = {},
): Promise<AttendanceReading> {
  const path = join(dir, ATTENDANCE.file);
  const { size } = await stat(path);
  const reader = new AttendanceReader(size);
  const end = await scanCsv(path, ATTENDANCE.file, {
    plain: (record) => reader.take(record),
    quoted: (fields, line, row) => reader.takeQuoted(fields, line, row),
    broken: (line, row) => reader.broken(line, row),
    ...(options.progress === undefined ? {} : { progress: options.progress }),
  });
  return reader.end(end);
}

interface RowText {
  readonly fields: readonly string[];
  readonly line: number;
  readonly row: string;
}

class AttendanceReader {
  private readonly size: number;
  private readonly malformed: MalformedRow[] = [];
  private columns: AttendanceColumns | undefined;
  private header: Header<AttendanceRow> | undefined;
  /** The last row that has too few fields or an open quote. */
  private short: TruncatedLine | undefined;

  constructor(size: number) {
    this.size = size;
  }

  take(record: PlainRecord): void {
    if (this.header === undefined || this.columns === undefined) return this.open(plainFields(record), record.line);
    const isRight = record.fieldCount === this.header.width;
    const fault = isRight ? this.columns.take(record) : undefined;
    if (isRight && fault === undefined) return;
    const fields = plainFields(record);
    const text = { fields, line: record.line, row: fields.join(',') };
    if (fault === undefined) this.wrongWidth(text);
    else this.faulty(text, fault);
  }

  takeQuoted(fields: readonly string[], line: number, row: string): void {
    if (this.header === undefined || this.columns === undefined) return this.open(fields, line);
    if (fields.length !== this.header.width) return this.wrongWidth({ fields, line, row });
    const fault = this.columns.take(recordOf(fields, line));
    if (fault !== undefined) this.faulty({ fields, line, row }, fault);
  }

  broken(line: number, row: string): void {
    const problem = { found: 'quotes that cannot be read', allowed: QUOTES_ALLOWED };
    if (this.header === undefined) throw new ProblemError([{ file: ATTENDANCE.file, line, ...problem }]);
    this.short = { line, row };
    this.setAside({ line, row, schoolId: '', reason: problem.found, allowed: problem.allowed });
  }

  end(end: CsvEnd): AttendanceReading {
    if (this.header === undefined || this.columns === undefined) throw new ProblemError([emptyFile(ATTENDANCE.file)]);
    const isCut = !end.endsInBreak && this.short?.line === end.lastLine;
    return {
      attendance: this.columns.finish(),
      malformed: this.malformed.sort((one, other) => one.line - other.line),
      truncated: isCut ? this.short : undefined,
      warnings: this.header.warnings,
    };
  }

  private open(fields: readonly string[], line: number): void {
    this.header = readHeader(ATTENDANCE, fields, line);
    this.columns = new AttendanceColumns(this.header, this.size);
  }

  private wrongWidth(text: RowText): void {
    const width = this.header?.width ?? 0;
    if (text.fields.length < width) this.short = { line: text.line, row: text.row };
    this.setAside({
      line: text.line,
      row: text.row,
      schoolId: this.field(text, 'schoolId'),
      reason: `a row of ${text.fields.length} fields`,
      allowed: `${width} fields, as in the header`,
    });
  }

  private faulty(text: RowText, fault: AttendanceFault): void {
    const value = this.field(text, fault);
    this.setAside({
      line: text.line,
      row: text.row,
      schoolId: this.field(text, 'schoolId'),
      reason: value === '' ? `a blank ${columnName(fault)}` : `a malformed ${columnName(fault)} ${quote(value)}`,
      allowed: ATTENDANCE.columns[fault].kind.allowed,
    });
  }

  private field(text: RowText, key: keyof AttendanceRow): string {
    const place = this.header?.places.get(key);
    return place === undefined ? '' : withoutBlanks(text.fields[place] ?? '');
  }

  private setAside(row: Omit<MalformedRow, 'file'>): void {
    this.malformed.push({ file: 'attendance.csv', ...row });
    if (this.malformed.length > MOST_MALFORMED) throw new ProblemError([tooMany(this.malformed[0] as MalformedRow)]);
  }
}

function tooMany(first: MalformedRow): Problem {
  return {
    file: first.file,
    line: first.line,
    found: `more than 1,000,000 malformed rows, first ${first.reason}`,
    allowed: first.allowed,
  };
}
