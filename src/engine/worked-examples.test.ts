import { describe, expect, it } from 'vitest';
import { formatDay } from './index.ts';
import type { Criterion, Group, Rule, TermFact } from './index.ts';
import { day, judgeExample, outcomesOf, UNEXCUSED } from './testing/example.ts';
import type { Example, ExampleRecord } from './testing/example.ts';

const absent = (...days: readonly string[]): ExampleRecord[] => days.map((on) => ({ on, code: 'U' }));
const excused = (...days: readonly string[]): ExampleRecord[] => days.map((on) => ({ on, code: 'E' }));
const atLeast = (code: string, minimum: number, rest: Partial<Criterion> = {}): Criterion => ({
  ...UNEXCUSED,
  code,
  when: { ...UNEXCUSED.when, band: { atLeast: minimum } } as Rule,
  ...rest,
});
const rule = (when: Rule, rest: Partial<Criterion> = {}): Criterion => ({ ...UNEXCUSED, when, ...rest });
const ladder = (rest: Partial<Extract<Group, { mode: 'ladder' }>> = {}): Group => ({
  id: 'g',
  mode: 'ladder',
  cycle: { kind: 'year' },
  skipped: 'sequential',
  gap: {},
  ...rest,
});
const unexcused = [{ status: ['absent'], excuse: ['unexcused'] }] as const;
const six = absent('2025-09-22', '2025-09-23', '2025-10-06', '2025-10-07', '2025-10-08', '2025-10-10');
const inLadder = [atLeast('A', 3, { group: 'g' }), atLeast('B', 5, { group: 'g', order: 2 })];

/** The first `count` days in session from a day on. */
function weekdaysFrom(from: string, count: number): string[] {
  const days: string[] = [];
  for (let on = day(from); days.length < count; on++) {
    const text = formatDay(on);
    if ((on + 3) % 7 < 5 && text !== '2025-10-13') days.push(text);
  }
  return days;
}

describe('the worked examples of criteria.md, section 11', () => {
  it('1: three and five absences are met on their own dates, whatever later day is asked', () => {
    const criteria = [atLeast('A', 3), atLeast('B', 5)];
    for (const asOf of ['2025-10-10', '2026-03-09']) {
      expect(judgeExample({ records: six, criteria, asOf })).toEqual(['A 2025-10-06 issue', 'B 2025-10-08 issue']);
    }
  });

  it('2: in a sequential ladder the second level waits for the first', () => {
    const found = judgeExample({ records: six, criteria: inLadder, groups: [ladder()], asOf: '2025-10-10' });
    expect(found).toEqual(['A 2025-10-06 issue', 'B 2025-10-08 held after:A']);
  });

  it('3: with skipped levels the highest alone goes out, or all of them', () => {
    const found = (skipped: 'highest' | 'all'): string[] =>
      judgeExample({ records: six, criteria: inLadder, groups: [ladder({ skipped })] });
    expect(found('highest')).toEqual(['A 2025-10-06 satisfied by:B', 'B 2025-10-08 issue']);
    expect(found('all')).toEqual(['A 2025-10-06 issue', 'B 2025-10-08 issue']);
  });

  it('4: a day that jumps over a band never had it', () => {
    const cuts = ['1', '2', '3'].map((period) => ({ on: '2025-10-09', code: 'U', period }));
    const total = (minimum: number, atMost?: number): Rule => ({
      type: 'total',
      counts: unexcused,
      measure: 'periods',
      band: { atLeast: minimum, ...(atMost === undefined ? {} : { atMost }) },
    });
    const criteria = [
      rule(total(5), { code: 'B', group: 'g' }),
      rule(total(3, 4), { code: 'A', group: 'g', order: 2 }),
    ];
    const groups: Group[] = [{ id: 'g', mode: 'first-match' }];
    expect(judgeExample({ records: [...absent('2025-10-06', '2025-10-07'), ...cuts], criteria, groups })).toEqual([
      'B 2025-10-09 issue',
    ]);
  });

  it('5: a band gives one trigger, on the date that reached it', () => {
    const records = absent(
      ...Array.from({ length: 12 }, (_, i) => `2025-09-${String(i < 5 ? i + 1 : i + 3).padStart(2, '0')}`),
    );
    const criteria = [rule({ type: 'total', counts: unexcused, measure: 'dates', band: { atLeast: 5, atMost: 10 } })];
    expect(judgeExample({ records, criteria })).toEqual(['A 2025-09-05 issue']);
  });

  const halves = (days: readonly string[], periods: readonly string[], code = 'U'): ExampleRecord[] =>
    days.flatMap((on) => periods.map((period) => ({ on, code, period })));

  it('6: only days with both halves missed qualify', () => {
    const records = [
      ...halves(['2025-09-01', '2025-09-02', '2025-09-03'], ['AM']),
      ...halves(['2025-09-08', '2025-09-09', '2025-09-10', '2025-09-11', '2025-09-12'], ['AM', 'PM']),
    ];
    const criteria = [
      rule({
        type: 'pattern',
        counts: unexcused,
        withinDay: { mode: 'cumulative', atLeast: 2, atMost: 2 },
        days: { mode: 'cumulative', atLeast: 5 },
      }),
    ];
    expect(judgeExample({ records, criteria, periods: ['AM', 'PM'] })).toEqual(['A 2025-09-12 issue']);
  });

  it('7: a day with both halves counts once', () => {
    const records = [
      ...halves(['2025-09-08', '2025-09-09', '2025-09-10', '2025-09-11'], ['AM'], 'T'),
      ...halves(['2025-09-11'], ['PM'], 'T'),
      ...halves(['2025-09-15'], ['PM'], 'T'),
    ];
    const criteria = [
      rule({
        type: 'pattern',
        counts: [{ status: ['tardy'] }],
        withinDay: { mode: 'cumulative', atLeast: 1, atMost: 2 },
        days: { mode: 'cumulative', atLeast: 5 },
      }),
    ];
    expect(judgeExample({ records, criteria, periods: ['AM', 'PM'] })).toEqual(['A 2025-09-15 issue']);
  });

  it('8: half days add up exactly', () => {
    const half = (on: string): ExampleRecord => ({ on, code: 'H' });
    const records = [
      half('2025-09-08'),
      ...absent('2025-09-09'),
      half('2025-09-15'),
      half('2025-09-16'),
      half('2025-09-17'),
    ];
    const criteria = [rule({ type: 'total', counts: unexcused, measure: 'days', band: { atLeast: 3000 } })];
    expect(outcomesOf({ records, criteria })).toMatchObject([{ day: day('2025-09-17'), value: 3 }]);
  });

  const overThirty: Criterion = rule({
    type: 'total',
    counts: [
      { status: ['absent'], excuse: ['unexcused'], wholeDay: true },
      { status: ['absent', 'tardy'], excuse: ['unexcused'], minutesOver: 30 },
    ],
    measure: 'dates',
    band: { atLeast: 3 },
  });

  it('9: thirty-one minutes count and thirty do not', () => {
    const records: ExampleRecord[] = [
      ...absent('2025-09-08'),
      { on: '2025-09-10', code: 'T', period: '1', minutes: 31 },
      { on: '2025-09-12', code: 'T', period: '1', minutes: 30 },
      { on: '2025-09-15', code: 'U', period: '2', minutes: 50 },
    ];
    const [outcome] = outcomesOf({ records, criteria: [overThirty] });
    expect(outcome).toMatchObject({ day: day('2025-09-15'), value: 3 });
    expect(outcome?.evidence.map((record) => record.minutes)).toEqual([390, 31, 50]);
  });

  it('10: short tardies and excused absences never count', () => {
    const tardies = ['2025-09-01', '2025-09-02', '2025-09-03', '2025-09-04', '2025-09-05'].map((on) => ({
      on,
      code: 'T',
      period: '1',
      minutes: 20,
    }));
    const records = [
      ...tardies,
      ...excused('2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08', '2025-10-09'),
    ];
    expect(judgeExample({ records, criteria: [overThirty] })).toEqual([]);
  });

  const inARow = (rest: object = {}): Criterion =>
    rule({
      type: 'pattern',
      counts: unexcused,
      withinDay: { mode: 'cumulative', atLeast: 1 },
      days: { mode: 'consecutive', atLeast: 3 },
      ...rest,
    });

  it('11: a weekend and a holiday do not break a row', () => {
    expect(judgeExample({ records: absent('2025-10-09', '2025-10-10', '2025-10-14'), criteria: [inARow()] })).toEqual([
      'A 2025-10-14 issue',
    ]);
  });

  it('12: Fridays in a row are the Fridays alone', () => {
    const criteria = [inARow({ only: { weekdays: ['fri'] } })];
    expect(judgeExample({ records: absent('2025-10-03', '2025-10-10', '2025-10-17'), criteria })).toEqual([
      'A 2025-10-17 issue',
    ]);
  });

  it('13: an excused day breaks a row unless it bridges', () => {
    const records = [...absent('2025-09-08', '2025-09-10', '2025-09-11'), ...excused('2025-09-09')];
    expect(judgeExample({ records, criteria: [inARow()] })).toEqual([]);
    const bridged = inARow({ bridge: [{ status: ['absent'], excuse: ['excused'] }] });
    expect(outcomesOf({ records, criteria: [bridged] })).toMatchObject([{ day: day('2025-09-11'), value: 3 }]);
  });

  const quarters: TermFact[] = [
    { kind: 'quarter', name: 'Q1', start: day('2025-08-01'), end: day('2025-10-10') },
    { kind: 'quarter', name: 'Q2', start: day('2025-10-14'), end: day('2025-12-19') },
  ];

  it('14: a new quarter starts counting again', () => {
    const records = absent('2025-09-22', '2025-09-23', '2025-10-06', '2025-10-15');
    const window = { kind: 'term', term: 'quarter' } as const;
    expect(judgeExample({ records, criteria: [atLeast('A', 4, { window })], terms: quarters })).toEqual([]);
    expect(judgeExample({ records, criteria: [atLeast('A', 3, { window })], terms: quarters })).toEqual([
      'A 2025-10-06 issue',
    ]);
  });

  it('15: twenty-eight days include both ends', () => {
    const criteria = [atLeast('A', 3, { window: { kind: 'days', days: 28 } })];
    const parts = (...days: string[]): ExampleRecord[] => days.map((on) => ({ on, code: 'U', period: '1' }));
    expect(judgeExample({ records: parts('2025-09-02', '2025-09-16', '2025-09-29'), criteria })).toEqual([
      'A 2025-09-29 issue',
    ]);
    expect(judgeExample({ records: parts('2025-09-02', '2025-09-16', '2025-09-30'), criteria })).toEqual([]);
  });

  it('16: a correction moves the trigger and keeps its identity', () => {
    const [before] = outcomesOf({
      records: absent('2025-09-08', '2025-09-10', '2025-09-12'),
      criteria: [atLeast('A', 3)],
    });
    const corrected = [...absent('2025-09-08', '2025-09-12', '2025-09-17'), ...excused('2025-09-10')];
    const [after] = outcomesOf({ records: corrected, criteria: [atLeast('A', 3)] });
    expect([before?.day, after?.day]).toEqual([day('2025-09-12'), day('2025-09-17')]);
    expect([after?.cycle, after?.occurrence]).toEqual([before?.cycle, before?.occurrence]);
  });

  it('17: exactly ten percent is reached, and five days are too few to say', () => {
    const tenth = rule({ type: 'rate', counts: unexcused, test: 'atLeast', percent: 10_000, minDays: 10 });
    const sessions = (count: number): Partial<Example> => ({
      asOf: '2025-11-21',
      enrollments: [{ school: 'oak', entry: '2025-08-01', exit: count === 80 ? '2025-11-21' : '2025-08-07' }],
    });
    const records = absent(
      '2025-11-12',
      '2025-11-13',
      '2025-11-14',
      '2025-11-17',
      '2025-11-18',
      '2025-11-19',
      '2025-11-20',
      '2025-11-21',
    );
    expect(outcomesOf({ records, criteria: [tenth], ...sessions(80) })).toMatchObject([
      { day: day('2025-11-21'), value: 10 },
    ]);
    expect(judgeExample({ records: records.slice(1), criteria: [tenth], ...sessions(80) })).toEqual([]);
    expect(judgeExample({ records: absent('2025-08-05'), criteria: [tenth], ...sessions(5) })).toEqual([]);
  });

  it('18: every third date is a step', () => {
    const records = absent(
      '2025-09-01',
      '2025-09-02',
      '2025-09-03',
      '2025-09-04',
      '2025-09-05',
      '2025-09-08',
      '2025-09-09',
    );
    const criteria = [atLeast('A', 3, { repeat: { every: 3 } })];
    expect(judgeExample({ records, criteria })).toEqual(['A 2025-09-03 issue', 'A#2 2025-09-08 issue']);
  });

  it('19: a rate over two schools is one rate, or one for each school', () => {
    const enrollments = [
      { school: 'elm', entry: '2025-08-01', exit: '2025-11-25' },
      { school: 'oak', entry: '2025-11-26', exit: '2026-04-08' },
    ];
    const twenty = (scope: Criterion['scope']): Criterion =>
      rule({ type: 'rate', counts: unexcused, test: 'atLeast', percent: 20_000, minDays: 82 }, { scope });
    const school = weekdaysFrom('2025-08-01', 82).concat(weekdaysFrom('2025-11-26', 96));
    const records = [
      ...absent(...school.slice(0, 45)).map((record) => ({ ...record, school: 'elm' })),
      ...absent(...school.slice(-7)).map((record) => ({ ...record, school: 'oak' })),
    ];
    const example = { records, enrollments, asOf: '2026-04-08' };
    expect(outcomesOf({ ...example, criteria: [twenty('district')] })).toMatchObject([{ school: null, value: 54.88 }]);
    expect(outcomesOf({ ...example, criteria: [twenty('school')] })).toMatchObject([{ school: 'elm', value: 54.88 }]);
    const atTheEnd = rule({ type: 'rate', counts: unexcused, test: 'atLeast', percent: 29_000, minDays: 178 });
    expect(outcomesOf({ ...example, criteria: [atTheEnd] })).toMatchObject([{ day: day('2026-04-08'), value: 29.21 }]);
  });

  it('20: a violated contract refers before the eleventh day', () => {
    const nine = absent(
      '2025-09-01',
      '2025-09-02',
      '2025-09-03',
      '2025-09-04',
      '2025-09-05',
      '2025-09-08',
      '2025-09-09',
      '2025-09-10',
      '2025-09-11',
    );
    const referral = rule(
      {
        type: 'any',
        rules: [
          { type: 'total', counts: unexcused, measure: 'dates', band: { atLeast: 11 } },
          { type: 'event', event: 'contract-violated' },
        ],
      },
      { code: 'R' },
    );
    const events = [{ on: '2025-09-12', event: 'contract-violated' }];
    expect(judgeExample({ records: nine, criteria: [atLeast('L1', 7), atLeast('M', 10), referral], events })).toEqual([
      'L1 2025-09-09 issue',
      'R 2025-09-12 issue',
    ]);
  });

  it('21: one further day after the first letter opens the second level', () => {
    const records = absent('2025-09-22', '2025-09-23', '2025-10-06', '2025-10-07', '2025-10-08');
    const events = [{ on: '2025-10-07', event: 'issued', ref: 'A' }];
    const example = { records, criteria: inLadder, groups: [ladder({ gap: { further: 1 } })], events };
    expect(judgeExample({ ...example, asOf: '2025-10-08' })).toEqual(['A 2025-10-06 issued', 'B 2025-10-08 issue']);
    expect(judgeExample({ ...example, groups: [ladder({ gap: { further: 2 } })] })).toEqual([
      'A 2025-10-06 issued',
      'B 2025-10-08 held gap:further',
    ]);
  });

  it('22: a notice sent in November for October leaves November open', () => {
    const records = absent('2025-10-30', '2025-10-31', '2025-11-03', '2025-11-04');
    const criteria = [atLeast('A', 2, { window: { kind: 'month' } })];
    const events = [{ on: '2025-11-03', event: 'issued', ref: 'A@2025-10-01' }];
    expect(judgeExample({ records, criteria, events })).toEqual(['A 2025-10-31 issued', 'A 2025-11-04 issue']);
  });

  it('23: before a rule is in force it gives no trigger, but its days count', () => {
    const records = absent('2025-10-01', '2025-10-02', '2025-10-03', '2025-11-05');
    expect(judgeExample({ records, criteria: [atLeast('A', 3, { effective: { from: day('2025-11-01') } })] })).toEqual([
      'A 2025-11-05 issue',
    ]);
  });

  it('24: the count follows the student to the next school', () => {
    const records = [
      ...absent('2025-10-01', '2025-10-02').map((record) => ({ ...record, school: 'elm' })),
      { on: '2025-10-22', code: 'U', school: 'oak' },
    ];
    const enrollments = [
      { school: 'elm', entry: '2025-08-01', exit: '2025-10-19' },
      { school: 'oak', entry: '2025-10-20' },
    ];
    const terms: TermFact[] = [
      { school: 'elm', kind: 'quarter', name: 'Q1', start: day('2025-08-01'), end: day('2025-10-20') },
      { school: 'oak', kind: 'quarter', name: 'Q1', start: day('2025-08-11'), end: day('2025-10-20') },
    ];
    expect(outcomesOf({ records, criteria: [atLeast('A', 3)], enrollments, terms })).toMatchObject([
      { day: day('2025-10-22'), cycle: day('2025-07-01') },
    ]);
  });
});
