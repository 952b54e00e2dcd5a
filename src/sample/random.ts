/**
 * Chance that is the same on every machine: integer arithmetic only, no clock, no `Math.random`.
 * Each stream is seeded by what it is for, so that one student's year does not depend on how many came before.
 * Source: sfc32 of PractRand (public domain), seeded by splitmix32.
 */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** Input: the district's seed, and numbers that name the stream (what it is for, whose it is). */
  constructor(seed: number, ...stream: readonly number[]) {
    let state = mix(seed | 0);
    for (const part of stream) state = mix(state ^ Math.imul(part + 1, 0x9e3779b1));
    this.#a = mix(state ^ 0x2545f491);
    this.#b = mix(state ^ 0x68e31da4);
    this.#c = mix(state ^ 0x1b56c4e9);
    for (let warm = 0; warm < 8; warm++) this.next();
  }

  /** A whole number, 0 to 2^32 - 1. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A whole number, 0 to `limit` - 1. Input: `limit` under 2^21. */
  below(limit: number): number {
    return Math.floor((this.next() * limit) / 4294967296);
  }

  /** A whole number between both ends, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** Unit: parts in a million. */
  happens(perMillion: number): boolean {
    return this.below(1_000_000) < perMillion;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** The index of the weight that was drawn. Input: whole numbers, not all 0. */
  weighted(weights: readonly number[]): number {
    let total = 0;
    for (const weight of weights) total += weight;
    let rest = this.below(total);
    for (let index = 0; index < weights.length; index++) {
      rest -= weights[index] as number;
      if (rest < 0) return index;
    }
    return weights.length - 1;
  }
}

function mix(value: number): number {
  let z = (value + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
