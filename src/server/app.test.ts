import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipOf } from '../bundle/testing-zip.ts';
import { contract } from './contract.ts';
import { PROBLEMS } from './problems.ts';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('somebody without a session learns nothing but that: not even what is wrong with the request', async () => {
  for (const path of ['/api/imports?limit=none', '/api/imports']) {
    const answer = await server.fetch(path);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'sign-in-first', type: '/problems/sign-in-first' });
  }
});

test('somebody whose role does not go so far is refused, and the attempt is on record', async () => {
  const clerk = await server.as('clerk');
  await expect(clerk.listImports()).rejects.toMatchObject({ problem: { status: 403, code: 'not-open' } });
  const entries = await server.db.pool.query(
    `select action, outcome from audit_entries where district_id = 1 and outcome = 'refused'`,
  );
  expect(entries.rows).toContainEqual({ action: 'listImports', outcome: 'refused' });
});

test('a request that is not right names every place', async () => {
  const answer = await server.fetch('/api/imports?limit=500', {
    headers: { cookie: await server.cookieOf('district') },
  });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code: 'invalid',
    errors: [{ path: 'querystring.limit', message: expect.stringContaining('200') as string }],
  });
});

test('a cursor that no list gave is refused', async () => {
  const district = await server.as('district');
  await expect(district.listImports({ query: { cursor: 'x' } })).rejects.toMatchObject({
    problem: { code: 'invalid', errors: [{ path: 'cursor' }] },
  });
});

test.each<[string, RequestInit, number]>([
  ['from another site, by its origin', { headers: { origin: 'https://evil.example' } }, 403],
  ['from another site, as the browser says', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ['from another site, as a sandboxed frame says', { headers: { origin: 'null' } }, 403],
  ['as plain text, which any site may send', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
  ['too large', { body: `{"a":"${'x'.repeat(300_000)}"}`, headers: { 'content-type': 'application/json' } }, 413],
  ['as broken JSON', { body: '{', headers: { 'content-type': 'application/json' } }, 400],
])('a change that comes %s is refused', async (_what, init, status) => {
  const headers = new Headers(init.headers);
  headers.set('cookie', await server.cookieOf('district'));
  const path = status === 413 || status === 400 ? '/api/auth/sign-in/email' : '/api/imports';
  const answer = await server.fetch(path, { method: 'POST', ...init, headers });
  expect(answer.status).toBe(status);
});

test('every answer forbids scripts of others, frames of others and guesses at its type', async () => {
  const answer = await server.fetch('/api/health');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("object-src 'none'");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).toMatch(/frame-ancestors 'self'/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
});

test('the session cookie cannot be read by scripts and is not sent from other sites', async () => {
  const signIns = await server.anybody.readHealth();
  expect(signIns.status).toBe('well');
  const answer = await server.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email: 'nobody@example.org', password: 'wrong horse battery' }),
  });
  expect(answer.status).toBe(401);
  expect(answer.headers.getSetCookie().join()).not.toContain('session_token=ey');
});

test('OpenAPI 3.1 describes every route of the contract with its problems', async () => {
  const answer = await server.fetch('/api/openapi.json');
  const described = (await answer.json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string; responses: object }>>;
  };
  expect(described.openapi).toBe('3.1.0');
  const operations = Object.values(described.paths).flatMap((methods) => Object.values(methods));
  const named = new Set(operations.map(({ operationId }) => operationId));
  for (const operation of Object.keys(contract)) expect(named).toContain(operation);
  for (const { responses } of operations) expect(responses).toHaveProperty('default');
  const docs = await server.fetch('/api/docs/');
  expect(docs.status).toBe(200);
  const policyOf = (one: Response): string | null => one.headers.get('content-security-policy');
  expect(policyOf(docs)).toBe(policyOf(await server.fetch('/api/health')));
  expect(await docs.text()).not.toMatch(/<script>/);
});

test('OpenAPI leads nowhere that is not there, and says which headers and files an action needs', async () => {
  const described = (await (await server.fetch('/api/openapi.json')).json()) as Described;
  const text = JSON.stringify(described);
  for (const [, ref = ''] of text.matchAll(/"\$ref":"([^"]+)"/g)) expect(thereIn(described, ref), ref).toBe(true);
  for (const [operation, route] of Object.entries(contract)) {
    const found = Object.values(described.paths)
      .flatMap((methods) => Object.values(methods))
      .find(({ operationId }) => operationId === operation);
    const required = (found?.parameters ?? [])
      .filter((one) => one.in === 'header' && one.required)
      .map(({ name }) => name);
    expect(required.includes('idempotency-key'), operation).toBe('idempotent' in route);
    expect(required.includes('if-match'), operation).toBe('ifMatch' in route);
    if ('upload' in route) expect(Object.keys(found?.requestBody?.content ?? {})).toEqual(['multipart/form-data']);
  }
});

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly operationId: string;
            readonly parameters?: readonly {
              readonly in: string;
              readonly name: string;
              readonly required?: boolean;
            }[];
            readonly requestBody?: { readonly content: object };
          }
        >
      >
    >
  >;
}

function thereIn(described: unknown, ref: string): boolean {
  if (!ref.startsWith('#/')) return false;
  const place = ref
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return (
    place.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], described) !== undefined
  );
}

test('no two routes answer at one address, and each address says what it is about', () => {
  const addresses = Object.values(contract).map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test.each(['/api/students/%zz', `/api/students/${'a'.repeat(600)}`, '/%zz'])(
  'an address that cannot be read is a problem of the catalogue, and is not repeated: %s',
  async (path) => {
    const answer = await server.fetch(path);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toEqual({
      type: '/problems/bad-request',
      code: 'bad-request',
      title: 'The request cannot be read.',
      status: 400,
    });
  },
);

test.each([
  ['the character zero', 'To\0rres'],
  ['half a character', 'To\ud800rres'],
])('a text with %s, which no database keeps, is named and refused', async (_what, text) => {
  const clerk = await server.as('clerk');
  await expect(clerk.searchStudents({ body: { text } })).rejects.toMatchObject({
    problem: { status: 422, errors: [{ path: 'body.text' }] },
  });
  await expect(clerk.searchStudents({ body: { text: 'Torres 🙂' } })).resolves.toMatchObject({ total: 0 });
  await expect(
    clerk.saveDraft({ params: { key: 'a-draft' }, body: { value: { deep: [{ sentence: text }] } } }),
  ).rejects.toMatchObject({ problem: { status: 422 } });
});

test('the same key with another question is refused: what is asked in the address counts too', async () => {
  const district = await server.as('district');
  const form = (): FormData => {
    const data = new FormData();
    const zip = zipOf([{ name: 'schools.csv', body: 'school_id,name\n' }]);
    data.set('bundle', new Blob([Uint8Array.from(zip)]), 'b.zip');
    return data;
  };
  await district.importBundle({ form: form(), key: 'one key', query: {} });
  const other = district.importBundle({ form: form(), key: 'one key', query: { acceptDrop: 'a school closed' } });
  await expect(other).rejects.toMatchObject({ problem: { status: 422, code: 'key-used' } });
});

test('figures are for the machine itself or for who has the token', async () => {
  const open = await server.fetch('/api/metrics');
  expect(await open.text()).toContain('rollcall_http_request_seconds_bucket');
  const handedOn = await server.fetch('/api/metrics', { headers: { 'x-forwarded-for': '203.0.113.7' } });
  expect(handedOn.status).toBe(404);
  const guarded = await startTestServer({ sample: false, env: { ROLLCALL_METRICS_TOKEN: 'a long token' } });
  try {
    expect((await guarded.fetch('/api/metrics')).status).toBe(404);
    const withToken = await guarded.fetch('/api/metrics', { headers: { authorization: 'Bearer a long token' } });
    expect(withToken.status).toBe(200);
  } finally {
    await guarded.close();
  }
});

test('a person who asks far too often is slowed down, and others are not', async () => {
  const slow = await startTestServer({ env: { ROLLCALL_REQUESTS_A_MINUTE: '5' } });
  try {
    const district = await slow.as('district');
    for (let asked = 0; asked < 5; asked += 1) await district.listImports();
    await expect(district.listImports()).rejects.toMatchObject({ problem: { status: 429, code: 'too-many' } });
    await expect((await slow.as('system')).listImports()).resolves.toMatchObject({ total: 1 });
  } finally {
    await slow.close();
  }
});

test('an uploaded bundle becomes one job, however often the same request comes', async () => {
  const district = await server.as('district');
  const form = (): FormData => {
    const data = new FormData();
    data.set(
      'bundle',
      new Blob([Uint8Array.from(zipOf([{ name: 'schools.csv', body: 'school_id,name\n' }]))]),
      'b.zip',
    );
    return data;
  };
  const first = await district.importBundle({ form: form(), key: 'one upload', query: {} });
  const again = await district.importBundle({ form: form(), key: 'one upload', query: {} });
  expect(again).toEqual(first);
  expect(first.files).toEqual(['schools.csv']);
  const other = await district.importBundle({ form: form(), key: 'another upload', query: {} });
  expect(other.job).not.toBe(first.job);
});

test('an upload that is no bundle is refused with every reason', async () => {
  const district = await server.as('district');
  const form = new FormData();
  form.set('bundle', new Blob([Uint8Array.from(zipOf([{ name: 'run.sh', body: 'x' }]))]), 'b.zip');
  await expect(district.importBundle({ form, key: 'no bundle', query: {} })).rejects.toMatchObject({
    problem: { status: 422, code: 'invalid', errors: [{ message: expect.stringContaining('run.sh') as string }] },
  });
});

test('an action that needs a key says so', async () => {
  const answer = await server.fetch('/api/imports', {
    method: 'POST',
    headers: { cookie: await server.cookieOf('district') },
    body: new FormData(),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'idempotency-key-missing' });
});

test('every problem has a status that fits its code, and a sentence', () => {
  for (const [code, [status, title]] of Object.entries(PROBLEMS)) {
    expect(code).toMatch(/^[a-z-]+$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(title).toMatch(/\.$/);
  }
});

test('whatever goes out to somebody needs a key, so that a request that came twice sends once', () => {
  const sending: readonly (keyof typeof contract)[] = [
    'issue',
    'undoBatch',
    'rescindNotice',
    'reissueNotice',
    'recordDisclosure',
    'sendReferral',
    'recommendPlan',
    'shareTierPlan',
    'giveSealedFile',
    'decideHeldBack',
  ];
  expect(sending.filter((operation) => !('idempotent' in contract[operation]))).toEqual([]);
});
