import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf } from '../../documents/testing/read-pdf.ts';
import { startWorker, type RunningWorker } from '../../jobs/index.ts';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let worker: RunningWorker;
let clerk: Client<ApiContract>;
let batch: string;

beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  worker = await startWorker(server.db, { districtId: 1, home: server.home, now: () => SAMPLE_NOW });
  clerk = await server.as('clerk');
  const { revision } = await clerk.previewIssue({ body: { school: 'oak' } });
  batch = (await clerk.issue({ body: { school: 'oak', revision }, key: 'first' })).batch;
  await made();
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await server.close();
});

async function made(): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { making } = await clerk.readBatch({ params: { batch } });
    if (making?.state === 'done') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the letters were not made');
}

const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  const error: unknown = await asked.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return error instanceof ApiError ? error.problem.code : 'done';
};
const lines = async () => (await clerk.readNotices({ query: { batch, limit: 200 } })).items;
const audited = async (action: string): Promise<number> =>
  (
    await server.db.pool.query<{ count: number }>(
      'select count(*)::integer as count from audit_entries where action = $1',
      [action],
    )
  ).rows[0]?.count ?? 0;

describe('print files', () => {
  test('are not read before they are opened for printing, and looking at a batch opens nothing', async () => {
    const { making } = await clerk.readBatch({ params: { batch } });
    const file = making?.files[0]?.file ?? '';
    expect(await codeOf(clerk.readPrintFile({ params: { batch, file } }))).toBe('refused');
    expect((await clerk.readBatch({ params: { batch } })).undo.isPossible).toBe(true);
  });

  test('one notice that is withdrawn is not in them: they are made again before they can be printed', async () => {
    const [line] = await lines();
    await clerk.withdrawNotice({ params: { notice: line?.notice ?? '' }, body: { reason: 'A mistake.' } });
    await made();
    expect((await clerk.readBatch({ params: { batch } })).isStale).toBe(false);
    const opened = await clerk.printBatch({ params: { batch }, body: {} });
    expect(opened.printed).toBe((await lines()).length - 1);
    const texts = await Promise.all(
      opened.files.map(async ({ file }) => {
        const pdf = await clerk.readPrintFile({ params: { batch, file } });
        return (await readPdf(Buffer.from(await pdf.arrayBuffer()))).pages;
      }),
    );
    const printed = texts.flat().join('\n');
    expect(printed).not.toContain(`Notice ${line?.notice}\n`);
    for (const other of (await lines()).slice(1)) expect(printed).toContain(other.notice);
  });

  test('have no name in their own, and each reading leaves an entry', async () => {
    const { making } = await clerk.readBatch({ params: { batch } });
    const file = making?.files[0]?.file ?? '';
    const before = await audited('view-document');
    const answer = await server.fetch(`/api/batches/${batch}/files/${file}`, {
      headers: { cookie: await server.cookieOf('clerk') },
    });
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename="${batch}-${file}"`);
    await answer.arrayBuffer();
    expect(await audited('view-document')).toBe(before + 1);
  });

  test('printed again they are the same letters and no new notices', async () => {
    const notices = (await lines()).length;
    expect(await clerk.printBatch({ params: { batch }, body: {} })).toMatchObject({ printed: 0, again: notices - 1 });
    expect(await lines()).toHaveLength(notices);
  });

  test('go on after a jam from the letter on the page, and not past the last page', async () => {
    const { making } = await clerk.readBatch({ params: { batch } });
    const { letter = '', pages = 0 } = making?.files[0] ?? {};
    expect(await codeOf(clerk.printFromPage({ params: { batch }, body: { letter, page: pages + 1 } }))).toBe('invalid');
    const { job } = await clerk.printFromPage({ params: { batch }, body: { letter, page: pages } });
    let rest = await clerk.readMaking({ params: { batch, job } });
    for (let tries = 0; rest.state !== 'done' && tries < 300; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      rest = await clerk.readMaking({ params: { batch, job } });
    }
    expect(rest.files).toMatchObject([{ letters: 1, coverPages: 0 }]);
    const pdf = await clerk.readPrintFile({ params: { batch, file: rest.files[0]?.file ?? '' } });
    expect(await pdf.text()).toMatch(/^%PDF/);
  });

  test('of a batch with other schools are not for who sees only some of it', async () => {
    const district = await server.as('district');
    const { revision } = await district.previewIssue({ body: {} });
    const whole = await district.issue({ body: { revision }, key: 'all schools' });
    const seen = await clerk.readBatch({ params: { batch: whole.batch } }).catch(() => undefined);
    if (seen !== undefined) {
      expect(seen.isWhole).toBe(false);
      expect(seen.undo).toMatchObject({ isPossible: false, why: 'part' });
    }
    const params = { batch: whole.batch };
    expect(await codeOf(clerk.printBatch({ params, body: {} }))).toBe('not-found');
    expect(await codeOf(clerk.undoBatch({ params, key: 'mine' }))).toBe('not-found');
    expect(await codeOf(clerk.exportMailing({ params }))).toBe('not-found');
  });
});

describe('letters sent', () => {
  test('are listed page by page, each once', async () => {
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await clerk.readNotices({
        query: { school: 'oak', limit: 3, ...(cursor === undefined ? {} : { cursor }) },
      });
      expect(page.items.length).toBeLessThanOrEqual(3);
      all.push(...page.items.map((line) => line.notice));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    const { total } = await clerk.readNotices({ query: { school: 'oak' } });
    expect(all).toHaveLength(total);
    expect(new Set(all).size).toBe(total);
  });

  test('are marked as sent by certified mail with a number, received, and returned', async () => {
    const line = (await lines()).at(-1);
    const { notice = '' } = line ?? {};
    const mark = (body: { mark: 'sent' | 'received' | 'returned'; way?: 'certified' | 'mail'; number?: string }) =>
      clerk.markNotices({ body: { notices: [notice], on: '2026-11-16', ...body } });
    expect(await codeOf(mark({ mark: 'sent' }))).toBe('invalid');
    expect(await codeOf(mark({ mark: 'sent', way: 'mail', number: '9407' }))).toBe('invalid');
    expect(await mark({ mark: 'sent', way: 'certified', number: '9407 1000' })).toEqual({ marked: 1, skipped: {} });
    expect((await lines()).at(-1)).toMatchObject({ state: 'sent', way: 'certified', note: '9407 1000' });
    await mark({ mark: 'returned' });
    expect((await lines()).at(-1)).toMatchObject({ state: 'returned', stateOn: '2026-11-16' });
  });

  test('many are marked at once; those for which it makes no sense stay as they are', async () => {
    const all = (await lines()).map((line) => line.notice);
    const answer = await clerk.markNotices({ body: { notices: all, mark: 'sent', way: 'mail', on: '2026-11-16' } });
    expect(answer).toEqual({ marked: all.length - 1, skipped: { withdrawn: 1 } });
  });

  test('are printed as a list with what became of each, and leave an entry', async () => {
    const before = await audited('print-list');
    const pdf = await clerk.printNotices({ query: { school: 'oak', batch } });
    const read = await readPdf(Buffer.from(await pdf.arrayBuffer()));
    const text = read.pages.join('\n');
    // A long name is broken into lines.
    const together = text.replaceAll(/\s/g, '');
    for (const { name } of await lines()) expect(together).toContain(name.replaceAll(/\s/g, ''));
    expect(text).toMatch(/sent Nov 16, by mail/);
    expect(text).toContain(`Oak Middle School · Batch ${batch}`);
    expect(read.pages[0]).toMatch(/data through [^]*criteria: L1[^]*Page 1 of/);
    expect(read).toMatchObject({ isMarked: true, hasPdfUaMark: true, language: 'en' });
    expect(await audited('print-list')).toBe(before + 1);
  });

  test('leave as a file for a spreadsheet, with an entry', async () => {
    const before = await audited('export');
    const csv = await (await clerk.exportNotices({ query: { school: 'oak', batch } })).text();
    expect(csv.split('\r\n')[0]).toMatch(/^notice,batch,issued_on/);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + (await lines()).length);
    const mailing = await (await clerk.exportMailing({ params: { batch } })).text();
    expect(mailing).toMatch(/^letter,place_in_file,notice,language,envelope,recipients,address_1/);
    expect(await audited('export')).toBe(before + 2);
  });

  test('are added up by month, school and level', async () => {
    const { items } = await clerk.readNoticeTotals({ query: { school: 'oak', from: '2026-11-01' } });
    const notices = items.reduce((sum, row) => sum + row.notices, 0);
    expect(items.every((row) => row.month === '2026-11')).toBe(true);
    expect(notices).toBeGreaterThanOrEqual((await lines()).length - 1);
    const received = (rows: typeof items): number => rows.reduce((sum, row) => sum + row.received, 0);
    const line = (await lines()).find(({ state }) => state === 'sent');
    await clerk.markNotices({ body: { notices: [line?.notice ?? ''], mark: 'received', on: '2026-11-16' } });
    const after = await clerk.readNoticeTotals({ query: { school: 'oak', from: '2026-11-01' } });
    expect(received(after.items)).toBe(received(items) + 1);
  });
});

describe('one notice', () => {
  test('shows the letter as it went out, its days, its rule and its seal', async () => {
    const [, line] = await lines();
    const { notice = '' } = line ?? {};
    const shown = await clerk.readNotice({ params: { notice } });
    expect(shown.days.length).toBeGreaterThan(0);
    expect(shown.days.every((day) => day.now === null)).toBe(true);
    expect(shown.rule).toMatch(/^On the first day on which/);
    expect(shown.letterList[0]?.seal).toMatch(/^[0-9a-f]{64}$/);
    const { text } = await clerk.readLetterText({ params: { notice, letter: 1 } });
    const pdf = await clerk.readLetterPdf({ params: { notice, letter: 1 } });
    const { pages } = await readPdf(Buffer.from(await pdf.arrayBuffer()));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain(notice);
    expect(text).toContain(notice);
  });

  test('says where the family has moved since, and still shows the letter as it went out', async () => {
    const line = (await lines()).at(-1);
    const { notice = '', student = '' } = line ?? {};
    const before = await clerk.readNotice({ params: { notice } });
    expect(before.letterList.map((letter) => letter.hasMoved)).not.toContain(true);
    await server.db.pool.query(
      `update guardians g set address_1 = '1 New Street' from students s where s.student_no = $1 and g.student_id = s.student_id`,
      [Number(student.slice(1))],
    );
    const after = await clerk.readNotice({ params: { notice } });
    expect(after.letterList.map((letter) => letter.hasMoved)).not.toContain(false);
    expect(after.letterList.map((letter) => letter.address)).toEqual(before.letterList.map((letter) => letter.address));
  });

  test('of another school is not there, whatever is asked of it', async () => {
    const other = await server.db.pool.query<{ notice: string }>(
      `select 'N' || notice_id as notice from notices where notice_school_id <> 'oak' and student_id not in
         (select student_id from enrollments where school_id = 'oak') limit 1`,
    );
    const { notice = '' } = other.rows[0] ?? {};
    expect(notice).not.toBe('');
    const params = { notice };
    const asked = [
      clerk.readNotice({ params }),
      clerk.readLetterPdf({ params: { notice, letter: 1 } }),
      clerk.readLetterText({ params: { notice, letter: 1 } }),
      clerk.printNotice({ params }),
      clerk.withdrawNotice({ params, body: { reason: 'not mine' } }),
      clerk.rescindNotice({ params, body: { reason: 'not mine' }, key: 'not mine' }),
      clerk.keepNotice({ params, body: { reason: 'not mine' } }),
      clerk.reissueNotice({ params, body: { reason: 'not mine' }, key: 'not mine either' }),
    ];
    expect(await Promise.all(asked.map(codeOf))).toEqual(asked.map(() => 'not-found'));
    expect(
      await codeOf(clerk.markNotices({ body: { notices: [notice], mark: 'sent', way: 'mail', on: '2026-11-16' } })),
    ).toBe('not-found');
  });

  test('is rescinded with a letter that was shown before, word for word', async () => {
    const [, line] = await lines();
    const { notice = '' } = line ?? {};
    const body = { sentence: 'We are sorry for the trouble.' };
    const { letters } = await clerk.previewRescission({ params: { notice }, body });
    expect(letters[0]?.text).toContain(body.sentence);
    expect((await clerk.readNotice({ params: { notice } })).state).not.toBe('rescinded');
    const done = await clerk.rescindNotice({ params: { notice }, body: { ...body, reason: 'A late note.' }, key: 'r' });
    expect(done.letters).toBe(letters.length);
    expect((await clerk.readBatch({ params: { batch } })).isStale).toBe(true);
    expect(await codeOf(clerk.printBatch({ params: { batch }, body: {} }))).toBe('refused');
    const sent = await clerk.readLetterText({ params: { notice, letter: 101 } });
    expect(sent.text).toBe(letters[0]?.text);
    expect(
      await clerk.rescindNotice({ params: { notice }, body: { ...body, reason: 'A late note.' }, key: 'r' }),
    ).toEqual(done);
  });

  test('that was rescinded is issued again by a person’s decision, once for a key', async () => {
    const [, line] = await lines();
    const params = { notice: line?.notice ?? '' };
    const again = { params, body: { reason: 'The note was for another child.' }, key: 'again' };
    const one = await clerk.reissueNotice(again);
    expect(await clerk.reissueNotice(again)).toEqual(one);
    expect((await clerk.readNotices({ query: { batch: one.batch } })).items).toHaveLength(1);
  });
});
