import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../testing-school.ts';
import { readJournals } from './read-journals.ts';
import { correctJournal, writeJournal } from './write-journal.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.db.drop());

const write = (reason: string, on?: string) =>
  school.as('teacher', (client, who) =>
    writeJournal(client, who, {
      student: 'maya',
      reason,
      entry: 'Talked after class.',
      ...(on === undefined ? {} : { on }),
    }),
  );
const read = (more = {}) => readJournals(school.db.pool, { districtId: 1, student: 'maya', ...more });

test('an entry has its day, its reason and who wrote it; the newest day stands first', async () => {
  await write('attendance', '2026-11-10');
  await write('behavior');
  expect((await read()).map(({ on, reason, by }) => [on, reason, by])).toEqual([
    ['2026-11-16', 'behavior', 'The teacher'],
    ['2026-11-10', 'attendance', 'The teacher'],
  ]);
});

test('those with the reason attendance are found by their day, both ends included', async () => {
  const found = await read({ reason: 'attendance', from: '2026-11-10', to: '2026-11-10' });
  expect(found).toHaveLength(1);
  expect(await read({ reason: 'attendance', from: '2026-11-11' })).toHaveLength(0);
  expect(await read({ reason: 'attendance', to: '2026-11-09' })).toHaveLength(0);
});

test('a correction appends; an entry at the wrong student no longer stands', async () => {
  const journalId = await write('family');
  const correct = (id: number, entry: string | null) =>
    school.as('teacher', (client, who) =>
      correctJournal(client, who, {
        journalId: id,
        reason: 'wrong word',
        facts: entry === null ? null : { reason: 'family', entry },
      }),
    );
  const corrected = await correct(journalId, 'Talked with Maya before class.');
  await expect(correct(journalId, null)).rejects.toThrow(/corrected already/);
  expect((await read({ standingOnly: true })).map((one) => one.journalId)).toContain(corrected);
  await correct(corrected, null);
  expect((await read({ standingOnly: true })).map((one) => one.reason)).not.toContain('family');
  expect((await read({ reason: 'family' })).length).toBe(3);
});

test('a day to come and an empty entry are refused', async () => {
  await expect(write('attendance', '2026-11-17')).rejects.toThrow(/a day up to today/);
  const blank = school.as('teacher', (client, who) =>
    writeJournal(client, who, { student: 'maya', reason: 'other', entry: ' ' }),
  );
  await expect(blank).rejects.toThrow(/what happened/);
});

test('a reason that the district does not have is refused; those that join plans are found by that', async () => {
  await expect(write('gossip')).rejects.toThrow(/attendance, behavior/);
  const joined = await read({ joinsPlan: true, standingOnly: true });
  expect(new Set(joined.map(({ reason }) => reason))).toEqual(new Set(['attendance']));
});
