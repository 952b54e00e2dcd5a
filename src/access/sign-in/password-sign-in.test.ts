import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endAccess } from '../people/end-access.ts';
import { endSession, readDevices } from './sessions.ts';
import { setPassword } from './set-password.ts';
import { Browser, openBench, TEST_BASE, TEST_PASSWORD, type SignInBench } from './testing.ts';

const COOKIE = 'rollcall.session_token';

let bench: SignInBench;
beforeAll(async () => {
  bench = await openBench();
  await bench.add({ email: 'a.bell@lakeside.example' });
  await bench.add({ email: 'boss@lakeside.example', grants: [{ role: 'system', school: null }] });
});
afterAll(() => bench.close());

describe('signing in by password', () => {
  test('gives a cookie that scripts cannot read, and the person with the roles of today', async () => {
    const browser = new Browser(bench);
    const answer = await browser.signIn('A.Bell@Lakeside.example ');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ next: 'done' });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^rollcall\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await browser.actor()).toMatchObject({
      actor: {
        districtId: 1,
        name: 'Alma Bell',
        email: 'a.bell@lakeside.example',
        staffId: null,
        language: 'en',
        grants: [{ role: 'clerk', school: 'oak' }],
      },
    });
  });

  test('by https the cookie is Secure, and its name says so', async () => {
    const secure = await openBench(undefined, 'https://rollcall.example.org');
    await secure.add({ email: 'a.bell@lakeside.example' });
    const browser = new Browser(secure, { base: 'https://rollcall.example.org' });
    const [cookie = ''] = (await browser.signIn('a.bell@lakeside.example')).headers.getSetCookie();
    expect(cookie).toMatch(/^__Secure-rollcall\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/);
    expect((await browser.actor())?.actor.name).toBe('Alma Bell');
    await secure.close();
  });

  test('an unknown e-mail and a wrong password give the same answer', async () => {
    const wrong = await new Browser(bench).signIn('a.bell@lakeside.example', 'not the password');
    const unknown = await new Browser(bench).signIn('nobody@lakeside.example');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const texts = [await wrong.text(), await unknown.text()];
    expect(texts[0]).toBe(texts[1]);
    expect(JSON.parse(texts[0] ?? '')).toEqual({
      type: '/problems/wrong-sign-in',
      code: 'wrong-sign-in',
      title: 'The e-mail or the password is not right.',
      status: 401,
    });
    expect(wrong.headers.get('content-type')).toBe('application/problem+json');
  });

  test('a session that the browser brought along is not the one it leaves with', async () => {
    const first = new Browser(bench);
    await first.signIn('a.bell@lakeside.example');
    const planted = first.read(COOKIE) ?? '';
    const victim = new Browser(bench);
    victim.put(COOKIE, planted);
    await victim.signIn('boss@lakeside.example');
    expect(victim.read(COOKIE)).not.toBe(planted);
    expect((await victim.actor())?.actor.email).toBe('boss@lakeside.example');
    expect((await first.actor())?.actor.email).toBe('a.bell@lakeside.example');
  });

  test('a token without the signature of this installation is nobody', async () => {
    const browser = new Browser(bench);
    await browser.signIn('a.bell@lakeside.example');
    const found = await bench.db.pool.query<{ token: string }>('select token from sign_in.session limit 1');
    const token = found.rows[0]?.token ?? '';
    for (const cookie of [
      token,
      `${token}.`,
      `${token}.AAAA`,
      `${token}.${Buffer.alloc(32).toString('base64')}`,
      '%',
      '.',
      '',
    ]) {
      const forged = new Headers({ cookie: `${COOKIE}=${cookie}` });
      // eslint-disable-next-line no-await-in-loop
      expect(await bench.signIn.actorOf(forged)).toBeNull();
    }
  });
});

describe('what is not open to the network', () => {
  test.each([
    ['POST', '/api/auth/sign-up/email'],
    ['GET', '/api/auth/get-session'],
    ['GET', '/api/auth/list-sessions'],
    ['POST', '/api/auth/change-password'],
    ['POST', '/api/auth/update-user'],
    ['POST', '/api/auth/link-social'],
    ['POST', '/api/auth/get-access-token'],
    ['POST', '/api/auth/two-factor/enable'],
    ['POST', '/api/auth/two-factor/disable'],
    ['POST', '/api/auth/request-password-reset'],
    ['GET', '/api/auth/ok'],
    ['GET', '/api/auth/callback/../ok'],
  ])('%s %s', async (method, path) => {
    const browser = new Browser(bench);
    await browser.signIn('a.bell@lakeside.example');
    const answer = await browser.ask(
      method,
      path,
      method === 'GET' ? undefined : { email: 'x@y.example', password: TEST_PASSWORD, name: 'X' },
    );
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not-found' }]);
  });

  test.each(['https://elsewhere.example', 'http://127.0.0.1:4998', 'null', 'nonsense'])(
    'a sign-in asked for from another site is refused: %s',
    async (origin) => {
      const body = { email: 'a.bell@lakeside.example', password: TEST_PASSWORD };
      const answer = await new Browser(bench).ask('POST', '/api/auth/sign-in/email', body, { origin });
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'foreign-origin' }]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    },
  );

  test.each([
    ['the other name of the loopback', { origin: 'http://localhost:4999' }],
    ['another address of the machine', { origin: 'http://10.1.2.3:4999', host: '10.1.2.3:4999' }],
  ])('a page of ours may be reached by %s', async (_name, headers) => {
    const body = { email: 'a.bell@lakeside.example', password: TEST_PASSWORD };
    const answer = await new Browser(bench).ask('POST', '/api/auth/sign-in/email', body, headers);
    expect(answer.status).toBe(200);
  });

  test.each(['not json', '[]', '"text"', '{"email":1,"password":2}'])('a body that is none: %s', async (body) => {
    const request = new Request(`${TEST_BASE}/api/auth/sign-in/email`, {
      method: 'POST',
      body,
      headers: { origin: TEST_BASE },
    });
    expect((await bench.signIn.handle(request, '10.1.1.1')).status).toBe(400);
  });
});

describe('too many tries', () => {
  test('the eleventh wrong try from one address waits, says the minutes, and the right password waits too', async () => {
    await bench.add({ name: 'Mario Ruiz', email: 'm.ruiz@lakeside.example' });
    const browser = new Browser(bench, { address: '10.9.9.9' });
    for (let index = 0; index < 10; index += 1)
      // eslint-disable-next-line no-await-in-loop
      expect((await browser.signIn('m.ruiz@lakeside.example', `wrong ${index}`)).status).toBe(401);
    const eleventh = await browser.signIn('m.ruiz@lakeside.example', TEST_PASSWORD);
    expect([eleventh.status, await eleventh.json()]).toMatchObject([429, { code: 'too-many', facts: { minutes: 15 } }]);
    const elsewhere = new Browser(bench, { address: '10.9.9.10' });
    expect((await elsewhere.signIn('m.ruiz@lakeside.example')).status).toBe(200);
    bench.later(16);
    expect((await browser.signIn('m.ruiz@lakeside.example')).status).toBe(200);
  });

  test('an address that the client names itself makes no difference', async () => {
    await bench.add({ name: 'Rosalind Chen', email: 'r.chen@lakeside.example' });
    const browser = new Browser(bench, { address: '10.9.9.20' });
    const guess = (index: number) =>
      browser.ask(
        'POST',
        '/api/auth/sign-in/email',
        { email: 'r.chen@lakeside.example', password: 'wrong again' },
        {
          'x-forwarded-for': `10.0.0.${index}`,
          'x-rollcall-address': `10.0.1.${index}`,
          'x-real-ip': `10.0.2.${index}`,
        },
      );
    const statuses: number[] = [];
    // eslint-disable-next-line no-await-in-loop
    for (let index = 0; index < 11; index += 1) statuses.push((await guess(index)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  });

  test('fifty wrong tries from many addresses close the sign-in of one person for a while', async () => {
    await bench.add({ name: 'Everett Holt', email: 'e.holt@lakeside.example' });
    for (let index = 0; index < 50; index += 1) {
      const browser = new Browser(bench, { address: `10.8.${index}.1` });
      // eslint-disable-next-line no-await-in-loop
      expect((await browser.signIn('e.holt@lakeside.example', 'wrong')).status).toBe(401);
    }
    expect((await new Browser(bench, { address: '10.7.7.7' }).signIn('e.holt@lakeside.example')).status).toBe(429);
  });
});

describe('sessions', () => {
  let fresh: SignInBench;
  beforeAll(async () => {
    fresh = await openBench();
    await fresh.add({ email: 'a.bell@lakeside.example' });
  });
  afterAll(() => fresh.close());

  test('end an hour after the last request, and the answer says when', async () => {
    const browser = new Browser(fresh);
    await browser.signIn('a.bell@lakeside.example');
    fresh.later(55);
    const session = await browser.actor();
    const minutesLeft = ((session?.expiresAt.getTime() ?? 0) - fresh.now().getTime()) / 60_000;
    expect(minutesLeft).toBeCloseTo(60, 1);
    fresh.later(59.9);
    expect(await browser.actor()).not.toBeNull();
    fresh.later(61.1);
    expect(await browser.actor()).toBeNull();
  });

  test('end after as many minutes as the district says', async () => {
    await fresh.db.pool.query(`update districts set settings = settings || '{"session_idle_minutes": 10}'`);
    const browser = new Browser(fresh);
    await browser.signIn('a.bell@lakeside.example');
    fresh.later(9.9);
    expect(await browser.actor()).not.toBeNull();
    fresh.later(11.1);
    expect(await browser.actor()).toBeNull();
    await fresh.db.pool.query(`update districts set settings = settings - 'session_idle_minutes'`);
  });

  test('that are over are taken away when somebody signs in', async () => {
    const count = async (): Promise<number | null> =>
      (await fresh.db.pool.query('select 1 from sign_in.session')).rowCount;
    await new Browser(fresh).signIn('a.bell@lakeside.example');
    expect(await count()).toBeGreaterThan(1);
    fresh.later(13 * 60);
    await new Browser(fresh).signIn('a.bell@lakeside.example');
    expect(await count()).toBe(1);
  });

  test('end after twelve hours however busy they are', async () => {
    const browser = new Browser(fresh);
    await browser.signIn('a.bell@lakeside.example');
    for (let half = 0; half < 23; half += 1) {
      fresh.later(30);
      // eslint-disable-next-line no-await-in-loop
      expect(await browser.actor()).not.toBeNull();
    }
    fresh.later(30);
    expect(await browser.actor()).toBeNull();
  });
});

describe('what ends sessions', () => {
  let fresh: SignInBench;
  beforeAll(async () => {
    fresh = await openBench();
    await fresh.add({ email: 'boss@lakeside.example', grants: [{ role: 'system', school: null }] });
  });
  afterAll(() => fresh.close());

  test('another password ends the other devices and keeps the one that asked', async () => {
    const personId = await fresh.add({ email: 'one@lakeside.example' });
    const [here, there] = [new Browser(fresh), new Browser(fresh)];
    await here.signIn('one@lakeside.example');
    await there.signIn('one@lakeside.example');
    const keepSession = (await here.actor())?.sessionId;
    await setPassword(fresh.db, { personId, password: 'a password of another kind', now: fresh.now(), keepSession });
    expect(await here.actor()).not.toBeNull();
    expect(await there.actor()).toBeNull();
    expect((await there.signIn('one@lakeside.example')).status).toBe(401);
  });

  test('a device that is ended in the list is out at once, and only one’s own can be', async () => {
    const personId = await fresh.add({ email: 'two@lakeside.example' });
    const browser = new Browser(fresh, { address: '10.2.3.4' });
    await browser.signIn('two@lakeside.example');
    const [device] = await readDevices(fresh.db, { personId, now: fresh.now() });
    expect(device).toMatchObject({ address: '10.2.3.4', sessionId: (await browser.actor())?.sessionId });
    const sessionId = device?.sessionId ?? '';
    expect(await endSession(fresh.db, { personId: 'somebody else', sessionId })).toBe(false);
    expect(await browser.actor()).not.toBeNull();
    expect(await endSession(fresh.db, { personId, sessionId })).toBe(true);
    expect(await browser.actor()).toBeNull();
  });

  test('ended access; the right password then says so, a wrong one does not', async () => {
    const personId = await fresh.add({ email: 'three@lakeside.example' });
    const browser = new Browser(fresh);
    await browser.signIn('three@lakeside.example');
    const note = { by: 'a test', at: fresh.now(), reason: 'left' };
    expect(await endAccess(fresh.db, { districtId: 1, personId, ...note })).toMatchObject({ devices: 1 });
    expect(await browser.actor()).toBeNull();
    expect(await (await browser.signIn('three@lakeside.example')).json()).toMatchObject({ code: 'access-ended' });
    expect(await (await browser.signIn('three@lakeside.example', 'wrong one')).json()).toMatchObject({
      code: 'wrong-sign-in',
    });
  });

  test('what another process ended counts within seconds', async () => {
    await fresh.add({ email: 'four@lakeside.example' });
    const browser = new Browser(fresh);
    await browser.signIn('four@lakeside.example');
    expect(await browser.actor()).not.toBeNull();
    await fresh.db.pool.query('delete from sign_in.session');
    expect(await browser.actor()).not.toBeNull();
    fresh.later(0.06);
    expect(await browser.actor()).toBeNull();
  });

  test('signing out', async () => {
    await fresh.add({ email: 'five@lakeside.example' });
    const browser = new Browser(fresh);
    await browser.signIn('five@lakeside.example');
    const kept = browser.headers();
    expect((await browser.ask('POST', '/api/auth/sign-out', {})).status).toBe(200);
    expect(await fresh.signIn.actorOf(kept)).toBeNull();
    expect(browser.cookies).toBe('');
  });
});

test('coming in and a wrong password leave an entry of the audit, with the address and without the password', async () => {
  const own = await openBench();
  const personId = await own.add({ email: 'a.bell@lakeside.example' });
  const browser = new Browser(own, { address: '10.1.4.8' });
  await browser.signIn('a.bell@lakeside.example', 'not the password');
  await browser.signIn('nobody@lakeside.example', 'not the password');
  await browser.signIn('a.bell@lakeside.example');
  const found = await own.db.pool.query('select * from audit_entries order by entry_id');
  expect(found.rows).toMatchObject([
    { action: 'sign-in', outcome: 'refused', detail: { person: personId } },
    { action: 'sign-in', outcome: 'done', person_id: personId, detail: { by: 'password' } },
  ]);
  expect(JSON.stringify(found.rows)).toContain('10.1.4.8');
  expect(JSON.stringify(found.rows)).not.toMatch(/not the password|quiet words/);
  await own.close();
});

test('asking who is behind a cookie takes a fraction of a millisecond', async () => {
  const quick = await openBench();
  await quick.add({ email: 'a.bell@lakeside.example' });
  const browser = new Browser(quick);
  await browser.signIn('a.bell@lakeside.example');
  const headers = browser.headers();
  await quick.signIn.actorOf(headers);
  const began = performance.now();
  // eslint-disable-next-line no-await-in-loop
  for (let index = 0; index < 2000; index += 1) await quick.signIn.actorOf(headers);
  expect((performance.now() - began) / 2000).toBeLessThan(1);
  await quick.close();
});
