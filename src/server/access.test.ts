/**
 * Every endpoint × every role, inside and outside its reach: made from the contract, so that a new endpoint without a case
 * fails. Outside is 403 or 404; that and what is done inside leaves an entry in the log.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, scopeOf, type Role } from '../access/index.ts';
import { urlOf } from './client.ts';
import { contract } from './contract.ts';
import { PROBLEMS } from './problems.ts';
import type { Route } from './route.ts';
import type { AccessCase, AccessInput } from './testing-access-case.ts';
import { ACCESS_CASES, LEAVES_NO_ENTRY } from './testing-access-cases.ts';
import { buildAccessWorld, NothingThere, type AccessWorld } from './testing-access-world.ts';

let world: AccessWorld;
beforeAll(async () => {
  world = await buildAccessWorld();
});
afterAll(() => world.server.close());

const routes: readonly (readonly [string, Route])[] = Object.entries(contract);
const cases: Readonly<Record<string, AccessCase>> = ACCESS_CASES;
const REFUSED: readonly number[] = [403, 404];

test('every endpoint has its case, and every case its endpoint', () => {
  expect(Object.keys(ACCESS_CASES).toSorted()).toEqual(Object.keys(contract).toSorted());
});

test('an endpoint that names its thing in the address says so in its case', () => {
  const unnamed = routes.filter(
    ([operation, { path }]) => /:(?!key|view|session|token)/.test(path) && cases[operation]?.kind === 'list',
  );
  expect(unnamed.map(([operation]) => operation)).toEqual([]);
});

/** Without a case an endpoint is tried as it is; the test above says what it lacks. */
const all = routes.map(([operation, route]) => ({
  operation,
  route,
  given: cases[operation] ?? { kind: 'list' as const },
}));

test.each(all.filter(({ given }) => given.kind === 'open'))(
  '$operation is open to everybody on purpose',
  ({ route }) => {
    expect(route.action).toBe('public');
    expect(route.path).toMatch(/^\/api\/(health|sign-in|first-run|approve-links)\b/);
  },
);

describe.each(all.filter(({ given }) => given.kind !== 'open'))('$operation', ({ operation, route, given }) => {
  test('is nothing without a session', async () => {
    const answer = await send(route, undefined, inputOf({ route, given }, 'clerk', 'inside') ?? {});
    expect([answer.status, answer.code]).toEqual([401, 'sign-in-first']);
  });

  test.each(ROLES)('as %s', async (role) => {
    const isOpen = route.action !== 'public' && scopeOf(role, route.action) !== 'none';
    const cookie = await world.server.cookieOf(role);
    const inside = inputOf({ route, given }, role, 'inside');
    if (!isOpen) {
      await expectRefused(operation, role, () =>
        send(route, cookie, inside ?? inputOf({ route, given }, role, 'outside') ?? {}),
      );
      return;
    }
    if (inside !== undefined) {
      const before = await entriesOf(role);
      const answer = await send(route, cookie, inside);
      expect(answer).toMatchObject({ isLet: true });
      const left = (await entriesOf(role)) - before;
      const mustLeave = answer.status < 300 && !LEAVES_NO_ENTRY.has(operation);
      expect({ left, isEnough: left > 0 || !mustLeave }).toMatchObject({ isEnough: true });
      if (!('nothingThere' in given)) expect(answer).not.toMatchObject({ status: 404 });
      expect(await unseenIn(answer.text, role)).toEqual([]);
    }
    const outside = inputOf({ route, given }, role, 'outside');
    if (outside !== undefined) await expectRefused(operation, role, () => send(route, cookie, outside));
  });
});

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly text: string;
  /** Neither refused nor failed: done, or refused for a reason of the thing itself. */
  readonly isLet: boolean;
}

async function send(route: Route, cookie: string | undefined, { params, query, body }: AccessInput): Promise<Answer> {
  const headers = new Headers();
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (route.idempotent === true) headers.set('idempotency-key', randomUUID());
  if (route.ifMatch === true) headers.set('if-match', '"1"');
  const address = urlOf(route, {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { query }),
  });
  const upload = route.upload === true ? { body: new FormData() } : {};
  const answer = await world.server.fetch(address, {
    method: route.method,
    headers,
    ...(body === undefined ? upload : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const code = codeIn(text);
  const isWalled = answer.status === 401 || answer.status === 403 || answer.status >= 500;
  return { status: answer.status, code, text, isLet: !isWalled };
}

function codeIn(text: string): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' && code in PROBLEMS ? code : '';
  } catch {
    return '';
  }
}

/** What to send; undefined where there is nothing of the kind to name. */
function inputOf(
  { route, given }: { readonly route: Route; readonly given: AccessCase },
  role: Role,
  where: 'inside' | 'outside',
): AccessInput | undefined {
  if (given.kind === 'open' || (given.kind === 'own' && where === 'outside')) return undefined;
  try {
    const input = given.input?.(world[where](role)) ?? {};
    return given.kind === 'list' && where === 'outside' ? withSchool(route, input, role) : input;
  } catch (error) {
    if (error instanceof NothingThere) return undefined;
    throw error;
  }
}

/** A list is asked for as it is; outside, with a school that is not the person's, where it takes one. */
function withSchool(route: Route, input: AccessInput, role: Role): AccessInput | undefined {
  if (role !== 'clerk' && role !== 'administrator' && role !== 'team') return undefined;
  const { school } = world.outside(role);
  if (route.query !== undefined && 'school' in route.query.shape)
    return { ...input, query: { ...input.query, school } };
  const shape = (route.body as { shape?: object } | undefined)?.shape;
  if (shape !== undefined && 'school' in shape) return { ...input, body: { ...(input.body as object), school } };
  return undefined;
}

async function expectRefused(operation: string, role: Role, ask: () => Promise<Answer>): Promise<void> {
  const before = await refusals(operation, role);
  const answer = await ask();
  expect({ status: answer.status, isRefused: REFUSED.includes(answer.status) }).toMatchObject({ isRefused: true });
  expect(await unseenIn(answer.text, role)).toEqual([]);
  expect(await refusals(operation, role)).toBe(before + 1);
}

async function refusals(operation: string, role: Role): Promise<number> {
  const found = await world.server.db.pool.query<{ count: number }>(
    `select count(*)::int as count from audit_entries where district_id = 1 and action = $1 and person_id = $2 and outcome = 'refused'`,
    [operation, await world.personOf(role)],
  );
  return found.rows[0]?.count ?? 0;
}

/** Entries of what the person did. */
async function entriesOf(role: Role): Promise<number> {
  const found = await world.server.db.pool.query<{ count: number }>(
    `select count(*)::int as count from audit_entries where district_id = 1 and person_id = $1 and outcome = 'done'`,
    [await world.personOf(role)],
  );
  return found.rows[0]?.count ?? 0;
}

/** Keys and numbers of students that an answer names and the role may not see. */
async function unseenIn(text: string, role: Role): Promise<readonly string[]> {
  if (text.startsWith('%PDF')) return [];
  const unseen = await world.unseen(role);
  return [...new Set(namesIn(text))].filter((name) => unseen.has(name));
}

/** Every text in JSON, every cell of a file. */
function namesIn(text: string): readonly string[] {
  if (!text.startsWith('{')) return text.split(/[\s",;]+/);
  const names: string[] = [];
  JSON.parse(text, (_, value: unknown) => {
    if (typeof value === 'string') names.push(value);
    return value;
  });
  return names;
}
