import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError, Refusal } from '../../problem.ts';
import { endAccess } from '../people/end-access.ts';
import { makeFirstRunLink, makePasswordLink, readLink, useFirstRunLink, usePasswordLink } from './one-time-links.ts';
import { Browser, openBench, TEST_BASE, type SignInBench } from './testing.ts';

const benches: SignInBench[] = [];
let bench: SignInBench;
beforeEach(async () => {
  bench = await openBench();
  benches.push(bench);
});
afterAll(() => Promise.all(benches.map((one) => one.close())));

const PASSWORD = 'nine old bicycles by the lake';
const make = () => ({ districtId: 1, baseUrl: TEST_BASE, by: 'the server', now: bench.now() });
const tokenOf = (link: { readonly url: string } | null): string => new URL(link?.url ?? '').hash.slice(1);
const first = (token: string) => ({
  districtId: 1,
  token,
  now: bench.now(),
  name: 'Theo Brandt',
  email: 'T.Brandt@lakeside.example',
  password: PASSWORD,
});

describe('the link of the first run', () => {
  test('makes one administrator of the system and the district, who can sign in', async () => {
    const link = await makeFirstRunLink(bench.db, make());
    expect(link?.url).toMatch(/^http:\/\/127\.0\.0\.1:4999\/first-run#[\w-]{32}$/);
    await useFirstRunLink(bench.db, first(tokenOf(link)));
    const browser = new Browser(bench);
    expect((await browser.signIn('t.brandt@lakeside.example', PASSWORD)).status).toBe(200);
    const grants = (await browser.actor())?.actor.grants;
    expect(grants).toEqual([
      { role: 'system', school: null },
      { role: 'district', school: null },
    ]);
  });

  test.each([
    'T.Brandt@lakeside.example',
    't.brandt12345',
    'password1234',
    'Rollcall2026!',
    '123456789012',
    'qwertyuiopas',
    'zzzzzzzzzzzz',
  ])('does not take %s, which is easy to guess, and works on for another', async (password) => {
    const token = tokenOf(await makeFirstRunLink(bench.db, make()));
    await expect(useFirstRunLink(bench.db, { ...first(token), password })).rejects.toThrow('easy to guess');
    await useFirstRunLink(bench.db, { ...first(token), password: 't.brandt and a password' });
    const again = await makePasswordLink(bench.db, { ...make(), personId: await onlyPerson() });
    const use = { districtId: 1, token: tokenOf(again), now: bench.now() };
    await expect(usePasswordLink(bench.db, { ...use, password })).rejects.toThrow('easy to guess');
    await usePasswordLink(bench.db, { ...use, password: PASSWORD });
  });

  test('works once, also for two who use it at the same moment', async () => {
    const token = tokenOf(await makeFirstRunLink(bench.db, make()));
    const uses = await Promise.allSettled(
      ['one', 'two'].map((name) => useFirstRunLink(bench.db, { ...first(token), email: `${name}@lakeside.example` })),
    );
    expect(uses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await bench.db.pool.query('select 1 from people')).rowCount).toBe(1);
    await expect(useFirstRunLink(bench.db, first(token))).rejects.toThrow(Refusal);
  });

  test('works for a day', async () => {
    const token = tokenOf(await makeFirstRunLink(bench.db, make()));
    bench.later(24 * 60 - 1);
    expect(await readLink(bench.db, { districtId: 1, token, now: bench.now() })).toMatchObject({
      kind: 'first-administrator',
    });
    bench.later(1);
    expect(await readLink(bench.db, { districtId: 1, token, now: bench.now() })).toBeNull();
    await expect(useFirstRunLink(bench.db, first(token))).rejects.toThrow('does not work any more');
  });

  test('stops working when a newer one is made', async () => {
    const old = tokenOf(await makeFirstRunLink(bench.db, make()));
    const fresh = tokenOf(await makeFirstRunLink(bench.db, make()));
    await expect(useFirstRunLink(bench.db, first(old))).rejects.toThrow(Refusal);
    await useFirstRunLink(bench.db, first(fresh));
  });

  test('is not made, and does not work, where somebody may manage people already', async () => {
    const token = tokenOf(await makeFirstRunLink(bench.db, make()));
    await bench.add({ email: 'boss@lakeside.example', grants: [{ role: 'system', school: null }] });
    await expect(useFirstRunLink(bench.db, first(token))).rejects.toThrow('has an administrator already');
    expect(await makeFirstRunLink(bench.db, make())).toBeNull();
  });

  test('is made where there are people but nobody who may manage them', async () => {
    await bench.add({ email: 'a.bell@lakeside.example' });
    expect(await makeFirstRunLink(bench.db, make())).not.toBeNull();
  });

  test('is not used up by a password that is too short or an e-mail that is none', async () => {
    const token = tokenOf(await makeFirstRunLink(bench.db, make()));
    await expect(useFirstRunLink(bench.db, { ...first(token), password: 'eleven char' })).rejects.toThrow(ProblemError);
    await expect(useFirstRunLink(bench.db, { ...first(token), email: 'none' })).rejects.toThrow(ProblemError);
    await useFirstRunLink(bench.db, { ...first(token), password: 'twelve chars' });
  });

  test('is nowhere in the database as it is in the address', async () => {
    const token = tokenOf(await makeFirstRunLink(bench.db, make()));
    const rows = await bench.db.pool.query('select l::text as text from one_time_links l');
    expect(JSON.stringify(rows.rows)).not.toContain(token);
  });
});

describe('a link to set a password', () => {
  test('ends the sessions of the person, and the password before stops working', async () => {
    const personId = await bench.add({ email: 'a.bell@lakeside.example' });
    const browser = new Browser(bench);
    await browser.signIn('a.bell@lakeside.example');
    const token = tokenOf(await makePasswordLink(bench.db, { ...make(), personId }));
    expect(await browser.actor()).not.toBeNull();
    await usePasswordLink(bench.db, { districtId: 1, token, now: bench.now(), password: PASSWORD });
    expect(await browser.actor()).toBeNull();
    expect((await browser.signIn('a.bell@lakeside.example')).status).toBe(401);
    expect((await browser.signIn('a.bell@lakeside.example', PASSWORD)).status).toBe(200);
  });

  test('does not make an administrator, and that one does not set a password', async () => {
    const personId = await bench.add({ email: 'a.bell@lakeside.example' });
    const password = tokenOf(await makePasswordLink(bench.db, { ...make(), personId }));
    await expect(useFirstRunLink(bench.db, first(password))).rejects.toThrow(Refusal);
    const begin = tokenOf(await makeFirstRunLink(bench.db, make()));
    const use = { districtId: 1, token: begin, now: bench.now(), password: PASSWORD };
    await expect(usePasswordLink(bench.db, use)).rejects.toThrow(Refusal);
  });

  test('stops working when the access ends', async () => {
    await bench.add({ email: 'boss@lakeside.example', grants: [{ role: 'system', school: null }] });
    const personId = await bench.add({ email: 'a.bell@lakeside.example' });
    const token = tokenOf(await makePasswordLink(bench.db, { ...make(), personId }));
    await endAccess(bench.db, { districtId: 1, personId, by: 'a test', at: bench.now(), reason: 'left' });
    const use = { districtId: 1, token, now: bench.now(), password: PASSWORD };
    await expect(usePasswordLink(bench.db, use)).rejects.toThrow(Refusal);
  });
});

async function onlyPerson(): Promise<string> {
  const found = await bench.db.pool.query<{ id: string }>('select person_id as id from people');
  return found.rows[0]?.id ?? '';
}
