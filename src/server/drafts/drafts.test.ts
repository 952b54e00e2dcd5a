import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';
import { MOST_DRAFTS } from './contract.ts';

let server: TestServer;
let clerk: Client<ApiContract>;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  clerk = await server.as('clerk');
}, 120_000);
afterAll(() => server.close());

const DAY = 24 * 60 * 60 * 1000;
const refused = async (asked: Promise<unknown>): Promise<string> => {
  const failure = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  return failure instanceof ApiError ? failure.problem.code : 'done';
};
const savedAgo = (key: string, milliseconds: number): Promise<unknown> =>
  server.db.pool.query('update drafts set saved_at = $2 where draft_key = $1', [
    key,
    new Date(SAMPLE_NOW.getTime() - milliseconds),
  ]);

test('a draft is read back as it was kept, text or fields, and gone when it is forgotten', async () => {
  const params = { key: 'sentence:abc' };
  expect(await clerk.readDraft({ params })).toEqual({ key: 'sentence:abc', value: null, savedAt: null });
  await clerk.saveDraft({ params, body: { value: 'We called on Monday.' } });
  await clerk.saveDraft({ params, body: { value: 'We called on Tuesday.' } });
  expect(await clerk.readDraft({ params })).toMatchObject({ value: 'We called on Tuesday.' });
  const form = { key: 'slots:oak' };
  await clerk.saveDraft({ params: form, body: { value: { times: ['15:30'], place: 'Room 4' } } });
  expect((await clerk.readDraft({ params: form })).value).toEqual({ times: ['15:30'], place: 'Room 4' });
  expect(await clerk.removeDraft({ params })).toEqual({ removed: true });
  expect(await clerk.removeDraft({ params })).toEqual({ removed: false });
  expect((await clerk.readDraft({ params })).value).toBeNull();
});

test('each person has drafts of their own, every role of them', async () => {
  const params = { key: 'mine' };
  await clerk.saveDraft({ params, body: { value: 'of the clerk' } });
  for (const role of ['administrator', 'teacher', 'officer', 'system', 'district'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, for the message
    const other = await server.as(role);
    // oxlint-disable-next-line no-await-in-loop
    expect([role, (await other.readDraft({ params })).value]).toEqual([role, null]);
    // oxlint-disable-next-line no-await-in-loop
    await other.saveDraft({ params, body: { value: role } });
  }
  expect((await clerk.readDraft({ params })).value).toBe('of the clerk');
  expect(await refused(server.anybody.readDraft({ params }))).toBe('sign-in-first');
});

test('those whose key begins alike are read together, the latest first', async () => {
  await clerk.saveDraft({ params: { key: 'note:one' }, body: { value: 1 } });
  await clerk.saveDraft({ params: { key: 'note:two' }, body: { value: 2 } });
  await savedAgo('note:one', 1000);
  const { items } = await clerk.readDrafts({ query: { prefix: 'note:' } });
  expect(items.map(({ key, value }) => [key, value])).toEqual([
    ['note:two', 2],
    ['note:one', 1],
  ]);
});

test('thirty days after the last stroke it is gone, one moment before it is not', async () => {
  await clerk.saveDraft({ params: { key: 'old' }, body: { value: 'old' } });
  await savedAgo('old', 30 * DAY - 1);
  expect((await clerk.readDraft({ params: { key: 'old' } })).value).toBe('old');
  await savedAgo('old', 30 * DAY);
  expect((await clerk.readDraft({ params: { key: 'old' } })).value).toBeNull();
  await clerk.saveDraft({ params: { key: 'new' }, body: { value: 'new' } });
  const left = await server.db.pool.query(`select from drafts where draft_key = 'old'`);
  expect(left.rowCount).toBe(0);
});

test('a draft is small, its key opaque, and there is an end to how many', async () => {
  expect(await refused(clerk.saveDraft({ params: { key: 'large' }, body: { value: 'x'.repeat(17_000) } }))).toBe(
    'too-large',
  );
  expect(await refused(clerk.saveDraft({ params: { key: 'Torres, Maya' }, body: { value: 1 } }))).toBe('invalid');
  await server.db.pool.query(
    `insert into drafts (district_id, person_id, draft_key, value, saved_at)
     select 1, person_id, 'many:' || n, '1', $1 from (select distinct person_id from drafts where value = '"of the clerk"') p, generate_series(1, $2::int) n`,
    [new Date(SAMPLE_NOW.getTime() - DAY), MOST_DRAFTS],
  );
  await clerk.saveDraft({ params: { key: 'newest' }, body: { value: 1 } });
  const { items } = await clerk.readDrafts({ query: { prefix: 'many:' } });
  expect(items.length).toBeLessThan(MOST_DRAFTS);
  expect((await clerk.readDraft({ params: { key: 'newest' } })).value).toBe(1);
});
