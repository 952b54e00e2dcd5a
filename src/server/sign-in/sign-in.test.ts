import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstRunLink, ROLES } from '../../access/index.ts';
import { serve } from '../serve.ts';
import { startTestServer, type TestServer } from '../testing.ts';

let sample: TestServer;
let empty: TestServer;
beforeAll(async () => {
  sample = await startTestServer();
  empty = await startTestServer({ sample: false });
});
afterAll(() => Promise.all([sample.close(), empty.close()]));

describe('the ways in', () => {
  test('on the sample district are one for each role', async () => {
    const options = await sample.anybody.readSignInOptions();
    expect(options.sample.map(({ role }) => role)).toEqual([...ROLES]);
  });

  test('of any other district tell no password, also where the server was told to', async () => {
    const options = await empty.anybody.readSignInOptions();
    expect(options).toEqual({ districtName: 'District', help: '', providers: [], sample: [] });
    const told = await serveOn(empty, { showsSampleSignIns: true });
    expect(((await (await fetch(`${told.url}/api/sign-in/options`)).json()) as { sample: unknown }).sample).toEqual([]);
    await told.close();
  });

  test('of the sample district tell no password where the server does not show them', async () => {
    const quiet = await serveOn(sample, { showsSampleSignIns: false });
    expect(((await (await fetch(`${quiet.url}/api/sign-in/options`)).json()) as { sample: unknown }).sample).toEqual(
      [],
    );
    await quiet.close();
  });

  test('say whom to ask and which single sign-on there is', async () => {
    await empty.db.pool.query(
      `update districts set settings = settings || '{"sign_in_help": "help@lakeside.example"}'`,
    );
    const env = {
      ROLLCALL_GOOGLE_CLIENT_ID: 'id',
      ROLLCALL_GOOGLE_CLIENT_SECRET: 'secret',
      ROLLCALL_GOOGLE_DOMAIN: 'lakeside.example',
    };
    const server = await serveOn(empty, { env });
    const answer = await fetch(`${server.url}/api/sign-in/options`);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      help: 'help@lakeside.example',
      providers: [{ id: 'google', name: 'Google' }],
    });
    expect(text).not.toContain('secret');
    await server.close();
  });

  test('a provider that is set up in part is refused when the server starts', async () => {
    const started = serveOn(empty, {
      env: { ROLLCALL_CLEVER_CLIENT_ID: 'id', ROLLCALL_CLEVER_CLIENT_SECRET: 'secret' },
    });
    await expect(started).rejects.toThrow('ROLLCALL_CLEVER_CLIENT_ID is set, but ROLLCALL_CLEVER_DISTRICT is not');
    await expect(serveOn(empty, { env: { ROLLCALL_SECRET: 'short' } })).rejects.toThrow('at least 32');
  });
});

describe('the first run', () => {
  test('makes the administrator by the link, after which there is none', async () => {
    const place = { districtId: 1, baseUrl: empty.url, now: new Date() };
    const token = new URL((await firstRunLink(empty.db, place)) ?? '').hash.slice(1);
    const person = { name: 'Theo Brandt', email: 'T.Brandt@lakeside.example', password: 'nine old bicycles' };
    expect(await empty.anybody.beginRollcall({ body: { token, ...person } })).toEqual({
      email: 't.brandt@lakeside.example',
    });
    expect(await firstRunLink(empty.db, place)).toBeNull();
    await expect(empty.anybody.beginRollcall({ body: { token, ...person } })).rejects.toMatchObject({
      problem: { status: 409, code: 'refused' },
    });
  });

  test('who guesses at links waits after twenty', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 21; index += 1) {
      const guess = empty.anybody.readOneTimeLink({ body: { token: `a-guess-of-a-link-${index}` } });
      // eslint-disable-next-line no-await-in-loop
      statuses.push(
        await guess.then(
          () => 200,
          (error: { problem: { status: number } }) => error.problem.status,
        ),
      );
    }
    expect([statuses.slice(0, 20).every((status) => status === 404), statuses[20]]).toEqual([true, 429]);
  });
});

function serveOn(
  { db, home }: TestServer,
  change: { readonly showsSampleSignIns?: boolean; readonly env?: Readonly<Record<string, string>> },
) {
  return serve({
    db,
    home,
    districtId: 1,
    host: '127.0.0.1',
    port: 0,
    env: {},
    now: () => new Date(),
    webRoot: null,
    log: false,
    trustProxy: false,
    showsSampleSignIns: false,
    version: 'test',
    ...change,
  });
}
