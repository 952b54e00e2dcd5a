import { describe, expect, test } from 'vitest';
import { nextFamilyMoment } from './index.ts';

const LAKESIDE = { days: '12345', from: '08:00', until: '19:00', timeZone: 'America/Los_Angeles' };
const next = (at: string, hours = LAKESIDE): string => nextFamilyMoment(hours, new Date(at)).toISOString();

describe('a message to a family', () => {
  test.each([
    ['within the hours: at once', '2026-11-13T20:00:00.000Z', '2026-11-13T20:00:00.000Z'],
    ['at the first moment: at once', '2026-11-13T16:00:00.000Z', '2026-11-13T16:00:00.000Z'],
    ['a moment before: at the first', '2026-11-13T15:59:59.999Z', '2026-11-13T16:00:00.000Z'],
    ['at the last moment: at once', '2026-11-12T02:59:59.999Z', '2026-11-12T02:59:59.999Z'],
    ['at the end: the next morning', '2026-11-12T03:00:00.000Z', '2026-11-12T16:00:00.000Z'],
    ['on Friday evening: on Monday', '2026-11-14T03:00:00.000Z', '2026-11-16T16:00:00.000Z'],
    ['on Sunday at noon: on Monday', '2026-11-15T20:00:00.000Z', '2026-11-16T16:00:00.000Z'],
  ])('leaves %s', (_when, at, leaves) => {
    expect(next(at)).toBe(leaves);
  });

  test('leaves at eight by the clocks on the wall, before and after they change', () => {
    // The clocks of the zone go back on Sunday 1 November 2026 and forward on Sunday 14 March 2027.
    expect(next('2026-10-31T03:00:00Z')).toBe('2026-11-02T16:00:00.000Z');
    expect(next('2026-10-29T03:00:00Z')).toBe('2026-10-29T15:00:00.000Z');
    expect(next('2027-03-13T04:00:00Z')).toBe('2027-03-15T15:00:00.000Z');
  });

  test('opens later by what the clocks leap over, and the first time of an hour that comes twice', () => {
    const always = { ...LAKESIDE, days: '1234567' };
    expect(next('2027-03-14T09:00:00Z', { ...always, from: '02:30' })).toBe('2027-03-14T10:30:00.000Z');
    expect(next('2026-11-01T07:30:00Z', { ...always, from: '01:30' })).toBe('2026-11-01T08:30:00.000Z');
  });

  test('waits up to a week where one day is chosen', () => {
    expect(next('2026-11-12T03:00:00Z', { ...LAKESIDE, days: '3' })).toBe('2026-11-18T16:00:00.000Z');
  });

  test('leaves by the zone of the district', () => {
    expect(next('2026-11-13T05:30:00Z', { ...LAKESIDE, timeZone: 'Pacific/Honolulu' })).toBe(
      '2026-11-13T18:00:00.000Z',
    );
    expect(next('2026-11-13T04:30:00Z', { ...LAKESIDE, timeZone: 'Pacific/Honolulu' })).toBe(
      '2026-11-13T04:30:00.000Z',
    );
  });
});
