/**
 * Walks through a CSV file record by record, from disk, in blocks. A line without quotes is handed on as bytes with the
 * places of its commas; records with quotes go through papaparse. Every record is reported with its line.
 */
import { Buffer, isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Problem } from '../problem.ts';
import { ProblemError } from '../problem.ts';
import { parseQuoted, quotedRecordEnd, UNFINISHED, type QuotedRecord } from './csv-quotes.ts';

/** What happens with the records. Lines count from 1; blank lines are passed over. */
export interface CsvSink {
  /**
   * A record without quotes: field `i` lies between `ends[i - 1] + 1` (the record's start for the first) and `ends[i]`.
   * `bytes` and `ends` are only valid during the call.
   */
  readonly plain: (record: PlainRecord) => void;
  readonly quoted: (fields: readonly string[], line: number, row: string) => void;
  /** Quotes that cannot be read. */
  readonly broken: (line: number, row: string) => void;
  /** Called now and then with the number of bytes read. */
  readonly progress?: (bytes: number) => void;
}

export interface PlainRecord {
  bytes: Buffer;
  start: number;
  ends: Int32Array;
  fieldCount: number;
  line: number;
}

export interface CsvEnd {
  /** The file ends in a line break, or is empty. */
  readonly endsInBreak: boolean;
  /** Line of the last record; 0 without one. */
  readonly lastLine: number;
}

const BLOCK_BYTES = 1 << 20;
/** More commas than this on a line are counted, their places are not kept. */
const MOST_FIELDS = 1024;
const QUOTE = 34;
const COMMA = 44;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Reads the file from its start to its end.
 * Fails: ProblemError for a file that is not UTF-8 text (NUL bytes, other encodings), with the line.
 */
export async function scanCsv(path: string, file: string, sink: CsvSink): Promise<CsvEnd> {
  const state = newState(file, sink);
  const handle = await open(path).catch(() => {
    throw new ProblemError([
      { file, found: 'a file that cannot be read', allowed: 'a file that this account may read' },
    ]);
  });
  try {
    let block: Buffer = Buffer.allocUnsafe(BLOCK_BYTES);
    let filled = 0;
    for (;;) {
      const { bytesRead } = await handle.read(block, filled, block.length - filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
      const used = scanBlock(state, block.subarray(0, filled), false);
      block.copyWithin(0, used, filled);
      filled -= used;
      if (filled === block.length) block = doubled(block);
      sink.progress?.(bytesRead);
    }
    if (filled > 0) scanBlock(state, block.subarray(0, filled), true);
    return { endsInBreak: filled === 0, lastLine: state.lastLine };
  } finally {
    await handle.close();
  }
}

function doubled(block: Buffer): Buffer {
  const larger = Buffer.allocUnsafe(block.length * 2);
  block.copy(larger);
  return larger;
}

interface ScanState {
  readonly file: string;
  readonly sink: CsvSink;
  readonly record: PlainRecord;
  readonly quoted: QuotedRecord[];
  line: number;
  lastLine: number;
  isStart: boolean;
}

function newState(file: string, sink: CsvSink): ScanState {
  const record = { bytes: Buffer.alloc(0), start: 0, ends: new Int32Array(MOST_FIELDS), fieldCount: 0, line: 0 };
  return { file, sink, record, quoted: [], line: 1, lastLine: 0, isStart: true };
}

/** Scans whole lines. Returns how many bytes were used; the rest belongs to a line that is not complete yet. */
function scanBlock(state: ScanState, block: Buffer, isLast: boolean): number {
  const end = isLast ? block.length : block.lastIndexOf(LINE_FEED) + 1;
  if (end === 0) return tooLong(state, block);
  checkText(state, block, end);
  let at = state.isStart && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? 3 : 0;
  state.isStart = false;
  while (at < end) {
    const next = scanLine(state, block, { start: at, end });
    at = next >= 0 ? next : scanQuoted(state, block, { start: at, end, isLast });
    if (at < 0) {
      flushQuoted(state);
      return ~at;
    }
  }
  flushQuoted(state);
  return end;
}

/** One line without quotes. Returns where the next begins, or -1 when there is a quote in it. */
function scanLine(state: ScanState, block: Buffer, place: { readonly start: number; readonly end: number }): number {
  const { record } = state;
  const { ends } = record;
  let fields = 0;
  let at = place.start;
  for (; at < place.end; at += 1) {
    const byte = block[at] as number;
    if (byte > COMMA) continue;
    if (byte === COMMA) {
      if (fields < MOST_FIELDS) ends[fields] = at;
      fields += 1;
    } else if (byte === LINE_FEED) break;
    else if (byte === QUOTE) return -1;
  }
  const lineEnd = at > place.start && block[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
  if (fields > 0 || !isBlank(block, place.start, lineEnd)) {
    if (fields < MOST_FIELDS) ends[fields] = lineEnd;
    record.bytes = block;
    record.start = place.start;
    record.fieldCount = fields + 1;
    record.line = state.line;
    state.lastLine = state.line;
    if (state.quoted.length > 0) flushQuoted(state);
    state.sink.plain(record);
  }
  state.line += 1;
  return at + 1;
}

/** A record with quotes. Returns where the next begins, or the complement of its start when it is not complete yet. */
function scanQuoted(
  state: ScanState,
  block: Buffer,
  place: { readonly start: number; readonly end: number; readonly isLast: boolean },
): number {
  const found = quotedRecordEnd(block, place.start, place.end);
  if (found === UNFINISHED && !place.isLast && place.end - place.start < BLOCK_BYTES / 64) return ~place.start;
  const lineFeed = block.indexOf(LINE_FEED, place.start);
  const lineEnd = lineFeed < 0 || lineFeed > place.end ? place.end : lineFeed;
  const isBroken = found < 0;
  const recordEnd = isBroken ? lineEnd : found;
  const row = withoutReturn(block.toString('utf8', place.start, recordEnd));
  state.quoted.push({ line: state.line, row, isBroken });
  const isHeader = state.lastLine === 0;
  state.lastLine = state.line;
  state.line += countLineFeeds(block, place.start, recordEnd) + 1;
  if (isHeader || state.quoted.length >= 512) flushQuoted(state);
  return recordEnd + 1;
}

function flushQuoted(state: ScanState): void {
  const records = state.quoted.splice(0);
  parseQuoted(
    records.filter((record) => !record.isBroken),
    state.sink,
  );
  for (const record of records) if (record.isBroken) state.sink.broken(record.line, record.row);
}

/** A line of more than 16 MiB is no CSV. */
function tooLong(state: ScanState, block: Buffer): number {
  if (block.length < 16 * BLOCK_BYTES) return 0;
  throw new ProblemError([
    {
      file: state.file,
      line: state.line,
      found: 'a line of more than 16 MiB',
      allowed: 'a CSV file with one row on each line',
    },
  ]);
}

function checkText(state: ScanState, block: Buffer, end: number): void {
  const text = block.subarray(0, end);
  if (!text.includes(0) && isUtf8(text)) return;
  throw new ProblemError([textProblem(state, text)]);
}

function textProblem(state: ScanState, text: Buffer): Problem {
  const allowed = 'UTF-8 text (save the export as "CSV UTF-8")';
  let line = state.line;
  for (let at = 0; at < text.length; line += 1) {
    const lineFeed = text.indexOf(LINE_FEED, at);
    const next = lineFeed < 0 ? text.length : lineFeed + 1;
    const bytes = text.subarray(at, next);
    if (bytes.includes(0)) return { file: state.file, line, found: 'a NUL byte', allowed };
    if (!isUtf8(bytes)) return { file: state.file, line, found: 'bytes that are not UTF-8', allowed };
    at = next;
  }
  return { file: state.file, found: 'bytes that are not UTF-8', allowed };
}

function isBlank(block: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (block[at] !== 32 && block[at] !== 9) return false;
  return true;
}

function countLineFeeds(block: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (block[at] === LINE_FEED) count += 1;
  return count;
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
