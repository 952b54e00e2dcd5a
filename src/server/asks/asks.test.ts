import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MOST_ASKS, SAME_ASK_HOURS } from '../../messages/district-asks.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let plain: TestServer;
let now = SAMPLE_NOW;
beforeAll(async () => {
  const env = { ROLLCALL_SMTP_URL: 'smtp://127.0.0.1:1', ROLLCALL_MAIL_FROM: 'rollcall@lakeside.example' };
  server = await startTestServer({ now: () => now, env });
  plain = await startTestServer({ now: () => now });
});
afterAll(async () => {
  await server.close();
  await plain.close();
});
afterEach(async () => {
  now = SAMPLE_NOW;
  for (const one of [server, plain]) {
    await one.db.pool.query('delete from district_asks');
    await one.db.pool.query('delete from mail_outbox');
  }
});

const later = (hours: number): void => {
  now = new Date(now.getTime() + hours * 3_600_000);
};
const ASK = { body: { school: 'oak', what: 'calculate' } } as const;
const mails = async (one: TestServer) =>
  (
    await one.db.pool.query<{ send_to: string; subject: string; body: string; student_id: string | null }>(
      'select send_to, subject, body, student_id from mail_outbox order by mail_id',
    )
  ).rows;

describe('what a school asks the district for', () => {
  test('goes to the district’s people by mail, with who asks, from where and the page, and nothing of a student', async () => {
    const clerk = await server.as('clerk');
    const { ask, isNew } = await clerk.askDistrict(ASK);
    expect([isNew, ask]).toMatchObject([true, { school: 'oak', schoolName: 'Oak Middle School', mails: 1 }]);
    const sent = await mails(server);
    expect(sent).toMatchObject([{ subject: 'Oak Middle School asks to calculate the district', student_id: null }]);
    expect(sent[0]?.body).toContain('Alma Bell of Oak Middle School');
    expect(sent[0]?.body).toContain('/d/runs');
    const jobs = await server.db.pool.query(`select from job_records where job = 'mail' and asked_by = 'Alma Bell'`);
    expect(jobs.rowCount).toBe(1);
  });

  test('is in the language of who reads it', async () => {
    await (await server.as('district')).savePreferences({ body: { language: 'es' } });
    await (await server.as('clerk')).askDistrict(ASK);
    expect((await mails(server))[0]?.subject).toBe('Oak Middle School pide calcular el distrito');
    await (await server.as('district')).savePreferences({ body: { language: 'en' } });
  });

  test('stands on the page of the district alone where no mail is set up, and says so', async () => {
    const { ask } = await (await plain.as('clerk')).askDistrict(ASK);
    expect(ask.mails).toBe(0);
    expect(await mails(plain)).toEqual([]);
    expect(await (await plain.as('district')).listAsks()).toMatchObject({ open: 1, items: [{ person: 'Alma Bell' }] });
  });

  test('is asked once in four hours for a school, whoever asks; then anew', async () => {
    const first = await (await server.as('clerk')).askDistrict(ASK);
    later(SAME_ASK_HOURS - 0.1);
    const again = await (await server.as('administrator')).askDistrict(ASK);
    expect(again).toEqual({ ask: first.ask, isNew: false });
    expect(await mails(server)).toHaveLength(1);
    later(0.2);
    expect((await (await server.as('administrator')).askDistrict(ASK)).isNew).toBe(true);
    expect(await mails(server)).toHaveLength(2);
  });

  test('is not asked more than five times a day by one person', async () => {
    const clerk = await server.as('clerk');
    for (let count = 0; count < MOST_ASKS; count += 1) {
      expect((await clerk.askDistrict(ASK)).isNew).toBe(true);
      await server.db.pool.query(`update district_asks set done_by = 'M. Vance', done_at = asked_at`);
    }
    await expect(clerk.askDistrict(ASK)).rejects.toMatchObject({ problem: { status: 429 } });
    await server.db.pool.query(`update district_asks set asked_at = asked_at - interval '24 hours' where ask_id =
      (select min(ask_id) from district_asks)`);
    expect((await clerk.askDistrict(ASK)).isNew).toBe(true);
  });

  test('is asked at the same moment once', async () => {
    const clerk = await server.as('clerk');
    const answers = await Promise.all([1, 2, 3].map(() => clerk.askDistrict(ASK)));
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await mails(server)).toHaveLength(1);
  });

  test('is not asked for another school, nor by somebody who has no school', async () => {
    const clerk = await server.as('clerk');
    const other = clerk.askDistrict({ body: { school: 'elm', what: 'calculate' } });
    await expect(other).rejects.toMatchObject({ problem: { status: 404 } });
    await expect((await server.as('teacher')).askDistrict(ASK)).rejects.toMatchObject({ problem: { status: 403 } });
  });

  test('is taken off the list by the district, with who did it; each step leaves an entry', async () => {
    const { ask } = await (await server.as('clerk')).askDistrict(ASK);
    const district = await server.as('district');
    await district.endAsk({ params: { ask: ask.ask } });
    expect(await district.listAsks()).toMatchObject({ open: 0, items: [{ doneBy: 'Miriam Vance' }] });
    expect((await (await server.as('clerk')).askDistrict(ASK)).isNew).toBe(true);
    await expect(district.endAsk({ params: { ask: 999_999 } })).rejects.toMatchObject({ problem: { status: 404 } });
    await expect((await server.as('clerk')).listAsks()).rejects.toMatchObject({ problem: { status: 403 } });
    const found = await server.db.pool.query<{ action: string }>(
      `select distinct action from audit_entries where action in ('ask-district', 'end-ask') order by 1`,
    );
    expect(found.rows.map(({ action }) => action)).toEqual(['ask-district', 'end-ask']);
  });
});
