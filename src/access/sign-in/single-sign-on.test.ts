import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endAccess } from '../people/end-access.ts';
import { changePerson } from '../people/change-person.ts';
import type { Provider } from './providers.ts';
import { lyingProvider, realProvider, throughProvider, type ProviderAccount } from './testing-provider.ts';
import { Browser, openBench, TEST_BASE, type SignInBench } from './testing.ts';

/** What the provider says of whoever signs in there next. */
let account: ProviderAccount = { email: '' };
let provider: Server;
let issuer: string;
let bench: SignInBench;

beforeAll(async () => {
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const answer = realProvider(issuer, () => account).callback();
  provider.on('request', (request, response) => void answer(request, response));
  bench = await openBench([oidc(), oidc({ id: 'google', requiredClaims: { hd: ['lakeside.example'] } }), plain()]);
  await bench.add({ email: 'a.bell@lakeside.example' });
  await bench.add({ email: 'boss@lakeside.example', grants: [{ role: 'system', school: null }] });
});
afterAll(async () => {
  await bench.close();
  provider.closeAllConnections();
  provider.close();
});

describe('single sign-on', () => {
  test('lets somebody in whom an administrator added, with PKCE, state and nonce, and goes on to the page asked for', async () => {
    account = { email: 'A.Bell@lakeside.example', email_verified: true };
    const browser = new Browser(bench);
    const url = await begin(browser, 'oidc', '/s/oak/worklist?tab=due');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${TEST_BASE}/api/auth/callback/oidc`,
      code_challenge_method: 'S256',
      scope: 'openid email profile',
      state: expect.stringMatching(/.{20,}/),
      nonce: expect.stringMatching(/.{20,}/),
      code_challenge: expect.stringMatching(/.{40,}/),
    });
    const answer = await comeBack(browser, await through(url));
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/s/oak/worklist?tab=due']);
    expect((await browser.actor())?.actor.email).toBe('a.bell@lakeside.example');
  });

  test('keeps no token of the provider', async () => {
    const found = await bench.db.pool.query(
      `select "accessToken", "refreshToken", "idToken" from sign_in.account where "providerId" = 'oidc'`,
    );
    expect(found.rows).toEqual([{ accessToken: null, refreshToken: null, idToken: null }]);
  });

  test('makes nobody of a stranger, and tells the sign-in page so', async () => {
    account = { email: 'stranger@lakeside.example', email_verified: true };
    expect(await signInBy('oidc')).toBe('/sign-in?problem=no-account');
    const found = await bench.db.pool.query(`select 1 from sign_in."user" where "email" like 'stranger%'`);
    expect(found.rowCount).toBe(0);
  });

  test('does not believe an address that the provider does not vouch for', async () => {
    account = { email: 'boss@lakeside.example', email_verified: false };
    expect(await signInBy('oidc')).toBe('/sign-in?problem=no-account');
  });

  test('lets nobody of another district of the same provider in', async () => {
    account = { email: 'a.bell@lakeside.example', email_verified: true, hd: 'elsewhere.example' };
    expect(await signInBy('google')).toBe('/sign-in?problem=other-district');
    account = { email: 'a.bell@lakeside.example', email_verified: true };
    expect(await signInBy('google')).toBe('/sign-in?problem=other-district');
    account = { email: 'a.bell@lakeside.example', email_verified: true, hd: 'lakeside.example' };
    expect(await signInBy('google')).toBe('/');
  });

  test('says so where the access has ended', async () => {
    const personId = await bench.add({ email: 'left@lakeside.example' });
    account = { email: 'left@lakeside.example', email_verified: true };
    expect(await signInBy('oidc')).toBe('/');
    await endAccess(bench.db, { districtId: 1, personId, by: 'a test', at: bench.now(), reason: 'left' });
    expect(await signInBy('oidc')).toBe('/sign-in?problem=access-ended');
  });

  test('a new e-mail of the person unlinks the account of the old one', async () => {
    const personId = await bench.add({ name: 'Joy Okafor', email: 'old@lakeside.example' });
    account = { email: 'old@lakeside.example', email_verified: true };
    expect(await signInBy('oidc')).toBe('/');
    const grants = [{ role: 'clerk', school: 'oak' }] as const;
    const note = { by: 'a test', at: bench.now(), reason: 'another name' };
    await changePerson(bench.db, {
      districtId: 1,
      personId,
      name: 'Joy Okafor',
      email: 'new@lakeside.example',
      grants,
      ...note,
    });
    expect(await signInBy('oidc')).toBe('/sign-in?problem=no-account');
    account = { email: 'new@lakeside.example', email_verified: true };
    expect(await signInBy('oidc')).toBe('/');
  });

  test('a callback that this browser did not begin is refused', async () => {
    account = { email: 'a.bell@lakeside.example', email_verified: true };
    const attacker = new Browser(bench);
    const target = await through(await begin(attacker, 'oidc'));
    const victim = new Browser(bench);
    const answer = await comeBack(victim, target);
    expect(answer.headers.get('location')).toBe('/sign-in?problem=provider-failed');
    expect(await victim.actor()).toBeNull();
  });

  test('a state that was changed is refused', async () => {
    const browser = new Browser(bench);
    const target = await through(await begin(browser, 'oidc'));
    target.searchParams.set('state', 'another-state-of-somebody-else');
    expect((await comeBack(browser, target)).headers.get('location')).toBe('/sign-in?problem=provider-failed');
  });

  test.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', 7])(
    'does not go on to %s',
    async (to) => {
      account = { email: 'a.bell@lakeside.example', email_verified: true };
      const browser = new Browser(bench);
      const answer = await comeBack(browser, await through(await begin(browser, 'oidc', to)));
      expect(answer.headers.get('location')).toBe('/');
    },
  );

  test('a provider that is not set up is not there', async () => {
    const answer = await new Browser(bench).ask('POST', '/api/auth/sign-in/social', { provider: 'github' });
    expect(answer.status).toBe(404);
  });

  test('a token in the request, instead of a visit to the provider, is not looked at', async () => {
    const idToken = { token: 'a.b.c', nonce: 'x' };
    const answer = await new Browser(bench).ask('POST', '/api/auth/sign-in/social', { provider: 'oidc', idToken });
    expect(answer.status).toBe(200);
    expect(Object.keys((await answer.json()) as object)).toEqual(['url']);
  });
});

describe('a provider whose identity is asked for by access token, as Clever and ClassLink', () => {
  test('lets somebody in whom an administrator added', async () => {
    account = { email: 'a.bell@lakeside.example' };
    expect(await signInBy('plain')).toBe('/');
  });

  test('makes nobody of a stranger', async () => {
    account = { email: 'stranger@lakeside.example' };
    expect(await signInBy('plain')).toBe('/sign-in?problem=no-account');
  });

  test('that begins by itself is asked anew with a state of ours', async () => {
    account = { email: 'a.bell@lakeside.example' };
    const browser = new Browser(bench);
    const first = await browser.ask('GET', '/api/auth/callback/plain?code=from-their-portal');
    const url = new URL(first.headers.get('location') ?? '');
    expect([url.origin, url.searchParams.get('state')]).toEqual([issuer, expect.stringMatching(/.{20,}/)]);
    const answer = await comeBack(browser, await through(url));
    expect(answer.status).toBe(302);
  });
});

describe('an identity token that is not for us', () => {
  test.each([
    ['for another client', { aud: 'somebody-else' }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['with another nonce', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined }],
    ['that is too old', { exp: 1_600_000_000 }],
    ['signed by another key', { forged: true }],
  ])('%s is refused', async (_case, change) => {
    const liar = await lyingProvider(change);
    const other = await openBench([
      { ...oidc(), from: { discoveryUrl: `${liar.issuer}/.well-known/openid-configuration` } },
    ]);
    await other.add({ email: 'a.bell@lakeside.example' });
    const browser = new Browser(other);
    const url = await begin(browser, 'oidc');
    liar.nonce = url.searchParams.get('nonce') ?? '';
    const target = new URL(`${TEST_BASE}/api/auth/callback/oidc?code=x&state=${url.searchParams.get('state') ?? ''}`);
    const answer = await comeBack(browser, target);
    expect(answer.headers.get('location')).toBe('/sign-in?problem=provider-failed');
    expect(await browser.actor()).toBeNull();
    await other.close();
    liar.close();
  });

  test('and the same one, right, is taken: so what was refused was the change', async () => {
    const liar = await lyingProvider({});
    const other = await openBench([
      { ...oidc(), from: { discoveryUrl: `${liar.issuer}/.well-known/openid-configuration` } },
    ]);
    await other.add({ email: 'a.bell@lakeside.example' });
    const browser = new Browser(other);
    const url = await begin(browser, 'oidc');
    liar.nonce = url.searchParams.get('nonce') ?? '';
    const target = new URL(`${TEST_BASE}/api/auth/callback/oidc?code=x&state=${url.searchParams.get('state') ?? ''}`);
    expect((await comeBack(browser, target)).headers.get('location')).toBe('/');
    await other.close();
    liar.close();
  });
});

function oidc(change: Partial<Provider> = {}): Provider {
  return {
    id: 'oidc',
    name: 'single sign-on',
    clientId: 'rollcall',
    clientSecret: 'a secret of the test',
    scopes: ['openid', 'email', 'profile'],
    from: { discoveryUrl: `${issuer}/.well-known/openid-configuration` },
    authorizationParameters: {},
    requiredClaims: {},
    startsElsewhere: false,
    ...change,
  };
}

function plain(): Provider {
  return oidc({
    id: 'plain',
    from: {
      authorizationUrl: `${issuer}/auth`,
      tokenUrl: `${issuer}/token`,
      identityUrl: `${issuer}/me`,
      subject: 'sub',
      email: 'email',
      secretBy: 'basic',
    },
    startsElsewhere: true,
  });
}

function through(url: URL): Promise<URL> {
  return throughProvider(url, account.email.toLowerCase());
}

async function begin(browser: Browser, id: string, to: unknown = '/'): Promise<URL> {
  const answer = await browser.ask('POST', '/api/auth/sign-in/social', { provider: id, to });
  expect(answer.status).toBe(200);
  return new URL(((await answer.json()) as { url: string }).url);
}

/** Where the whole way ends: the page, or the sign-in page with the problem. */
async function signInBy(id: string): Promise<string | null> {
  const browser = new Browser(bench);
  const answer = await comeBack(browser, await through(await begin(browser, id)));
  return answer.headers.get('location');
}

function comeBack(browser: Browser, target: URL): Promise<Response> {
  expect(target.origin).toBe(TEST_BASE);
  return browser.ask('GET', `${target.pathname}${target.search}`);
}
