import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiError } from '../client.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(() => server.close());

const backup = (state: string, at: string, reason: string | null): Promise<unknown> =>
  server.db.pool.query(
    `insert into job_records (district_id, job_id, job, data, asked_by, asked_at, state, finished_at, reason, result)
     values (1, gen_random_uuid(), 'backup', '{}', 'schedule', $2, $1, $2, $3, '{"bytes": 1234}')`,
    [state, at, reason],
  );

describe('the state of the system', () => {
  test('is told to the system administrator and the district, and to nobody of a school', async () => {
    for (const role of ['system', 'district'] as const) {
      const state = await (await server.as(role)).readSystem();
      expect(state).toMatchObject({ version: 'test', database: { state: 'well' }, mail: { isSet: false } });
      expect(state.database.bytes).toBeGreaterThan(1_000_000);
      expect(state.calculation.lastAt).not.toBeNull();
    }
    for (const role of ['clerk', 'administrator', 'team', 'teacher', 'officer'] as const) {
      const refused = await (await server.as(role)).readSystem().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ApiError);
      expect((refused as ApiError).problem.status).toBe(403);
    }
  });

  test('a backup is late without one, well for two days, and failed with its reason', async () => {
    const read = async () => (await (await server.as('system')).readSystem()).backup;
    expect((await read()).state).toBe('late');
    await backup('done', '2026-11-11T10:00:00Z', null);
    expect(await read()).toMatchObject({ state: 'late', bytes: 1234 });
    await backup('done', '2026-11-12T10:00:00Z', null);
    expect(await read()).toMatchObject({ state: 'well', lastAt: '2026-11-12T10:00:00.000Z' });
    await backup('failed', '2026-11-13T10:00:00Z', 'the disk is full');
    expect(await read()).toMatchObject({
      state: 'failed',
      reason: 'the disk is full',
      lastAt: '2026-11-12T10:00:00.000Z',
    });
  });
});
