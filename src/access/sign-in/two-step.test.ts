import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resetTwoStep } from '../people/reset-two-step.ts';
import { beginTwoStep, confirmTwoStep, endTwoStep, newRecoveryCodes, type OwnAccount } from './own-account.ts';
import { openSignIn } from './open-sign-in.ts';
import { codeOfStep, stepOfCode } from './used-codes.ts';
import { Browser, openBench, TEST_BASE, TEST_PASSWORD, type SignInBench } from './testing.ts';

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
  expect((await code(browser, codeOf(key, 1))).status).toBe(200);
  expect((await browser.actor())?.actor.email).toBe('one@lakeside.example');
});

test('after five wrong codes one begins again with the password', async () => {
  const { key } = await personWithTwoStep('two@lakeside.example');
  const browser = new Browser(bench);
  await browser.signIn('two@lakeside.example');
  for (let index = 0; index < 5; index += 1)
    // eslint-disable-next-line no-await-in-loop
    expect((await code(browser, '000000')).status).toBe(422);
  const late = await code(browser, codeOf(key, 1));
  expect([late.status, await late.json()]).toMatchObject([401, { code: 'sign-in-again' }]);
  expect(await browser.actor()).toBeNull();
});

describe('a code of the authenticator works once', () => {
  test('the one that switched the second step on does not sign in', async () => {
    const { key, used } = await personWithTwoStep('nine@lakeside.example');
    const browser = await askedForCode('nine@lakeside.example');
    const refused = await code(browser, used);
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'wrong-code' }]);
    expect((await code(browser, codeOf(key, 1))).status).toBe(200);
  });

  test('somebody who saw it and knows the password does not come in with it, nor with an earlier one', async () => {
    const { key } = await personWithTwoStep('ten@lakeside.example');
    const typed = codeOf(key, 1);
    expect((await code(await askedForCode('ten@lakeside.example'), typed)).status).toBe(200);
    const other = await askedForCode('ten@lakeside.example');
    expect((await code(other, typed)).status).toBe(422);
    expect((await code(other, codeOf(key, -1))).status).toBe(422);
    expect(await other.actor()).toBeNull();
  });

  test('typed at two servers at the same moment, one of them lets the person in', async () => {
    const { key } = await personWithTwoStep('eleven@lakeside.example');
    const signIn = await openSignIn({
      db: bench.db,
      home: bench.home,
      baseUrl: TEST_BASE,
      env: {},
      now: () => bench.now(),
    });
    const browsers = [new Browser(bench), new Browser({ signIn })];
    await Promise.all(browsers.map((browser) => browser.signIn('eleven@lakeside.example')));
    const typed = codeOf(key, 1);
    const answers = await Promise.all(browsers.map((browser) => code(browser, typed)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    await signIn.close();
  });

  test('used ones count as wrong tries', async () => {
    const { key } = await personWithTwoStep('twelve@lakeside.example');
    const browser = await askedForCode('twelve@lakeside.example');
    // eslint-disable-next-line no-await-in-loop
    for (let index = 0; index < 5; index += 1) expect((await code(browser, codeOf(key, -1))).status).toBe(422);
    expect((await code(browser, codeOf(key, 1))).status).toBe(401);
  });

  test('a code belongs to the half minute that the authenticator made it for', () => {
    // RFC 6238, appendix B: at 59 seconds 94287082, of which the last six digits are those of six.
    const secret = '12345678901234567890';
    expect(codeOfStep(secret, 1)).toBe('287082');
    expect([29, 30, 59, 60, 89, 90].map((seconds) => stepOfCode('287082', { secret, seconds }))).toEqual([
      1,
      1,
      1,
      1,
      1,
      undefined,
    ]);
  });
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
  const used = codeOf(key);
  const confirmed = await confirmTwoStep(await ownOf(browser), used);
  if (!confirmed.ok) throw new Error(confirmed.why);
  browser.keep(new Response(null, { headers: confirmed.cookies.map((cookie) => ['set-cookie', cookie]) }));
  return { browser, key, used, recoveryCodes: begun.recoveryCodes };
}

/** A browser in which the password was right and the code is asked for. */
async function askedForCode(email: string): Promise<Browser> {
  const browser = new Browser(bench);
  await browser.signIn(email);
  return browser;
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

/** The code of an authenticator for this half minute, or one `steps` later: a clock that is fast. */
function codeOf(key: string, steps = 0): string {
  const bits = [...key]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  return codeOfStep(bytes, Math.floor(Date.now() / 30_000) + steps);
}
