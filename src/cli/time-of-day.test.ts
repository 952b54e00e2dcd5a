import { expect, test } from 'vitest';
import { momentIn, timeOfDay } from './time-of-day.ts';

test('the time of day is that of the zone, in winter and in summer, whatever zone the machine has', () => {
  expect(timeOfDay('2026-11-13T17:38:59Z', 'America/Los_Angeles')).toBe('9:38 AM PST');
  expect(timeOfDay('2026-06-01T17:38:00Z', 'America/Los_Angeles')).toBe('10:38 AM PDT');
  expect(timeOfDay('2026-11-14T04:05:00Z', 'America/New_York')).toBe('11:05 PM EST');
});

test('a moment is told with its day, in the zone of the district', () => {
  expect(momentIn('America/Los_Angeles', new Date('2026-11-16T16:00:00Z'))).toBe('Mon, Nov 16, 8:00 AM PST');
  expect(momentIn('America/Los_Angeles', new Date('2026-07-01T04:30:00Z'))).toBe('Tue, Jun 30, 9:30 PM PDT');
});
