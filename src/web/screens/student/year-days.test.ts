import { describe, expect, test } from 'vitest';
import { calendarDays, fractionOf, type Year, type YearDay, type YearRule } from './year-days.ts';

const day = (on: string, more: Partial<YearDay> = {}): YearDay => ({
  on,
  school: 'oak',
  mark: 'present',
  isUnexcused: false,
  absent: 0,
  part: null,
  records: [],
  earlier: [],
  ...more,
});

const yearOf = (days: readonly YearDay[], asOf = '2026-11-13'): Year => ({
  year: 2026,
  from: '2026-07-01',
  through: '2027-06-30',
  asOf,
  dataThrough: '2026-11-12',
  schools: [],
  days: [...days],
  rules: [],
});

const rule = (more: Partial<YearRule> = {}): YearRule => ({
  key: 'p/L1/',
  pack: 'p',
  criterion: 'L1',
  title: 'First',
  school: null,
  need: 3,
  unit: 'day',
  days: [{ on: '2026-11-09', periods: [], ordinal: 3 }],
  ...more,
});

describe('the days of the calendar', () => {
  const year = yearOf([day('2026-11-05'), day('2026-11-09', { mark: 'unexcused' }), day('2026-11-13', { mark: null })]);

  test('a date that nothing is told of is without school, one after the data is not in yet', () => {
    const shown = calendarDays(year, undefined, String);
    expect(shown.find(({ on }) => on === '2026-11-07')?.status).toBe('no-school');
    expect(shown.find(({ on }) => on === '2026-11-13')?.status).toBe('not-yet');
    expect(shown.at(0)?.on).toBe('2026-11-05');
  });

  test('what lies behind the month of the as-of date is not shown; the month itself is', () => {
    const later = yearOf([day('2026-11-05'), day('2026-11-30', { mark: null }), day('2026-12-01', { mark: null })]);
    expect(calendarDays(later, undefined, String).at(-1)?.on).toBe('2026-11-30');
  });

  test('a counted day has its number up to what the rule asks for, and none beyond it', () => {
    const counted = (more: Partial<YearRule>) =>
      calendarDays(year, rule(more), String).find(({ on }) => on === '2026-11-09')?.counted;
    expect(counted({})).toEqual({ ordinal: 3, of: 3 });
    expect(counted({ need: 2 })).toEqual({});
    expect(counted({ unit: 'period' })).toEqual({});
    expect(calendarDays(year, undefined, String).every((one) => one.counted === undefined)).toBe(true);
  });

  test('a year without a day is empty', () => {
    expect(calendarDays(yearOf([]), undefined, String)).toEqual([]);
  });
});

test('a part of a day is written as the nearest fraction', () => {
  expect([0.5, 0.167, 0.333, 0.25, 0.9].map(fractionOf)).toEqual(['½', '⅙', '⅓', '¼', '⅞']);
});
