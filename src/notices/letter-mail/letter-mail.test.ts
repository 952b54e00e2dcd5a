import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { readPrintIndex } from '../../documents/index.ts';
import { markFilesMade, recordResult, sendWaiting } from '../../messages/index.ts';
import { startMailServer, type MailServer } from '../../messages/testing/mail-server.ts';
import { lockDistrict } from '../../calculation/index.ts';
import { mark } from '../decisions/mark.ts';
import { presumeReceived } from '../decisions/presume-received.ts';
import { withdraw } from '../decisions/withdraw.ts';
import type { IssueRequest } from '../issue/issue-notices.ts';
import { previewIssue } from '../issue/issue-notices.ts';
import { countsOf } from '../issue/issue-plan.ts';
import { readNoticeLog } from '../log/notice-log.ts';
import {
  AS_OF,
  EVERYBODY,
  NOW,
  TestDistrict,
  dropTestDistricts,
  issueAt,
  ladderPack,
  lakesideBundle,
} from '../testing/lakeside.ts';
import { countToPrint } from './count-to-print.ts';
import { printInstead } from './print-instead.ts';
import { settleLetters } from './settle-letters.ts';

/** A quarter of an hour after the issue. */
const UNDO_UNTIL = new Date(NOW.getTime() + 900_000);
const BEFORE = new Date(UNDO_UNTIL.getTime() - 1);
const PDF = Buffer.from('%PDF-1.7 a letter');

let smtp: MailServer;
let refused: ReadonlySet<string>;

beforeAll(async () => {
  smtp = await startMailServer((address) => refused.has(address));
});
beforeEach(() => {
  smtp.mails.length = 0;
  refused = new Set();
});
afterAll(async () => {
  smtp.close();
  await dropTestDistricts();
});

interface Given {
  /** Guardian to e-mail address. */
  readonly emails?: Readonly<Record<string, string>>;
  readonly isOn?: boolean;
  readonly packLets?: boolean;
}

const ANA = { g1: 'ana@example.org' };

/** Ana Torres, mother of Maya and Leo, has an e-mail address unless something else is given. */
async function district({ emails = ANA, isOn = true, packLets = true }: Given = {}): Promise<TestDistrict> {
  const one = await TestDistrict.create();
  await one.import(lakesideBundle(EVERYBODY));
  const files = ladderPack();
  if (packLets)
    for (const [name, text] of files) files.set(name, text.replace('sort: asc', 'sort: asc, byEmail: true'));
  await one.usePack(files);
  for (const [guardian, email] of Object.entries(emails))
    await one.query('update guardians set email = $3 where district_id = $1 and guardian_id = $2', [
      one.id,
      guardian,
      email,
    ]);
  if (isOn)
    await one.query(`update districts set settings = settings || '{"letter_mail": "on"}' where district_id = $1`, [
      one.id,
    ]);
  await one.calculate(AS_OF);
  return one;
}

const BY_MAIL = { mail: { notBefore: UNDO_UNTIL } } satisfies Partial<IssueRequest>;
const MAYA = { ...BY_MAIL, filter: { students: ['maya'] } };

const lettersOf = (one: TestDistrict) =>
  one.query<{ student: string; to: string; way: string; no: number; address: string[]; language: string }>(
    `select n.student_id as student, l.send_to as to, l.by_email as way, l.letter_no as no, l.address, l.language
       from notice_letters l join notices n using (district_id, notice_id) where district_id = $1 order by 1, 4`,
    [one.id],
  );

const outboxOf = (one: TestDistrict) =>
  one.query<{
    to: string;
    subject: string;
    body: string;
    state: string;
    at: Date;
    file: string;
    name: string;
    key: string;
  }>(
    `select send_to as to, subject, body, state, next_try_at as at, attachment as file, attachment_name as name, key
       from mail_outbox where district_id = $1 and thing = 'letter' order by mail_id`,
    [one.id],
  );

async function makeFiles(one: TestDistrict): Promise<void> {
  const files = (await outboxOf(one)).map(({ file }) => file);
  await markFilesMade(one.db.pool, { districtId: one.id, files, now: NOW });
}

/** One turn of the job that sends. */
async function send(one: TestDistrict, now = UNDO_UNTIL): Promise<number> {
  const { sent } = await sendWaiting(one.db.pool, {
    districtId: one.id,
    now: () => now,
    providers: { email: { url: smtp.url, from: 'Oak <office@example.org>' } },
    readFile: async () => PDF,
  });
  await settleLetters(one.db, { districtId: one.id, now });
  return sent;
}

const stateOf = async (one: TestDistrict, student = 'maya') => {
  const [entry] = await readNoticeLog(one.db.pool, one.id, { student });
  return entry === undefined ? undefined : { state: entry.state, on: entry.state_on, way: entry.way };
};

const printed = async (one: TestDistrict, batch: number) =>
  (await readPrintIndex(one.db.pool, one.id, { batch })).entries.map(({ studentFirst }) => studentFirst).toSorted();

const batchOf = (name: string | null) => Number((name ?? 'B0').slice(1));

describe('who gets a letter by e-mail', () => {
  test.each<[string, Given, Partial<IssueRequest>]>([
    ['the pack does not let it', { packLets: false }, BY_MAIL],
    ['the district has not switched it on', { isOn: false }, BY_MAIL],
    ['no mail server is set up', {}, {}],
    ['the guardian has no e-mail address', { emails: {} }, BY_MAIL],
    ['what stands there is no address', { emails: { g1: 'ana at example.org' } }, BY_MAIL],
    ['it names two addresses', { emails: { g1: 'ana@example.org, luis@example.org' } }, BY_MAIL],
  ])('nobody where %s: all letters are printed', async (_why, given, how) => {
    const one = await district(given);
    const { batch, letters, by_email: byEmail } = await issueAt(one, { ...how, filter: { students: ['maya'] } });
    expect({ letters, byEmail }).toEqual({ letters: 1, byEmail: 0 });
    expect(await outboxOf(one)).toEqual([]);
    expect(await printed(one, batchOf(batch))).toEqual(['Maya']);
  });

  test('a guardian with an address, where pack, district and installation say so; each child by itself', async () => {
    const one = await district();
    const { batch, letters, by_email: byEmail, criteria } = await issueAt(one, BY_MAIL);
    expect({ letters, byEmail }).toEqual({ letters: 5, byEmail: 2 });
    expect(criteria.map(({ criterion, letters: all, byEmail: mailed }) => [criterion, all, mailed])).toEqual([
      ['A', 5, 2],
    ]);
    expect((await outboxOf(one)).map(({ to }) => to)).toEqual(['ana@example.org', 'ana@example.org']);
    expect(await printed(one, batchOf(batch))).toEqual(['Ada', 'Ada', 'Hodan']);
  });

  test('the preview says what will happen, and another way is another letter', async () => {
    const one = await district();
    const asked = { districtId: one.id, asOf: AS_OF, filter: {} };
    const withMail = await previewIssue(one.db.pool, { ...asked, ...BY_MAIL });
    const without = await previewIssue(one.db.pool, asked);
    expect(countsOf(withMail.plan.lines)[0]).toMatchObject({ letters: 5, byEmail: 2 });
    expect(countsOf(without.plan.lines)[0]).toMatchObject({ letters: 5, byEmail: 0 });
    const { seenHash } = await import('../issue/seen.ts');
    const seen = new Map(without.plan.lines.map((line) => [line.triggerId, seenHash(line)]));
    const result = await issueAt(one, { ...MAYA, seen, allOrNothing: true });
    expect(result).toMatchObject({ batch: null, changed: 4 });
  });

  test('a guardian of whom only an e-mail address is known is written to, and the notice does not wait', async () => {
    const one = await district({ emails: { g2: 'abena@example.org' } });
    const { issued, left_out: leftOut } = await issueAt(one, { ...BY_MAIL, filter: { students: ['kwame'] } });
    expect({ issued, leftOut }).toEqual({ issued: 1, leftOut: [] });
    expect(await lettersOf(one)).toMatchObject([{ student: 'kwame', to: 'abena@example.org', address: [] }]);
    const { left_out: still } = await issueAt(await district({ emails: {} }), {
      ...BY_MAIL,
      filter: { students: ['kwame'] },
    });
    expect(still).toMatchObject([{ reason: 'no-address' }]);
  });
});

describe('the mail', () => {
  test('names nobody in its subject, its file and its key; its text is the letter, in the language of the family', async () => {
    const one = await district();
    await issueAt(one, MAYA);
    const [mail] = await outboxOf(one);
    expect(mail?.subject).toMatch(/^Una carta de /);
    expect(`${mail?.subject} ${mail?.file} ${mail?.name} ${mail?.key}`).not.toMatch(/maya|torres|ana/i);
    expect(mail?.body).toContain('Maya Torres faltó a la escuela');
    expect(mail?.body).toMatch(/N\d+/);
    await makeFiles(one);
    expect(await send(one)).toBe(1);
    const [sent] = await Promise.all(smtp.mails);
    expect(sent?.attachments).toMatchObject([{ mimeType: 'application/pdf', filename: mail?.name }]);
    expect(Buffer.from(sent?.attachments[0]?.content as ArrayBuffer)).toEqual(PDF);
    expect(sent?.text).toContain('Maya Torres faltó a la escuela');
  });

  test('does not leave before its PDF is made, nor before the end of the undo', async () => {
    const one = await district();
    await issueAt(one, MAYA);
    expect(await send(one)).toBe(0);
    await makeFiles(one);
    expect(await send(one, BEFORE)).toBe(0);
    expect(await stateOf(one)).toMatchObject({ state: 'issued' });
    expect(await send(one)).toBe(1);
  });

  test('does not leave once the batch was undone, and the notice is due again by the same way', async () => {
    const one = await district();
    const { batch } = await issueAt(one, MAYA);
    await makeFiles(one);
    const named = { kind: 'batch', id: batchOf(batch) } as const;
    const asking = { districtId: one.id, by: 'A. Bell', now: NOW, on: AS_OF };
    await withdraw(one.db, { ...asking, named, reason: 'undone', undo: true });
    expect((await outboxOf(one)).map(({ state }) => state)).toEqual(['cancelled']);
    expect(await send(one)).toBe(0);
    expect(await issueAt(one, MAYA)).toMatchObject({ issued: 1, by_email: 1 });
    await makeFiles(one);
    expect(await send(one)).toBe(1);
  });

  test('that has left is not taken back', async () => {
    const one = await district();
    const { batch } = await issueAt(one, MAYA);
    await makeFiles(one);
    await sendWaiting(one.db.pool, {
      districtId: one.id,
      now: () => UNDO_UNTIL,
      providers: { email: { url: smtp.url, from: 'Oak <office@example.org>' } },
      readFile: async () => PDF,
    });
    const named = { kind: 'batch', id: batchOf(batch) } as const;
    const asking = { districtId: one.id, by: 'A. Bell', now: UNDO_UNTIL, on: AS_OF };
    await expect(withdraw(one.db, { ...asking, named, reason: 'undone', undo: true })).rejects.toMatchObject({
      words: { code: 'mail.left' },
    });
  });
});

describe('what became of it', () => {
  test('handed over is sent, by e-mail and on its day, and counts as an event; it is not received', async () => {
    const one = await district();
    await issueAt(one, MAYA);
    await makeFiles(one);
    await send(one);
    expect(await stateOf(one)).toEqual({ state: 'sent', on: '2025-11-21', way: 'e-mail' });
    expect(
      await one.query(
        `select event, ref from events where district_id = $1 and student_id = 'maya' and event like 'letter-%'`,
        [one.id],
      ),
    ).toEqual([{ event: 'letter-sent', ref: 'A' }]);
    expect(await settleLetters(one.db, { districtId: one.id, now: UNDO_UNTIL })).toBe(0);
  });

  test('is presumed received as by post, where the pack says so: on the fifth school day, not on the fourth', async () => {
    const one = await district();
    await issueAt(one, MAYA);
    await makeFiles(one);
    await send(one);
    const presume = (asOf: string) =>
      withTransaction(one.db, async (client) => {
        await lockDistrict(client, one.id);
        return presumeReceived(client, { districtId: one.id, asOf, by: 'Rollcall', now: NOW });
      });
    expect(await presume('2025-11-27')).toBe(0);
    expect(await presume('2025-11-28')).toBe(1);
  });

  test('a refused address fails at once, stands on the list, and the letter is printed instead', async () => {
    const one = await district();
    const { batch } = await issueAt(one, MAYA);
    const id = batchOf(batch);
    await makeFiles(one);
    refused = new Set(['ana@example.org']);
    expect(await send(one)).toBe(0);
    expect(await stateOf(one)).toMatchObject({ state: 'failed', way: 'e-mail' });
    expect(await countToPrint(one.db.pool, { districtId: one.id })).toEqual({ letters: 1, batchId: id });
    expect(await printed(one, id)).toEqual([]);
    const request = { districtId: one.id, by: 'A. Bell', now: UNDO_UNTIL, on: AS_OF };
    const instead = () =>
      withTransaction(one.db, (client) => printInstead(client, { ...request, named: { kind: 'batch', id } }));
    expect(await instead()).toMatchObject({ letters: 1, students: ['maya'] });
    expect(await printed(one, id)).toEqual(['Maya']);
    expect(await countToPrint(one.db.pool, { districtId: one.id })).toMatchObject({ letters: 0 });
    await expect(instead()).rejects.toMatchObject({ words: { code: 'mail.none-to-print' } });
    await mark(one.db, { ...request, named: { kind: 'batch', id }, mark: 'sent', way: 'mail', on: '2025-11-21' });
    expect(await stateOf(one)).toEqual({ state: 'sent', on: '2025-11-21', way: 'mail' });
  });

  test('a mail that comes back afterwards: the notice failed, and after a presumption it was returned', async () => {
    for (const isPresumed of [false, true]) {
      const one = await district();
      await issueAt(one, MAYA);
      await makeFiles(one);
      await send(one);
      if (isPresumed)
        await withTransaction(one.db, async (client) => {
          await lockDistrict(client, one.id);
          await presumeReceived(client, { districtId: one.id, asOf: '2025-12-05', by: 'Rollcall', now: NOW });
        });
      const [mail] = await one.query<{ id: number }>('select mail_id as id from mail_outbox where district_id = $1', [
        one.id,
      ]);
      await withTransaction(one.db, (client) =>
        recordResult(client, {
          districtId: one.id,
          mailId: mail?.id ?? 0,
          result: { kind: 'came-back', reason: 'mailbox unknown' },
          by: 'A. Bell',
          now: UNDO_UNTIL,
          hooks: {},
        }),
      );
      await settleLetters(one.db, { districtId: one.id, now: UNDO_UNTIL });
      expect(await stateOf(one)).toMatchObject({ state: isPresumed ? 'returned' : 'failed' });
      expect(await countToPrint(one.db.pool, { districtId: one.id })).toMatchObject({ letters: 1 });
    }
  });

  test('what waits can be printed instead by name: its mail does not leave any more', async () => {
    const one = await district();
    await issueAt(one, MAYA);
    await makeFiles(one);
    const [notice] = await one.query<{ id: number; batch: number }>(
      'select notice_id as id, batch_id as batch from notices where district_id = $1',
      [one.id],
    );
    const request = { districtId: one.id, by: 'A. Bell', now: NOW, on: AS_OF };
    const ask = (named: Parameters<typeof printInstead>[1]['named']) =>
      withTransaction(one.db, (client) => printInstead(client, { ...request, named }));
    await expect(ask({ kind: 'batch', id: notice?.batch ?? 0 })).rejects.toMatchObject({
      words: { code: 'mail.none-to-print' },
    });
    await ask({ kind: 'notices', ids: [notice?.id ?? 0] });
    expect(await send(one)).toBe(0);
    expect(await stateOf(one)).toMatchObject({ state: 'produced' });
  });

  test('two homes, one by e-mail: the notice goes by its letter on paper', async () => {
    const one = await district({ emails: { g5: 'nils@example.org' } });
    const { batch } = await issueAt(one, { ...BY_MAIL, filter: { students: ['ada'] } });
    const id = batchOf(batch);
    expect(await printed(one, id)).toEqual(['Ada']);
    await makeFiles(one);
    await send(one);
    expect((await lettersOf(one)).map(({ way }) => way).toSorted()).toEqual(['', 'sent']);
    expect(await stateOf(one, 'ada')).toMatchObject({ state: 'issued' });
    const marking = { districtId: one.id, by: 'A. Bell', now: UNDO_UNTIL, on: '2025-11-24' };
    await mark(one.db, { ...marking, named: { kind: 'batch', id }, mark: 'sent', way: 'mail' });
    expect(await stateOf(one, 'ada')).toEqual({ state: 'sent', on: '2025-11-24', way: 'mail' });
  });

  test('a batch that is marked as mailed leaves out what goes by e-mail', async () => {
    const one = await district();
    const { batch } = await issueAt(one, { ...BY_MAIL, filter: { students: ['maya', 'hodan'] } });
    const marking = { districtId: one.id, by: 'A. Bell', now: NOW, on: '2025-11-21' };
    const named = { kind: 'batch', id: batchOf(batch) } as const;
    const { marked } = await mark(one.db, { ...marking, named, mark: 'sent', way: 'mail' });
    expect(marked).toHaveLength(1);
    expect(await stateOf(one, 'maya')).toMatchObject({ state: 'issued' });
    expect(await stateOf(one, 'hodan')).toMatchObject({ state: 'sent', way: 'mail' });
  });
});
