import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { startTestServer, type TestServer } from '../testing.ts';
import { MOST_VIEWS } from './contract.ts';

let server: TestServer;
let clerk: Client<ApiContract>;
beforeAll(async () => {
  server = await startTestServer();
  clerk = await server.as('clerk');
}, 120_000);
afterAll(() => server.close());

const names = async (client = clerk): Promise<readonly string[]> =>
  (await client.readViews()).items.map(({ name }) => name);
const refused = async (asked: Promise<unknown>): Promise<string> => {
  const failure = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  return failure instanceof ApiError ? failure.problem.code : 'done';
};

test('a view is kept under its name with all that was chosen, and replaced under the same name', async () => {
  const choices = { tab: 'held', level: ['L1', 'L2'], text: 'torres', sort: 'met-on', order: 'desc' } as const;
  const saved = await clerk.saveView({
    body: { name: ' My week ', choices: { ...choices, level: [...choices.level] } },
  });
  expect(saved).toMatchObject({ name: 'My week', choices });
  const replaced = await clerk.saveView({ body: { name: 'My week', choices: { tab: 'due' } } });
  expect(replaced.view).toBe(saved.view);
  expect((await clerk.readViews()).items).toMatchObject([
    { name: 'My week', choices: { tab: 'due', level: [], text: '' } },
  ]);
});

test('nobody sees, renames or takes out the view of another person', async () => {
  const { view } = await clerk.saveView({ body: { name: 'Mine', choices: {} } });
  const administrator = await server.as('administrator');
  expect(await names(administrator)).toEqual([]);
  expect(await refused(administrator.renameView({ params: { view }, body: { name: 'Yours' } }))).toBe('not-found');
  expect(await refused(administrator.removeView({ params: { view } }))).toBe('not-found');
  expect(await names()).toContain('Mine');
});

test('two views have two names; one may be renamed and taken out', async () => {
  const { view } = await clerk.saveView({ body: { name: 'One', choices: {} } });
  await clerk.saveView({ body: { name: 'Two', choices: {} } });
  expect(await refused(clerk.renameView({ params: { view }, body: { name: 'Two' } }))).toBe('refused');
  expect(await refused(clerk.renameView({ params: { view }, body: { name: 'One' } }))).toBe('done');
  await clerk.renameView({ params: { view }, body: { name: 'Three' } });
  expect(await names()).toContain('Three');
  await clerk.removeView({ params: { view } });
  expect(await names()).not.toContain('Three');
  expect(await refused(clerk.removeView({ params: { view: 'x' } }))).toBe('not-found');
});

test('there is an end to how many one person keeps', async () => {
  for (let at = 0; (await names()).length < MOST_VIEWS; at += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await clerk.saveView({ body: { name: `view ${at}`, choices: {} } });
  }
  expect(await refused(clerk.saveView({ body: { name: 'one too many', choices: {} } }))).toBe('refused');
  expect(await refused(clerk.saveView({ body: { name: 'Two', choices: { tab: 'held' } } }))).toBe('done');
});

test('the role of the app cannot read them, whatever a query says', async () => {
  const client = await server.db.pool.connect();
  try {
    await client.query('set role rollcall_app');
    await expect(client.query('select from worklist_views')).rejects.toThrow(/permission denied/);
    await expect(client.query('select from drafts')).rejects.toThrow(/permission denied/);
  } finally {
    await client.query('reset role');
    client.release();
  }
});
