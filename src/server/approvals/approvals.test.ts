import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApprovalLink } from '../../access/index.ts';
import type { Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { startTestServer, type TestServer } from '../testing.ts';

const NOW = new Date('2026-11-13T16:00:00Z');
let server: TestServer;
let administrator: Client<ApiContract>;
let person: string;
let school: string;

beforeAll(async () => {
  server = await startTestServer({ now: () => NOW });
  administrator = await server.as('administrator');
  const found = await server.db.pool.query<{ person_id: string; school_id: string }>(
    `select person_id, school_id from grants where role = 'administrator' and district_id = 1 and school_id = 'elm'`,
  );
  person = found.rows[0]?.person_id ?? '';
  school = found.rows[0]?.school_id ?? '';
});
afterAll(() => server.close());

test('a school names who approves and a deputy for some days; a change by another person is shown, not overwritten', async () => {
  const before = await administrator.listNamedPeople({ params: { school } });
  expect(before.items.map(({ duty, person: named }) => [duty, named])).toEqual([
    ['approver', person],
    ['lead', null],
    ['supervisor', null],
    ['officer', null],
    ['specialist', null],
  ]);
  expect(before.candidates.some((one) => one.person === person)).toBe(true);
  const named = await administrator.namePerson({
    params: { school, duty: 'approver' },
    revision: '1',
    body: { person, reason: 'the principal' },
  });
  expect(named).toMatchObject({ person, revision: 2, deputy: null });
  await expect(
    administrator.namePerson({
      params: { school, duty: 'approver' },
      revision: '1',
      body: { person, reason: 'again' },
    }),
  ).rejects.toMatchObject({ problem: { status: 412, code: 'stale', present: { person, revision: 2 } } });
  expect((await administrator.readApprovers({ query: { school } })).approvers).toHaveLength(1);
});

test('a clerk may not name anybody', async () => {
  const clerk = await server.as('clerk');
  await expect(
    clerk.namePerson({ params: { school, duty: 'approver' }, revision: '1', body: { person, reason: 'me' } }),
  ).rejects.toMatchObject({ problem: { status: 403 } });
});

test('a link shows what waits without using itself up, decides once, and is then gone', async () => {
  const waiting = (await administrator.readWorklist({ query: { school, tab: 'to-approve' } })).items;
  expect(waiting).not.toHaveLength(0);
  const secret = await link();
  const first = await server.anybody.readApprovalLink({ body: { secret } });
  const second = await server.anybody.readApprovalLink({ body: { secret } });
  expect(second).toEqual(first);
  expect(first.items.map(({ trigger }) => trigger)).toEqual(waiting.map(({ trigger }) => trigger));
  const decisions = waiting.map(({ trigger }) => ({ trigger, decision: 'approve' as const, reason: 'as agreed' }));
  const done = await server.anybody.decideByLink({ body: { secret, decisions } });
  expect(done.approved).toBe(waiting.length);
  await expect(server.anybody.readApprovalLink({ body: { secret } })).rejects.toMatchObject({
    problem: { status: 404 },
  });
  await expect(server.anybody.decideByLink({ body: { secret, decisions } })).rejects.toMatchObject({
    problem: { status: 404 },
  });
  expect((await administrator.readWorklist({ query: { school, tab: 'to-approve' } })).items).toEqual([]);
  const entries = await server.db.pool.query(
    `select person_id from audit_entries where district_id = 1 and action = 'decide-trigger'`,
  );
  expect(entries.rows).toContainEqual({ person_id: person });
});

test('a link of somebody whose role has ended opens nothing', async () => {
  const secret = await link();
  await server.db.pool.query(
    `update grants set until_on = '2026-11-13', taken_by = 'test', taken_at = now(), taken_reason = 'left'
     where district_id = 1 and person_id = $1`,
    [person],
  );
  await expect(server.anybody.readApprovalLink({ body: { secret } })).rejects.toMatchObject({
    problem: { status: 404 },
  });
});

test('an invented link opens nothing', async () => {
  await expect(server.anybody.readApprovalLink({ body: { secret: 'x'.repeat(32) } })).rejects.toMatchObject({
    problem: { status: 404 },
  });
});

async function link(): Promise<string> {
  const { url } = await makeApprovalLink(server.db.pool, {
    districtId: 1,
    personId: person,
    school,
    baseUrl: server.url,
    now: NOW,
  });
  return url.split('#')[1] ?? '';
}
