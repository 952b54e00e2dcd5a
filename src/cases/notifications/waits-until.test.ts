import { expect, test } from 'vitest';
import { waitOf } from './waits-until.ts';

const HOURS = { days: '12345', from: '08:00', until: '19:00', timeZone: 'America/Los_Angeles' };
const MORNING = new Date('2026-11-13T17:00:00Z');
const EVENING = new Date('2026-11-14T02:50:00Z');
const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

test.each([
  ['to a family, in the hours', 'guardian', null, MORNING, null, null],
  ['to a family, while it can be undone', 'guardian', later(MORNING, 15), MORNING, '2026-11-13T17:15:00.000Z', 'undo'],
  [
    'to a family, undone until after the hours',
    'guardian',
    later(EVENING, 15),
    EVENING,
    '2026-11-16T16:00:00.000Z',
    'hours',
  ],
  ['to a student, at night', 'student', null, later(EVENING, 30), '2026-11-16T16:00:00.000Z', 'hours'],
  ['to staff, at night', 'staff', null, later(EVENING, 30), null, null],
  [
    'to staff, while it can be undone',
    'staff',
    later(EVENING, 45),
    later(EVENING, 30),
    '2026-11-14T03:35:00.000Z',
    'undo',
  ],
] as const)('a message %s', (_what, kind, undoUntil, now, until, because) => {
  const wait = waitOf({ state: 'waiting', kind, undoUntil }, { hours: HOURS, now });
  expect([wait.until?.toISOString() ?? null, wait.for]).toEqual([until, because]);
});

test('a message that has left waits for nothing', () => {
  const wait = waitOf(
    { state: 'sent', kind: 'guardian', undoUntil: later(EVENING, 15) },
    { hours: HOURS, now: EVENING },
  );
  expect(wait).toEqual({ until: null, for: null });
});
