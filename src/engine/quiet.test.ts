import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJudge, formatDay } from './index.ts';
import type { Criterion, Group, Policy, Rule, StudentOutcome } from './index.ts';
import { day, exampleFacts, examplePolicy, UNEXCUSED } from './testing/example.ts';
import type { Example } from './testing/example.ts';

const FIRST = day('2025-08-04');
const SCHOOL_DAYS = Array.from({ length: 150 }, (_, i) => FIRST + i).filter(
  (on) => (on + 3) % 7 < 5 && on !== day('2025-10-13'),
);
const counts = [{ status: ['absent'], excuse: ['unexcused'] }] as const;

function judgeOn(example: Example, on: number): StudentOutcome {
  const { district, names, student } = exampleFacts(example);
  const policy: Policy = examplePolicy(example);
  return createJudge({ policies: [{ policy }], district, names, asOf: on }).evaluateStudent(student)
    .policies[0] as StudentOutcome;
}

const rules: fc.Arbitrary<Rule> = fc.oneof(
  fc
    .integer({ min: 1, max: 6 })
    .map((atLeast): Rule => ({ type: 'total', counts, measure: 'dates', band: { atLeast } })),
  fc
    .record({ percent: fc.integer({ min: 1, max: 30 }), minDays: fc.integer({ min: 1, max: 40 }) })
    .map(({ percent, minDays }): Rule => ({ type: 'rate', counts, test: 'atLeast', percent: percent * 1000, minDays })),
);
const criteria: fc.Arbitrary<Criterion[]> = fc
  .array(
    fc.record({
      when: rules,
      settle: fc.nat({ max: 4 }),
      window: fc.constantFrom({ kind: 'year' } as const, { kind: 'days', days: 28 } as const),
      release: fc.constantFrom('review' as const, { approve: 'administrator' }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((list) => list.map((one, i) => ({ ...UNEXCUSED, ...one, code: `C${i}`, group: 'g', order: i })));
const groups: fc.Arbitrary<Group[]> = fc
  .record({ schoolDays: fc.nat({ max: 6 }), further: fc.nat({ max: 2 }) })
  .map((gap) => [{ id: 'g', mode: 'ladder', cycle: { kind: 'year' }, skipped: 'sequential', gap }]);

describe('what is promised to stay quiet', () => {
  it('is the same on every later day up to the one promised', () => {
    fc.assert(
      fc.property(
        fc.record({
          days: fc.uniqueArray(fc.constantFrom(...SCHOOL_DAYS), { maxLength: 20 }),
          criteria,
          groups,
          asOf: fc.constantFrom(...SCHOOL_DAYS),
          issued: fc.option(fc.constantFrom(...SCHOOL_DAYS), { nil: undefined }),
          exit: fc.option(fc.constantFrom(...SCHOOL_DAYS), { nil: undefined }),
          policy: fc.constantFrom({}, { countThrough: 'previous-day' as const }),
        }),
        ({ days, asOf, issued, exit, ...rest }) => {
          const example: Example = {
            ...rest,
            records: days.map((on) => ({ on: formatDay(on), code: 'U' })),
            events: issued === undefined ? [] : [{ on: formatDay(issued), event: 'issued', ref: 'C0' }],
            enrollments: [
              { school: 'oak', entry: '2025-08-01', ...(exit === undefined ? {} : { exit: formatDay(exit) }) },
            ],
          };
          const now = judgeOn(example, asOf);
          if (now.quietUntil === null) return;
          for (const later of [asOf + 1, asOf + 3, asOf + 10, asOf + 40, now.quietUntil]) {
            if (later > asOf && later <= now.quietUntil) expect(judgeOn(example, later).outcomes).toEqual(now.outcomes);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
