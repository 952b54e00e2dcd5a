import { expect, test } from 'vitest';
import { readSlotLines } from './slot-lines.ts';

const TODAY = '2026-11-16';
const read = (text: string) => readSlotLines(text, TODAY);
const slots = (text: string) => read(text).map((line) => (line.ok ? line.slots : line.why));

test('a line is a date, times, a place and with whom', () => {
  expect(slots('Dec 2 15:30, 15:50, 16:10 Room 4 / Ms. Lang')).toEqual([
    { on: '2026-12-02', times: ['15:30', '15:50', '16:10'], place: 'Room 4', with: 'Ms. Lang' },
  ]);
  expect(slots('2026-12-02 8:05 Room 4\tMs. Lang')).toEqual([
    { on: '2026-12-02', times: ['08:05'], place: 'Room 4', with: 'Ms. Lang' },
  ]);
});

test('a day without a year is the next one that comes, today included', () => {
  for (const [text, on] of [
    ['Nov 16 9:00 A / B', '2026-11-16'],
    ['Nov 15 9:00 A / B', '2027-11-15'],
    ['Jan 5, 2027 9:00 A / B', '2027-01-05'],
    ['12/1 9:00 A / B', '2026-12-01'],
    ['Tue, Dec 1 9:00 A / B', '2026-12-01'],
    ['dic 1 9:00 A / B', '2026-12-01'],
  ] as const)
    expect(slots(text)).toMatchObject([{ on }]);
});

test('am and pm are understood, and the same time twice is one', () => {
  expect(slots('Dec 2 3:30 pm, 15:30, 12:00 am, 12:00 pm A / B')).toMatchObject([
    { times: ['15:30', '00:00', '12:00'] },
  ]);
});

test('what cannot be read is named by its line, and what is wrong with it', () => {
  const lines = read(
    'Dec 2 9:00 A / B\n\nDec 32 9:00 A / B\nDec 2 25:00 A / B\nDec 2 A / B\nDec 2 9:00 Room 4\nDec 2 13:00 pm A / B',
  );
  expect(lines.map((line) => (line.ok ? 'ok' : [line.line, line.why]))).toEqual([
    'ok',
    [3, 'date'],
    [4, 'time'],
    [5, 'time'],
    [6, 'place'],
    [7, 'time'],
  ]);
});
