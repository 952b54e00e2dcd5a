/**
 * Evidence as the database keeps it: packed by the numbers of `fact_words` in `triggers.evidence`, as JSON on notices
 * (which must read the same for ever), and as a hash of the names, which no renumbering can change.
 */
import { hash } from 'node:crypto';
import { formatDay, parseDay, type EvidenceRecord, type Names } from '../engine/index.ts';

/** The first byte of a pack: the layout below. */
const LAYOUT = 1;

/** From a name to its number in `fact_words`. Fails: a name without a number is an assertion. */
export interface EvidenceNumbers {
  readonly schools: ReadonlyMap<string, number>;
  readonly periods: ReadonlyMap<string, number>;
  readonly courses: ReadonlyMap<string, number>;
  readonly codes: ReadonlyMap<string, number>;
}

/** One record as `notices.evidence` and `notices.now_evidence` keep it. */
export interface EvidenceJson {
  readonly date: string;
  readonly school: string;
  readonly period: string | null;
  readonly course: string | null;
  readonly code: string;
  readonly minutes: number | null;
}

export function evidenceNumbers(names: Names): EvidenceNumbers {
  const numbered = (words: readonly string[]) => new Map(words.map((word, number) => [word, number]));
  return {
    schools: numbered(names.schools),
    periods: numbered(names.periods),
    courses: numbered(names.courses),
    codes: numbered(names.codes),
  };
}

/**
 * Packs evidence. Layout after the first byte, all as varints: count, then for each record the day (zigzag, against the
 * one before), school, period, course, code, and minutes + 1 (0: unknown).
 */
export function encodeEvidence(records: readonly EvidenceRecord[], numbers: EvidenceNumbers): Buffer {
  const writer = new VarintWriter(2 + records.length * 8);
  writer.byte(LAYOUT);
  writer.varint(records.length);
  let previousDay = 0;
  for (const record of records) {
    writer.zigzag(record.day - previousDay);
    previousDay = record.day;
    writer.varint(numberOf(numbers.schools, record.school));
    writer.varint(record.period === null ? 0 : numberOf(numbers.periods, record.period));
    writer.varint(record.course === null ? 0 : numberOf(numbers.courses, record.course));
    writer.varint(numberOf(numbers.codes, record.code));
    writer.varint(record.minutes === null ? 0 : record.minutes + 1);
  }
  return writer.bytes();
}

/** The inverse of {@link encodeEvidence}, in the same order. Fails: another layout or a cut pack is an assertion. */
export function decodeEvidence(bytes: Uint8Array, names: Names): readonly EvidenceRecord[] {
  if (bytes[0] !== LAYOUT) throw new Error(`evidence pack: layout ${String(bytes[0])} is not known`);
  const reader = new VarintReader(bytes, 1);
  const count = reader.varint();
  const records: EvidenceRecord[] = [];
  let day = 0;
  for (let at = 0; at < count; at += 1) {
    day += reader.zigzag();
    const school = nameOf(names.schools, reader.varint());
    const period = reader.varint();
    const course = reader.varint();
    const code = nameOf(names.codes, reader.varint());
    const minutes = reader.varint();
    records.push({
      day,
      school,
      period: period === 0 ? null : nameOf(names.periods, period),
      course: course === 0 ? null : nameOf(names.courses, course),
      code,
      minutes: minutes === 0 ? null : minutes - 1,
    });
  }
  return records;
}

/**
 * sha256 (hex) over days, minutes and names in their order: equal exactly when the evidence is, whatever the numbers of
 * the names are. Each name stands as the first eight bytes of its own sha256.
 */
export function evidenceHash(records: readonly EvidenceRecord[]): string {
  const needed = records.length * WORDS_A_RECORD;
  if (needed > scratch.length) scratch = new Int32Array(needed * 2);
  const words = scratch;
  let at = 0;
  for (const record of records) {
    words[at] = record.day;
    words[at + 1] = record.minutes ?? -1;
    at = putName(words, at + 2, record.school);
    at = putName(words, at, record.period ?? '');
    at = putName(words, at, record.course ?? '');
    at = putName(words, at, record.code);
  }
  return hash('sha256', new Uint8Array(words.buffer, 0, at * 4), 'hex');
}

const WORDS_A_RECORD = 10;
/** Reused from call to call: a run hashes hundreds of thousands of pieces of evidence. */
let scratch = new Int32Array(1024);
/** A name's words never change, so they are kept. */
const NAME_WORDS = new Map<string, readonly [number, number]>([['', [0, 0]]]);

function putName(words: Int32Array, at: number, name: string): number {
  const known = NAME_WORDS.get(name) ?? wordsOf(name);
  words[at] = known[0];
  words[at + 1] = known[1];
  return at + 2;
}

function wordsOf(name: string): readonly [number, number] {
  const digest = hash('sha256', name, 'buffer');
  const words = [digest.readInt32LE(0), digest.readInt32LE(4)] as const;
  NAME_WORDS.set(name, words);
  return words;
}

/** Evidence as a notice keeps it: names and ISO dates, readable without any other table. */
export function evidenceJson(records: readonly EvidenceRecord[]): readonly EvidenceJson[] {
  return records.map(({ day, school, period, course, code, minutes }) => ({
    date: formatDay(day),
    school,
    period,
    course,
    code,
    minutes,
  }));
}

/** The inverse of {@link evidenceJson}. Fails: a malformed date is an assertion. */
export function evidenceFromJson(json: readonly EvidenceJson[]): readonly EvidenceRecord[] {
  return json.map(({ date, school, period, course, code, minutes }) => {
    const day = parseDay(date);
    if (day === undefined) throw new Error('evidence of a notice: a date is malformed');
    return { day, school, period, course, code, minutes };
  });
}

function numberOf(numbers: ReadonlyMap<string, number>, name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new Error('evidence pack: a name has no number in fact_words');
  return number;
}

function nameOf(names: readonly string[], number: number): string {
  const name = names[number];
  if (name === undefined) throw new Error('evidence pack: a number has no name in fact_words');
  return name;
}

/** Writes unsigned integers, seven bits a byte, least first. */
class VarintWriter {
  private buffer: Buffer;
  private length = 0;

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(size);
  }

  byte(value: number): void {
    if (this.length === this.buffer.length) this.buffer = Buffer.concat([this.buffer, Buffer.allocUnsafe(this.length)]);
    this.buffer[this.length] = value;
    this.length += 1;
  }

  varint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}

class VarintReader {
  private readonly source: Uint8Array;
  private at: number;

  constructor(source: Uint8Array, at: number) {
    this.source = source;
    this.at = at;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.source[this.at];
      if (byte === undefined) throw new Error('evidence pack: it ends too early');
      this.at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
