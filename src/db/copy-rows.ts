/** Rows of a binary COPY out of the database, as they come, a block at a time. */
import type pg from 'pg';
import type { Day } from '../engine/index.ts';
import { copyOut } from './copy.ts';

/** The fields of one row as the server sends them; null where there is none. Valid as long as they are kept. */
export type CopyRow = readonly (Buffer | null)[];

/** Bytes of the signature, flags and extension length; our servers send no extension. */
const HEADER_BYTES = 19;

/**
 * Runs a query and gives its rows in blocks.
 * Input: a `select`; its parameters must be written into it by the caller (numbers, or text through {@link literal}).
 */
export async function* copyRows(client: pg.ClientBase, select: string): AsyncGenerator<readonly CopyRow[]> {
  let rest: Buffer = Buffer.alloc(0);
  let skip = HEADER_BYTES;
  for await (const chunk of copyOut(client, `copy (${select}) to stdout (format binary)`)) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (rest.length < skip) continue;
    const { rows, used } = parseRows(rest, skip);
    rest = rest.subarray(used);
    skip = 0;
    if (rows.length > 0) yield rows;
  }
}

/** A text as a literal of SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A UTF-8 field; '' where there is none. */
export function textOf(field: Buffer | null | undefined): string {
  return field?.toString('utf8') ?? '';
}

/** Days from 1970-01-01, where Rollcall counts from, to 2000-01-01, where PostgreSQL does. */
export const EPOCH_DAYS = 10_957;

/** A date field as a day. Fails: a field without a value is an assertion. */
export function dayOfField(field: Buffer | null | undefined): Day {
  const days = int4Of(field);
  if (days === undefined) throw new Error('a date of the database is missing');
  return days + EPOCH_DAYS;
}

/** An int4 field. */
export function int4Of(field: Buffer | null | undefined): number | undefined {
  return field?.readInt32BE(0);
}

function parseRows(bytes: Buffer, start: number): { readonly rows: CopyRow[]; readonly used: number } {
  const rows: CopyRow[] = [];
  let used = start;
  for (;;) {
    const end = rowEnd(bytes, used);
    if (end === undefined) return { rows, used };
    if (end === used + 2) return { rows, used: end };
    rows.push(fieldsOf(bytes, used));
    used = end;
  }
}

/** Where a row ends that begins here, or undefined when it is not complete; the trailer ends after its two bytes. */
function rowEnd(bytes: Buffer, start: number): number | undefined {
  let at = start + 2;
  if (at > bytes.length) return undefined;
  for (let fields = bytes.readInt16BE(start); fields > 0; fields -= 1) {
    if (at + 4 > bytes.length) return undefined;
    at += 4 + Math.max(bytes.readInt32BE(at), 0);
    if (at > bytes.length) return undefined;
  }
  return at;
}

function fieldsOf(bytes: Buffer, start: number): CopyRow {
  const fields: (Buffer | null)[] = [];
  let at = start + 2;
  for (let left = bytes.readInt16BE(start); left > 0; left -= 1) {
    const length = bytes.readInt32BE(at);
    at += 4;
    fields.push(length < 0 ? null : bytes.subarray(at, at + length));
    at += Math.max(length, 0);
  }
  return fields;
}
