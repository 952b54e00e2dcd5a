import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';
import { warmUp } from './warm-up.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const entries = async (): Promise<number> =>
  (await server.db.pool.query<{ n: number }>('select count(*)::int as n from audit_entries')).rows[0]?.n ?? 0;

const parts = () => ({ db: server.db, districtId: 1, now: () => SAMPLE_NOW });

test('a server gets ready by itself without a trace, and a visit afterwards is on record as any other', async () => {
  const cookie = await server.cookieOf('clerk');
  const before = await entries();
  await warmUp(parts(), { signal: new AbortController().signal });
  expect(await entries()).toBe(before);
  const [row] = (
    await server.db.pool.query<{ no: number }>(`select student_no as no from students where student_id = '100001'`)
  ).rows;
  const answer = await fetch(`${server.url}/api/students/s${row?.no}`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  expect(await entries()).toBe(before + 1);
});

test('it works out what people will ask for, and stops when the server does', async () => {
  const asked = vi.spyOn(server.db.pool, 'query');
  await warmUp(parts(), { signal: AbortSignal.abort() });
  expect(asked).toHaveBeenCalledTimes(1);
  await warmUp(parts(), { signal: new AbortController().signal });
  expect(asked.mock.calls.length).toBeGreaterThan(30);
  asked.mockRestore();
});
