/**
 * The file of a backup: one line with the checksum of all that follows, then a gzip stream of frames.
 * A frame is one letter, its length in four bytes, and its text:
 * `H` what was backed up · `T` a table begins · `D` rows of it, as COPY writes them · `E` it ends, with its figures.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Refusal } from '../../problem.ts';
import type { TableShape } from './catalogue.ts';
import { fileTrouble } from './file-trouble.ts';

export interface BackupHeader {
  readonly createdAt: string;
  readonly server: string;
  /** The migrations of the database, in order. */
  readonly migrations: readonly { readonly version: number; readonly name: string; readonly sha256: string }[];
  readonly tables: readonly TableShape[];
}

export interface TableEnd {
  readonly rows: number;
  readonly sum: string;
  readonly next: number | null;
}

export type Frame =
  | { readonly kind: 'H'; readonly header: BackupHeader }
  | { readonly kind: 'T'; readonly table: string }
  | { readonly kind: 'D'; readonly rows: Buffer }
  | { readonly kind: 'E'; readonly end: TableEnd };

const FIRST = 'rollcall backup 1 sha256 ';
const LINE_LENGTH = FIRST.length + 64 + 1;
const LARGEST_FRAME = 1 << 28;

/** Writes frames to a file that must not exist yet; everything is on the disk when it returns. */
export async function writeBackupFile(file: string, frames: AsyncIterable<Frame>): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let position = LINE_LENGTH;
    const gzip = createGzip({ level: 2, chunkSize: 1 << 18 });
    const feeding = feed(gzip, frames);
    feeding.catch((error: Error) => gzip.destroy(error));
    for await (const chunk of gzip as AsyncIterable<Buffer>) {
      hash.update(chunk);
      await handle.write(chunk, 0, chunk.length, position);
      position += chunk.length;
    }
    await feeding;
    await handle.write(`${FIRST}${hash.digest('hex')}\n`, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads the frames of a file that {@link requireWholeFile} has passed. */
export async function* readBackupFile(file: string): AsyncGenerator<Frame> {
  const source = createReadStream(file, { start: LINE_LENGTH });
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  source.once('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (let size = frameSize(rest); size !== undefined && size <= rest.length; size = frameSize(rest)) {
        yield parseFrame(rest.subarray(0, size));
        rest = rest.subarray(size);
      }
    }
  } finally {
    source.destroy();
    gunzip.destroy();
  }
  if (rest.length > 0) throw new Refusal('The backup ends in the middle of a table.');
}

/** Fails: Refusal when the file is no backup of ours, was cut off, or was changed by as much as a bit. */
export async function requireWholeFile(file: string): Promise<void> {
  const name = `"${file}"`;
  const line = await readFirstLine(file);
  if (!line.startsWith('rollcall backup ')) throw new Refusal(`${name} is not a backup of Rollcall.`);
  if (!line.startsWith(FIRST)) throw new Refusal(`${name} was made by a newer Rollcall, or its first line is damaged.`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { start: LINE_LENGTH, highWaterMark: 1 << 20 }))
    hash.update(chunk as Buffer);
  if (line !== `${FIRST}${hash.digest('hex')}\n`) {
    throw new Refusal(
      `${name} is damaged: it was cut off or changed after it was written. Nothing was restored; use another backup.`,
    );
  }
}

async function readFirstLine(file: string): Promise<string> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`"${file}" cannot be read: ${fileTrouble(error) ?? error.code ?? 'unknown'}.`);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LINE_LENGTH), 0, LINE_LENGTH, 0).catch(() => {
      throw new Refusal(`"${file}" is not a backup of Rollcall.`);
    });
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function feed(gzip: ReturnType<typeof createGzip>, frames: AsyncIterable<Frame>): Promise<void> {
  for await (const frame of frames) {
    const content = contentOf(frame);
    const head = Buffer.alloc(5);
    head.write(frame.kind, 0, 'latin1');
    head.writeUInt32BE(content.length, 1);
    gzip.write(head);
    if (!gzip.write(content)) await new Promise<void>((resolve) => gzip.once('drain', resolve));
  }
  gzip.end();
}

function contentOf(frame: Frame): Buffer {
  if (frame.kind === 'D') return frame.rows;
  if (frame.kind === 'T') return Buffer.from(frame.table);
  return Buffer.from(JSON.stringify(frame.kind === 'H' ? frame.header : frame.end));
}

function frameSize(buffer: Buffer): number | undefined {
  if (buffer.length < 5) return undefined;
  const size = buffer.readUInt32BE(1);
  if (size > LARGEST_FRAME) throw new Refusal('The backup holds a part that cannot be right.');
  return size + 5;
}

function parseFrame(bytes: Buffer): Frame {
  const kind = bytes.toString('latin1', 0, 1);
  const content = bytes.subarray(5);
  if (kind === 'H') return { kind, header: JSON.parse(content.toString()) as BackupHeader };
  if (kind === 'T') return { kind, table: content.toString() };
  if (kind === 'D') return { kind, rows: content };
  if (kind === 'E') return { kind, end: JSON.parse(content.toString()) as TableEnd };
  throw new Refusal(`The backup holds a part "${kind}" that this Rollcall does not know.`);
}
