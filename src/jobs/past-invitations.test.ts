import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMeeting } from '../cases/index.ts';
import { openTestSchool, type TestSchool } from '../cases/testing-school.ts';
import { startMailServer, type MailServer } from '../messages/testing/mail-server.ts';
import { mailJob } from './mail.ts';

let school: TestSchool;
let smtp: MailServer;
let home: string;
beforeAll(async () => {
  school = await openTestSchool();
  smtp = await startMailServer();
  home = mkdtempSync(join(tmpdir(), 'rollcall-past-'));
});
afterAll(async () => {
  smtp.close();
  await school.db.drop();
  rmSync(home, { recursive: true });
});

/** Planned on Monday, Nov 16 at 10:00. */
const plan = (on: string, at: string) =>
  school.as('team', (client, who) =>
    makeMeeting(client, who, {
      student: 'maya',
      kind: 'team',
      on,
      at,
      minutes: 30,
      place: 'Room 4',
      purpose: '',
      language: 'en',
      interpreter: 'none',
      interpreterName: '',
      invitees: [{ part: 'teacher', name: 'T. Cho', email: `${on}@lakeside.example` }],
      sendsMail: true,
    }),
  );
const work = (now: Date, env: Readonly<Record<string, string>>) =>
  mailJob.work(
    {},
    {
      db: school.db,
      districtId: 1,
      jobId: 'j',
      by: '',
      askedAt: now,
      env,
      home,
      now: () => now,
      attempt: 1,
      signal: new AbortController().signal,
      progress: () => undefined,
      finish: async () => undefined,
      enqueue: async () => '',
    },
  );
const outbox = () =>
  school.rows<{ to: string; state: string; reason: string }>(
    'select send_to as to, state, reason from mail_outbox order by mail_id',
  );

test('once mail is set up, the invitation to a meeting that has begun does not go out, and the next one does', async () => {
  await plan('2026-11-17', '15:30');
  await plan('2026-11-18', '15:30');
  // Without a mail server both wait, over the day of the first.
  await work(new Date('2026-11-17T18:00:00Z'), {});
  expect((await outbox()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  const begun = new Date('2026-11-17T23:30:00Z');
  await work(begun, { ROLLCALL_SMTP_URL: smtp.url, ROLLCALL_MAIL_FROM: 'Oak <office@example.org>' });
  expect(await outbox()).toEqual([
    {
      to: '2026-11-17@lakeside.example',
      state: 'cancelled',
      reason: 'The meeting had begun before it could leave.',
    },
    { to: '2026-11-18@lakeside.example', state: 'sent', reason: '' },
  ]);
  expect(smtp.taken).toEqual(['2026-11-18@lakeside.example']);
});

test('a minute before it begins, an invitation still leaves', async () => {
  await plan('2026-11-19', '15:30');
  const before = new Date('2026-11-19T23:29:00Z');
  await work(before, { ROLLCALL_SMTP_URL: smtp.url, ROLLCALL_MAIL_FROM: 'Oak <office@example.org>' });
  expect((await outbox()).at(-1)).toMatchObject({ state: 'sent' });
});
