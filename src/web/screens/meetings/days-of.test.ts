import { expect, test } from 'vitest';
import { daysOf } from './days-of.ts';

test('this week is from Monday to Sunday, whatever day it is', () => {
  const week = { from: '2026-11-16', to: '2026-11-22' };
  expect(daysOf('week', '2026-11-16')).toEqual(week);
  expect(daysOf('week', '2026-11-22')).toEqual(week);
  expect(daysOf('week', '2026-11-23').from).toBe('2026-11-23');
});

test('thirty days begin or end today', () => {
  expect(daysOf('month', '2026-11-16')).toEqual({ from: '2026-11-16', to: '2026-12-16' });
  expect(daysOf('past', '2026-11-16')).toEqual({ from: '2026-10-17', to: '2026-11-16' });
});
