/** Writes a bundle: one CSV file after the other, streamed, so that nine million rows need no memory. */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleTables } from './bundle.ts';
import type { AttendanceRow } from './rows.ts';
import { ATTENDANCE, columnName, TABLES, type TableSpec } from './tables.ts';

export type Rows<Row> = Iterable<Partial<Row>> | AsyncIterable<Partial<Row>>;

/** The rows of each file. Blank fields may be left out of a row, optional files out of the whole. */
export type BundleSource = { readonly [Name in keyof BundleTables]?: Rows<BundleTables[Name][number]> } & {
  readonly attendance: Rows<AttendanceRow>;
};

const FLUSH_CHARACTERS = 1 << 16;

/** Creates the folder and writes every file that `source` has. Files of the same name are replaced. */
export async function writeBundle(dir: string, source: BundleSource): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const name of Object.keys(TABLES) as (keyof BundleTables)[]) {
    const rows = source[name] as Rows<object> | undefined;
    if (rows !== undefined) await writeTable(dir, TABLES[name] as unknown as TableSpec<object>, rows);
  }
  await writeTable(dir, ATTENDANCE, source.attendance);
}

/** Writes one file with all columns of its table. */
async function writeTable<Row extends object>(dir: string, spec: TableSpec<Row>, rows: Rows<Row>): Promise<void> {
  const out = createWriteStream(join(dir, spec.file));
  const keys = Object.keys(spec.columns) as (keyof Row & string)[];
  const printers = keys.map((key) => spec.columns[key].kind.print as (value: unknown) => string);
  let text = `${keys.map(columnName).join(',')}\n`;
  for await (const row of rows) {
    text += lineOf(row, keys, printers);
    if (text.length < FLUSH_CHARACTERS) continue;
    await write(out, text);
    text = '';
  }
  await write(out, text);
  out.end();
  await once(out, 'close');
}

function lineOf<Row extends object>(
  row: Partial<Row>,
  keys: readonly (keyof Row & string)[],
  printers: readonly ((value: unknown) => string)[],
): string {
  let line = '';
  for (let at = 0; at < keys.length; at += 1) {
    const value = row[keys[at] as keyof Row & string];
    const field = value === undefined ? '' : (printers[at] as (value: unknown) => string)(value);
    line += at === 0 ? escaped(field) : `,${escaped(field)}`;
  }
  return `${line}\n`;
}

function escaped(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

async function write(out: WriteStream, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}
