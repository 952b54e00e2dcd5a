import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hideSmall } from './hide-small.ts';

describe('small counts', () => {
  test('nine is hidden, ten is shown, nobody is shown', () => {
    expect(hideSmall([[9, 9, 10, 0]])[0]?.slice(2)).toEqual([10, 0]);
    expect(hideSmall([[9, 9, 10, 0]])[0]?.slice(0, 2)).toEqual([null, null]);
  });

  test('where one alone is hidden, the next smallest is hidden with it: the total would give it away', () => {
    const rows = [
      [40, 9, 30],
      [50, 20, 30],
    ];
    const shown = hideSmall(rows);
    expect(shown[0]).toEqual([40, null, null]);
    expect(shown[1]).toEqual([50, null, null]);
  });

  test('a table without small counts is shown whole', () => {
    expect(hideSmall([[10, 20]])).toEqual([[10, 20]]);
  });

  test('no line of more than one count has exactly one hidden, and no small count is shown', () => {
    const table = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 6 })).chain(([width, height]) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    );
    fc.assert(
      fc.property(table, (rows) => {
        const shown = hideSmall(rows);
        const columns = rows[0]!.map((_, x) => shown.map((row) => row[x]));
        for (const line of [...shown, ...columns]) expect(line.filter((count) => count === null).length).not.toBe(1);
        for (const count of shown.flat()) expect(count === null || count === 0 || count >= 10).toBe(true);
      }),
    );
  });
});
