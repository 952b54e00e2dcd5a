import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';
import { JudgedStudents } from './judged-students.ts';
import { lookAhead, PagesAhead, startPagesAhead } from './pages-ahead.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const parts = () => ({ db: server.db, districtId: 1, now: () => new Date() });

const actor = {
  districtId: 1,
  personId: '',
  name: '',
  email: '',
  staffId: null,
  grants: [],
  language: 'en' as const,
};

async function numberOf(student: string): Promise<string> {
  const found = await server.db.pool.query<{ no: number }>(
    'select student_no as no from students where student_id = $1',
    [student],
  );
  return `s${found.rows[0]?.no}`;
}

const entries = async (): Promise<number> =>
  (await server.db.pool.query<{ n: number }>('select count(*)::int as n from audit_entries')).rows[0]?.n ?? 0;

/** How often something was worked out anew. */
async function judgements(work: () => Promise<unknown>): Promise<number> {
  const judged = vi.spyOn(JudgedStudents, 'by');
  await work();
  const count = judged.mock.calls.length;
  judged.mockRestore();
  return count;
}

test('the students of a worklist that somebody opened are worked out before they are opened, without a trace', async () => {
  const cookie = await server.cookieOf('clerk');
  const ahead = startPagesAhead(parts(), (error) => expect.unreachable(String(error)));
  const list = await fetch(`${server.url}/api/worklist?school=oak`, { headers: { cookie } });
  const { items } = (await list.json()) as { readonly items: readonly { readonly student: string }[] };
  const before = await entries();
  await ahead.done();
  expect(await entries()).toBe(before);
  const [first] = items;
  const open = (): Promise<Response> => fetch(`${server.url}/api/students/${first?.student}`, { headers: { cookie } });
  expect(await judgements(open)).toBe(0);
  expect(await entries()).toBe(before + 1);
  await ahead.stop();
});

test('another page, tab or order of the list asks for nothing ahead', async () => {
  const cookie = await server.cookieOf('clerk');
  const ahead = startPagesAhead(parts(), (error) => expect.unreachable(String(error)));
  const want = vi.spyOn(ahead, 'want');
  for (const other of ['tab=held', 'sort=student', 'order=desc'])
    await fetch(`${server.url}/api/worklist?school=oak&${other}`, { headers: { cookie } });
  expect(want).not.toHaveBeenCalled();
  await fetch(`${server.url}/api/worklist?school=oak`, { headers: { cookie } });
  expect(want).toHaveBeenCalledTimes(1);
  await ahead.stop();
});

test('a student out of reach is told to nobody, and those after them are still worked out', async () => {
  const failures: unknown[] = [];
  const ahead = new PagesAhead(parts(), (error) => failures.push(error));
  const [one, other] = [await numberOf('100001'), await numberOf('100002')];
  ahead.want(['s999999', one, other], { actor, reach: { kind: 'district' } });
  await ahead.done();
  expect(failures).toEqual([]);
  const district = await server.as('district');
  expect(await judgements(() => district.readStudent({ params: { student: other } }))).toBe(0);
});

test('once stopped nothing is worked out any more', async () => {
  const ahead = new PagesAhead(parts(), (error) => expect.unreachable(String(error)));
  await ahead.stop();
  ahead.want([await numberOf('100003')], { actor, reach: { kind: 'district' } });
  await ahead.done();
  lookAhead({ parts: { db: server.db }, actor }, []);
});
