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

describe('the settings of the district', () => {
  const settings = { undoMinutes: 15, idleMinutes: 60, signInHelp: '', letterMail: 'off' as const };
  const read = async () => {
    const answer = await server.fetch('/api/settings', { headers: { cookie: await server.cookieOf('system') } });
    return { revision: answer.headers.get('etag')?.replaceAll('"', '') ?? '', state: await answer.json() };
  };

  test('are the usual ones until somebody changes them, with a reason that stays on record', async () => {
    const before = await read();
    expect(before).toMatchObject({
      revision: '0',
      state: { settings: { ...settings, familyFrom: '08:00', familyUntil: '19:00' }, changes: [] },
    });
    const system = await server.as('system');
    const body = { ...settings, idleMinutes: 20, signInHelp: 'Ask help@lakeside.example', reason: 'shared desks' };
    const saved = await system.changeSettings({ body, revision: before.revision });
    expect(saved.settings).toEqual({
      undoMinutes: 15,
      idleMinutes: 20,
      signInHelp: 'Ask help@lakeside.example',
      letterMail: 'off',
      email: 'on',
      text: 'on',
      familyDays: '12345',
      familyFrom: '08:00',
      familyUntil: '19:00',
    });
    expect(saved.changes).toMatchObject([
      {
        by: 'Theo Brandt',
        reason: 'shared desks',
        changed: [
          { setting: 'idleMinutes', before: 60, after: 20 },
          { setting: 'signInHelp', before: '', after: 'Ask help@lakeside.example' },
        ],
      },
    ]);
    const { items } = await system.readAudit({ query: { action: 'change-settings', limit: 1 } });
    expect(items[0]?.detail).toEqual({ settings: ['idleMinutes', 'signInHelp'], reason: 'shared desks' });
  });

  test('hold at once: how long a session lasts, what the sign-in says, how long an issue can be undone', async () => {
    const { revision } = await read();
    const body = {
      undoMinutes: 0,
      idleMinutes: 20,
      signInHelp: 'Ask help@lakeside.example',
      letterMail: 'off' as const,
      reason: 'no undo',
    };
    await (await server.as('district')).changeSettings({ body, revision });
    const clerk = await server.as('clerk');
    expect((await clerk.readMe()).secondsLeft).toBeLessThanOrEqual(20 * 60);
    expect((await clerk.readSignInOptions()).help).toBe('Ask help@lakeside.example');
    expect((await clerk.previewIssue({ body: { school: 'oak' } })).undoMinutes).toBe(0);
  });

  test('are not overwritten unseen: who saved first is named, with what holds now', async () => {
    const district = await server.as('district');
    const asked = district.changeSettings({ body: { ...settings, reason: 'back again' }, revision: '0' });
    await expect(asked).rejects.toMatchObject({
      problem: { status: 412, present: { settings: { undoMinutes: 0 } }, facts: { person: 'Miriam Vance' } },
    });
  });

  test.each([
    [{ undoMinutes: -1 }, { undoMinutes: 0 }],
    [{ undoMinutes: 241 }, { undoMinutes: 240 }],
    [{ idleMinutes: 4 }, { idleMinutes: 5 }],
    [{ idleMinutes: 721 }, { idleMinutes: 720 }],
    [{ signInHelp: 'x'.repeat(201) }, { signInHelp: 'x'.repeat(200) }],
    [{ signInHelp: 'two\nlines' }, { signInHelp: 'one line' }],
    [{ familyDays: '' }, { familyDays: '7' }],
    [{ familyDays: '21' }, { familyDays: '1234567' }],
    [{ familyFrom: '24:00' }, { familyFrom: '00:00' }],
    [
      { familyFrom: '09:00', familyUntil: '09:00' },
      { familyFrom: '09:00', familyUntil: '09:01' },
    ],
  ])('keep within their bounds: not %o but %o', async (outside, inside) => {
    const system = await server.as('system');
    const { revision } = await read();
    const refused = system.changeSettings({ body: { ...settings, ...outside, reason: 'a test' }, revision });
    await expect(refused).rejects.toMatchObject({ problem: { status: 422, code: 'invalid' } });
    const saved = await system.changeSettings({ body: { ...settings, ...inside, reason: 'a test' }, revision });
    expect(saved.settings).toMatchObject(inside);
  });

  test('are not for a school, and need a reason', async () => {
    const { revision } = await read();
    const clerk = await server.as('clerk');
    await expect(clerk.changeSettings({ body: { ...settings, reason: 'mine' }, revision })).rejects.toMatchObject({
      problem: { status: 403 },
    });
    const system = await server.as('system');
    await expect(system.changeSettings({ body: { ...settings, reason: ' ' }, revision })).rejects.toMatchObject({
      problem: { status: 422 },
    });
  });
});
