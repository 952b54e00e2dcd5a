/** Gives each different word a number, in the order of arrival, without making a string of a word seen before. */
import { Buffer } from 'node:buffer';

export interface Words {
  /** The number of the word in these bytes (valid UTF-8). Ends: `start` included, `end` not. */
  readonly numberOf: (bytes: Uint8Array, start: number, end: number) => number;
  readonly list: readonly string[];
}

/** Input: `first` are the words that get the first numbers, as '' where blank is number 0. */
export function createWords(first: readonly string[] = []): Words {
  const words = new ByteWords();
  for (const word of first) {
    const bytes = Buffer.from(word);
    words.numberOf(bytes, 0, bytes.length);
  }
  return { numberOf: (bytes, start, end) => words.numberOf(bytes, start, end), list: words.list };
}

/** An open-addressing table over the bytes of all words, kept behind each other. */
class ByteWords {
  readonly list: string[] = [];
  private text = Buffer.allocUnsafe(1 << 14);
  private used = 0;
  private starts: Int32Array = new Int32Array(1 << 10);
  private hashes: Int32Array = new Int32Array(1 << 10);
  private slots: Int32Array = new Int32Array(1 << 11).fill(-1);
  private last = -1;

  numberOf(bytes: Uint8Array, start: number, end: number): number {
    if (this.last >= 0 && this.isWord(this.last, bytes, start, end)) return this.last;
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const word = this.slots[slot] as number;
      if (word < 0) break;
      if (this.hashes[word] === hash && this.isWord(word, bytes, start, end)) return (this.last = word);
      slot = (slot + 1) & mask;
    }
    return (this.last = this.add(bytes, { start, end, hash, slot }));
  }

  private isWord(word: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.starts[word] as number;
    const length = (word + 1 < this.list.length ? (this.starts[word + 1] as number) : this.used) - from;
    if (length !== end - start) return false;
    for (let at = length - 1; at >= 0; at -= 1) if (this.text[from + at] !== bytes[start + at]) return false;
    return true;
  }

  private add(
    bytes: Uint8Array,
    place: { readonly start: number; readonly end: number; readonly hash: number; readonly slot: number },
  ): number {
    const word = this.list.length;
    const length = place.end - place.start;
    if (this.used + length > this.text.length) this.text = Buffer.concat([this.text], (this.used + length) * 2);
    if (word === this.starts.length) this.grow();
    this.text.set(bytes.subarray(place.start, place.end), this.used);
    this.starts[word] = this.used;
    this.hashes[word] = place.hash;
    this.used += length;
    this.list.push(Buffer.from(bytes.buffer, bytes.byteOffset + place.start, length).toString('utf8'));
    this.slots[place.slot] = word;
    if (this.list.length * 2 > this.slots.length) this.rehash();
    return word;
  }

  private grow(): void {
    this.starts = widened(this.starts);
    this.hashes = widened(this.hashes);
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let word = 0; word < this.list.length; word += 1) {
      const hash = this.hashes[word] as number;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      slots[slot] = word;
    }
    this.slots = slots;
  }
}

function widened(numbers: Int32Array): Int32Array {
  const wide = new Int32Array(numbers.length * 2);
  wide.set(numbers);
  return wide;
}
