/** COPY: many rows in and out of the database without a round trip for each. */
import { once } from 'node:events';
import { from, to } from 'pg-copy-streams';
import type pg from 'pg';

/**
 * Runs `copy ... from stdin` with chunks of its format; what the server does not take yet holds the source back.
 * Input: text rows (see {@link copyTextRow}), or binary chunks (see {@link BinaryRows}).
 * Returns the number of rows. Fails: the server's error, or the source's; the table is unchanged then.
 */
export async function copyIn(
  client: pg.ClientBase,
  sql: string,
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
): Promise<number> {
  const stream = client.query(from(sql));
  const finished = once(stream, 'finish');
  finished.catch(() => undefined);
  stream.on('error', () => undefined);
  try {
    for await (const chunk of chunks) {
      if (stream.write(chunk)) continue;
      await Promise.race([once(stream, 'drain'), finished]);
    }
  } catch (error) {
    stream.destroy(error as Error);
    await finished.catch(() => undefined);
    throw error;
  }
  stream.end();
  await finished;
  return stream.rowCount;
}

/** Runs `copy ... to stdout` and gives its chunks as they come; their borders mean nothing. */
export async function* copyOut(client: pg.ClientBase, sql: string): AsyncGenerator<Buffer> {
  const stream = client.query(to(sql));
  for await (const chunk of stream) yield chunk as Buffer;
}

/** One row of the text format. Arrays become PostgreSQL arrays, null and undefined become null. */
export function copyTextRow(
  values: readonly (string | number | boolean | null | undefined | readonly string[])[],
): string {
  return `${values.map(textField).join('\t')}\n`;
}

function textField(value: string | number | boolean | null | undefined | readonly string[]): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return escapeText(`{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeText(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text;
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** Days from 1970-01-01, where Rollcall counts from, to 2000-01-01, where PostgreSQL does. */
const EPOCH_DAYS = 10_957;

/**
 * Writes rows of the binary COPY format into one growing buffer:
 * `rows.row(3); rows.int4(1); rows.text('x'); rows.day(day);` and `rows.take()` for what has gathered.
 * The first `take` begins with the header; `finish` ends the data.
 */
export class BinaryRows {
  #buffer: Buffer;
  #length: number;

  constructor(capacity = 1 << 20) {
    this.#buffer = Buffer.allocUnsafe(capacity);
    this.#length = SIGNATURE.copy(this.#buffer);
  }

  /** Bytes that have gathered since the last `take`. */
  get length(): number {
    return this.#length;
  }

  row(fields: number): void {
    this.#reserve(2);
    this.#length = this.#buffer.writeInt16BE(fields, this.#length);
  }

  null(): void {
    this.#reserve(4);
    this.#length = this.#buffer.writeInt32BE(-1, this.#length);
  }

  int2(value: number): void {
    this.#reserve(6);
    this.#length = this.#buffer.writeInt32BE(2, this.#length);
    this.#length = this.#buffer.writeInt16BE(value, this.#length);
  }

  int4(value: number): void {
    this.#reserve(8);
    this.#length = this.#buffer.writeInt32BE(4, this.#length);
    this.#length = this.#buffer.writeInt32BE(value, this.#length);
  }

  int8(value: number): void {
    this.#reserve(12);
    this.#length = this.#buffer.writeInt32BE(8, this.#length);
    this.#length = this.#buffer.writeBigInt64BE(BigInt(value), this.#length);
  }

  /** Unit: days since 1970-01-01, as everywhere in Rollcall. */
  day(day: number): void {
    this.int4(day - EPOCH_DAYS);
  }

  text(text: string): void {
    this.#reserve(4 + text.length * 3);
    const bytes = this.#buffer.write(text, this.#length + 4, 'utf8');
    this.#buffer.writeInt32BE(bytes, this.#length);
    this.#length += 4 + bytes;
  }

  bytes(value: Uint8Array): void {
    this.#reserve(4 + value.byteLength);
    this.#length = this.#buffer.writeInt32BE(value.byteLength, this.#length);
    this.#buffer.set(value, this.#length);
    this.#length += value.byteLength;
  }

  /** Ends the data. `take` what is left afterwards. */
  finish(): void {
    this.#reserve(2);
    this.#length = this.#buffer.writeInt16BE(-1, this.#length);
  }

  /** Takes what has gathered; the writer goes on with a fresh buffer. */
  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#length);
    this.#buffer = Buffer.allocUnsafe(this.#buffer.length);
    this.#length = 0;
    return taken;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + bytes));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}
