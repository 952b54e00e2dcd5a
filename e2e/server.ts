/**
 * Browser tests against the real server on the sample district of 200 students.
 *
 *   import { expect, test } from './server.ts';
 *   test('a clerk sees who is due', async ({ signIn }) => {
 *     const page = await signIn('clerk', '/s/oak/worklist');
 *     …
 *   });
 */
import { test as base, type Page } from '@playwright/test';
import type { Role } from '../src/access/index.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../src/server/testing.ts';

export { expect } from '@playwright/test';

interface ForTest {
  /** A page of somebody signed in, at an address of the shared server. */
  readonly signIn: (role: Role, path?: string) => Promise<Page>;
  /** A server and district of this test's own, for tests that change something. */
  readonly ownServer: TestServer;
  /** As `signIn`, on the test's own server. */
  readonly signInThere: (role: Role, path?: string) => Promise<Page>;
}

interface ForWorker {
  /** Shared by the tests of a worker: for tests that only look. */
  readonly server: TestServer;
}

/** The clock stands at the sample's day whenever the tests run, and goes on from there. */
const LATER = Date.now() - SAMPLE_NOW.getTime();
const now = (): Date => new Date(Date.now() - LATER);

/** The first of a run starts a database server and imports the sample district; that is no part of a test's own time. */
const START_MS = 300_000;

const start = (): Promise<TestServer> => startTestServer({ webRoot: process.env['ROLLCALL_WEB_ROOT'] ?? '', now });

export const test = base.extend<ForTest, ForWorker>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
    async ({}, use) => {
      const server = await start();
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: START_MS },
  ],
  ownServer: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
    async ({}, use) => {
      const server = await start();
      await use(server);
      await server.close();
    },
    { timeout: START_MS },
  ],
  signIn: async ({ page, server }, use) => {
    await use((role, path = '/') => openAs(page, server, { role, path }));
  },
  signInThere: async ({ page, ownServer }, use) => {
    await use((role, path = '/') => openAs(page, ownServer, { role, path }));
  },
});

interface Visit {
  readonly role: Role;
  readonly path: string;
}

/** Opens an address with the session of the sample's person in a role. */
export async function openAs(page: Page, server: TestServer, { role, path }: Visit): Promise<Page> {
  const [name = '', ...value] = (await server.cookieOf(role)).split('; ')[0]!.split('=');
  await page.context().addCookies([{ name, value: value.join('='), url: server.url }]);
  await page.goto(server.url + path);
  await page.getByRole('main').waitFor();
  return page;
}
