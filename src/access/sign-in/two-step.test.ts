import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resetTwoStep } from '../people/reset-two-step.ts';
import { beginTwoStep, confirmTwoStep, endTwoStep, newRecoveryCodes, type OwnAccount } from './own-account.ts';
import { Browser, openBench, TEST_PASSWORD, type SignInBench } from './testing.ts';

let bench: SignInBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

test('a code of the authenticator is asked for after the password, and a session is only made after it', async () => {
  const { key } = await personWithTwoStep('one@lakeside.example');
  const browser = new Browser(bench);
  const answer = await browser.signIn('one@lakeside.example');
  expect(await answer.json()).toEqual({ next: 'code' });
  expect(await browser.actor()).toBeNull();
  const wrong = await code(browser, '000000');
  expect([wrong.status, await wrong.json()]).toMatchObject([422, { code: 'wrong-code' }]);
  expect((await code(browser, codeOf(key))).status).toBe(200);
  expect((await browser.actor())?.actor.email).toBe('one@lakeside.example');
});

test('after five wrong codes one begins again with the password', async () => {
  const { key } = await personWithTwoStep('two@lakeside.example');
  const browser = new Browser(bench);
  await browser.signIn('two@lakeside.example');
  for (let index = 0; index < 5; index += 1)
    // eslint-disable-next-line no-await-in-loop
    expect((await code(browser, '000000')).status).toBe(422);
  const late = await code(browser, codeOf(key));
  expect([late.status, await late.json()]).toMatchObject([401, { code: 'sign-in-again' }]);
  expect(await browser.actor()).toBeNull();
});

test('a recovery code works once', async () => {
  const { recoveryCodes } = await personWithTwoStep('three@lakeside.example');
  for (const status of [200, 422]) {
    const browser = new Browser(bench);
    // eslint-disable-next-line no-await-in-loop
    await browser.signIn('three@lakeside.example');
    // eslint-disable-next-line no-await-in-loop
    const answer = await code(browser, recoveryCodes[0] ?? '', 'backup-code');
    expect(answer.status).toBe(status);
  }
});

test('the key is not in force before a code of it was right, and asks for the password', async () => {
  await bench.add({ email: 'four@lakeside.example' });
  const browser = new Browser(bench);
  await browser.signIn('four@lakeside.example');
  const own = await ownOf(browser);
  expect(await beginTwoStep(own, 'not the password')).toEqual({ ok: false, why: 'wrong-password' });
  await beginTwoStep(own, TEST_PASSWORD);
  expect(await confirmTwoStep(own, '000000')).toEqual({ ok: false, why: 'wrong-code' });
  expect(await (await new Browser(bench).signIn('four@lakeside.example')).json()).toEqual({ next: 'done' });
});

test('switched off, the password alone lets the person in; that too asks for the password', async () => {
  const { browser } = await personWithTwoStep('five@lakeside.example');
  expect(await endTwoStep(await ownOf(browser), 'not the password')).toEqual({ ok: false, why: 'wrong-password' });
  const ended = await endTwoStep(await ownOf(browser), TEST_PASSWORD);
  expect(ended.ok).toBe(true);
  expect(await (await new Browser(bench).signIn('five@lakeside.example')).json()).toEqual({ next: 'done' });
});

test('new recovery codes end the earlier ones', async () => {
  const { browser, recoveryCodes } = await personWithTwoStep('six@lakeside.example');
  const made = await newRecoveryCodes(await ownOf(browser), TEST_PASSWORD);
  const fresh = made.ok ? made.recoveryCodes : [];
  expect(fresh).toHaveLength(10);
  const another = new Browser(bench);
  await another.signIn('six@lakeside.example');
  expect((await code(another, recoveryCodes[1] ?? '', 'backup-code')).status).toBe(422);
  expect((await code(another, fresh[1] ?? '', 'backup-code')).status).toBe(200);
});

test('where phone and codes are gone, who manages people switches it off, which signs the person out', async () => {
  const { browser } = await personWithTwoStep('eight@lakeside.example');
  const personId = (await browser.actor())?.actor.personId ?? '';
  const note = { by: 'a test', at: bench.now(), reason: 'lost the phone' };
  await resetTwoStep(bench.db, { districtId: 1, personId, ...note });
  expect(await browser.actor()).toBeNull();
  expect(await (await browser.signIn('eight@lakeside.example')).json()).toEqual({ next: 'done' });
  await expect(resetTwoStep(bench.db, { districtId: 1, personId, ...note })).rejects.toThrow('no two-step sign-in');
});

test('neither key nor recovery codes can be read in the database', async () => {
  const { key, recoveryCodes } = await personWithTwoStep('seven@lakeside.example');
  const rows = await bench.db.pool.query('select t::text as text from sign_in."twoFactor" t');
  const text = JSON.stringify(rows.rows);
  expect(text).not.toContain(key);
  expect(text).not.toContain(recoveryCodes[0]);
});

async function personWithTwoStep(email: string) {
  await bench.add({ email });
  const browser = new Browser(bench);
  await browser.signIn(email);
  const begun = await beginTwoStep(await ownOf(browser), TEST_PASSWORD);
  if (!begun.ok) throw new Error(begun.why);
  const key = new URL(begun.uri).searchParams.get('secret') ?? '';
  const confirmed = await confirmTwoStep(await ownOf(browser), codeOf(key));
  if (!confirmed.ok) throw new Error(confirmed.why);
  browser.keep(new Response(null, { headers: confirmed.cookies.map((cookie) => ['set-cookie', cookie]) }));
  return { browser, key, recoveryCodes: begun.recoveryCodes };
}

async function ownOf(browser: Browser): Promise<OwnAccount> {
  const session = await browser.actor();
  if (session === null) throw new Error('nobody is signed in');
  const { db, signIn } = bench;
  const { actor, sessionId } = session;
  return { db, signIn, actor, sessionId, headers: browser.headers(), now: bench.now() };
}

function code(browser: Browser, text: string, way = 'totp'): Promise<Response> {
  return browser.ask('POST', `/api/auth/two-factor/verify-${way}`, { code: text });
}

/** The code of an authenticator for this half minute (RFC 6238). */
function codeOf(key: string): string {
  const bits = [...key]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', bytes).update(counter).digest();
  const offset = (digest[19] ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
