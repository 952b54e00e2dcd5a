import { expect, test } from 'vitest';
import { lastTime } from './cycle.ts';

const LA = 'America/Los_Angeles';
/** Fridays at 15:00, Mondays at 6:00. */
const FRIDAYS = { days: [5], at: '15:00' };
const MONDAYS = { days: [1], at: '06:00' };
const last = (now: string, ...rhythms: readonly { days: readonly number[]; at: string }[]): string | undefined =>
  lastTime(rhythms, LA, new Date(now))?.toISOString();

test('a time that a pack proposes has passed from its minute on, in the district’s zone', () => {
  expect(last('2026-11-13T22:59:00Z', FRIDAYS)).toBe('2026-11-06T23:00:00.000Z');
  expect(last('2026-11-13T23:00:00Z', FRIDAYS)).toBe('2026-11-13T23:00:00.000Z');
});

test('of several packs the latest time counts', () => {
  expect(last('2026-11-16T18:00:00Z', FRIDAYS, MONDAYS)).toBe('2026-11-16T14:00:00.000Z');
  expect(last('2026-11-14T18:00:00Z', FRIDAYS, MONDAYS)).toBe('2026-11-13T23:00:00.000Z');
});

test('without a pack that proposes one there is none', () => {
  expect(last('2026-11-16T18:00:00Z')).toBeUndefined();
});
