import { describe, expect, it } from 'vitest';
import type { Criterion, Group, Rule } from '../index.ts';
import { day, judgeExample, UNEXCUSED } from '../testing/example.ts';
import type { ExampleRecord } from '../testing/example.ts';

const absent = (...days: readonly string[]): ExampleRecord[] => days.map((on) => ({ on, code: 'U' }));
const atLeast = (code: string, minimum: number, rest: Partial<Criterion> = {}): Criterion => ({
  ...UNEXCUSED,
  code,
  when: { ...UNEXCUSED.when, band: { atLeast: minimum } } as Rule,
  ...rest,
});
const three = absent('2025-09-08', '2025-09-09', '2025-09-10');
const seven = absent('2025-09-08', '2025-09-09', '2025-09-10', '2025-09-11', '2025-09-12', '2025-09-15', '2025-09-16');
const ladder = (rest: Partial<Extract<Group, { mode: 'ladder' }>> = {}): Group[] => [
  { id: 'g', mode: 'ladder', cycle: { kind: 'year' }, skipped: 'sequential', gap: {}, ...rest },
];
const levels = [
  atLeast('A', 3, { group: 'g' }),
  atLeast('B', 5, { group: 'g', order: 2 }),
  atLeast('C', 7, { group: 'g', order: 3 }),
];
const issued = (on: string, ref: string): { on: string; event: string; ref: string } => ({ on, event: 'issued', ref });

describe('what keeps a notice from going out', () => {
  const held = (rest: Partial<Criterion>, more: object = {}): string[] =>
    judgeExample({ records: three, criteria: [atLeast('A', 3, rest)], ...more });

  it('is not issued before the days to settle are over', () => {
    expect(held({ settle: 2 }, { asOf: '2025-09-11' })).toEqual(['A 2025-09-10 held settling']);
    expect(held({ settle: 2 }, { asOf: '2025-09-12' })).toEqual(['A 2025-09-10 issue']);
  });

  it('counts only days in session as days to settle', () => {
    expect(held({ settle: 3 }, { asOf: '2025-09-14' })).toEqual(['A 2025-09-10 held settling']);
    expect(held({ settle: 3 }, { asOf: '2025-09-15' })).toEqual(['A 2025-09-10 issue']);
  });

  it('is held for a student marked no letters when it would do nothing but communicate', () => {
    const flags = ['no-letters'];
    expect(held({}, { flags })).toEqual(['A 2025-09-10 held excluded']);
    expect(held({ then: [{ kind: 'letter', settings: {} }] }, { flags })).toEqual(['A 2025-09-10 held excluded']);
    expect(
      held(
        {
          then: [
            { kind: 'letter', settings: {} },
            { kind: 'task', settings: {} },
          ],
        },
        { flags },
      ),
    ).toEqual(['A 2025-09-10 issue']);
  });

  it('is held for the first exemption in the order of the criterion', () => {
    expect(held({ exempt: ['foster', 'homeless'] }, { flags: ['homeless', 'foster'] })).toEqual([
      'A 2025-09-10 held exempt:foster',
    ]);
    expect(held({ exempt: ['foster'] }, { flags: ['homeless'] })).toEqual(['A 2025-09-10 issue']);
  });

  it('is held when no enrollment covers the as-of date, the last day enrolled included', () => {
    const enrollments = [{ school: 'oak', entry: '2025-08-01', exit: '2025-10-10' }];
    expect(held({}, { enrollments, asOf: '2025-10-10' })).toEqual(['A 2025-09-10 issue']);
    expect(held({}, { enrollments, asOf: '2025-10-11' })).toEqual(['A 2025-09-10 held not-enrolled']);
  });

  it('waits for an approval on or after the trigger date', () => {
    const release = { approve: 'administrator' };
    const approved = (on: string): object => ({ events: [{ on, event: 'approved', ref: 'A' }] });
    expect(held({ release })).toEqual(['A 2025-09-10 held approval']);
    expect(held({ release }, approved('2025-09-09'))).toEqual(['A 2025-09-10 held approval']);
    expect(held({ release }, approved('2025-09-10'))).toEqual(['A 2025-09-10 issue']);
  });

  it('names the first reason that applies', () => {
    const found = held(
      { settle: 90, exempt: ['foster'], release: { approve: 'administrator' } },
      { flags: ['foster'], asOf: '2025-09-11' },
    );
    expect(found).toEqual(['A 2025-09-10 held exempt:foster']);
  });

  it('is declined by an event that names it, and issued by one that says it went out', () => {
    expect(held({ settle: 90 }, { events: [{ on: '2025-09-12', event: 'declined', ref: 'A' }] })).toEqual([
      'A 2025-09-10 declined',
    ]);
    expect(held({}, { events: [{ on: '2025-09-12', event: 'declined', ref: 'B' }] })).toEqual(['A 2025-09-10 issue']);
    const both = [{ on: '2025-09-12', event: 'declined', ref: 'A' }, issued('2025-09-12', 'A')];
    expect(held({}, { events: both })).toEqual(['A 2025-09-10 issued']);
  });

  it('is noted when it is never issued', () => {
    expect(held({ release: 'none' })).toEqual(['A 2025-09-10 noted']);
  });

  it('does not see events after the as-of date or before the school year', () => {
    expect(held({}, { events: [issued('2025-09-12', 'A')], asOf: '2025-09-11' })).toEqual(['A 2025-09-10 issue']);
    expect(held({}, { events: [issued('2025-06-30', 'A')] })).toEqual(['A 2025-09-10 issue']);
    expect(held({}, { events: [issued('2025-07-01', 'A')] })).toEqual(['A 2025-09-10 issued']);
  });
});

describe('counting through the previous day', () => {
  it('judges as of the day before, except for what was issued, approved and declined', () => {
    const policy = { countThrough: 'previous-day' } as const;
    const criteria = [atLeast('A', 3)];
    expect(judgeExample({ records: three, criteria, policy, asOf: '2025-09-10' })).toEqual([]);
    expect(judgeExample({ records: three, criteria, policy, asOf: '2025-09-11' })).toEqual(['A 2025-09-10 issue']);
    expect(
      judgeExample({ records: three, criteria, policy, asOf: '2025-09-11', events: [issued('2025-09-11', 'A')] }),
    ).toEqual(['A 2025-09-10 issued']);
  });
});

describe('a group in which one goes out', () => {
  const groups: Group[] = [{ id: 'g', mode: 'first-match' }];

  it('lets the first in order stand and suppresses the others of that date', () => {
    const criteria = [atLeast('A', 3, { group: 'g', order: 2 }), atLeast('B', 3, { group: 'g', order: 1 })];
    expect(judgeExample({ records: three, criteria, groups })).toEqual([
      'A 2025-09-10 suppressed by:B',
      'B 2025-09-10 issue',
    ]);
  });

  it('lets one stand that was issued, whatever its order', () => {
    const criteria = [atLeast('A', 3, { group: 'g', order: 2 }), atLeast('B', 3, { group: 'g', order: 1 })];
    const found = judgeExample({ records: three, criteria, groups, events: [issued('2025-09-11', 'A')] });
    expect(found).toEqual(['A 2025-09-10 issued', 'B 2025-09-10 suppressed by:A']);
  });

  it('leaves triggers of different dates and of other groups alone', () => {
    const criteria = [atLeast('A', 3, { group: 'g' }), atLeast('B', 2, { group: 'g' }), atLeast('C', 3)];
    expect(judgeExample({ records: three, criteria, groups })).toEqual([
      'A 2025-09-10 issue',
      'B 2025-09-09 issue',
      'C 2025-09-10 issue',
    ]);
  });
});

describe('a ladder', () => {
  it('keeps the third level behind the second once the first is out', () => {
    const found = judgeExample({
      records: seven,
      criteria: levels,
      groups: ladder(),
      events: [issued('2025-09-17', 'A')],
    });
    expect(found).toEqual(['A 2025-09-10 issued', 'B 2025-09-12 issue', 'C 2025-09-16 held after:B']);
  });

  it('passes over a declined level, which starts no gap', () => {
    const events = [{ on: '2025-09-17', event: 'declined', ref: 'A' }];
    const found = judgeExample({
      records: seven,
      criteria: levels,
      groups: ladder({ gap: { schoolDays: 100 } }),
      events,
    });
    expect(found).toEqual(['A 2025-09-10 declined', 'B 2025-09-12 issue', 'C 2025-09-16 held after:B']);
  });

  it('asks for its school days after the latest letter', () => {
    const example = {
      records: seven,
      criteria: levels.slice(0, 2),
      groups: ladder({ gap: { schoolDays: 10 } }),
      events: [issued('2025-09-17', 'A')],
    };
    expect(judgeExample({ ...example, asOf: '2025-09-30' })[1]).toBe('B 2025-09-12 held gap:school-days');
    expect(judgeExample({ ...example, asOf: '2025-10-01' })[1]).toBe('B 2025-09-12 issue');
  });

  it('names the first part of the gap that fails', () => {
    const gap = { schoolDays: 1, further: 1, event: 'contact-made' };
    const example = { records: seven, criteria: levels.slice(0, 2), groups: ladder({ gap }) };
    const second = (on: string, more: object[] = []): string | undefined =>
      judgeExample({ ...example, events: [issued(on, 'A'), ...(more as [])], asOf: '2025-09-17' })[1];
    expect(second('2025-09-17')).toBe('B 2025-09-12 held gap:school-days');
    expect(second('2025-09-16')).toBe('B 2025-09-12 held gap:further');
    expect(second('2025-09-15')).toBe('B 2025-09-12 held gap:event:contact-made');
    expect(second('2025-09-15', [{ on: '2025-09-15', event: 'contact-made' }])).toBe(
      'B 2025-09-12 held gap:event:contact-made',
    );
    expect(second('2025-09-15', [{ on: '2025-09-16', event: 'contact-made' }])).toBe('B 2025-09-12 issue');
  });

  it('with the highest alone, satisfies what lies below a level that went out', () => {
    const found = judgeExample({
      records: seven,
      criteria: levels,
      groups: ladder({ skipped: 'highest' }),
      events: [issued('2025-09-17', 'B')],
    });
    expect(found).toEqual(['A 2025-09-10 satisfied by:C', 'B 2025-09-12 issued', 'C 2025-09-16 issue']);
    const all = judgeExample({
      records: seven,
      criteria: levels,
      groups: ladder({ skipped: 'highest' }),
      events: [issued('2025-09-17', 'C')],
    });
    expect(all).toEqual(['A 2025-09-10 satisfied by:C', 'B 2025-09-12 satisfied by:C', 'C 2025-09-16 issued']);
  });

  it('begins again in each of its cycles', () => {
    const monthly = levels.slice(0, 2).map((criterion) => ({ ...criterion, window: { kind: 'month' } as const }));
    const october = absent('2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07');
    const example = {
      records: [...seven, ...october],
      criteria: monthly,
      groups: ladder({ cycle: { kind: 'month' } }),
      events: [issued('2025-09-17', 'A')],
    };
    expect(judgeExample(example)).toEqual([
      'A 2025-09-10 issued',
      'A 2025-10-03 issue',
      'B 2025-09-12 issue',
      'B 2025-10-07 held after:A',
    ]);
  });

  it('counts one trigger of a level in a cycle and suppresses the others', () => {
    const monthly = [{ ...(levels[0] as Criterion), window: { kind: 'month' } as const }];
    const october = absent('2025-10-01', '2025-10-02', '2025-10-03');
    const example = { records: [...seven, ...october], criteria: monthly, groups: ladder() };
    expect(judgeExample(example)).toEqual(['A 2025-09-10 issue', 'A 2025-10-03 suppressed by:A']);
    expect(judgeExample({ ...example, events: [issued('2025-10-06', 'A')] })).toEqual([
      'A 2025-09-10 suppressed by:A',
      'A 2025-10-03 issued',
    ]);
  });

  it('knows a level as issued that no longer has its trigger', () => {
    const gap = { schoolDays: 200 };
    const five = [atLeast('A', 20, { group: 'g' }), atLeast('B', 5, { group: 'g', order: 2 })];
    expect(
      judgeExample({ records: seven, criteria: five, groups: ladder({ gap }), events: [issued('2025-10-06', 'A')] }),
    ).toEqual(['B 2025-09-12 held gap:school-days']);
  });
});

describe('two definitions of one code', () => {
  it('share an identity in one cycle, and the earlier trigger keeps it', () => {
    const before = atLeast('A', 5, { effective: { until: day('2025-09-15') } });
    const after = atLeast('A', 3, { effective: { from: day('2025-09-15') } });
    expect(judgeExample({ records: seven, criteria: [before, after] })).toEqual(['A 2025-09-12 issue']);
    expect(judgeExample({ records: [...three, ...absent('2025-09-15')], criteria: [before, after] })).toEqual([
      'A 2025-09-15 issue',
    ]);
  });
});
