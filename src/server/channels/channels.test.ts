import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStops, textSignature } from '../../messages/index.ts';
import { startMailServer, type MailServer } from '../../messages/testing/mail-server.ts';
import { startTextProvider, type TextProvider } from '../../messages/testing/text-provider.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

const CALLBACK = 'https://rollcall.example.org/api/text-results';
const ANSWERS = 'https://rollcall.example.org/api/text-answers';

let server: TestServer;
let mailbox: MailServer;
let provider: TextProvider;
beforeAll(async () => {
  mailbox = await startMailServer((address) => address.startsWith('miriam'));
  provider = await startTextProvider();
  const env = {
    ROLLCALL_SMTP_URL: mailbox.url.replace('smtp://', 'smtp://laurel:very-secret@'),
    ROLLCALL_MAIL_FROM: 'Laurel <office@lakeside.example>',
    ROLLCALL_TEXT_URL: provider.url,
    ROLLCALL_TEXT_ACCOUNT: provider.settings.account,
    ROLLCALL_TEXT_TOKEN: provider.settings.token,
    ROLLCALL_TEXT_FROM: provider.settings.from,
    ROLLCALL_BASE_URL: 'https://rollcall.example.org',
  };
  server = await startTestServer({ now: () => SAMPLE_NOW, env });
});
afterAll(async () => {
  await server.close();
  mailbox.close();
  await provider.close();
});

describe('the ways of messages', () => {
  test('say from where and whether, and never a secret', async () => {
    const state = await (await server.as('system')).readChannels();
    expect(state).toMatchObject({
      email: { isSet: true, isOn: true, from: 'Laurel <office@lakeside.example>', hasPassword: true },
      text: { isSet: true, isOn: true, from: '+15105550100', hasToken: true, answersTo: ANSWERS },
      family: { days: '12345', from: '08:00', until: '19:00', opensAt: null },
    });
    expect(JSON.stringify(state)).not.toMatch(/very-secret|token-of-the-test|ACtest/);
    await expect((await server.as('clerk')).readChannels()).rejects.toMatchObject({ problem: { status: 403 } });
  });

  test('say until when families get nothing', async () => {
    const set = (days: string) =>
      server.db.pool.query(`update districts set settings = settings || jsonb_build_object('family_days', $1::text)`, [
        days,
      ]);
    await set('1');
    const { family } = await (await server.as('system')).readChannels();
    expect(family.opensAt).toBe('2026-11-16T16:00:00.000Z');
    await set('12345');
  });

  test('are tried out on oneself, with what the server answered', async () => {
    const system = await server.as('system');
    const noPassword = await system.testChannel({ body: { way: 'email' } });
    // The mail server of the test knows no users.
    expect(noPassword).toMatchObject({ outcome: 'failed' });
    expect(noPassword.reason).not.toContain('very-secret');
    expect(await system.testChannel({ body: { way: 'text', number: '(510) 555-0142' } })).toEqual({
      outcome: 'sent',
      reason: '',
    });
    expect(provider.texts.at(-1)).toMatchObject({ to: '+15105550142' });
    await expect(system.testChannel({ body: { way: 'text', number: '12' } })).rejects.toMatchObject({
      problem: { code: 'refused' },
    });
    const { items } = await system.readAudit({ query: { action: 'test-message', limit: 9 } });
    expect(items.map(({ detail }) => detail)).toEqual([
      { way: 'text', outcome: 'sent' },
      { way: 'email', outcome: 'failed' },
    ]);
    expect(JSON.stringify(items)).not.toContain('5550142');
  });

  test('are tried five times in ten minutes, and then no more for a while', async () => {
    const district = await server.as('district');
    for (let no = 0; no < 5; no += 1) await district.testChannel({ body: { way: 'text', number: '+15105550143' } });
    await expect(district.testChannel({ body: { way: 'text', number: '+15105550143' } })).rejects.toMatchObject({
      problem: { code: 'too-many' },
    });
  });

  test('that are switched off are out of use, with the reason on record', async () => {
    const system = await server.as('system');
    const change = async (email: 'on' | 'off') => {
      const answer = await server.fetch('/api/settings', { headers: { cookie: await server.cookieOf('system') } });
      const revision = answer.headers.get('etag')?.replaceAll('"', '') ?? '';
      return system.changeSettings({ body: { email, reason: 'the server moves' }, revision });
    };
    const waysOf = async () => (await (await server.as('clerk')).readMessages({ query: {} })).ways;
    expect(await waysOf()).toEqual({ email: true, text: true });
    expect((await change('off')).changes[0]).toMatchObject({
      reason: 'the server moves',
      changed: [{ setting: 'email', before: 'on', after: 'off' }],
    });
    expect(await waysOf()).toEqual({ email: false, text: true });
    expect((await system.readSystem()).mail).toMatchObject({ isSet: true, isOn: false });
    await change('on');
    expect(await waysOf()).toEqual({ email: true, text: true });
  });
});

describe('an answer to a text', () => {
  const answer = (form: Readonly<Record<string, string>>, url = ANSWERS) =>
    server.fetch('/api/text-answers', {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'x-twilio-signature': textSignature(provider.settings.token, url, form) },
    });
  const stopped = async () => [...(await readStops(server.db.pool, 1, ['+15105550142'])).keys()];

  test('is believed by its signature over its own address alone', async () => {
    const form = { From: '+15105550142', Body: 'STOP', MessageSid: 'SM1' };
    expect((await answer(form, CALLBACK)).status).toBe(404);
    expect((await server.fetch('/api/text-answers', { method: 'POST', body: new URLSearchParams(form) })).status).toBe(
      404,
    );
    expect(await stopped()).toEqual([]);
    const taken = await answer(form);
    expect([taken.status, await taken.text()]).toEqual([200, '<Response/>']);
    expect(await stopped()).toEqual(['+15105550142']);
  });

  test('that says something else changes nothing; START takes a STOP back', async () => {
    expect((await answer({ From: '+15105550142', Body: 'Who is this?' })).status).toBe(200);
    expect(await stopped()).toEqual(['+15105550142']);
    await answer({ From: '+15105550142', Body: 'Start' });
    expect(await stopped()).toEqual([]);
  });
});
