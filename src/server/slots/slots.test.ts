import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let clerk: Client<ApiContract>;
let school: string;

beforeAll(async () => {
  server = await startTestServer({ now: () => new Date('2026-11-13T16:00:00Z') });
  clerk = await server.as('clerk');
  const found = await server.db.pool.query<{ school_id: string }>(
    `select g.school_id from grants g where g.role = 'clerk' and g.district_id = 1`,
  );
  school = found.rows[0]?.school_id ?? '';
});
afterAll(() => server.close());

test('a school’s slots are listed with how many are free, and what its letters need', async () => {
  const slots = await clerk.listSlots({ query: { school } });
  expect(slots.items.length).toBeGreaterThan(0);
  expect(slots.free).toBe(slots.items.filter(({ keptFor, isPast }) => keptFor === null && !isPast).length);
  expect(slots.way).toBe('next-free');
  expect(slots.needed).toBe(slots.waiting.length);
});

test('slots are added for many at once, and those that stand already stay as they are', async () => {
  const slots = [
    { on: '2026-12-08', times: ['15:30', '15:50', '15:50'], place: 'Room 9', with: 'P. Lang' },
    { on: '2026-12-09', times: ['08:10'], place: 'Room 9', with: 'P. Lang' },
  ];
  expect(await clerk.addSlots({ body: { school, slots } })).toEqual({ added: 3, already: 0 });
  expect(await clerk.addSlots({ body: { school, slots } })).toEqual({ added: 0, already: 3 });
  await expect(
    clerk.addSlots({ body: { school, slots: [{ on: '2026-12-08', times: ['25:10'], place: 'x', with: 'y' }] } }),
  ).rejects.toMatchObject({
    problem: { code: 'invalid', errors: [{ path: expect.stringContaining('times') as string }] },
  });
});

test('two conferences with the same person, or in the same place, at one time are named', async () => {
  const at = { on: '2026-12-17', times: ['10:00'] };
  await clerk.addSlots({
    body: {
      school,
      slots: [
        { ...at, place: 'Room 1', with: 'P. Lang' },
        { ...at, place: 'Room 2', with: 'p. lang' },
        { ...at, times: ['11:00'], place: 'Room 1', with: 'R. Chen' },
        { ...at, times: ['11:00'], place: 'room 1', with: 'A. Bell' },
        { ...at, times: ['12:00'], place: 'Room 1', with: 'A. Bell' },
      ],
    },
  });
  const { items } = await clerk.listSlots({ query: { school } });
  const clashes = items.filter(({ on }) => on === '2026-12-17').map(({ at: time, clash }) => [time, clash]);
  expect(clashes).toEqual([
    ['10:00', 'person'],
    ['10:00', 'person'],
    ['11:00', 'place'],
    ['11:00', 'place'],
    ['12:00', null],
  ]);
});

test('a free slot is taken out; one of another school is not there', async () => {
  const { items } = await clerk.listSlots({ query: { school } });
  const free = items.find(({ on }) => on === '2026-12-09');
  await clerk.takeOutSlot({ params: { slot: free?.slot ?? 0 } });
  const after = await clerk.listSlots({ query: { school } });
  expect(after.items.some(({ slot }) => slot === free?.slot)).toBe(false);
  const other = await server.db.pool.query<{ slot_id: number }>(
    'select slot_id from conference_slots where district_id = 1 and school_id <> $1 and removed_at is null limit 1',
    [school],
  );
  await expect(clerk.takeOutSlot({ params: { slot: other.rows[0]?.slot_id ?? 0 } })).rejects.toMatchObject({
    problem: { status: 404 },
  });
});

test('a slot is kept by hand for one letter, freed again, and a district may have each chosen by hand', async () => {
  const before = await clerk.listSlots({ query: { school } });
  const [letter] = before.waiting;
  expect(letter).toBeDefined();
  const last = before.items.findLast(({ keptFor }) => keptFor === null);
  await clerk.chooseSlot({ params: { slot: last?.slot ?? 0 }, body: { trigger: letter?.trigger ?? '' } });
  const chosen = await clerk.listSlots({ query: { school } });
  expect(chosen.waiting.find(({ trigger }) => trigger === letter?.trigger)?.slot).toBe(last?.slot);
  expect(chosen.items.find(({ slot }) => slot === last?.slot)?.chosenFor).toMatchObject({ name: letter?.name });
  await expect(clerk.setConferenceWay({ body: { way: 'by-hand' } })).rejects.toMatchObject({
    problem: { status: 403 },
  });
  const district = await server.as('district');
  await district.setConferenceWay({ body: { way: 'by-hand' } });
  const byHand = await clerk.listSlots({ query: { school } });
  expect(byHand.way).toBe('by-hand');
  expect(byHand.waiting.filter(({ slot }) => slot !== null).map(({ trigger }) => trigger)).toEqual([letter?.trigger]);
  await clerk.freeSlot({ params: { slot: last?.slot ?? 0 } });
  expect((await clerk.listSlots({ query: { school } })).waiting.every(({ slot }) => slot === null)).toBe(true);
  await expect(clerk.freeSlot({ params: { slot: last?.slot ?? 0 } })).rejects.toMatchObject({
    problem: { status: 409, code: 'refused' },
  });
  await district.setConferenceWay({ body: { way: 'next-free' } });
});
