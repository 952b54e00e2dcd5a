import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion, Rule, Window } from './index.ts';
import { formatDay } from './index.ts';
import { day, judgeExample, outcomesOf, UNEXCUSED } from './testing/example.ts';
import type { Example, ExampleRecord } from './testing/example.ts';

const FIRST = day('2025-09-01');
const SCHOOL_DAYS = Array.from({ length: 120 }, (_, i) => FIRST + i).filter(
  (on) => (on + 3) % 7 < 5 && on !== day('2025-10-13'),
);

const records: fc.Arbitrary<ExampleRecord[]> = fc.array(
  fc.record(
    {
      on: fc.constantFrom(...SCHOOL_DAYS).map(formatDay),
      code: fc.constantFrom('U', 'E', 'H', 'T'),
      period: fc.constantFrom('1', '2', '3'),
      course: fc.constantFrom('MATH', 'ART'),
      minutes: fc.nat({ max: 60 }),
    },
    { requiredKeys: ['on', 'code'] },
  ),
  { maxLength: 40 },
);

const counts = [{ status: ['absent', 'tardy'], excuse: ['unexcused'] }] as const;
const rules: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    type: fc.constant('total' as const),
    counts: fc.constant(counts),
    measure: fc.constantFrom('periods' as const, 'dates' as const, 'minutes' as const),
    band: fc.record({ atLeast: fc.integer({ min: 1, max: 8 }) }),
  }),
  fc.record({
    type: fc.constant('same' as const),
    by: fc.constantFrom('period' as const, 'course' as const),
    counts: fc.constant(counts),
    band: fc.record({ atLeast: fc.integer({ min: 1, max: 4 }) }),
  }),
  fc.record({
    type: fc.constant('pattern' as const),
    counts: fc.constant(counts),
    withinDay: fc.constant({ mode: 'cumulative' as const, atLeast: 1 }),
    days: fc.record({
      mode: fc.constantFrom('cumulative' as const, 'consecutive' as const),
      atLeast: fc.integer({ min: 1, max: 4 }),
    }),
  }),
);
const windows: fc.Arbitrary<Window> = fc.constantFrom<Window>(
  { kind: 'year' },
  { kind: 'month' },
  { kind: 'days', days: 28 },
  { kind: 'schoolDays', days: 20 },
);
const example: fc.Arbitrary<Example & { asOf: string }> = fc.record({
  records,
  criteria: fc.tuple(rules, windows).map(([when, window]): Criterion[] => [{ ...UNEXCUSED, when, window }]),
  asOf: fc.constantFrom(...SCHOOL_DAYS).map(formatDay),
  periods: fc.constantFrom([], ['1', '2', '3']),
});

describe('whatever the attendance', () => {
  it('the order of rows never matters', () => {
    fc.assert(
      fc.property(example, fc.infiniteStream(fc.nat()), (one, keys) => {
        const shuffled = one.records
          .map((record) => ({ record, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        expect(outcomesOf({ ...one, records: shuffled.map(({ record }) => record) })).toEqual(outcomesOf(one));
      }),
    );
  });

  it('the same rows twice change nothing', () => {
    fc.assert(
      fc.property(example, (one) => {
        expect(outcomesOf({ ...one, records: [...one.records, ...one.records] })).toEqual(outcomesOf(one));
      }),
    );
  });

  it('days after the as-of date never matter', () => {
    fc.assert(
      fc.property(example, (one) => {
        const past = one.records.filter((record) => record.on <= one.asOf);
        expect(outcomesOf({ ...one, records: past })).toEqual(outcomesOf(one));
      }),
    );
  });

  it('a trigger found once is found on every later day', () => {
    fc.assert(
      fc.property(example, (one) => {
        const then = judgeExample(one);
        const later = judgeExample({ ...one, asOf: '2026-06-30' });
        for (const trigger of then) expect(later).toContain(trigger);
      }),
    );
  });

  it('every trigger has evidence, all of it up to its date', () => {
    fc.assert(
      fc.property(example, (one) => {
        for (const outcome of outcomesOf(one)) {
          expect(outcome.evidence.length).toBeGreaterThan(0);
          expect(outcome.evidence.every((record) => record.day <= outcome.day)).toBe(true);
          expect(outcome.evidence.at(-1)?.day).toBe(outcome.day);
        }
      }),
    );
  });

  it('a stricter threshold never triggers earlier', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 6 }), windows, (rows, minimum, window) => {
        const first = (atLeast: number): number => {
          const when: Rule = { type: 'total', counts, measure: 'dates', band: { atLeast } };
          return outcomesOf({ records: rows, criteria: [{ ...UNEXCUSED, when, window }] })[0]?.day ?? Infinity;
        };
        expect(first(minimum + 1)).toBeGreaterThanOrEqual(first(minimum));
      }),
    );
  });

  it('one more counted absence never lowers a count', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(...SCHOOL_DAYS).map(formatDay), (rows, on) => {
        const when: Rule = { type: 'total', counts, measure: 'dates', band: { atLeast: 1 } };
        const count = (more: readonly ExampleRecord[]): number =>
          Math.max(
            0,
            ...outcomesOf({ records: more, criteria: [{ ...UNEXCUSED, when, repeat: 'each' }] }).map(
              (outcome) => outcome.value,
            ),
          );
        expect(count([...rows, { on, code: 'U' }])).toBeGreaterThanOrEqual(count(rows));
      }),
    );
  });
});
