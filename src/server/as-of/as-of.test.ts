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

  test('before the first calculation there is nothing to tell', async () => {
    const empty = await startTestServer({ sample: false });
    await expect(empty.anybody.readAsOf({ query: {} })).rejects.toThrow('Sign in first');
    await empty.close();
  });
});
