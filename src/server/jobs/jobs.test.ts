import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { enqueue, startWorker, type JobData, type JobName, type RunningWorker } from '../../jobs/index.ts';
import { until } from '../../jobs/testing/worker-process.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let worker: RunningWorker;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  worker = await startWorker(server.db, { districtId: 1, home: server.home, now: () => SAMPLE_NOW });
});
afterAll(async () => {
  await worker.stop();
  await server.close();
});

describe('jobs', () => {
  test('a job that failed says why in words; tried again after mending, it is done', async () => {
    const id = await ask('import', { dir: '/nowhere/at-all' });
    const system = await server.as('system');
    await until(async () => (await system.readJob({ params: { job: id } })).state === 'failed');
    const failed = await system.readJob({ params: { job: id } });
    expect(failed.reason).toMatch(/^There is no folder/);
    expect(failed.asked).toEqual({});
    await server.db.pool.query(`update job_records set job = 'backup', data = '{}' where job_id = $1`, [id]);
    await system.retryJob({ params: { job: id } });
    await until(async () => (await system.readJob({ params: { job: id } })).state === 'done');
    const entries = await server.db.pool.query(`select detail from audit_entries where action = 'retry-job'`);
    expect(entries.rows).toEqual([{ detail: { job: 'backup' } }]);
  });

  test('a job that has not failed cannot be tried again, and one that is not there is not found', async () => {
    const id = await ask('backup', {});
    const system = await server.as('system');
    await until(async () => (await system.readJob({ params: { job: id } })).state === 'done');
    await expect(system.retryJob({ params: { job: id } })).rejects.toMatchObject({ problem: { status: 409 } });
    const none = { job: '00000000-0000-4000-8000-000000000000' };
    await expect(system.retryJob({ params: none })).rejects.toMatchObject({ problem: { status: 404 } });
  });

  test('the list says how many of each kind wait, run and failed, and goes on where the page before ended', async () => {
    const system = await server.as('system');
    const id = await ask('letters', { batch: 424_242 });
    await until(async () => (await system.readJob({ params: { job: id } })).state === 'failed');
    const { counts, total } = await system.listJobs({ query: { limit: 1 } });
    expect(counts.find(({ job }) => job === 'letters')).toEqual({ job: 'letters', waiting: 0, running: 0, failed: 1 });
    const seen = new Set<string>();
    for (let cursor: string | undefined; ;) {
      const page = await system.listJobs({ query: { limit: 1, ...(cursor === undefined ? {} : { cursor }) } });
      for (const one of page.items) seen.add(one.id);
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen.size).toBe(total);
    const only = await system.listJobs({ query: { kind: 'letters', state: 'failed' } });
    expect(only.items.map((one) => one.id)).toEqual([id]);
    await expect(system.listJobs({ query: { kind: 'nonsense' } })).rejects.toMatchObject({ problem: { status: 422 } });
  });

  test('a clerk sees none of it', async () => {
    const clerk = await server.as('clerk');
    await expect(clerk.listJobs({})).rejects.toMatchObject({ problem: { status: 403 } });
  });
});

function ask<Name extends JobName>(job: Name, data: JobData[Name]): Promise<string> {
  return withTransaction(server.db, (client) =>
    enqueue(client, job, { districtId: 1, by: 'A. Bell', now: SAMPLE_NOW, data }),
  );
}
