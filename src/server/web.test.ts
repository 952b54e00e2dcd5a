import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../access/index.ts';
import { buildWeb } from '../web/build.ts';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ webRoot: await buildWeb() });
});
afterAll(() => server.close());

const pageFor = async (path: string, role?: Role, headers: Record<string, string> = {}): Promise<Response> =>
  server.fetch(path, {
    headers: { ...headers, ...(role === undefined ? {} : { cookie: await server.cookieOf(role) }) },
  });

describe('the page', () => {
  test('has the browser fetch at once what a clerk will see first, and is kept nowhere', async () => {
    const answer = await pageFor('/', 'clerk');
    const html = await answer.text();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(html).toContain('<link rel="preload" as="fetch" href="/api/me" crossorigin>');
    expect(html).toContain('href="/api/home?school=oak"');
    expect(html).toMatch(/<link rel="modulepreload" href="\/assets\/home-screen-[^"]+\.js" crossorigin>/);
    expect(html.indexOf('/api/me')).toBeLessThan(html.indexOf('<script'));
  });

  test('names no school of somebody of the district, and none to a stranger', async () => {
    expect(await (await pageFor('/', 'district')).text()).toContain('href="/api/home"');
    const html = await (await pageFor('/s/oak/home')).text();
    expect(html).not.toContain('school=');
    expect(html).toContain('href="/api/sign-in/options"');
  });

  test('holds no name of a person, and no script of its own', async () => {
    const html = await (await pageFor('/s/oak/home', 'clerk')).text();
    expect(html).not.toMatch(/Alma|Bell/);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });

  test('stands in the language of the person, else in that of the browser', async () => {
    const spanish = { 'accept-language': 'fr, es-MX;q=0.8, en;q=0.5' };
    expect(await (await pageFor('/', undefined, spanish)).text()).toMatch(/<html lang="es"[^]*beginning-es/);
    expect(await (await pageFor('/', undefined, { 'accept-language': 'fr' })).text()).toContain('<html lang="en"');
    expect(await (await pageFor('/', 'clerk', spanish)).text()).toMatch(/<html lang="en"[^]*beginning-en/);
  });

  test('is there at every address of the app, and at none of a file or of the API', async () => {
    expect((await pageFor('/students/s1', 'clerk')).headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const path of ['/nothing.js', '/api/nothing', '/assets/nothing.js', '/index.html', '/first-load.json'])
      expect((await pageFor(path)).status).toBe(404);
  });
});

test.each(['br', 'gzip'])('a file of the app comes packed as %s, for good', async (encoding) => {
  const [, script = ''] = /(?:src|href)="(\/assets\/first-[^"]+\.js)"/.exec(await (await pageFor('/')).text()) ?? [];
  const answer = await pageFor(script, undefined, { 'accept-encoding': encoding });
  expect(answer.headers.get('content-encoding')).toBe(encoding);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('connection')).toBe('keep-alive');
  expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
});
