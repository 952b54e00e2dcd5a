import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker, type RunningWorker } from '../../jobs/index.ts';
import { startMailServer, type MailServer } from '../../messages/testing/mail-server.ts';
import type { Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

/** Logan at Willow is due his first letter of the 4 / 7 / 10 / 11+ process; both parents live with him. */
const LOGAN = '100075';

let smtp: MailServer;
let server: TestServer;
let worker: RunningWorker;
let district: Client<ApiContract>;
let env: Record<string, string>;
let now = SAMPLE_NOW;

beforeAll(async () => {
  smtp = await startMailServer((address) => address.startsWith('nobody'));
  env = {
    ROLLCALL_SMTP_URL: smtp.url,
    ROLLCALL_MAIL_FROM: 'Willow <office@example.org>',
  };
  server = await startTestServer({ now: () => now, env });
  worker = await startWorker(server.db, { districtId: 1, home: server.home, now: () => now, env });
  district = await server.as('district');
  await server.db.pool.query(
    `update guardians set email = case when name like 'Gavin%' then 'nobody@example.org' else 'tamsin@example.org' end where student_id = $1`,
    [LOGAN],
  );
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await server.close();
  smtp.close();
});

const preview = () => district.previewIssue({ body: { school: 'willow', levels: ['D7'] } });
const waitFor = (batch: string, what: (mail: NonNullable<Awaited<ReturnType<typeof read>>['eMail']>) => boolean) =>
  expect.poll(async () => what((await read(batch)).eMail as never), { timeout: 60_000 }).toBe(true);
const read = (batch: string) => district.readBatch({ params: { batch } });
const problemOf = (asked: Promise<unknown>) =>
  asked.then(
    () => ({ code: 'not refused' }),
    (error: { problem: { code: string; status: number } }) => error.problem,
  );

test('a preview says why all is printed, then that it goes by e-mail; issuing does that', async () => {
  expect(await preview()).toMatchObject({ letters: 1, byEmail: 0, eMail: 'off', mailLeavesAt: null });
  const before = (await district.readWorklist({ query: { school: 'willow', level: ['D7'] } })).items[0];
  expect(before?.byEmail).toBe(0);
  const system = await server.as('system');
  const { settings, revision } = await system.readSettings();
  await system.changeSettings({ body: { ...settings, letterMail: 'on', reason: 'the board agreed' }, revision });
  const seen = await preview();
  expect(seen).toMatchObject({ letters: 2, byEmail: 2, eMail: 'on', rows: [{ level: 'D7', letters: 2, byEmail: 2 }] });
  expect((await district.readWorklist({ query: { school: 'willow', level: ['D7'] } })).items[0]?.byEmail).toBe(2);
  const issued = await district.issue({ body: { school: 'willow', revision: seen.revision }, key: 'first' });
  const leaves = '2026-11-13T16:15:00.000Z';
  expect(seen.mailLeavesAt).toBe(leaves);
  expect(issued).toMatchObject({ letters: 2, byEmail: 2, mailLeavesAt: leaves, undoUntil: leaves });
  expect(await read(issued.batch)).toMatchObject({
    rows: [{ letters: 2, byEmail: 2 }],
    eMail: {
      letters: 2,
      waiting: 2,
      sent: 0,
      failed: 0,
      printed: 0,
      isSetUp: true,
      leavesAt: leaves,
      waitsForHours: false,
    },
  });
  await district.undoBatch({ params: { batch: issued.batch }, key: 'undo' });
  expect((await read(issued.batch)).eMail).toBeNull();
  expect((await problemOf(district.sendBatchNow({ params: { batch: issued.batch } }))).code).toBe('refused');
}, 60_000);

test('when the undo ends after the hours of a Friday, preview, answer and page of the batch say Monday morning, and the undo its own end', async () => {
  const until = async (familyUntil: string) => {
    const system = await server.as('system');
    const { settings, revision } = await system.readSettings();
    await system.changeSettings({ body: { ...settings, familyUntil, reason: 'the hours' }, revision });
  };
  await until('08:10');
  const monday = '2026-11-16T16:00:00.000Z';
  const seen = await preview();
  expect(seen).toMatchObject({ byEmail: 2, mailLeavesAt: monday });
  const issued = await district.issue({ body: { school: 'willow', revision: seen.revision }, key: 'evening' });
  expect(issued).toMatchObject({ mailLeavesAt: monday, undoUntil: '2026-11-13T16:15:00.000Z' });
  expect((await read(issued.batch)).eMail).toMatchObject({ waiting: 2, leavesAt: monday, waitsForHours: true });
  await district.undoBatch({ params: { batch: issued.batch }, key: 'undo of the evening' });
  await until('19:00');
}, 60_000);

test('what was sent now cannot be undone; a refused address is counted, listed, and printed instead, once', async () => {
  const { revision } = await preview();
  const { batch } = await district.issue({ body: { school: 'willow', revision }, key: 'second' });
  await expect.poll(async () => (await read(batch)).making?.state, { timeout: 60_000 }).toBe('done');
  await district.pauseBatch({ params: { batch }, body: { isPaused: true } });
  expect((await read(batch)).eMail).toMatchObject({ waiting: 2, leavesAt: null });
  now = new Date(SAMPLE_NOW.getTime() + 60_000);
  expect(await district.sendBatchNow({ params: { batch } })).toEqual({ letters: 2 });
  await waitFor(batch, ({ waiting }) => waiting === 0);
  expect(smtp.taken).toEqual(['tamsin@example.org']);
  expect((await read(batch)).eMail).toMatchObject({
    sent: 1,
    failed: 1,
    failures: [{ to: ['Gavin Eastman'], why: 'address' }],
  });
  expect((await read(batch)).undo).toMatchObject({ isPossible: false, why: 'opened' });
  expect((await problemOf(district.undoBatch({ params: { batch }, key: 'late' }))).code).toBe('refused');
  expect((await district.readHome({ query: { school: 'willow' } })).data?.lettersToPrint).toBe(1);
  const list = await district.readNotices({ query: { school: 'willow', way: 'email-failed' } });
  expect(list.items).toMatchObject([{ state: 'sent', way: 'e-mail', byEmail: { sent: 1, failed: 1 } }]);
  expect((await district.readNotices({ query: { school: 'willow', way: 'paper' } })).total).toBe(0);

  const { job } = await district.printInstead({ params: { batch }, body: {} });
  await expect
    .poll(async () => (await district.readMaking({ params: { batch, job } })).state, { timeout: 60_000 })
    .toBe('done');
  const [file] = (await district.readMaking({ params: { batch, job } })).files;
  expect(file).toMatchObject({ letters: 1 });
  const opened = await server.fetch(`/api/batches/${batch}/files/${file?.file ?? ''}`, {
    headers: { cookie: await server.cookieOf('district') },
  });
  expect((await opened.text()).slice(0, 5)).toBe('%PDF-');
  expect((await read(batch)).eMail).toMatchObject({ sent: 1, failed: 0, printed: 1 });
  expect((await district.readHome({ query: { school: 'willow' } })).data?.lettersToPrint).toBe(0);
  expect((await district.readNotices({ query: { school: 'willow', way: 'paper' } })).total).toBe(1);
  expect((await problemOf(district.printInstead({ params: { batch }, body: {} }))).code).toBe('refused');
  const [notice] = list.items;
  const detail = await district.readNotice({ params: { notice: notice?.notice ?? '' } });
  expect(detail.letterList.map(({ byEmail }) => byEmail).toSorted()).toEqual(['print', 'sent']);
  expect(detail.may.printInstead).toBe(false);
}, 120_000);
