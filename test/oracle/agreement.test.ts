import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';

const SEEDS = Number(process.env['ROLLCALL_FUZZ'] ?? 400);
const CHUNK = 50;

describe('the product says what the oracle says, line by line', () => {
  it.each(
    Array.from({ length: Math.ceil(SEEDS / CHUNK) }, (_, index) => [
      index * CHUNK + 1,
      Math.min(SEEDS, (index + 1) * CHUNK),
    ]),
  )(
    'of the random districts and packs %i to %i',
    async (from, to) => {
      for (let seed = from; seed <= to; seed += 1) {
        const { differences } = await compare(seed);
        expect(differences).toEqual([]);
      }
    },
    600_000,
  );
});
