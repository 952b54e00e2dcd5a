import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_AS_OF, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('how current the figures are', () => {
  test('a clerk is told the day, the time of the calculation and the packs of the school', async () => {
    const clerk = await server.as('clerk');
    const asOf = await clerk.readAsOf({ query: { school: 'oak' } });
    expect(asOf).toMatchObject({ asOf: SAMPLE_AS_OF, isBehind: false });
    expect(asOf.calculatedAt).not.toBeNull();
    expect(asOf.packs.length).toBeGreaterThan(0);
  });

  test('the district sees the packs of all schools', async () => {
    const district = await server.as('district');
    const clerk = await server.as('clerk');
    const [all, oak] = await Promise.all([
      district.readAsOf({ query: {} }),
      clerk.readAsOf({ query: { school: 'oak' } }),
    ]);
    expect(all.packs.length).toBeGreaterThanOrEqual(oak.packs.length);
  });

  test('while the figures are still counted, the data goes through the last day with records, not through the day asked for', async () => {
    const clerk = await server.as('clerk');
    const { pool } = server.db;
    const before = await clerk.readAsOf({ query: { school: 'oak' } });
    await pool.query('delete from school_attendance where district_id = 1');
    await pool.query(`update calculations set as_of_on = '2026-11-15' where district_id = 1`);
    const counting = await clerk.readAsOf({ query: { school: 'oak' } });
    expect(counting).toMatchObject({ asOf: '2026-11-15', through: before.through });
    await pool.query(`update calculations set as_of_on = '2026-11-10' where district_id = 1`);
    expect(await clerk.readAsOf({ query: { school: 'oak' } })).toMatchObject({ through: '2026-11-10' });
  });

  test('before the first calculation there is nothing to tell', async () => {
    const empty = await startTestServer({ sample: false });
    await expect(empty.anybody.readAsOf({ query: {} })).rejects.toThrow('Sign in first');
    await empty.close();
  });
});
