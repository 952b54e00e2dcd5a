/** What Rollcall leaves to one decision, over the API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calculateAndRelease } from '../../notices/index.ts';
import { parseDay } from '../../engine/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  // The district begins with its packs today.
  await server.db.pool.query('update pack_uses set acts_from = $1', [SAMPLE_AS_OF]);
  const asOf = parseDay(SAMPLE_AS_OF) ?? 0;
  await calculateAndRelease(server.db, { districtId: 1, asOf, by: 'test', now: SAMPLE_NOW });
}, 120_000);
afterAll(() => server.close());

const made = async (): Promise<number> => {
  const found = await server.db.pool.query<{ count: number }>(
    `select count(*)::int as count from effects where state = 'performed'`,
  );
  return found.rows[0]?.count ?? 0;
};

describe('what is held back', () => {
  test('is shown to the district office with its count and since when the pack is in use, and nothing of it was done', async () => {
    const district = await server.as('district');
    const { items } = await district.readHeldBack({});
    expect(items.length).toBeGreaterThan(1);
    expect(
      items.every(({ why, since, last }) => why === 'before-use' && since === SAMPLE_AS_OF && last < SAMPLE_AS_OF),
    ).toBe(true);
    expect(await made()).toBe(0);
  });

  test('is decided by the district office, once for one key, and leaves an entry in the log', async () => {
    const district = await server.as('district');
    const [first, second] = (await district.readHeldBack({})).items;
    const { criterion = '', pack = '', count = 0 } = first ?? {};
    const body = { decision: 'perform', reason: 'we start today', pack, criterion } as const;
    const done = await district.decideHeldBack({ body, key: 'held-1' });
    expect(done.decided).toBe(count);
    expect(await district.decideHeldBack({ body, key: 'held-1' })).toEqual(done);
    expect(await made()).toBeGreaterThan(0);
    const before = await made();
    const settled = await district.decideHeldBack({
      body: { decision: 'settle', reason: 'done before', pack: second?.pack, criterion: second?.criterion },
      key: 'held-2',
    });
    expect(settled).toEqual({ decided: second?.count, effects: [] });
    expect(await made()).toBe(before);
    const entries = await server.db.pool.query(
      `select from audit_entries where action in ('perform-held-back', 'settle-held-back') and outcome = 'done'`,
    );
    expect(entries.rowCount).toBe(2);
  });

  test('is decided by nobody at a school', async () => {
    const administrator = await server.as('administrator');
    const asked = administrator.decideHeldBack({ body: { decision: 'perform', reason: 'please do' }, key: 'held-3' });
    await expect(asked).rejects.toMatchObject({ problem: { status: 403, code: 'district-only' } });
  });
});
