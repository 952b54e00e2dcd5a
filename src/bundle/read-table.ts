/** Reads one small file of the bundle into rows; whatever is wrong with it is collected, nothing is guessed. */
import { join } from 'node:path';
import type { Problem } from '../problem.ts';
import { ProblemError } from '../problem.ts';
import { scanCsv, type PlainRecord } from './csv-scan.ts';
import { quote, readHeader, type Header } from './header.ts';
import type { ProblemList } from './problem-list.ts';
import { columnName, type TableSpec } from './tables.ts';
import { BAD, withoutBlanks } from './values.ts';

export interface TableReading<Row> {
  readonly rows: readonly Row[];
  /** Line of each row. */
  readonly lines: readonly number[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads the file. Two equal rows are one; blanks around a value are dropped, for exports pad their columns.
 * Fails: problems of rows (a malformed value, two rows of one key that differ) go to `problems`; a file without a usable
 * header gives them too, and no rows.
 */
export async function readTable<Row extends object>(
  dir: string,
  spec: TableSpec<Row>,
  options: { readonly problems: ProblemList; readonly progress?: (bytes: number) => void },
): Promise<TableReading<Row>> {
  const reader = new TableReader(spec, options.problems);
  const { progress } = options;
  try {
    await scanCsv(join(dir, spec.file), spec.file, {
      plain: (record) => reader.take(plainFields(record), record.line),
      quoted: (fields, line) => reader.take(fields, line),
      broken: (line) => reader.broken(line),
      ...(progress === undefined ? {} : { progress }),
    });
    return reader.end();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    error.problems.forEach(options.problems.add);
    return { rows: [], lines: [], warnings: [] };
  }
}

/** The fields of a record without quotes as text. */
export function plainFields(record: PlainRecord): string[] {
  return record.bytes.toString('utf8', record.start, endOfRecord(record)).split(',');
}

function endOfRecord(record: PlainRecord): number {
  if (record.fieldCount <= record.ends.length) return record.ends[record.fieldCount - 1] as number;
  const lineFeed = record.bytes.indexOf(10, record.start);
  return lineFeed < 0 ? record.bytes.length : lineFeed;
}

class TableReader<Row extends object> {
  private readonly spec: TableSpec<Row>;
  private readonly problems: ProblemList;
  private readonly keys: readonly (keyof Row & string)[];
  private readonly rows: Row[] = [];
  private readonly lines: number[] = [];
  private readonly seen = new Map<string, number>();
  private header: Header<Row> | undefined;

  constructor(spec: TableSpec<Row>, problems: ProblemList) {
    this.spec = spec;
    this.problems = problems;
    this.keys = Object.keys(spec.columns) as (keyof Row & string)[];
  }

  take(fields: readonly string[], line: number): void {
    if (this.header === undefined) this.header = readHeader(this.spec, fields, line);
    else if (fields.length !== this.header.width) this.wrongWidth(fields.length, line);
    else this.takeRow(this.header, fields, line);
  }

  broken(line: number): void {
    this.problems.add({ file: this.spec.file, line, found: 'quotes that cannot be read', allowed: QUOTES_ALLOWED });
    if (this.header === undefined) throw new ProblemError([]);
  }

  end(): TableReading<Row> {
    if (this.header === undefined) throw new ProblemError([emptyFile(this.spec.file)]);
    return { rows: this.rows, lines: this.lines, warnings: this.header.warnings };
  }

  private takeRow(header: Header<Row>, fields: readonly string[], line: number): void {
    const row: Partial<Row> = {};
    let isWhole = true;
    for (const key of this.keys) {
      const place = header.places.get(key);
      const text = place === undefined ? '' : withoutBlanks(fields[place] as string);
      const value = this.spec.columns[key].kind.parse(text);
      if (value === BAD) isWhole = this.malformed(key, text, line);
      else row[key] = value;
    }
    if (isWhole) this.keep(row as Row, line);
  }

  private keep(row: Row, line: number): void {
    if (this.isBackwards(row)) {
      const [start, end] = (this.spec.order as readonly string[]).map(columnName);
      this.problems.add({
        file: this.spec.file,
        line,
        found: `"${end}" before "${start}"`,
        allowed: `"${end}" on or after "${start}"`,
      });
      return;
    }
    if (this.spec.key !== undefined && this.isRepeated(row, this.spec.key, line)) return;
    this.rows.push(row);
    this.lines.push(line);
  }

  private isRepeated(row: Row, key: readonly (keyof Row & string)[], line: number): boolean {
    const text = key.map((part) => String(row[part])).join('\u0000');
    const index = this.seen.get(text);
    if (index === undefined) {
      this.seen.set(text, this.rows.length);
      return false;
    }
    if (!this.keys.every((name) => isSame(this.rows[index]?.[name], row[name]))) {
      this.problems.add({
        file: this.spec.file,
        line,
        found: `a row with the same ${key.map(columnName).join(', ')} as line ${this.lines[index]} that differs from it`,
        allowed: 'one row for each, or equal rows',
      });
    }
    return true;
  }

  private isBackwards(row: Row): boolean {
    if (this.spec.order === undefined) return false;
    const [start, end] = this.spec.order.map((key) => row[key] as number | undefined);
    return start !== undefined && end !== undefined && end < start;
  }

  private malformed(key: keyof Row & string, text: string, line: number): false {
    this.problems.add({
      file: this.spec.file,
      line,
      path: columnName(key),
      found: text === '' ? 'a blank' : quote(text),
      allowed: this.spec.columns[key].kind.allowed,
    });
    return false;
  }

  private wrongWidth(width: number, line: number): void {
    this.problems.add({
      file: this.spec.file,
      line,
      found: `a row of ${width} fields`,
      allowed: `${this.header?.width} fields, as in the header`,
    });
  }
}

export const QUOTES_ALLOWED =
  'a quoted field that is closed before the next comma, with quotes inside it written twice';

export function emptyFile(file: string): Problem {
  return { file, found: 'an empty file', allowed: 'a header row' };
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (Array.isArray(one) && Array.isArray(other) && one.join('|') === other.join('|'));
}
