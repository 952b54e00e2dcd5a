import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import {
  askResults,
  isSignedText,
  noteStop,
  queueMail,
  readMailAbout,
  readStops,
  readWays,
  sendWaiting,
  stopOf,
  takeReport,
  textNumber,
  textSettingsOf,
  textSignature,
  type EndedMail,
  type MailHooks,
  type TextSettings,
} from './index.ts';
import { startTextProvider, type TextProvider } from './testing/text-provider.ts';

const NOW = new Date('2026-11-16T15:00:00Z');
const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);

let db: TestDatabase;
let provider: TextProvider;
let told: string[];
const hooks: MailHooks = {
  notification: {
    left: (_client, { mail }) => note('left', mail),
    delivered: (_client, { mail }) => note('delivered', mail),
    failed: (_client, { mail }) => note('failed', mail),
  },
};
async function note(what: string, { why }: EndedMail): Promise<void> {
  told.push(why === '' ? what : `${what} ${why}`);
}

beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
});
afterAll(() => db.drop());
beforeEach(async () => {
  provider = await startTextProvider({ now: () => NOW });
  told = [];
  await db.pool.query('delete from mail_outbox');
  await db.pool.query('delete from text_stops');
});
afterEach(() => provider.close());

const queue = (key = 'n-1', to = '+15105550142', text = 'Please call us.') =>
  queueMail(db.pool, {
    districtId: 1,
    way: 'text',
    to,
    subject: '',
    text,
    language: 'en',
    key,
    by: 'P. Lang',
    now: NOW,
    about: { thing: 'notification', id: 7 },
  });
const send = (at = NOW, text: TextSettings | null = provider.settings) =>
  sendWaiting(db.pool, { districtId: 1, now: () => at, providers: { email: null, text }, hooks });
const ask = (at: Date) => askResults(db.pool, { districtId: 1, now: () => at, text: provider.settings, hooks });
const onFile = async () =>
  (await readMailAbout(db.pool, 1, { thing: 'notification', ids: [7] })).map(({ state, why, tries }) => ({
    state,
    why,
    tries,
  }));
const reasonOf = async () => (await readMailAbout(db.pool, 1, { thing: 'notification', ids: [7] }))[0]?.reason ?? '';

describe('a text message', () => {
  test('leaves once, to the number, from the sender, and is delivered when the provider says so', async () => {
    await queue();
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await send()).toMatchObject({ sent: 0 });
    expect(provider.texts).toMatchObject([{ to: '+15105550142', from: '+15105550100', body: 'Please call us.' }]);
    expect(await onFile()).toEqual([{ state: 'sent', why: '', tries: 1 }]);
    expect(await ask(NOW)).toBe(0);
    expect(await ask(minutes(1))).toBe(0);
    (provider.texts[0] as { status: string }).status = 'delivered';
    expect(await ask(minutes(2))).toBe(0);
    expect(await ask(minutes(3))).toBe(1);
    expect(await onFile()).toEqual([{ state: 'delivered', why: '', tries: 1 }]);
    expect(told).toEqual(['left', 'delivered']);
  });

  test.each([
    [21_211, 'number'],
    [21_614, 'landline'],
    [21_610, 'stopped'],
    [21_999, 'refused'],
  ])('that is refused with code %i fails at once, with a reason that holds no number', async (code, why) => {
    await queue();
    provider.answers.push({ status: 400, code });
    expect(await send()).toMatchObject({ failed: 1 });
    expect(await onFile()).toEqual([{ state: 'failed', why, tries: 1 }]);
    expect(await reasonOf()).not.toMatch(/510|555/);
    expect(told).toEqual([`failed ${why}`]);
  });

  test.each([429, 500, 503])('that is answered %i is tried again, later and not at once', async (status) => {
    await queue();
    provider.answers.push({ status, code: 20_429 });
    expect(await send()).toMatchObject({ again: 1 });
    expect(await send(minutes(1))).toMatchObject({ sent: 0 });
    expect(await send(minutes(2))).toMatchObject({ sent: 1 });
    expect(provider.texts).toHaveLength(1);
    expect(told).toEqual(['left']);
  });

  test('whose answer never came is looked for before it is sent again', async () => {
    await queue();
    provider.answers.push('silent');
    expect(await send()).toMatchObject({ again: 1 });
    expect(await send(minutes(2))).toMatchObject({ sent: 1 });
    expect(provider.texts).toHaveLength(1);
    expect(provider.lists).toBe(1);
    expect(await onFile()).toEqual([{ state: 'sent', why: '', tries: 2 }]);
  });

  test('with the words of another one to the same number is one of its own', async () => {
    await queue('n-1');
    expect(await send()).toMatchObject({ sent: 1 });
    await queue('n-2');
    provider.answers.push({ status: 500, code: 0 });
    await send();
    expect(await send(minutes(2))).toMatchObject({ sent: 1 });
    expect(provider.texts).toHaveLength(2);
  });

  test('waits, untried, where the account or the sender is not right, and leaves once it is', async () => {
    await queue('n-1');
    await queue('n-2');
    expect(await send(NOW, { ...provider.settings, token: 'another' })).toEqual({
      sent: 0,
      again: 0,
      failed: 0,
      waiting: 2,
    });
    expect(await onFile()).toMatchObject([{ tries: 0 }, { state: 'waiting', tries: 0 }]);
    expect(await send(minutes(15))).toMatchObject({ sent: 2 });
  });

  test('waits where no provider is set up, and whoever plans the next one knows', async () => {
    await queue();
    expect(await readWays(db.pool, 99)).toEqual({ email: true, text: true });
    expect(await send(NOW, null)).toMatchObject({ waiting: 1 });
    expect(await readWays(db.pool, 1)).toEqual({ email: false, text: false });
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await readWays(db.pool, 1)).toEqual({ email: false, text: true });
  });

  test('is sent by one of two workers', async () => {
    for (let no = 0; no < 10; no += 1) await queue(`n-${no}`, '+15105550142', `Message ${no}`);
    const [one, other] = await Promise.all([send(), send()]);
    expect(one.sent + other.sent).toBe(10);
    expect(provider.texts).toHaveLength(10);
  });
});

describe('what the provider reports of itself', () => {
  const report = async (status: string, code = 0) => {
    const client = await db.pool.connect();
    try {
      const providerId = provider.texts[0]?.sid ?? '';
      return await takeReport(client, { providerId, status, code }, { now: NOW, hooks });
    } finally {
      client.release();
    }
  };

  test('is taken once: what is not final changes nothing, what comes twice neither', async () => {
    await queue();
    await send();
    expect(await report('sent')).toBeNull();
    expect(await report('undelivered', 30_003)).toMatchObject({ why: 'unreachable' });
    expect(await report('undelivered', 30_003)).toBeNull();
    expect(await report('delivered')).toBeNull();
    expect(await onFile()).toMatchObject([{ state: 'failed', why: 'unreachable' }]);
    expect(told).toEqual(['left', 'failed unreachable']);
  });

  test('is believed by its signature alone', () => {
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    const form = {
      CallSid: 'CA1234567890ABCDE',
      From: '+12349013030',
      To: '+18005551212',
      Caller: '+12349013030',
      Digits: '1234',
    };
    expect(textSignature('12345', url, form)).toBe('0/KCTR6DLpKmkAf8muzZqo1nDgQ=');
    const signed = (given: string, at = url, values: Readonly<Record<string, string>> = form) =>
      isSignedText('12345', given, { url: at, form: values });
    expect(signed('0/KCTR6DLpKmkAf8muzZqo1nDgQ=')).toBe(true);
    expect(signed(textSignature('12345', 'https://mycompany.com:443/myapp.php?foo=1&bar=2', form))).toBe(true);
    expect(signed('0/KCTR6DLpKmkAf8muzZqo1nDgQ=', url, { ...form, Digits: '1235' })).toBe(false);
    expect(signed('0/KCTR6DLpKmkAf8muzZqo1nDgQ=', 'https://mycompany.com/other')).toBe(false);
    expect(signed('')).toBe(false);
    expect(isSignedText('12346', '0/KCTR6DLpKmkAf8muzZqo1nDgQ=', { url, form })).toBe(false);
  });
});

describe('settings and numbers', () => {
  test('a number is one of the United States unless it says another country; what is none, or toll-free, is none', () => {
    expect(['(510) 555-0142', '510.555.0142', '+1 510 555 0142', '1-510-555-0142'].map(textNumber)).toEqual(
      Array(4).fill('+15105550142'),
    );
    expect(textNumber('+52 55 1234 5678')).toBe('+525512345678');
    expect(['555-0142', 'call me', '', '800-555-0142', '+1 510 555 014'].map(textNumber)).toEqual(Array(5).fill(null));
  });

  test('an account, a token and a sender make a provider; the token may lie in a file', async () => {
    const env = { ROLLCALL_TEXT_ACCOUNT: 'AC1', ROLLCALL_TEXT_TOKEN: 't', ROLLCALL_TEXT_FROM: '+15105550100' };
    expect(await textSettingsOf(env)).toEqual({
      url: 'https://api.twilio.com',
      account: 'AC1',
      token: 't',
      from: '+15105550100',
      callback: null,
    });
    for (const name of Object.keys(env)) expect(await textSettingsOf({ ...env, [name]: '' })).toBeNull();
    const based = { ...env, ROLLCALL_BASE_URL: 'https://rollcall.example.org' };
    expect((await textSettingsOf(based))?.callback).toBe('https://rollcall.example.org/api/text-results');
    expect((await textSettingsOf({ ...based, ROLLCALL_TEXT_CALLBACK: 'off' }))?.callback).toBeNull();
    expect((await textSettingsOf({ ...env, ROLLCALL_BASE_URL: 'http://localhost:8080' }))?.callback).toBeNull();
    await expect(
      textSettingsOf({ ...env, ROLLCALL_TEXT_TOKEN: '', ROLLCALL_TEXT_TOKEN_FILE: '/nowhere/token' }),
    ).rejects.toThrow('ROLLCALL_TEXT_TOKEN_FILE');
  });
});

describe('the hours of families', () => {
  const family = (key: string) =>
    queueMail(db.pool, {
      districtId: 1,
      way: 'text',
      to: '+15105550142',
      subject: '',
      text: key,
      language: 'en',
      key,
      by: 'P. Lang',
      now: NOW,
      toFamily: true,
    });

  test('hold back what is for a family and let what is for staff go at once', async () => {
    // Seven in the morning of a Monday.
    await family('to-family');
    await queue('to-staff');
    expect(await send()).toMatchObject({ sent: 1 });
    expect(provider.texts.map(({ body }) => body)).toEqual(['Please call us.']);
    expect(await send(minutes(59))).toMatchObject({ sent: 0 });
    expect(await send(minutes(60))).toMatchObject({ sent: 1 });
  });

  test('are those that the district has set', async () => {
    await db.pool.query(
      `update districts set settings = '{"family_days": "1", "family_from": "06:00", "family_until": "07:00"}'`,
    );
    await family('to-family');
    expect(await send()).toMatchObject({ sent: 0 });
    await db.pool.query(
      `update districts set settings = '{"family_days": "1", "family_from": "06:00", "family_until": "07:01"}'`,
    );
    expect(await send()).toMatchObject({ sent: 1 });
    await db.pool.query(`update districts set settings = '{}'`);
  });
});

describe('whoever wants no texts', () => {
  const stop = { number: '+15105550142', kind: 'stop', source: 'answer', by: '', at: NOW } as const;

  test('gets none: the next way is tried; after a START they come again', async () => {
    await noteStop(db.pool, 1, stop);
    await queue();
    expect(await send()).toMatchObject({ sent: 0, failed: 1 });
    expect(told).toEqual(['failed stopped']);
    expect(provider.texts).toHaveLength(0);
    expect(await noteStop(db.pool, 1, { ...stop, kind: 'start' })).toBe(true);
    await queue('n-2');
    expect(await send()).toMatchObject({ sent: 1 });
  });

  test('is kept in mind where the provider says so, and asked no second time', async () => {
    provider.answers.push({ status: 400, code: 21_610 });
    await queue();
    await send();
    expect((await readStops(db.pool, 1, ['+15105550142', '+15105550143'])).get('+15105550142')).toMatchObject({
      source: 'provider',
    });
    expect(await noteStop(db.pool, 1, stop)).toBe(false);
  });

  test.each([
    ['STOP', 'stop'],
    [' Stop. ', 'stop'],
    ['ALTO', 'stop'],
    ['No más', 'stop'],
    ['start', 'start'],
    ['Sí', 'start'],
    ['Please stop calling at night', null],
    ['', null],
  ])('says so by a word: %o is %o', (body, kind) => {
    expect(stopOf(body)).toBe(kind);
  });

  test('says so by what the provider made of it', () => {
    expect([stopOf('no thanks', 'STOP'), stopOf('ok', 'START'), stopOf('HELP', 'HELP')]).toEqual([
      'stop',
      'start',
      null,
    ]);
  });
});
