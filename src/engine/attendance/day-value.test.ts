import { describe, expect, it } from 'vitest';
import type { Criterion, Selector, View } from '../index.ts';
import { judgeExample, outcomesOf, UNEXCUSED } from '../testing/example.ts';
import type { ExampleRecord } from '../testing/example.ts';

const on = '2025-09-08';
const PERIODS = ['1', '2', '3', '4', '5', '6'];
const cuts = (count: number, minutes?: number): ExampleRecord[] =>
  PERIODS.slice(0, count).map((period) => ({ on, code: 'U', period, ...(minutes === undefined ? {} : { minutes }) }));
const unexcused: Selector[] = [{ status: ['absent'], excuse: ['unexcused'] }];

function valueOf(view: View, records: readonly ExampleRecord[], periods: readonly string[] = PERIODS): number {
  const criterion: Criterion = { ...UNEXCUSED, when: { type: 'total', view, measure: 'days', band: { atLeast: 1 } } };
  return outcomesOf({ records, criteria: [criterion], periods })[0]?.value ?? 0;
}

const halfAndFull: View = {
  name: 'half-and-full',
  cap: 1000,
  parts: [
    {
      counts: unexcused,
      by: 'periods',
      rows: [
        { test: 'atLeast', threshold: 5, value: 1000 },
        { test: 'atLeast', threshold: 3, value: 500 },
      ],
    },
  ],
};

describe('a view', () => {
  it('gives the value of the first row that the period records reach', () => {
    expect([2, 3, 4, 5].map((count) => valueOf(halfAndFull, cuts(count)))).toEqual([0, 0.5, 0.5, 1]);
  });

  it('counts a period once, whatever the number of its records', () => {
    const twice = [...cuts(2), ...cuts(2).map((record) => ({ ...record, section: 'S2' }))];
    expect(valueOf(halfAndFull, twice)).toBe(0);
  });

  it('is worth the larger of whole-day values and periods, and never more than its cap', () => {
    expect(valueOf(halfAndFull, [{ on, code: 'H' }, ...cuts(2)])).toBe(0.5);
    expect(valueOf(halfAndFull, [{ on, code: 'H' }, ...cuts(5)])).toBe(1);
    expect(
      valueOf(halfAndFull, [
        { on, code: 'U' },
        { on, code: 'H' },
      ]),
    ).toBe(1);
    expect(
      valueOf({ ...halfAndFull, cap: 1500 }, [
        { on, code: 'U' },
        { on, code: 'H' },
      ]),
    ).toBe(1.5);
  });

  it('adds its parts, each at most its own cap', () => {
    const part = (cap?: number): View['parts'][number] => ({
      ...(halfAndFull.parts[0] as View['parts'][number]),
      ...(cap === undefined ? {} : { cap }),
    });
    expect(valueOf({ ...halfAndFull, cap: 2000, parts: [part(), part(250)] }, cuts(5))).toBe(1.25);
  });

  it('adds the minutes of period records, and of no others', () => {
    const byMinutes: View = {
      ...halfAndFull,
      parts: [{ counts: unexcused, by: 'minutes', rows: [{ test: 'over', threshold: 90, value: 500 }] }],
    };
    expect(valueOf(byMinutes, cuts(2, 45))).toBe(0);
    expect(valueOf(byMinutes, cuts(3, 31))).toBe(0.5);
  });

  it('takes a share of the periods that the school lists', () => {
    const byShare: View = {
      ...halfAndFull,
      parts: [{ counts: unexcused, by: 'share', rows: [{ test: 'over', threshold: 50_000, value: 500 }] }],
    };
    expect(valueOf(byShare, cuts(3))).toBe(0);
    expect(valueOf(byShare, cuts(4))).toBe(0.5);
    expect(valueOf(byShare, cuts(4), [])).toBe(0);
  });
});

describe('minutes', () => {
  const minutes = (atLeast: number): Criterion => ({
    ...UNEXCUSED,
    when: { type: 'total', counts: unexcused, measure: 'minutes', band: { atLeast } },
  });

  it('of a date are at most the minutes of its day', () => {
    const records = cuts(6, 100);
    expect(outcomesOf({ records, criteria: [minutes(1)] })[0]?.value).toBe(390);
    expect(judgeExample({ records, criteria: [minutes(391)] })).toEqual([]);
  });

  it('of a half day absent are half the day, rounded half up', () => {
    const records = [{ on, code: 'H' }];
    expect(outcomesOf({ records, criteria: [minutes(1)], dayMinutes: 391 })[0]?.value).toBe(196);
  });

  it('that are unknown add nothing and pass no test', () => {
    const records = [{ on, code: 'U', period: '1' }];
    expect(judgeExample({ records, criteria: [minutes(1)] })).toEqual([]);
    const under: Criterion = {
      ...UNEXCUSED,
      when: { type: 'total', counts: [{ minutesUnder: 500 }], measure: 'dates', band: { atLeast: 1 } },
    };
    expect(judgeExample({ records, criteria: [under] })).toEqual([]);
  });

  it('of equal records are the most that one of them has', () => {
    const records = [10, 50, 30].map((length) => ({ on, code: 'U', period: '1', minutes: length }));
    expect(outcomesOf({ records, criteria: [minutes(1)] })).toMatchObject([{ value: 50, evidence: [{ minutes: 50 }] }]);
  });
});
