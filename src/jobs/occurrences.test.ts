import { describe, expect, test } from 'vitest';
import { nextOccurrence, nextOccurrences } from './occurrences.ts';

const PACIFIC = 'America/Los_Angeles';
const weekly = { days: [1, 3, 5], at: '17:32' };

function after(text: string, rhythm = weekly, zone = PACIFIC): string | undefined {
  return nextOccurrence(rhythm, zone, new Date(text))?.toISOString();
}

describe('days and a time', () => {
  test('a minute before it is due, the next time is today', () => {
    expect(after('2026-11-17T01:31:00Z')).toBe('2026-11-17T01:32:00.000Z'); // Mon Nov 16 17:31 in California
  });

  test('at the moment it is due, the next time is the next of its days', () => {
    expect(after('2026-11-17T01:32:00Z')).toBe('2026-11-19T01:32:00.000Z'); // Wed
  });

  test('after its last day of the week it goes on in the next week', () => {
    expect(after('2026-11-21T12:00:00Z')).toBe('2026-11-24T01:32:00.000Z'); // Sat to Mon
  });

  test('one day a week comes after a week, and no day never', () => {
    const friday = { days: [5], at: '15:00' };
    expect(after('2026-11-20T23:00:00Z', friday)).toBe('2026-11-27T23:00:00.000Z');
    expect(after('2026-11-20T22:59:59Z', friday)).toBe('2026-11-20T23:00:00.000Z');
    expect(nextOccurrence({ days: [], at: '15:00' }, PACIFIC, new Date('2026-11-20T23:00:00Z'))).toBeNull();
  });

  test('the day is that of the district, not of the server', () => {
    const monday = { days: [1], at: '00:30' };
    expect(after('2026-11-16T05:00:00Z', monday)).toBe('2026-11-16T08:30:00.000Z'); // still Sunday there
    expect(after('2026-11-16T05:00:00Z', monday, 'Asia/Tokyo')).toBe('2026-11-22T15:30:00.000Z');
  });

  test('the next three dates are three', () => {
    const next = nextOccurrences(weekly, PACIFIC, { after: new Date('2026-11-21T12:00:00Z'), count: 3 });
    expect(next.map((at) => at.toISOString())).toEqual([
      '2026-11-24T01:32:00.000Z',
      '2026-11-26T01:32:00.000Z',
      '2026-11-28T01:32:00.000Z',
    ]);
  });
});

describe('when the clocks change', () => {
  test('in autumn the same local time is an hour later by the sun: 17:32 before and after Nov 1, 2026', () => {
    expect(after('2026-10-31T12:00:00Z', { days: [6, 7], at: '17:32' })).toBe('2026-11-01T00:32:00.000Z');
    expect(after('2026-11-01T12:00:00Z', { days: [6, 7], at: '17:32' })).toBe('2026-11-02T01:32:00.000Z');
  });

  test('01:30 comes twice on Nov 1, 2026: it is due the first time, and not again', () => {
    const night = { days: [7], at: '01:30' };
    expect(after('2026-11-01T07:00:00Z', night)).toBe('2026-11-01T08:30:00.000Z');
    expect(after('2026-11-01T08:30:00Z', night)).toBe('2026-11-08T09:30:00.000Z');
    expect(after('2026-11-01T09:00:00Z', night)).toBe('2026-11-08T09:30:00.000Z');
  });

  test('02:30 does not exist on Mar 8, 2026: it is due at 03:30, once', () => {
    const night = { days: [7], at: '02:30' };
    expect(after('2026-03-08T08:00:00Z', night)).toBe('2026-03-08T10:30:00.000Z');
    expect(after('2026-03-08T10:30:00Z', night)).toBe('2026-03-15T09:30:00.000Z');
    expect(after('2026-03-08T10:29:59Z', night)).toBe('2026-03-08T10:30:00.000Z');
  });

  test('01:59 and 03:00 on the day of the leap are what they say', () => {
    expect(after('2026-03-08T08:00:00Z', { days: [7], at: '01:59' })).toBe('2026-03-08T09:59:00.000Z');
    expect(after('2026-03-08T08:00:00Z', { days: [7], at: '03:00' })).toBe('2026-03-08T10:00:00.000Z');
  });

  test('in each of 400 days a daily schedule is due exactly once on each date of the zone', () => {
    for (const at of ['00:00', '01:30', '02:30', '23:59']) {
      for (const zone of [PACIFIC, 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia']) {
        const dates = nextOccurrences({ days: [1, 2, 3, 4, 5, 6, 7], at }, zone, {
          after: new Date('2026-01-01T12:00:00Z'),
          count: 400,
        }).map((one) => new Intl.DateTimeFormat('en-CA-u-ca-gregory', { timeZone: zone }).format(one));
        expect(new Set(dates).size).toBe(400);
      }
    }
  });

  test('again after so many minutes knows no days', () => {
    expect(
      nextOccurrence({ days: [], at: '00:00', everyMinutes: 15 }, PACIFIC, new Date('2026-03-08T09:50:00Z')),
    ).toEqual(new Date('2026-03-08T10:05:00Z'));
  });
});
