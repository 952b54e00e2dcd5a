import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textSignature } from '../../messages/index.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

const CALLBACK = 'https://rollcall.example.org/api/text-results';
const TOKEN = 'token-of-the-test';

let server: TestServer;
beforeAll(async () => {
  const env = {
    ROLLCALL_TEXT_ACCOUNT: 'ACtest',
    ROLLCALL_TEXT_TOKEN: TOKEN,
    ROLLCALL_TEXT_FROM: '+15105550100',
    ROLLCALL_BASE_URL: 'https://rollcall.example.org',
  };
  server = await startTestServer({ now: () => SAMPLE_NOW, env });
  // One student of Oak and one of another school, each with a message that has left by text.
  await server.db.pool.query(
    `with chosen as (
       select distinct on (e.school_id) e.student_id, e.school_id from enrollments e
        where e.district_id = 1 and e.exit_on is null and e.school_id in ('oak', 'laurel') order by e.school_id, e.student_id),
     batch as (insert into batches (district_id, idempotency_key, as_of_on, filter, issued_by, issued_at, figures)
       values (1, 'messages', '2026-11-13', '{}', 'test', $1, '{}') returning batch_id),
     noticed as (insert into notices (district_id, batch_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, issue_no, state,
         origin, trigger_on, issued_on, issued_at, issued_by, notice_school_id, value, evidence, evidence_hash, pack_hash)
       select 1, b.batch_id, 'p', c.student_id, 'X1', '2026-08-01', 1, '', 1, 'issued', 'rollcall', '2026-11-10', '2026-11-13', $1, 'test',
         c.school_id, 1, '[]', '', '' from chosen c, batch b returning notice_id, student_id, notice_school_id),
     told as (insert into notifications (district_id, notice_id, student_id, school_id, name, told, made_by, made_at)
       select 1, notice_id, student_id, notice_school_id, 'absences', 'family', 'test', $1 from noticed
       returning notification_id, student_id, school_id),
     mailed as (insert into mail_outbox (district_id, way, key, send_to, subject, body, language, thing, thing_id, state, queued_by, queued_at,
         next_try_at, sent_at, student_id, school_id, provider_id)
       select 1, 'text', 'n-' || notification_id, '+15105550142', 'About', 'Please call', 'en', 'notification', notification_id, 'sent', 'test',
         $1, $1, $1, student_id, school_id, 'SM' || school_id from told returning mail_id, thing_id)
     insert into notification_recipients (district_id, notification_id, student_id, school_id, kind, person_id, name, language, ways, subject,
         body, short, facts, template, state, state_at, mail_id)
       select 1, t.notification_id, t.student_id, t.school_id, 'guardian', 'g', 'Ana Test', 'en',
         '[{"way": "text", "to": "+15105550142"}]', 'About', 'Please call', 'Please call', '{}', '', 'sent', $1, m.mail_id
         from told t join mailed m on m.thing_id = t.notification_id`,
    [SAMPLE_NOW],
  );
});
afterAll(() => server.close());

const list = async (role: 'clerk' | 'district', query: Readonly<Record<string, string>> = {}) =>
  (await (await server.as(role)).readMessages({ query })).items.map(({ school, state, why }) => ({
    school,
    state,
    why,
  }));

const report = (form: Readonly<Record<string, string>>, signature?: string) =>
  server.fetch('/api/text-results', {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'x-twilio-signature': signature ?? textSignature(TOKEN, CALLBACK, form) },
  });

describe('messages', () => {
  test('are seen by whoever reaches the student, and by nobody else', async () => {
    expect(await list('clerk')).toMatchObject([{ school: 'oak' }]);
    expect((await list('district')).map(({ school }) => school).toSorted()).toEqual(['laurel', 'oak']);
    expect(await list('district', { school: 'laurel' })).toMatchObject([{ school: 'laurel' }]);
    expect(await list('district', { state: 'print' })).toEqual([]);
  });

  test('of another school can be neither printed nor marked', async () => {
    const all = await (await server.as('district')).readMessages({ query: { school: 'laurel' } });
    const message = all.items[0]?.message ?? 0;
    const clerk = await server.as('clerk');
    await expect(clerk.printMessagesInstead({ body: { messages: [message] } })).rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
    await expect(clerk.tryMessageAgain({ params: { message } })).rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
  });

  test('an address or a number is in no answer', async () => {
    const answer = JSON.stringify(await (await server.as('district')).readMessages({ query: {} }));
    expect(answer).not.toMatch(/5550142|ACtest|token-of/);
  });
});

describe('a report of the text provider', () => {
  const form = { MessageSid: 'SMoak', MessageStatus: 'undelivered', ErrorCode: '30006' };

  test('is believed by its signature alone', async () => {
    expect((await report(form, 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=')).status).toBe(404);
    expect((await report(form, textSignature('another', CALLBACK, form))).status).toBe(404);
    expect((await report(form, textSignature(TOKEN, CALLBACK, { ...form, MessageStatus: 'delivered' }))).status).toBe(
      404,
    );
    expect(await list('clerk')).toEqual([{ school: 'oak', state: 'sent', why: '' }]);
    expect((await report(form)).status).toBe(204);
    expect(await list('clerk')).toEqual([{ school: 'oak', state: 'print', why: 'landline' }]);
  });

  test('of a message that nobody knows is taken, and changes nothing', async () => {
    expect((await report({ ...form, MessageSid: 'SMnobody' })).status).toBe(204);
    expect((await report({ MessageSid: 'SMlaurel', MessageStatus: 'sent' })).status).toBe(204);
    expect(await list('district', { school: 'laurel' })).toMatchObject([{ state: 'sent' }]);
    expect((await report({ MessageSid: 'SMlaurel', MessageStatus: 'delivered' })).status).toBe(204);
    expect(await list('district', { school: 'laurel' })).toMatchObject([{ state: 'delivered' }]);
  });

  test('a form is read nowhere else', async () => {
    const cookie = await server.cookieOf('clerk');
    const answer = await server.fetch('/api/messages/printed', {
      method: 'POST',
      body: new URLSearchParams({ messages: '1' }),
      headers: { cookie },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});
