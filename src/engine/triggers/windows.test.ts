import { describe, expect, it } from 'vitest';
import type { Criterion, Rule, TermFact, Window } from '../index.ts';
import { formatDay } from '../index.ts';
import { day, judgeExample, outcomesOf, UNEXCUSED } from '../testing/example.ts';
import type { Example, ExampleRecord } from '../testing/example.ts';

const absent = (...days: readonly string[]): ExampleRecord[] => days.map((on) => ({ on, code: 'U' }));
const atLeast = (minimum: number, window: Window, rest: Partial<Criterion> = {}): Criterion => ({
  ...UNEXCUSED,
  when: { ...UNEXCUSED.when, band: { atLeast: minimum } } as Rule,
  window,
  ...rest,
});
const cycles = (example: Example): string[] =>
  outcomesOf(example).map((outcome) => `${formatDay(outcome.cycle)} ${formatDay(outcome.day)}`);

describe('windows', () => {
  it('a month counts from its first day and is a cycle of its own', () => {
    const records = absent('2025-09-29', '2025-09-30', '2025-10-01', '2025-10-02');
    expect(cycles({ records, criteria: [atLeast(2, { kind: 'month' })] })).toEqual([
      '2025-09-01 2025-09-30',
      '2025-10-01 2025-10-02',
    ]);
    expect(cycles({ records, criteria: [atLeast(3, { kind: 'month' })] })).toEqual([]);
  });

  it('no window reaches back past the start of the school year', () => {
    const records = absent('2025-09-12', '2025-09-15', '2025-09-16');
    const policy = { schoolYearStart: '09-15' };
    expect(cycles({ records, criteria: [atLeast(2, { kind: 'month' })], policy })).toEqual(['2025-09-15 2025-09-16']);
    expect(cycles({ records, criteria: [atLeast(3, { kind: 'days', days: 28 })], policy })).toEqual([]);
  });

  it('twenty school days include the date itself and reach back nineteen days in session', () => {
    // 2025-09-01 is the twentieth day in session up to 2025-09-26.
    const window: Window = { kind: 'schoolDays', days: 20 };
    expect(cycles({ records: absent('2025-09-01', '2025-09-26'), criteria: [atLeast(2, window)] })).toEqual([
      '2025-07-01 2025-09-26',
    ]);
    expect(cycles({ records: absent('2025-08-29', '2025-09-26'), criteria: [atLeast(2, window)] })).toEqual([]);
  });

  it('since an event counts from the day after it, and each such event opens a cycle', () => {
    const window: Window = { kind: 'since', event: 'letter-received', ref: 'L1' };
    const events = [
      { on: '2025-09-09', event: 'letter-received', ref: 'L1' },
      { on: '2025-09-10', event: 'letter-received', ref: 'L2' },
      { on: '2025-09-11', event: 'letter-received', ref: 'L1' },
    ];
    const records = absent('2025-09-08', '2025-09-09', '2025-09-10', '2025-09-11', '2025-09-12');
    expect(cycles({ records, criteria: [atLeast(1, window)], events })).toEqual([
      '2025-09-10 2025-09-10',
      '2025-09-12 2025-09-12',
    ]);
    expect(cycles({ records, criteria: [atLeast(2, window)], events })).toEqual(['2025-09-10 2025-09-11']);
    expect(cycles({ records, criteria: [atLeast(1, window)] })).toEqual([]);
  });

  const term = (name: string, start: string, end: string, school?: string): TermFact => ({
    kind: 'quarter',
    name,
    start: day(start),
    end: day(end),
    ...(school === undefined ? {} : { school }),
  });

  it('a term of the school goes before one of all schools', () => {
    const terms = [term('Q1', '2025-08-01', '2025-10-31'), term('Q1', '2025-09-10', '2025-10-31', 'oak')];
    const window: Window = { kind: 'term', term: 'quarter' };
    const records = absent('2025-09-09', '2025-09-10', '2025-09-11');
    expect(cycles({ records, criteria: [atLeast(2, window)], terms })).toEqual(['2025-08-01 2025-09-11']);
    expect(cycles({ records: absent('2025-09-10', '2025-09-11'), criteria: [atLeast(3, window)], terms })).toEqual([]);
  });

  it('counts nothing outside every term', () => {
    const terms = [term('Q1', '2025-08-01', '2025-09-09'), term('Q2', '2025-09-11', '2025-10-31')];
    const records = absent('2025-09-10', '2025-09-11');
    const criteria = [atLeast(1, { kind: 'term', term: 'quarter' })];
    expect(cycles({ records, criteria, terms })).toEqual(['2025-09-11 2025-09-11']);
    expect(cycles({ records, criteria: [atLeast(2, { kind: 'term', term: 'quarter' })], terms })).toEqual([]);
  });

  it("a pack's own intervals replace the terms of that name", () => {
    const terms = [term('Q1', '2025-08-01', '2025-10-31')];
    const policy = {
      intervals: new Map([['quarter', [{ name: 'I1', start: day('2025-09-10'), end: day('2025-10-31') }]]]),
    };
    expect(
      cycles({
        records: absent('2025-09-09', '2025-09-10'),
        criteria: [atLeast(1, { kind: 'term', term: 'quarter' })],
        terms,
        policy,
      }),
    ).toEqual(['2025-09-10 2025-09-10']);
  });
});

describe('repeats and limits', () => {
  const records = absent('2025-09-08', '2025-09-09', '2025-09-10', '2025-09-11', '2025-09-12');
  const year: Window = { kind: 'year' };

  it('each date on which the rule holds is an occurrence, up to the most of a cycle', () => {
    expect(judgeExample({ records, criteria: [atLeast(3, year, { repeat: 'each' })] })).toEqual([
      'A 2025-09-10 issue',
      'A#2 2025-09-11 issue',
      'A#3 2025-09-12 issue',
    ]);
    expect(judgeExample({ records, criteria: [atLeast(3, year, { repeat: 'each', maxPerCycle: 2 })] })).toHaveLength(2);
  });

  it('a date that passes several steps gives one trigger, numbered by the highest', () => {
    const cuts = ['1', '2', '3', '4', '5'].map((period) => ({ on: '2025-09-08', code: 'U', period }));
    const when: Rule = { type: 'total', counts: [{ excuse: ['unexcused'] }], measure: 'periods', band: { atLeast: 1 } };
    expect(judgeExample({ records: cuts, criteria: [atLeast(1, year, { when, repeat: { every: 2 } })] })).toEqual([
      'A#3 2025-09-08 issue',
    ]);
  });

  it('grades and schools limit the dates', () => {
    expect(judgeExample({ records, criteria: [atLeast(3, year, { grades: ['7'] })] })).toEqual([]);
    expect(judgeExample({ records, criteria: [atLeast(3, year, { grades: ['8'] })] })).toEqual(['A 2025-09-10 issue']);
    expect(judgeExample({ records, criteria: [atLeast(3, year, { schools: ['elm'] })] })).toEqual([]);
  });

  it('from is included and until is not', () => {
    const between = (from: string, until: string): string[] =>
      judgeExample({ records, criteria: [atLeast(3, year, { effective: { from: day(from), until: day(until) } })] });
    expect(between('2025-09-10', '2025-09-11')).toEqual(['A 2025-09-10 issue']);
    expect(between('2025-09-11', '2025-09-12')).toEqual(['A 2025-09-11 issue']);
    expect(between('2025-09-01', '2025-09-10')).toEqual([]);
  });
});
