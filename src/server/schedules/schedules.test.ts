import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(() => server.close());

/** What the browser keeps: the answer and its revision. */
async function read(): Promise<{ readonly revision: string; readonly schedules: readonly Record<string, unknown>[] }> {
  const answer = await server.fetch('/api/schedules', { headers: { cookie: await server.cookieOf('district') } });
  const { schedules } = (await answer.json()) as { schedules: Record<string, unknown>[] };
  return { revision: answer.headers.get('etag') ?? '', schedules };
}

async function change(
  body: Record<string, unknown>,
  revision: string | undefined,
  role: 'district' | 'clerk' = 'district',
) {
  return server.fetch('/api/schedules', {
    method: 'PUT',
    headers: {
      cookie: await server.cookieOf(role),
      'content-type': 'application/json',
      origin: server.url,
      ...(revision === undefined ? {} : { 'if-match': revision }),
    },
    body: JSON.stringify(body),
  });
}

const CALCULATION = { job: 'calculation', isOn: true, days: [5, 1, 3], at: '17:32' };

describe('schedules', () => {
  test('packs propose, the district decides: nothing calculates by itself before it did', async () => {
    const district = await server.as('district');
    const { schedules, proposals, timeZone } = await district.readSchedules({});
    expect(timeZone).toBe('America/Los_Angeles');
    expect(schedules.find(({ job }) => job === 'calculation')).toMatchObject({ isOn: false, changedBy: '' });
    expect(proposals).toContainEqual(expect.objectContaining({ pack: 'california-sarb', days: [5], at: '15:00' }));
  });

  test('a schedule is said back with its next three dates in the zone of the district', async () => {
    const district = await server.as('district');
    const { next } = await district.previewSchedule({ query: { days: '1,3,5', at: '17:32' } });
    expect(next).toEqual(['2026-11-14T01:32:00.000Z', '2026-11-17T01:32:00.000Z', '2026-11-19T01:32:00.000Z']);
  });

  test('what was decided holds, says who decided, and leaves an entry', async () => {
    const { revision } = await read();
    const answer = await change(CALCULATION, revision);
    expect(answer.status).toBe(200);
    const { schedules } = await read();
    expect(schedules.find(({ job }) => job === 'calculation')).toMatchObject({
      isOn: true,
      days: [1, 3, 5],
      at: '17:32',
      changedBy: expect.stringMatching(/\w/),
      next: expect.arrayContaining(['2026-11-14T01:32:00.000Z']),
    });
    const entries = await server.db.pool.query(`select detail from audit_entries where action = 'change-schedule'`);
    expect(entries.rows).toEqual([{ detail: { job: 'calculation', isOn: true, days: [1, 3, 5], at: '17:32' } }]);
  });

  test('who saves second is shown what the first saved, and overwrites nothing', async () => {
    const { revision } = await read();
    expect((await change({ ...CALCULATION, at: '06:00' }, revision)).status).toBe(200);
    const second = await change({ ...CALCULATION, at: '07:00' }, revision);
    expect(second.status).toBe(412);
    const { present } = (await second.json()) as { present: { schedules: { job: string; at: string }[] } };
    expect(present.schedules.find(({ job }) => job === 'calculation')?.at).toBe('06:00');
    expect((await read()).schedules.find(({ job }) => job === 'calculation')?.['at']).toBe('06:00');
  });

  test('without the revision it is not taken; nor on no day, nor at no time of day', async () => {
    const { revision } = await read();
    expect((await change(CALCULATION, undefined)).status).toBe(428);
    expect((await change({ ...CALCULATION, days: [] }, revision)).status).toBe(422);
    expect((await change({ ...CALCULATION, days: [8] }, revision)).status).toBe(422);
    expect((await change({ ...CALCULATION, at: '24:00' }, revision)).status).toBe(422);
    expect((await change({ ...CALCULATION, isOn: false, days: [] }, revision)).status).toBe(200);
  });

  test('how many backups are kept is part of their schedule; one at least', async () => {
    const { revision } = await read();
    const backup = { job: 'backup', isOn: true, days: [1], at: '02:00' };
    expect((await change({ ...backup, keep: 0 }, revision)).status).toBe(422);
    expect((await change({ ...backup, keep: 3 }, revision)).status).toBe(200);
    expect((await read()).schedules.find(({ job }) => job === 'backup')).toMatchObject({ keep: 3 });
  });

  test('a clerk neither sees nor changes them', async () => {
    const { revision } = await read();
    expect((await change(CALCULATION, revision, 'clerk')).status).toBe(403);
    const clerk = await server.as('clerk');
    await expect(clerk.readSchedules({})).rejects.toMatchObject({ problem: { status: 403 } });
  });
});
