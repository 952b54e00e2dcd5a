import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calculateAndRelease } from '../../notices/index.ts';
import { parseDay } from '../../engine/index.ts';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import type { TaskLine } from '../tasks/contract.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  const asOf = parseDay(SAMPLE_AS_OF) ?? 0;
  await calculateAndRelease(server.db, { districtId: 1, asOf, by: 'test', now: SAMPLE_NOW, full: true });
});
afterAll(() => server.close());

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiError ? error.problem.code : String(error)),
  );
async function studentAt(school: string): Promise<string> {
  const found = await server.db.pool.query<{ key: string }>(
    `select 's' || s.student_no as key from students s join enrollments e on e.district_id = s.district_id and e.student_id = s.student_id
      where e.school_id = $1 and e.exit_on is null and not exists (select from cases c where c.student_id = s.student_id) order by s.student_no limit 1`,
    [school],
  );
  return found.rows[0]?.key ?? '';
}

async function withGuardian(client: Client<ApiContract>, tasks: readonly TaskLine[]) {
  for (const { task, student } of tasks) {
    if (student === null) continue;
    const { guardians } = await client.readContactStart({ params: { student } });
    if (guardians[0] !== undefined) return { task, student, name: guardians[0].name };
  }
  throw new Error('nobody with a guardian has the task');
}

describe('the list of attendance files', () => {
  test('3.6 has those that four days opened by themselves, page by page, and the same as a sheet', async () => {
    const district = await server.as('district');
    const all = await district.listCases({ query: { limit: 200 } });
    expect(all.items.some(({ because }) => because === 'D4')).toBe(true);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await district.listCases({
        query: { limit: 7, sort: 'student', ...(cursor === undefined ? {} : { cursor }) },
      });
      seen.push(...page.items.map((line) => line.case));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(all.total);
    expect(seen).toHaveLength(all.total);
    const sheet = await (await district.exportCases({ query: {} })).text();
    expect(sheet.trim().split('\r\n')).toHaveLength(all.total + 1);
  });

  test('shows a school its own, and an officer the assigned ones alone', async () => {
    const clerk = await server.as('clerk');
    const own = await clerk.listCases({ query: { limit: 200 } });
    expect(new Set(own.items.map(({ school }) => school)).size).toBeLessThanOrEqual(1);
    const officer = await server.as('officer');
    const given = await server.db.pool.query<{ student_id: string }>(
      `insert into case_assignments (district_id, student_id, case_id, duty, person_id, because, from_on, made_by, made_at)
       select 1, c.student_id, c.case_id, 'supervisor', g.person_id, 'test', c.opened_on, 'test', now()
         from (select * from cases where district_id = 1 order by case_id desc limit 2) c
         cross join (select person_id from grants where district_id = 1 and role = 'officer' and until_on is null order by 1 limit 1) g
       returning student_id`,
    );
    expect(given.rows).toHaveLength(2);
    const theirs = await server.db.pool.query<{ case: string }>(
      `select 'C' || c.case_id as case from cases c where exists (select from case_assignments a
          join grants g using (district_id, person_id)
         where a.student_id = c.student_id and g.role = 'officer' and a.ended_on is null) order by 1`,
    );
    const list = await officer.listCases({ query: { limit: 200, state: 'all' } });
    expect(list.items.map(({ case: file }) => file).toSorted()).toEqual(theirs.rows.map((row) => row.case).toSorted());
    expect(list.total).toBe(theirs.rows.length);
  });
});

describe('one file', () => {
  test('is opened by hand, given, closed and opened again; who saw an older state is told', async () => {
    const administrator = await server.as('administrator');
    const student = await studentAt('oak');
    const { case: file } = await administrator.openCase({ params: { student }, body: { reason: 'The family asked' } });
    const params = { case: file };
    const head = await administrator.readCase({ params });
    expect(head).toMatchObject({
      state: 'open',
      because: 'by hand',
      owner: null,
      isReadOnly: false,
      may: ['assign', 'close'],
    });
    const { people } = await administrator.readCaseOwners({ params });
    const person = people[0]?.person ?? '';
    const given = await administrator.assignCase({
      params,
      body: { person, reason: '' },
      revision: String(head.revision),
    });
    const stale = administrator.closeCase({
      params,
      body: { outcome: 'recovered', reason: 'x' },
      revision: String(head.revision),
    });
    expect(await codeOf(stale)).toBe('stale');
    await administrator.closeCase({
      params,
      body: { outcome: 'recovered', reason: 'Four weeks without an absence' },
      revision: String(given.revision),
    });
    const closed = await administrator.readCase({ params });
    expect(closed).toMatchObject({ state: 'closed', isReadOnly: true, may: ['reopen'], next: [] });
    const clerk = await server.as('clerk');
    expect((await clerk.readCase({ params })).may).toEqual([]);
    const again = await codeOf(administrator.openCase({ params: { student }, body: { reason: 'x' } }));
    expect(again).toBe('refused');
    await administrator.reopenCase({ params, body: { reason: 'Absent again' }, revision: String(closed.revision) });
    const { items } = await administrator.readCaseTimeline({ params, query: { thing: 'case' } });
    expect(items.map(({ step }) => step)).toEqual(['reopened', 'closed', 'owner-named', 'opened']);
  });

  test('3.7 its timeline has what was on record before it was opened, and every letter with its notice', async () => {
    const found = await server.db.pool.query<{ key: string; id: number }>(
      `select 's' || s.student_no as key, n.notice_id as id from notices n join students s on s.district_id = n.district_id and s.student_id = n.student_id
        where n.notice_school_id = 'oak' and n.issued_on >= '2026-07-01' and not exists (select from cases c where c.student_id = n.student_id) order by 2 limit 1`,
    );
    const administrator = await server.as('administrator');
    const [letter] = found.rows;
    if (letter === undefined) throw new Error('no letter was sent at oak');
    const { key, id } = letter;
    await administrator.logContact({ params: { student: key }, body: { party: 'student', outcome: 'no-answer' } });
    const { case: file } = await administrator.openCase({ params: { student: key }, body: { reason: 'test' } });
    const { items, things } = await administrator.readCaseTimeline({ params: { case: file }, query: { limit: 200 } });
    expect(items.some(({ notice }) => notice === `N${id}`)).toBe(true);
    expect(items.some(({ thing }) => thing === 'contact')).toBe(true);
    expect(things.map(({ thing }) => thing)).toContain('case');
  });

  test('a part that somebody may not see is named, not shown', async () => {
    const student = await studentAt('oak');
    const administrator = await server.as('administrator');
    const { case: file } = await administrator.openCase({ params: { student }, body: { reason: 'test' } });
    await server.db.pool.query(
      `insert into casework_steps (district_id, student_id, thing, thing_id, step, on_date, reason, detail, done_by_id, done_by, done_at)
       select 1, student_id, 'welfare', 1, 'made', '2026-11-12', 'A private reason', '{"to": "county"}', '', 'test', $2 from students where 's' || student_no = $1`,
      [student, SAMPLE_NOW],
    );
    const read = async (role: 'clerk' | 'administrator') => {
      const client = await server.as(role);
      const { items } = await client.readCaseTimeline({ params: { case: file }, query: { thing: 'welfare' } });
      return items[0];
    };
    expect(await read('administrator')).toMatchObject({ isClosed: false, reason: 'A private reason' });
    expect(await read('clerk')).toMatchObject({ thing: 'welfare', isClosed: true, reason: '', detail: {} });
  });
});

describe('a contact', () => {
  test('3.5 by a teacher of an own student; another’s student is not there', async () => {
    const teacher = await server.as('teacher');
    const { items } = await teacher.searchStudents({ body: { text: 'a', limit: 8 } }).catch(() => ({ items: [] }));
    const found = items.length > 0 ? items : (await teacher.searchStudents({ body: { text: 'ar', limit: 8 } })).items;
    const student = found[0]?.student ?? '';
    if (student !== '') {
      const logged = await teacher.logContact({
        params: { student },
        body: { party: 'student', outcome: 'no-answer' },
      });
      expect(logged.isMade).toBe(false);
      const contacts = await teacher.readContacts({ params: { student } });
      expect(contacts.items[0]).toMatchObject({ isMine: true, kind: 'phone', reason: 'attendance' });
    }
    expect(await codeOf(teacher.readContacts({ params: { student: 's999999' } }))).toBe('not-found');
  });

  test('stands in "Look first" of who is due at once', async () => {
    const clerk = await server.as('clerk');
    const before = await clerk.readWorklist({ query: { limit: 200 } });
    const line = before.items.find(({ state }) => state === 'due');
    if (line === undefined) throw new Error('nobody is due');
    const start = await clerk.readContactStart({ params: { student: line.student } });
    const name = start.guardians[0]?.name ?? '';
    const party = name === '' ? 'student' : 'guardian';
    await clerk.logContact({ params: { student: line.student }, body: { party, name, outcome: 'message' } });
    const after = await clerk.readWorklist({ query: { limit: 200 } });
    const doubts = after.items.find(({ trigger }) => trigger === line.trigger)?.doubts;
    expect(doubts).toContainEqual({ kind: 'contacted', on: SAMPLE_AS_OF, contact: 'phone', outcome: 'message' });
  });

  test('3.5 does the task of four days once the family is reached, and opens it again when it is taken back', async () => {
    const district = await server.as('district');
    const { items } = await district.readTasks({ query: { whose: 'all', limit: 200 } });
    const asked = items.filter(({ about }) => about?.thing === 'contact');
    expect(asked[0]?.what).toBe('Contact the parent or guardian by phone, e-mail or in person, and log it');
    const { task, student, name } = await withGuardian(district, asked);
    const find = async (queue: 'open' | 'ended') =>
      (await district.readTasks({ query: { whose: 'all', queue, limit: 200 } })).items.find((one) => one.task === task);
    const body = { party: 'guardian', name, outcome: 'no-answer' } as const;
    await district.logContact({ params: { student }, body });
    expect(await find('open')).toMatchObject({ contact: { kind: 'phone', outcome: 'no-answer' } });
    const { contact } = await district.logContact({ params: { student }, body: { ...body, outcome: 'reached' } });
    expect(await find('open')).toBeUndefined();
    expect(await find('ended')).toMatchObject({ state: 'done', outcome: 'key:contactMade', endedOn: SAMPLE_AS_OF });
    await district.correctContact({ params: { contact }, body: { facts: null, reason: 'That was the sister' } });
    expect(await find('open')).toMatchObject({ state: 'open', contact: { outcome: 'no-answer' } });
  });
});

test('3.24 a file of the year before says that the year ended, and is not offered to be opened again', async () => {
  let now = SAMPLE_NOW;
  const own = await startTestServer({ now: () => now });
  const calculated = (day: string) =>
    calculateAndRelease(own.db, { districtId: 1, asOf: parseDay(day) ?? 0, by: 'test', now, full: true });
  await calculated(SAMPLE_AS_OF);
  now = new Date('2027-08-30T16:00:00Z');
  await calculated('2027-08-30');
  const found = await own.db.pool.query<{ file: string }>(
    `select 'C' || case_id as file from cases where because = 'D4' limit 1`,
  );
  const params = { case: found.rows[0]?.file ?? '' };
  const district = await own.as('district');
  expect(await district.readCase({ params })).toMatchObject({ state: 'closed', outcome: 'year-ended', may: [] });
  const { items } = await district.readCaseTimeline({ params, query: {} });
  expect(items[0]).toMatchObject({ thing: 'case', step: 'closed', on: '2027-08-30' });
  await own.close();
});
