/** What people add to a student by hand: alerts, activities, another assessment, who answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let team: Client<ApiContract>;
let clerk: Client<ApiContract>;
let teacher: Client<ApiContract>;
let student: string;

beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  team = await server.as('team');
  clerk = await server.as('clerk');
  teacher = await server.as('teacher');
  const found = await server.db.pool.query<{ no: number }>(
    `select s.student_no as no from students s join enrollments e using (district_id, student_id)
      where s.district_id = 1 and e.school_id = 'oak' and e.exit_on is null order by 1 limit 1`,
  );
  student = `s${found.rows[0]?.no}`;
});
afterAll(() => server.close());

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiError ? error.problem.code : String(error)),
  );

describe('an alert by hand', () => {
  const shown = async (who: Client<ApiContract>) => {
    const { alerts } = await who.readStudent({ params: { student } });
    return alerts.flatMap((one) => (one.kind === 'shown' ? [one] : []));
  };

  test('stands on the student’s page until somebody ends it with a reason', async () => {
    const says = 'Comes by the late bus until the road is open';
    const { alert } = await clerk.addAlert({ params: { student }, body: { says, until: '2026-12-18' } });
    expect(await shown(team)).toMatchObject([{ alert, says, until: '2026-12-18', because: 'by hand' }]);
    await team.endAlert({ params: { alert: String(alert) }, body: { reason: 'The road is open' } });
    expect(await shown(clerk)).toEqual([]);
    expect(await codeOf(team.endAlert({ params: { alert: String(alert) }, body: { reason: 'Again' } }))).toBe(
      'refused',
    );
  });

  test('has a last day that is to come, within a year, and is no teacher’s to add', async () => {
    const add = (who: Client<ApiContract>, until: string) =>
      codeOf(who.addAlert({ params: { student }, body: { says: 'Walks home alone', until } }));
    expect(await add(team, '2026-11-01')).toBe('invalid');
    expect(await add(team, '2028-01-01')).toBe('invalid');
    expect(await add(teacher, '2026-12-01')).toBe('not-open');
  });
});

describe('2.5 an activity with one student', () => {
  const what = 'After the quarrel in the gym';

  test('is planned by the team, done with what came of it, and stands in the student’s timeline', async () => {
    const { activity } = await team.addStudentActivity({
      params: { student },
      body: { kind: 'restorative-conversation', what, on: SAMPLE_AS_OF, done: null },
    });
    await team.stepActivity({
      params: { activity: String(activity) },
      body: { action: 'do', note: 'They shook hands' },
    });
    const { items, mayAdd } = await team.readStudentActivities({ params: { student } });
    expect(mayAdd).toBe(true);
    expect(items).toMatchObject([{ activity, state: 'done', what, note: 'They shook hands' }]);
    expect((await clerk.readStudentActivities({ params: { student } })).mayAdd).toBe(false);
  });

  test('of each kind that the process names can be logged as done at once', async () => {
    for (const kind of ['engage-family', 'relationship-mapping'] as const)
      await team.addStudentActivity({ params: { student }, body: { kind, what, on: SAMPLE_AS_OF, done: 'Done' } });
    const { items } = await team.readStudentActivities({ params: { student } });
    expect(items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['engage-family', 'relationship-mapping', 'restorative-conversation']),
    );
  });
});

test('2.18 another assessment is a document of the same student; that of somebody else is refused', async () => {
  const { tier } = await team.enterTier({ params: { student }, body: {} });
  const assess = (document: number) =>
    team.assessRootCauses({
      params: { tier },
      body: { kind: 'other', answers: {}, practice: '', chosen: [], document, note: '' },
    });
  const filed = await server.db.pool.query<{ id: number; own: boolean }>(
    `insert into documents (district_id, student_id, school_id, year, kind, file_name, type, size_bytes, sha256, received_on, made_by_id, made_by, made_at)
     select 1, student_id, 'oak', 2026, 'assessment', 'a.pdf', 'pdf', 10, repeat('a', 64), '2026-11-10', '', 'test', now() from students
      where district_id = 1 and student_no in ($1, $1 + 1) returning document_id as id, student_id = (select student_id from students where student_no = $1 and district_id = 1) as own`,
    [Number(student.slice(1))],
  );
  const own = filed.rows.find((row) => row.own)?.id ?? 0;
  const others = filed.rows.find((row) => !row.own)?.id ?? 0;
  expect(await codeOf(assess(others))).toBe('invalid');
  await assess(own);
  const page = await team.readStudentTier({ params: { student }, query: {} });
  expect(page.assessments[0]).toMatchObject({ kind: 'other', document: own });
  expect(page.entry?.stage).toBe('to-plan');
});

describe('who answers', () => {
  test('for a student on the board the team does, until somebody takes it, and it stands in their list', async () => {
    const page = await team.readStudentTier({ params: { student }, query: {} });
    const params = { thing: 'tier' as const, id: (page.entry?.tier ?? '').slice(1) };
    const before = await team.readOwner({ params });
    expect(before).toMatchObject({
      person: null,
      isByRule: true,
      role: 'intervention-team',
      mayGive: true,
      mayTake: true,
    });
    const me = (await team.readMe({})).personId;
    expect(await team.giveOwner({ params, body: { person: me } })).toMatchObject({
      person: { person: me, isMe: true },
      isByRule: false,
      mayTake: false,
    });
    const { items } = await team.listOwned({ query: { school: 'oak', limit: 200 } });
    expect(items).toContainEqual(expect.objectContaining({ thing: 'tier', id: params.id, student }));
    expect((await clerk.readOwner({ params })).mayGive).toBe(false);
    expect(await codeOf(clerk.giveOwner({ params, body: { person: '' } }))).toBe('refused');
  });
});
