import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorker, type RunningWorker } from '../../jobs/index.ts';
import { until } from '../../jobs/testing/worker-process.ts';
import { ApiError } from '../client.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let worker: RunningWorker | undefined;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(async () => {
  await worker?.stop();
  await server.close();
});

describe('runs', () => {
  test('the district office sees each run with what it changed, and one of them by school', async () => {
    const district = await server.as('district');
    const { items, total } = await district.listRuns({});
    expect([items.length, total]).toEqual([1, 1]);
    expect(items[0]).toMatchObject({ asOf: '2026-11-13', by: 'test', mode: 'full', students: 200, judged: 200 });
    const run = await district.readRun({ params: { run: items[0]?.run ?? 0 } });
    expect(run.standing.length).toBeGreaterThan(3);
    const found = run.changed.reduce((sum, { count }) => sum + count, 0);
    expect(found).toBe(run.new);
    expect(run.changed.some(({ schoolName }) => schoolName === 'Oak Middle School')).toBe(true);
  });

  test('a run that is not there is not found, and a clerk is told nothing of any', async () => {
    const district = await server.as('district');
    await expect(district.readRun({ params: { run: 999_999 } })).rejects.toMatchObject({ problem: { status: 404 } });
    const clerk = await server.as('clerk');
    await expect(clerk.listRuns({})).rejects.toMatchObject({ problem: { status: 403 } });
  });

  test('the list goes on where the page before ended', async () => {
    const district = await server.as('district');
    const { next } = await district.listRuns({ query: { limit: 1 } });
    expect(next).toBeNull();
  });
});

describe('asking for a run', () => {
  test('from a school it is refused with the last run, the next one and whom to ask, and leaves an entry', async () => {
    for (const role of ['clerk', 'administrator'] as const) {
      const person = await server.as(role);
      const refused = await person.startRun({ body: { school: 'oak' } }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ApiError);
      const { problem } = refused as ApiError;
      expect(problem).toMatchObject({ status: 403, code: 'district-only' });
      expect(problem.facts).toMatchObject({ last: expect.stringMatching(/^2026-11-13T/), next: null });
      expect((problem.facts as { people: string[] }).people.length).toBeGreaterThan(0);
    }
    const entries = await server.db.pool.query(
      `select 1 from audit_entries where action = 'startRun' and outcome = 'refused'`,
    );
    expect(entries.rowCount).toBe(2);
  });

  test('the district office too is refused while it looks at one school', async () => {
    const district = await server.as('district');
    await expect(district.startRun({ body: { school: 'oak' } })).rejects.toMatchObject({
      problem: { status: 403, code: 'district-only' },
    });
  });

  test('a day in another century is refused as a mistyped year', async () => {
    const district = await server.as('district');
    await expect(district.startRun({ body: { asOf: '2062-11-13' } })).rejects.toMatchObject({
      problem: { status: 409, code: 'refused' },
    });
  });

  test('a try says what would change and changes nothing; a run is done by a worker, and its job says so', async () => {
    const district = await server.as('district');
    const tried = await district.startRun({ body: { asOf: '2026-11-13', dryRun: true } });
    const { job } = await district.startRun({ body: { asOf: '2026-11-13' } });
    expect(await district.readJob({ params: { job } })).toMatchObject({ state: 'waiting', attempts: 0, done: 0 });
    const env = {};
    worker = await startWorker(server.db, { districtId: 1, home: server.home, now: () => SAMPLE_NOW, env });
    await until(async () => (await district.readJob({ params: { job } })).state === 'done');
    await until(async () => (await district.readJob({ params: { job: tried.job } })).state === 'done');
    const try1 = await district.readJob({ params: { job: tried.job } });
    expect(try1).toMatchObject({ asked: { asOf: '2026-11-13', dryRun: true }, result: { run: null, dryRun: true } });
    const done = await district.readJob({ params: { job } });
    expect(done).toMatchObject({ state: 'done', attempts: 1, askedBy: expect.stringMatching(/\w/) });
    const { items } = await district.listRuns({});
    expect(items.length).toBe(2);
    expect(done.result).toMatchObject({ run: items[0]?.run, asOf: '2026-11-13' });
    expect(items[0]).toMatchObject({ new: 0, moved: 0 });
  });
});
