import { describe, expect, test } from 'vitest';
import { dayAfterKey, monthsOf, weekdayOf, weekdaysOf, type CalendarDay } from './calendar-days.ts';

const present = (on: string): CalendarDay => ({ on, status: 'present' });
/** Mon Nov 2 to Fri Nov 13, 2026, with a day without school in the middle. */
const november = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13].map((day) => ({
  ...present(`2026-11-${String(day).padStart(2, '0')}`),
  ...(day === 11 ? { status: 'no-school' as const } : {}),
}));

describe('the calendar', () => {
  test('weekdays are those of the civil calendar', () => {
    expect(weekdayOf('2026-11-09')).toBe(1); // Monday
    expect(weekdayOf('1970-01-01')).toBe(4); // Thursday
    expect(weekdayOf('1969-12-28')).toBe(0); // Sunday
  });

  test('a weekend has a column only where there was school on one', () => {
    expect(weekdaysOf(november)).toEqual([1, 2, 3, 4, 5]);
    expect(weekdaysOf([...november, { on: '2026-11-14', status: 'no-school' }])).toEqual([1, 2, 3, 4, 5]);
    expect(weekdaysOf([...november, present('2026-11-14')])).toEqual([1, 2, 3, 4, 5, 6]); // Saturday
  });

  test('months hold weeks of their own days only', () => {
    const months = monthsOf([present('2026-10-30'), ...november], [1, 2, 3, 4, 5]);
    expect(months.map(({ key }) => key)).toEqual(['2026-10', '2026-11']);
    expect(months[0]?.weeks).toEqual([[undefined, undefined, undefined, undefined, present('2026-10-30')]]);
    expect(months[1]?.weeks).toHaveLength(2);
    expect(months[1]?.weeks[0]?.[0]?.on).toBe('2026-11-02');
  });

  test('the order of the days plays no part', () => {
    expect(monthsOf(november.toReversed(), [1, 2, 3, 4, 5])).toEqual(monthsOf(november, [1, 2, 3, 4, 5]));
  });
});

describe('keys of the calendar', () => {
  const shown = ['2026-10-30', ...november.map(({ on }) => on)];

  test('left and right go to the next shown day, over a weekend and into another month', () => {
    expect(dayAfterKey('2026-11-06', 'ArrowRight', shown)).toBe('2026-11-09');
    expect(dayAfterKey('2026-11-02', 'ArrowLeft', shown)).toBe('2026-10-30');
    expect(dayAfterKey('2026-11-13', 'ArrowRight', shown)).toBe('2026-11-13');
  });

  test('up and down go a week, and stay where there is no such day', () => {
    expect(dayAfterKey('2026-11-04', 'ArrowDown', shown)).toBe('2026-11-11');
    expect(dayAfterKey('2026-11-11', 'ArrowDown', shown)).toBe('2026-11-11');
  });

  test('Page goes a month, Home and End along the week', () => {
    expect(dayAfterKey('2026-11-13', 'PageUp', shown)).toBe('2026-10-30');
    expect(dayAfterKey('2026-11-04', 'Home', shown)).toBe('2026-11-02');
    expect(dayAfterKey('2026-11-04', 'End', shown)).toBe('2026-11-06');
    expect(dayAfterKey('2026-11-04', 'x', shown)).toBeUndefined();
  });

  test('a month back from the last day of a long month is the last of the shorter', () => {
    expect(dayAfterKey('2026-10-31', 'PageUp', ['2026-09-30', '2026-10-01', '2026-10-31'])).toBe('2026-09-30');
  });
});
