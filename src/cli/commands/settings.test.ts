import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { runRollcall } from '../testing.ts';

let home: string;
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-settings-'));
});
afterAll(async () => {
  await db.drop();
  rmSync(home, { recursive: true });
});

const rollcall = (...args: readonly string[]) =>
  runRollcall(args, { ROLLCALL_HOME: home, DATABASE_URL: db.url, ROLLCALL_USER: 'Miriam Vance' });

test('letters go on paper until the district says otherwise, with a reason that stays', async () => {
  const before = await rollcall('settings', '--format', 'json');
  expect(JSON.parse(before.out)).toMatchObject({ letter_mail: 'off', undo_minutes: 15, changes: [] });
  const unsaid = await rollcall('settings', 'set', '--letter-mail', 'on');
  expect(unsaid.status).not.toBe(0);
  const set = await rollcall(
    'settings',
    'set',
    '--letter-mail',
    'on',
    '--reason',
    'the board agreed',
    '--format',
    'json',
  );
  expect(JSON.parse(set.out)).toMatchObject({
    letter_mail: 'on',
    changes: [
      { by: 'Miriam Vance', reason: 'the board agreed', changed: { letterMail: { before: 'off', after: 'on' } } },
    ],
  });
  const again = await rollcall('settings', 'set', '--letter-mail', 'on', '--reason', 'once more');
  expect(again.err).toContain('Nothing was changed');
}, 60_000);

test.each([
  ['--undo-minutes', '241', '--undo-minutes: found 241'],
  ['--idle-minutes', '4', '--idle-minutes: found 4'],
  ['--letter-mail', 'maybe', 'on, off'],
])(
  '%s %s is refused',
  async (option, value, message) => {
    const { status, err } = await rollcall('settings', 'set', option, value, '--reason', 'a test');
    expect(status).not.toBe(0);
    expect(err).toContain(message);
  },
  30_000,
);

test('ways are switched off and the hours of families set, within what makes sense', async () => {
  const set = (...more: readonly string[]) =>
    rollcall('settings', 'set', ...more, '--reason', 'a test', '--format', 'json');
  const changed = await set('--text', 'off', '--family-days', '123456', '--family-until', '17:30');
  expect(JSON.parse(changed.out)).toMatchObject({
    email: 'on',
    text: 'off',
    family_days: '123456',
    family_from: '08:00',
    family_until: '17:30',
  });
  for (const wrong of [
    ['--family-days', '21'],
    ['--family-days', '8'],
    ['--family-from', '24:00'],
    ['--family-from', '17:30'],
  ])
    expect((await set(...wrong)).status).not.toBe(0);
  expect(JSON.parse((await set('--family-from', '17:29')).out)).toMatchObject({ family_from: '17:29' });
}, 120_000);
