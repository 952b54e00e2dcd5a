/** Records with quotes: where they end, and what papaparse reads in them. */
import Papa from 'papaparse';

export interface QuotedRecord {
  readonly line: number;
  /** As in the file, without its line break. */
  readonly row: string;
  /** The quotes do not close, or something stands behind a closing quote. */
  readonly isBroken: boolean;
}

export const UNFINISHED = -1;
const BROKEN = -2;

/** A quoted record that is not complete after this many bytes is taken for a quote that was never closed. */
const MOST_BYTES = 16_384;
const QUOTE = 34;
const COMMA = 44;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/**
 * Where a record ends: the place of its line feed (or `end`), UNFINISHED when a quote is still open there, or another
 * negative number when the quotes cannot be read. A quote opens only at the start of a field.
 */
export function quotedRecordEnd(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + MOST_BYTES);
  let at = start;
  let atFieldStart = true;
  while (at < limit) {
    const byte = bytes[at] as number;
    if (byte === LINE_FEED) return at;
    if (byte === QUOTE && atFieldStart) {
      const closed = closingQuote(bytes, at + 1, limit);
      if (closed < 0) return limit === end ? UNFINISHED : BROKEN;
      at = closed + 1;
      while (at < limit && (bytes[at] === SPACE || bytes[at] === CARRIAGE_RETURN)) at += 1;
      if (at < limit && bytes[at] !== COMMA && bytes[at] !== LINE_FEED) return BROKEN;
      atFieldStart = false;
      continue;
    }
    atFieldStart = byte === COMMA;
    at += 1;
  }
  return limit === end ? end : BROKEN;
}

/** Reads complete records with papaparse; one that it cannot read is reported as broken. */
export function parseQuoted(
  records: readonly QuotedRecord[],
  sink: {
    readonly quoted: (fields: readonly string[], line: number, row: string) => void;
    readonly broken: (line: number, row: string) => void;
  },
): void {
  if (records.length === 0) return;
  const together = parse(records.map((record) => record.row).join('\n'));
  const isWhole = together.errors.length === 0 && together.data.length === records.length;
  records.forEach((record, index) => {
    const parsed = isWhole ? { errors: [], data: [together.data[index] as string[]] } : parse(record.row);
    const [fields] = parsed.data;
    if (parsed.errors.length > 0 || parsed.data.length !== 1 || fields === undefined)
      sink.broken(record.line, record.row);
    else sink.quoted(fields, record.line, record.row);
  });
}

function parse(text: string): { readonly errors: readonly unknown[]; readonly data: readonly string[][] } {
  return Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' });
}

function closingQuote(bytes: Uint8Array, from: number, limit: number): number {
  for (let at = from; at < limit; at += 1) {
    if (bytes[at] !== QUOTE) continue;
    if (bytes[at + 1] !== QUOTE || at + 1 >= limit) return at;
    at += 1;
  }
  return -1;
}
