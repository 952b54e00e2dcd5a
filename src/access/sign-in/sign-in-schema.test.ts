import { getMigrations } from 'better-auth/db/migration';
import { twoFactor } from 'better-auth/plugins';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { optionsOf } from './auth.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('the migrations give better-auth the tables it asks for: nothing is left for it to make', async () => {
  const settings = { baseUrl: 'http://127.0.0.1:1', secret: 'x'.repeat(40), providers: [], now: () => new Date() };
  const options = optionsOf({ ...settings, db, mayEnter: () => Promise.resolve(true), log: () => undefined });
  const plan = await getMigrations({ ...options, plugins: [twoFactor()] });
  expect([plan.toBeCreated, plan.toBeAdded]).toEqual([[], []]);
});

test('the role of the app cannot reach them', async () => {
  const found = await db.pool.query<{ reach: boolean }>(
    `select has_schema_privilege('rollcall_app', 'sign_in', 'usage') as reach`,
  );
  expect(found.rows).toEqual([{ reach: false }]);
});
