import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TODAY_HEADER } from './client.ts';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
let now = new Date('2026-11-13T16:00:00Z');
beforeAll(async () => {
  server = await startTestServer({ now: () => now });
});
afterAll(() => server.close());
beforeEach(() => {
  now = new Date('2026-11-13T16:00:00Z');
});

const todayOf = async (path: string, init?: RequestInit): Promise<string | null> =>
  (await server.fetch(path, init)).headers.get(TODAY_HEADER);

test('each answer says which day it is in the district: still Friday there when it is Saturday in London', async () => {
  const init = { headers: { cookie: await server.cookieOf('clerk') } };
  now = new Date('2026-11-14T07:59:59Z');
  expect(await todayOf('/api/me', init)).toBe('2026-11-13');
  now = new Date('2026-11-14T08:00:00Z');
  expect(await todayOf('/api/me', init)).toBe('2026-11-14');
});

test('so do refusals, and answers to somebody who is not signed in', async () => {
  const init = { headers: { cookie: await server.cookieOf('clerk') } };
  expect(await todayOf('/api/me')).toBe('2026-11-13');
  expect(await todayOf('/api/imports', init)).toBe('2026-11-13');
  expect(await todayOf('/api/worklist?limit=none', init)).toBe('2026-11-13');
});

test('a district that moves to another zone has its day within a minute', async () => {
  now = new Date('2026-11-13T07:30:00Z');
  expect(await todayOf('/api/me')).toBe('2026-11-12');
  await server.db.pool.query(`update districts set time_zone = 'America/New_York'`);
  now = new Date('2026-11-13T07:31:01Z');
  expect(await todayOf('/api/me')).toBe('2026-11-13');
  await server.db.pool.query(`update districts set time_zone = 'America/Los_Angeles'`);
});
