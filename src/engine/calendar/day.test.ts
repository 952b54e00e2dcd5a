import { describe, expect, it } from 'vitest';
import { formatDay, monthStart, parseDay, schoolYearStart, weekdayOf } from './day.ts';

const at = (text: string): number => parseDay(text) ?? Number.NaN;

describe('days', () => {
  it('agree with the calendar of the platform for two centuries', () => {
    for (let day = at('1900-01-01'); day <= at('2099-12-31'); day += 1) {
      const date = new Date(day * 86_400_000);
      const text = date.toISOString().slice(0, 10);
      if (formatDay(day) !== text || parseDay(text) !== day) throw new Error(text);
      if (weekdayOf(day) !== ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][date.getUTCDay()]) throw new Error(text);
    }
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '26-01-01',
    '2026-01-01 ',
    '',
    '03/04/2026',
    '0999-01-01',
  ])('refuse %j, which is no day', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it('know the leap day', () => {
    expect(formatDay(at('2028-02-29'))).toBe('2028-02-29');
    expect(parseDay('1900-02-29')).toBeUndefined();
  });

  it('begin a month on its first', () => {
    expect(formatDay(monthStart(at('2026-11-21')))).toBe('2026-11-01');
    expect(formatDay(monthStart(at('2026-11-01')))).toBe('2026-11-01');
  });

  it('begin a school year on its day, and the day before belongs to the last one', () => {
    expect(formatDay(schoolYearStart(at('2026-07-01'), '07-01'))).toBe('2026-07-01');
    expect(formatDay(schoolYearStart(at('2026-06-30'), '07-01'))).toBe('2025-07-01');
  });
});
