import { expect, test } from 'vitest';
import { timeOfDay } from './time-of-day.ts';

test('the time of day is that of the zone, in winter and in summer, whatever zone the machine has', () => {
  expect(timeOfDay('2026-11-13T17:38:59Z', 'America/Los_Angeles')).toBe('9:38 AM PST');
  expect(timeOfDay('2026-06-01T17:38:00Z', 'America/Los_Angeles')).toBe('10:38 AM PDT');
  expect(timeOfDay('2026-11-14T04:05:00Z', 'America/New_York')).toBe('11:05 PM EST');
});
