import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createJudge,
  formatDay,
  type Criterion,
  type Judge,
  type Rule,
  type Standing,
  type StudentFacts,
} from './index.ts';
import { day, exampleFacts, examplePolicy, UNEXCUSED, type Example, type ExampleRecord } from './testing/example.ts';

const FIRST = day('2025-09-01');
const DAYS = Array.from({ length: 90 }, (_, at) => FIRST + at).filter((on) => (on + 3) % 7 < 5);
const counts = [{ status: ['absent', 'tardy'], excuse: ['unexcused'] }] as const;

const RULES: readonly Rule[] = [
  { type: 'total', counts, measure: 'days', band: { atLeast: 1000 } },
  { type: 'total', counts, measure: 'minutes', band: { atLeast: 60 } },
  { type: 'same', by: 'period', counts, band: { atLeast: 2 } },
  {
    type: 'pattern',
    counts,
    withinDay: { mode: 'cumulative', atLeast: 1 },
    days: { mode: 'consecutive', atLeast: 2 },
  },
];
const WINDOWS = [{ kind: 'year' }, { kind: 'days', days: 28 }, { kind: 'schoolDays', days: 10 }] as const;
const criteria: readonly Criterion[] = RULES.flatMap((when, rule) =>
  WINDOWS.flatMap((window, at) =>
    (['district', 'school'] as const).map((scope): Criterion => ({
      ...UNEXCUSED,
      code: `C${rule}-${at}-${scope}`,
      when,
      window,
      scope,
    })),
  ),
);

const records: fc.Arbitrary<ExampleRecord[]> = fc.array(
  fc.record(
    {
      on: fc.constantFrom(...DAYS).map(formatDay),
      code: fc.constantFrom('U', 'E', 'T'),
      period: fc.constantFrom('1', '2'),
      minutes: fc.nat({ max: 60 }),
      school: fc.constantFrom('oak', 'elm'),
    },
    { requiredKeys: ['on', 'code'] },
  ),
  { maxLength: 30 },
);
const examples: fc.Arbitrary<Example> = records.map((all) => ({
  records: all,
  criteria,
  periods: ['1', '2'],
  enrollments: [
    { school: 'oak', entry: '2025-08-01' },
    { school: 'elm', entry: '2025-10-01' },
  ],
}));

function judgeOf(example: Example, asOf: number): { readonly judge: Judge; readonly student: StudentFacts } {
  const { district, names, student } = exampleFacts(example);
  return { judge: createJudge({ policies: [{ policy: examplePolicy(example) }], district, names, asOf }), student };
}

const plain = ({ criterion, school, rules, window }: Standing): Standing => ({ criterion, school, rules, window });

describe('how a criterion stands', () => {
  it('as of an earlier day is what a judge of that day says', () => {
    fc.assert(
      fc.property(examples, fc.constantFrom(...DAYS), (example, on) => {
        const late = judgeOf(example, DAYS.at(-1) as number);
        const then = judgeOf(example, on);
        for (const { code } of criteria) {
          const standing = late.judge.standing(late.student, { policyIndex: 0, criterion: code, asOf: on });
          expect(standing).toEqual(then.judge.explain(then.student, 0, code).map(plain));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is said of each student, whoever was asked about in between', () => {
    fc.assert(
      fc.property(examples, examples, (one, other) => {
        const { judge, student } = judgeOf(one, DAYS.at(-1) as number);
        const before = judge.explain(student, 0, 'C0-0-district');
        const between = exampleFacts({ ...one, records: other.records }).student;
        judge.explain(between, 0, 'C0-0-district');
        judge.evaluateStudent(between);
        expect(judge.explain(student, 0, 'C0-0-district')).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });

  it('says what each day of a total of days is worth: together the total', () => {
    fc.assert(
      fc.property(examples, (example) => {
        const { judge, student } = judgeOf(example, DAYS.at(-1) as number);
        const [standing] = judge.standing(student, { policyIndex: 0, criterion: 'C0-0-district' });
        const [rule] = standing?.rules ?? [];
        const sum = [...(rule?.dayValues.values() ?? [])].reduce((all, value) => all + value, 0);
        expect(sum).toBeCloseTo(rule?.have ?? 0, 6);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out what does not count where it is not asked for', () => {
    const example = { records: [{ on: '2025-09-08', code: 'E' }], criteria };
    const { judge, student } = judgeOf(example, DAYS.at(-1) as number);
    const asked = { policyIndex: 0, criterion: 'C0-0-district' };
    expect(judge.standing(student, asked)[0]?.rules[0]?.notCounted).toHaveLength(1);
    expect(judge.standing(student, { ...asked, notCounted: false })[0]?.rules[0]?.notCounted).toEqual([]);
  });
});
