import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWorker, type RunningWorker } from '../../jobs/index.ts';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let worker: RunningWorker;
let clerk: Client<ApiContract>;
/** The clock of the server; tests move it. */
let now = SAMPLE_NOW;
let school: string;

beforeAll(async () => {
  server = await startTestServer({ now: () => now });
  worker = await startWorker(server.db, { districtId: 1, home: server.home, now: () => now });
  clerk = await server.as('clerk');
  const due = await server.db.pool.query<{ school: string }>(
    `select current_school_id as school from triggers where state = 'active' and decision = 'issue' group by 1 order by count(*) desc`,
  );
  const { schools } = await clerk.readMe();
  school = due.rows.map((row) => row.school).find((one) => schools.some((mine) => mine.school === one)) ?? '';
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await server.close();
});

/** Everything is due again. */
beforeEach(async () => {
  now = SAMPLE_NOW;
  const { items } = await clerk.readBatches({ query: {} });
  for (const { batch, withdrawn, notices } of items) {
    if (withdrawn === notices) continue;
    await server.db.pool.query(`update notices set state = 'issued' where batch_id = $1 and state <> 'withdrawn'`, [
      Number(batch.slice(1)),
    ]);
    await server.db.pool.query(`update batches set opened_at = null, undo_until = $2 where batch_id = $1`, [
      Number(batch.slice(1)),
      new Date(SAMPLE_NOW.getTime() + 900_000),
    ]);
    await clerk.undoBatch({ params: { batch }, key: `clean ${batch} ${Math.random()}` });
  }
});

const preview = (who = clerk) => who.previewIssue({ body: { school } });
const problemOf = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(error instanceof ApiError)) throw new Error('this was not refused');
  return error.problem;
};
const noticesOnFile = async (): Promise<number> =>
  (
    await server.db.pool.query<{ count: number }>(
      `select count(*)::integer as count from notices where origin = 'rollcall' and state <> 'withdrawn'`,
    )
  ).rows[0]?.count ?? 0;

describe('a preview', () => {
  test('says by criterion what will go out, and nothing is changed by it', async () => {
    const shown = await preview();
    expect(shown.notices).toBeGreaterThan(0);
    expect(shown.notices).toBe(shown.rows.reduce((sum, row) => sum + row.notices, 0));
    expect(shown.letters).toBe(shown.rows.reduce((sum, row) => sum + row.letters, 0));
    for (const row of shown.rows)
      expect(Object.values(row.languages).reduce((sum, count) => sum + count, 0)).toBe(row.letters);
    expect(shown).toMatchObject({ undoMinutes: 15, meanwhile: null, notDue: 0, asOf: '2026-11-13' });
    expect(await noticesOnFile()).toBe(0);
  });

  test('of chosen notices holds these and no others', async () => {
    const { items } = await clerk.readWorklist({ query: { school } });
    const triggers = items
      .filter((line) => line.isReady)
      .slice(0, 2)
      .map((line) => line.trigger);
    const shown = await clerk.previewIssue({ body: { school, triggers } });
    expect(shown.notices).toBe(2);
    const { notices } = await clerk.issue({ body: { school, revision: shown.revision }, key: 'chosen' });
    expect(notices).toBe(2);
  });

  test('shows a letter exactly as it will go out, as text and as a PDF of its own', async () => {
    const shown = await preview();
    const trigger = shown.rows.find((row) => row.example !== null)?.example ?? '';
    const { letters } = await clerk.readLetterBefore({ params: { trigger } });
    expect(letters[0]?.text).toContain('Dear');
    const pdf = await clerk.readLetterBeforePdf({ params: { trigger }, query: {} });
    expect(await pdf.text()).toMatch(/^%PDF-1/);
    const { batch } = await clerk.issue({ body: { school, revision: shown.revision }, key: 'as shown' });
    const { items } = await clerk.readNotices({ query: { batch } });
    const texts = await Promise.all(
      items.map(({ notice }) => clerk.readLetterText({ params: { notice, letter: 1 } }).then(({ text }) => text)),
    );
    const before = letters[0]?.text.replaceAll('N…', '');
    expect(texts.map((text) => text.replaceAll(/N\d+/g, ''))).toContain(before);
    expect(await noticesOnFile()).toBe(shown.notices);
  });

  test('carries a sentence of one’s own into the letter of its notice alone', async () => {
    const { items } = await clerk.readWorklist({ query: { school } });
    const [trigger = '', other = ''] = items
      .filter((line) => line.isReady && line.sends.length > 0)
      .map((line) => line.trigger);
    const sentences = [{ trigger, sentence: 'The band misses the drummer.' }];
    const shown = await clerk.previewIssue({ body: { school, triggers: [trigger, other], sentences } });
    expect(shown.sentences.count).toBe(1);
    const { revision } = shown;
    const { letters } = await clerk.readLetterBefore({ params: { trigger }, query: { revision } });
    expect(letters[0]?.text).toContain('The band misses the drummer.');
    const { batch } = await clerk.issue({ body: { school, revision }, key: 'sentence' });
    const notices = (await clerk.readNotices({ query: { batch } })).items;
    const said = await Promise.all(
      notices.map(async ({ notice }) => (await clerk.readNotice({ params: { notice } })).sentence),
    );
    expect(said.toSorted()).toEqual(['', 'The band misses the drummer.']);
  });
});

describe('issuing', () => {
  test('does what the preview showed, once, and has its letters made', async () => {
    const shown = await preview();
    const done = await clerk.issue({ body: { school, revision: shown.revision }, key: 'monday' });
    expect(done).toMatchObject({ notices: shown.notices, letters: shown.letters });
    expect(done.undoUntil).toBe(new Date(SAMPLE_NOW.getTime() + 900_000).toISOString());
    const again = await clerk.issue({ body: { school, revision: shown.revision }, key: 'monday' });
    expect(again).toEqual(done);
    expect(await noticesOnFile()).toBe(shown.notices);
    const made = await lettersOf(done.batch);
    expect(made.making).toMatchObject({ state: 'done' });
    expect(made.making?.files.reduce((sum, file) => sum + file.letters, 0)).toBe(shown.letters);
  });

  test('asked twice at the same moment with one key is one batch', async () => {
    const shown = await preview();
    const ask = () => clerk.issue({ body: { school, revision: shown.revision }, key: 'two fingers' });
    const answers = await Promise.allSettled([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status)).toContain('fulfilled');
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ problem: { code: 'in-progress' } });
    const done = await ask();
    expect(done.notices).toBe(shown.notices);
    expect(await noticesOnFile()).toBe(shown.notices);
  });

  test('without a key is refused', async () => {
    const { revision } = await preview();
    const answer = await server.fetch('/api/issue', {
      method: 'POST',
      headers: { cookie: await server.cookieOf('clerk'), 'content-type': 'application/json' },
      body: JSON.stringify({ school, revision }),
    });
    expect(answer.status).toBe(400);
  });

  test('of two who say yes to the same list at the same moment one issues it, and the other is told who did', async () => {
    const other = await server.as('administrator');
    const [mine, theirs] = [await preview(), await preview(other)];
    const answers = await Promise.allSettled([
      clerk.issue({ body: { school, revision: mine.revision }, key: 'two at once' }),
      other.issue({ body: { school, revision: theirs.revision }, key: 'two at once' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await noticesOnFile()).toBe(mine.notices);
    const wasMine = answers[0].status === 'fulfilled';
    const [loser, revision] = wasMine ? [other, theirs.revision] : [clerk, mine.revision];
    const again = await loser.previewIssue({ body: { school, replaces: revision } });
    expect(again.notices).toBe(0);
    expect(again.meanwhile?.already.count).toBe(mine.notices);
    expect(again.meanwhile?.by?.person).toBe((await (wasMine ? clerk : other).readMe()).name);
  });

  test('where a colleague issued some of it meanwhile nothing goes out, and the rest is asked about again', async () => {
    const shown = await preview();
    const { items } = await clerk.readWorklist({ query: { school } });
    const [first = ''] = items.filter((line) => line.isReady).map((line) => line.trigger);
    const other = await server.as('administrator');
    const one = await other.previewIssue({ body: { school, triggers: [first] } });
    await other.issue({ body: { school, revision: one.revision }, key: 'just one' });
    const refused = await problemOf(clerk.issue({ body: { school, revision: shown.revision }, key: 'all' }));
    expect(refused).toMatchObject({ status: 409, code: 'changed', facts: { already: 1, changed: 0 } });
    expect(await noticesOnFile()).toBe(1);
    const again = await clerk.previewIssue({ body: { school, replaces: shown.revision } });
    expect(again.notices).toBe(shown.notices - 1);
    expect(again.meanwhile?.already.items.map((item) => item.trigger)).toEqual([first]);
    await clerk.issue({ body: { school, revision: again.revision }, key: 'all' });
    expect(await noticesOnFile()).toBe(shown.notices);
  });

  test('where a family moved meanwhile nothing goes out, and who it is is said', async () => {
    const shown = await preview();
    const { items } = await clerk.readWorklist({ query: { school } });
    const [line] = items.filter((one) => one.isReady && one.sends.length > 0);
    const moved = (to: string) =>
      server.db.pool.query(
        `update guardians g set address_2 = $2 from students s where s.student_no = $1 and g.student_id = s.student_id`,
        [Number(line?.student.slice(1)), to],
      );
    await moved('Unit 99');
    const refused = await problemOf(clerk.issue({ body: { school, revision: shown.revision }, key: 'moved' }));
    expect(refused).toMatchObject({ code: 'changed', facts: { already: 0 } });
    const again = await clerk.previewIssue({ body: { school, replaces: shown.revision } });
    expect(again.meanwhile?.changed.items).toContainEqual(
      expect.objectContaining({ trigger: line?.trigger, change: 'different' }),
    );
    expect(again.notices).toBe(shown.notices);
    await moved('');
  });

  test('another person’s preview issues nothing', async () => {
    const { revision } = await preview(await server.as('administrator'));
    expect(await problemOf(clerk.issue({ body: { school, revision }, key: 'not mine' }))).toMatchObject({
      code: 'changed',
    });
  });
});

describe('undo', () => {
  test('takes back all of it in one step: the notices are due again', async () => {
    const shown = await preview();
    const { batch, notices } = await clerk.issue({ body: { school, revision: shown.revision }, key: 'undo me' });
    expect(await clerk.undoBatch({ params: { batch }, key: 'undo' })).toEqual({ notices });
    expect((await preview()).notices).toBe(shown.notices);
    expect((await clerk.readBatch({ params: { batch } })).undo).toMatchObject({ isPossible: false, why: 'undone' });
  });

  test('is possible until the minute, and not at it', async () => {
    const { revision } = await preview();
    const { batch } = await clerk.issue({ body: { school, revision }, key: 'clock' });
    now = new Date(SAMPLE_NOW.getTime() + 900_000);
    expect(await problemOf(clerk.undoBatch({ params: { batch }, key: 'late' }))).toMatchObject({ code: 'refused' });
    now = new Date(SAMPLE_NOW.getTime() + 899_999);
    expect((await clerk.undoBatch({ params: { batch }, key: 'in time' })).notices).toBeGreaterThan(0);
  });

  test('does not run out while it is paused, and goes on with what was left', async () => {
    const { revision } = await preview();
    const { batch } = await clerk.issue({ body: { school, revision }, key: 'pause' });
    now = new Date(SAMPLE_NOW.getTime() + 600_000);
    expect(await clerk.pauseBatch({ params: { batch }, body: { isPaused: true } })).toMatchObject({
      isPaused: true,
      seconds: 300,
    });
    now = new Date(SAMPLE_NOW.getTime() + 1_500_000);
    expect((await clerk.readBatch({ params: { batch } })).undo).toMatchObject({ isPossible: true, seconds: 300 });
    await clerk.pauseBatch({ params: { batch }, body: { isPaused: false } });
    now = new Date(now.getTime() + 300_000);
    expect((await clerk.readBatch({ params: { batch } })).undo).toMatchObject({ isPossible: false, why: 'time' });
  });

  test('at the same moment as printing: exactly one wins, whichever it is', async () => {
    const wins: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const { revision } = await preview();
      const { batch, notices } = await clerk.issue({ body: { school, revision }, key: `race ${round}` });
      await lettersOf(batch);
      const undo = () => clerk.undoBatch({ params: { batch }, key: `race ${round}` });
      const print = () => clerk.printBatch({ params: { batch }, body: {} });
      const first = round % 2 === 0 ? [undo(), print()] : [print(), undo()].toReversed();
      const [undone, printed] = await Promise.allSettled(first);
      expect([undone?.status, printed?.status].toSorted()).toEqual(['fulfilled', 'rejected']);
      const { states } = await clerk.readBatch({ params: { batch } });
      const won = undone?.status === 'fulfilled' ? 'withdrawn' : 'produced';
      expect(states).toEqual({ [won]: notices });
      wins.push(won);
      if (won === 'produced') {
        await server.db.pool.query(`update notices set state = 'issued' where batch_id = $1`, [Number(batch.slice(1))]);
        await server.db.pool.query(`update batches set opened_at = null where batch_id = $1`, [Number(batch.slice(1))]);
        await clerk.undoBatch({ params: { batch }, key: `after ${round}` });
      }
    }
    expect(wins).toHaveLength(2);
  });
});

/** Waits until the job has made them. */
async function lettersOf(batch: string) {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await clerk.readBatch({ params: { batch } });
    if (found.making?.state === 'done' || found.making?.state === 'failed') return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the letters were not made');
}
