/** For tests: a real OpenID provider whose forms are filled in as a browser does, and one whose tokens are wrong in one thing. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import OidcProvider from 'oidc-provider';
import { TEST_BASE } from './testing.ts';

export interface ProviderAccount {
  readonly email: string;
  readonly email_verified?: boolean;
  readonly hd?: string;
}

/** A real OpenID provider in whose forms everybody is who `account` says. */
export function realProvider(at: string, account: () => ProviderAccount): OidcProvider {
  const client = { client_id: 'rollcall', client_secret: 'a secret of the test' };
  const redirectUris = ['oidc', 'google', 'plain'].map((id) => `${TEST_BASE}/api/auth/callback/${id}`);
  const base = {
    ...client,
    redirect_uris: redirectUris,
    grant_types: ['authorization_code'],
    response_types: ['code'],
  };
  return new OidcProvider(at, {
    clients: [base],
    claims: { email: ['email', 'email_verified', 'hd'], profile: ['name'] },
    conformIdTokenClaims: false,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    extraClientMetadata: { properties: [] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, name: 'Somebody', ...account() }) }),
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
  } as ConstructorParameters<typeof OidcProvider>[1]);
}

/** Fills in the provider's own forms (login, consent) as a browser does, until it sends the person back to us. */
export async function throughProvider(start: URL, login: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    // eslint-disable-next-line no-await-in-loop
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const one of answer.headers.getSetCookie()) {
      const [pair = ''] = one.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    form = undefined;
    const location = answer.headers.get('location');
    if (location !== null) {
      next = new URL(location, next);
      if (next.origin === TEST_BASE) return next;
      continue;
    }
    // eslint-disable-next-line no-await-in-loop
    const page = await answer.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined)
      throw new Error(`the provider answers ${answer.status}: ${page.slice(0, 300)}`);
    next = new URL(action.replaceAll('&amp;', '&'), next);
    form = new URLSearchParams({ prompt, login, password: 'any' });
  }
  throw new Error('the provider sends the person round and round');
}

export interface Lie {
  readonly aud?: string;
  readonly iss?: string;
  readonly nonce?: string | undefined;
  readonly exp?: number;
  readonly forged?: boolean;
}

/** A provider whose token is right but for the change. */
export async function lyingProvider(change: Lie) {
  const [honest, other] = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const liar = { issuer: own, nonce: '', close: () => server.close() };
  const jwk = { ...honest.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
  server.on('request', (request, response) => {
    const send = (body: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (request.url === '/jwks') return send({ keys: [jwk] });
    if (request.url !== '/token') return send(discoveryOf(own));
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: own,
      aud: 'rollcall',
      sub: 'bell',
      iat: now - 5,
      exp: now + 300,
      nonce: liar.nonce,
      email: 'a.bell@lakeside.example',
      email_verified: true,
    };
    const { forged = false, ...changed } = change;
    const idToken = signed({ ...claims, ...changed }, forged ? other.privateKey : honest.privateKey);
    return send({ access_token: 'x', token_type: 'Bearer', expires_in: 300, id_token: idToken });
  });
  return liar;
}

function discoveryOf(own: string) {
  return {
    issuer: own,
    authorization_endpoint: `${own}/auth`,
    token_endpoint: `${own}/token`,
    jwks_uri: `${own}/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
  };
}

function signed(claims: object, key: KeyObject): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
  return `${content}.${createSign('sha256').update(content).sign(key).toString('base64url')}`;
}
