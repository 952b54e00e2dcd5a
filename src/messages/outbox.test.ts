import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { cancelMailAbout, queueMail, readMailAbout, recordResult, sendWaiting } from './index.ts';

const NOW = new Date('2026-11-16T15:00:00Z');
const ICS = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';

let db: TestDatabase;
let smtp: SMTPServer;
let port: number;
let mails: Promise<Email>[];
let refusals: number;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      done(address.startsWith('gone') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null);
    },
    onMailFrom: ({ address }, _session, done) => {
      done(address.startsWith('wrong') ? Object.assign(new Error('not from here'), { responseCode: 550 }) : null);
    },
    onData: (stream: SMTPServerDataStream, _session: SMTPServerSession, done: (error?: Error) => void) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (refusals > 0) {
          refusals -= 1;
          done(Object.assign(new Error('later'), { responseCode: 451 }));
          return;
        }
        mails.push(PostalMime.parse(Buffer.concat(parts)));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', resolve);
  });
  port = (smtp.server.address() as { port: number }).port;
  db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
});
afterAll(async () => {
  smtp.close();
  await db.drop();
});
beforeEach(async () => {
  mails = [];
  refusals = 0;
  await db.pool.query('delete from mail_outbox');
});

const mail = (key: string, id = 12) => ({
  districtId: 1,
  to: 'ana@example.org',
  toName: 'Ana Torres',
  subject: 'Our meeting',
  text: 'Please come.',
  language: 'es',
  key,
  by: 'P. Lang',
  now: NOW,
  about: { thing: 'meeting', id },
});

const send = (now = NOW, isSetUp = true) =>
  sendWaiting(db.pool, {
    districtId: 1,
    now: () => now,
    providers: { email: isSetUp ? { url: `smtp://127.0.0.1:${port}`, from: 'Rollcall <office@example.org>' } : null },
  });

const statesOf = async () =>
  (await readMailAbout(db.pool, 1, { thing: 'meeting', ids: [12] })).map(({ state, tries, reason }) => ({
    state,
    tries,
    reason,
  }));

test('a message leaves once, in its language, under its key, and with its invitation', async () => {
  const { isNew } = await queueMail(db.pool, { ...mail('meeting-12-1'), ics: { method: 'REQUEST', text: ICS } });
  expect(isNew).toBe(true);
  expect(await send()).toEqual({ sent: 1, again: 0, failed: 0, waiting: 0 });
  expect(await send()).toMatchObject({ sent: 0 });
  const [one] = await Promise.all(mails);
  expect(one?.messageId).toBe('<meeting-12-1@rollcall>');
  expect(one?.headers.find(({ key }) => key === 'content-language')?.value).toBe('es');
  expect(one?.attachments.some(({ mimeType, method }) => mimeType === 'text/calendar' && method === 'REQUEST')).toBe(
    true,
  );
  expect(await statesOf()).toEqual([{ state: 'sent', tries: 1, reason: '' }]);
});

test('the same key twice is one message', async () => {
  const first = await queueMail(db.pool, mail('meeting-12-1'));
  const second = await queueMail(db.pool, mail('meeting-12-1'));
  expect(second).toEqual({ mailId: first.mailId, isNew: false });
  expect(await send()).toMatchObject({ sent: 1 });
});

test('what is not committed is not sent', async () => {
  const client = await db.pool.connect();
  await client.query('begin');
  await queueMail(client, mail('meeting-12-1'));
  expect(await send()).toMatchObject({ sent: 0 });
  await client.query('rollback');
  client.release();
  expect(await send()).toMatchObject({ sent: 0 });
});

test('where mail is not set up a message waits, and leaves once it is', async () => {
  await queueMail(db.pool, mail('meeting-12-1'));
  expect(await send(NOW, false)).toEqual({ sent: 0, again: 0, failed: 0, waiting: 1 });
  expect(await statesOf()).toEqual([{ state: 'waiting', tries: 0, reason: '' }]);
  expect(await send()).toMatchObject({ sent: 1 });
});

test('a refused message is tried again later, not at once, and given up after eight tries', async () => {
  await queueMail(db.pool, mail('meeting-12-1'));
  refusals = 8;
  expect(await send()).toMatchObject({ again: 1 });
  expect(await send(new Date(NOW.getTime() + 60_000))).toMatchObject({ again: 0 });
  let at = NOW.getTime();
  for (let tried = 1; tried < 8; tried += 1) {
    at += 2 ** tried * 120_000;
    await send(new Date(at));
  }
  const [one] = await statesOf();
  expect(one).toMatchObject({ state: 'failed', tries: 8 });
  expect(one?.reason).not.toContain('ana@');
});

test('what was taken back before it left is not sent', async () => {
  await queueMail(db.pool, mail('meeting-12-1'));
  await queueMail(db.pool, mail('meeting-13-1', 13));
  expect(await cancelMailAbout(db.pool, 1, { about: { thing: 'meeting', id: 12 }, now: NOW })).toBe(1);
  expect(await send()).toMatchObject({ sent: 1 });
  expect(await statesOf()).toMatchObject([{ state: 'cancelled' }]);
});

test('two workers never send the same message', async () => {
  for (let no = 0; no < 20; no += 1) await queueMail(db.pool, mail(`meeting-12-${no}`));
  const [one, other] = await Promise.all([send(), send()]);
  expect(one.sent + other.sent).toBe(20);
  expect(mails).toHaveLength(20);
});

test('an address that the server refuses for good fails at once, and its reason holds no address', async () => {
  await queueMail(db.pool, { ...mail('meeting-12-1'), to: 'gone@example.org' });
  expect(await send()).toMatchObject({ failed: 1 });
  const [one] = await readMailAbout(db.pool, 1, { thing: 'meeting', ids: [12] });
  expect(one).toMatchObject({ state: 'failed', tries: 1, why: 'address' });
  expect(one?.reason).toBe('The mail server does not take this address. (answer 550)');
});

test('a sender that the server refuses is no fault of the message: it waits, untried', async () => {
  await queueMail(db.pool, mail('meeting-12-1'));
  const settings = { url: `smtp://127.0.0.1:${port}`, from: 'wrong@example.org' };
  const sending = { districtId: 1, now: () => NOW, providers: { email: settings } };
  expect(await sendWaiting(db.pool, sending)).toMatchObject({ sent: 0, failed: 0, waiting: 1 });
  expect(await statesOf()).toMatchObject([{ state: 'waiting', tries: 0 }]);
});

test('a person may say that a mail came back, once; what never left cannot', async () => {
  const { mailId } = await queueMail(db.pool, mail('meeting-12-1'));
  const result = { kind: 'came-back', reason: 'mailbox full' } as const;
  const failed: string[] = [];
  const hooks = {
    meeting: {
      failed: async (_: unknown, { mail: { why } }: { readonly mail: { readonly why: string } }) =>
        void failed.push(why),
    },
  };
  const comeBack = async () => {
    const client = await db.pool.connect();
    try {
      return await recordResult(client, { districtId: 1, mailId, result, by: 'P. Lang', now: NOW, hooks });
    } finally {
      client.release();
    }
  };
  expect(await comeBack()).toBeNull();
  await send();
  expect(await comeBack()).toMatchObject({ why: 'came-back', reason: 'mailbox full' });
  expect(await comeBack()).toBeNull();
  expect(failed).toEqual(['came-back']);
});
