import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calculate } from '../../calculation/index.ts';
import { decodeAttendancePack, encodeAttendancePack, type PackSource } from '../../db/attendance-pack.ts';
import { raiseRevision } from '../../db/revisions.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { ApiError } from '../client.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';
import { attendanceOf } from './attendance.ts';
import type { DataState } from '../data-state.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(() => server.close());

const statusOf = async (call: Promise<unknown>): Promise<number> =>
  call.then(
    () => 200,
    (error: unknown) => (error instanceof ApiError ? error.problem.status : 0),
  );

describe('Home of a clerk', () => {
  test('says what is due, as the worklist does', async () => {
    const clerk = await server.as('clerk');
    const home = await clerk.readHome();
    const worklist = await clerk.readWorklist({ query: { limit: 1 } });
    expect(home.kind).toBe('schools');
    expect(home.asOf).toBe(worklist.asOf);
    expect(home.due.reduce((sum, { due }) => sum + due, 0)).toBe(worklist.counts.due);
    expect(home.held.reduce((sum, { count }) => sum + count, 0)).toBe(worklist.counts.held);
    expect([home.toApprove, home.declined, home.changed]).toEqual([
      worklist.counts['to-approve'],
      worklist.counts.declined,
      worklist.counts.changed,
    ]);
    expect(home.due.map(({ oldestOn }) => oldestOn)).toEqual(home.due.map(({ oldestOn }) => oldestOn).toSorted());
    expect(home.schools).toEqual([]);
  });

  test('counts attendance, bands and what is to be chased, and each figure opens a list of as many', async () => {
    const clerk = await server.as('clerk');
    const { attendance, data } = await clerk.readHome();
    expect(attendance).toMatchObject({ state: 'counted', goal: 96, tooFew: null });
    expect(attendance?.latest?.percent).toBeGreaterThan(80);
    expect(attendance?.bands.reduce((sum, { count }) => sum + count, 0)).toBe(attendance?.students);
    for (const { band, count } of attendance?.bands ?? []) {
      const list = await clerk.readAttendanceList({ query: { band, limit: 200 } });
      expect([list.total, list.items.length]).toEqual([count, Math.min(count, 200)]);
      expect(list.items.every((line) => line.band === band)).toBe(true);
    }
    expect((await clerk.readAttendanceList({ query: { band: 'close' } })).total).toBe(attendance?.close);
    expect((await clerk.readUnverified()).total).toBe(data?.unverified);
    expect((await clerk.readMissingAddresses()).total).toBe(data?.missingAddresses);
    expect((await clerk.readDaysWithoutRecords()).total).toBe(data?.daysWithoutRecords);
    expect((await clerk.readSetAside()).total).toBe(data?.setAside);
    expect(data?.unverified).toBeGreaterThan(0);
    expect(data?.missingAddresses).toBeGreaterThan(0);
  });

  test('days that go by without an import are missed too, though nothing was calculated since; the day itself is not', async () => {
    const before = (await (await server.as('clerk')).readHome()).data?.daysWithoutRecords ?? 0;
    const late = await startTestServer({ now: () => new Date('2026-11-19T16:00:00Z') });
    try {
      const clerk = await late.as('clerk');
      const { data } = await clerk.readHome();
      const list = await clerk.readDaysWithoutRecords({ query: { limit: 200 } });
      expect(data?.daysWithoutRecords).toBe(before + 3);
      expect(list.items.slice(0, 4).map(({ on }) => on)).toEqual([
        '2026-11-18',
        '2026-11-17',
        '2026-11-16',
        '2026-11-13',
      ]);
      expect(list.items.every(({ enrolled }) => enrolled > 0)).toBe(true);
      await late.db.pool.query(
        `update imports set figures = jsonb_set(figures, '{schools,oak,to}', '"2026-11-17"') where district_id = 1`,
      );
      await raiseRevision(late.db.pool, 1, 'facts');
      expect((await clerk.readDaysWithoutRecords({ query: { limit: 200 } })).total).toBe(before + 1);
    } finally {
      await late.close();
    }
  });

  test('is of the own schools: another school is not there', async () => {
    const clerk = await server.as('clerk');
    const [own] = (await clerk.readMe()).schools;
    const others = await server.db.pool.query<{ id: string }>(
      'select school_id as id from schools where school_id <> all ($1)',
      [(await clerk.readMe()).schools.map(({ school }) => school)],
    );
    const other = others.rows[0]?.id ?? 'nowhere';
    expect((await clerk.readHome({ query: { school: own?.school ?? '' } })).at).toMatchObject([own]);
    expect(await statusOf(clerk.readHome({ query: { school: other } }))).toBe(404);
    expect(await statusOf(clerk.readUnverified({ query: { school: other } }))).toBe(404);
    const mine = new Set((await clerk.readMe()).schools.map(({ name }) => name));
    const { items } = await clerk.readAttendanceList({ query: { limit: 200 } });
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ schoolName }) => !mine.has(schoolName))).toEqual([]);
  });

  test('rows that cannot be counted are as many as the list behind them has', async () => {
    const clerk = await server.as('clerk');
    const { items } = await clerk.readAttendanceList({ query: { limit: 1 } });
    const no = Number(items[0]?.student.slice(1));
    const added = await server.db.pool.query<{ no: number }>(
      `insert into fact_words (district_id, kind, word_no, word)
       select 1, 'code', max(word_no) + 1, 'ZZ' from fact_words where district_id = 1 and kind = 'code' returning word_no as no`,
    );
    await addRecord(no, added.rows[0]?.no ?? 0);
    await raiseRevision(server.db.pool, 1, 'facts');
    await calculate(server.db, { districtId: 1, asOf: parseDay(SAMPLE_AS_OF) ?? 0, by: 'test', now: SAMPLE_NOW });
    await expect.poll(async () => (await clerk.readHome()).data?.setAside, { timeout: 20_000 }).toBe(1);
    expect((await clerk.readSetAside()).items).toMatchObject([
      { student: `s${no}`, code: 'ZZ', reason: 'an unknown code "ZZ"' },
    ]);
  });

  test('rows that cannot be counted come page by page, also within a student, each once and all of them', async () => {
    const clerk = await server.as('clerk');
    const { items } = await clerk.readAttendanceList({ query: { limit: 6 } });
    const code = await server.db.pool.query<{ no: number }>(
      `select word_no as no from fact_words where district_id = 1 and kind = 'code' and word = 'ZZ'`,
    );
    const numbers = items.slice(1).map(({ student }) => Number(student.slice(1)));
    for (const no of [...numbers, ...numbers.slice(0, 2), ...numbers.slice(0, 1)])
      await addRecord(no, code.rows[0]?.no ?? 0);
    await calculate(server.db, { districtId: 1, asOf: parseDay(SAMPLE_AS_OF) ?? 0, by: 'test', now: SAMPLE_NOW });
    await expect.poll(async () => (await clerk.readHome()).data?.setAside, { timeout: 20_000 }).toBe(9);
    const whole = await clerk.readSetAside({ query: { limit: 50 } });
    expect([whole.items.length, whole.total, whole.next]).toEqual([9, 9, null]);
    for (const limit of [1, 2, 4]) {
      const rows: unknown[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Awaited<ReturnType<typeof clerk.readSetAside>> = await clerk.readSetAside({
          query: { limit, ...(cursor === '' ? {} : { cursor }) },
        });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        rows.push(...page.items);
        cursor = page.next;
      }
      expect(rows).toEqual(whole.items);
    }
  });

  test('pages of a list follow one another', async () => {
    const clerk = await server.as('clerk');
    const first = await clerk.readAttendanceList({ query: { limit: 3 } });
    const second = await clerk.readAttendanceList({ query: { limit: 3, cursor: first.next ?? '' } });
    const both = await clerk.readAttendanceList({ query: { limit: 6 } });
    expect([...first.items, ...second.items]).toEqual(both.items);
  });

  test('changes with what people decide', async () => {
    const clerk = await server.as('clerk');
    const before = await clerk.readHome();
    const { items } = await clerk.readWorklist({ query: { tab: 'due', limit: 1 } });
    await clerk.declineTrigger({
      params: { trigger: items[0]?.trigger ?? '' },
      body: { reason: 'A note came today.' },
    });
    const after = await clerk.readHome();
    expect(after.declined).toBe(before.declined + 1);
  });
});

describe('Home of others', () => {
  test('of the district has every school, the runs and failed jobs', async () => {
    const home = await (await server.as('district')).readHome();
    const schools = await server.db.pool.query('select 1 from schools');
    expect(home.kind).toBe('district');
    expect(home.schools).toHaveLength(schools.rowCount ?? 0);
    expect(home.schools.reduce((sum, { due }) => sum + due, 0)).toBe(home.due.reduce((sum, { due }) => sum + due, 0));
    expect(home.failedJobs).toBe(0);
    expect(home.runs.lastAt).not.toBeNull();
    expect(home.data?.missingAddresses).toBeNull();
  });

  test('says at once that a job failed, though no data changed', async () => {
    const district = await server.as('district');
    expect((await district.readHome()).failedJobs).toBe(0);
    await server.db.pool.query(
      `insert into job_records (district_id, job_id, job, data, state, asked_at, asked_by)
         values (1, gen_random_uuid(), 'calculation', '{}', 'failed', now(), 'nobody')`,
    );
    try {
      expect((await district.readHome()).failedJobs).toBe(1);
    } finally {
      await server.db.pool.query(`delete from job_records where asked_by = 'nobody'`);
    }
    expect((await district.readHome()).failedJobs).toBe(0);
  });

  test('of the district, for one school, is that of the school', async () => {
    const clerk = await (await server.as('clerk')).readMe();
    const school = clerk.schools[0]?.school ?? '';
    const ofDistrict = await (await server.as('district')).readHome({ query: { school } });
    const ofClerk = await (await server.as('clerk')).readHome({ query: { school } });
    expect(ofDistrict).toEqual(ofClerk);
  });

  test('of a teacher has the own students, those with an alert first, and leaves an entry', async () => {
    const teacher = await server.as('teacher');
    const { kind, students, due, attendance } = await teacher.readHome();
    expect([kind, due, attendance]).toEqual(['students', [], null]);
    expect(students.length).toBeGreaterThan(0);
    const all = await server.db.pool.query('select 1 from students');
    expect(students.length).toBeLessThan(all.rowCount ?? 0);
    const alerts = students.map(({ alert }) => alert !== null);
    expect(alerts).toEqual(alerts.toSorted((one, other) => Number(other) - Number(one)));
    expect(await statusOf(teacher.readUnverified())).toBe(403);
    const entries = await server.db.pool.query(
      `select 1 from audit_entries where action = 'view-list' and detail->>'list' = 'my-students'`,
    );
    expect(entries.rowCount).toBeGreaterThan(0);
  });

  test('of an officer has no cases, as there are none', async () => {
    expect(await (await server.as('officer')).readHome()).toMatchObject({
      kind: 'cases',
      students: [],
      attendance: null,
    });
  });

  test('is not open to the system administrator, nor to anybody without a session', async () => {
    expect(await statusOf((await server.as('system')).readHome())).toBe(403);
    expect(await statusOf(server.anybody.readHome())).toBe(401);
  });
});

describe('figures that are behind', () => {
  test('are said to be counted anew, with the day they are of, until they are', async () => {
    const clerk = await server.as('clerk');
    const before = (await clerk.readHome()).attendance;
    expect(before).toMatchObject({ state: 'counted', asOf: SAMPLE_AS_OF });
    const next = (parseDay(SAMPLE_AS_OF) ?? 0) + 3;
    const counting = await server.db.pool.connect();
    await counting.query('begin');
    await counting.query('select pg_advisory_xact_lock(20110548, 1)');
    await calculate(server.db, { districtId: 1, asOf: next, by: 'test', now: SAMPLE_NOW });
    expect((await clerk.readHome()).attendance).toMatchObject({ state: 'counting', asOf: SAMPLE_AS_OF });
    await counting.query('commit');
    counting.release();
    await expect
      .poll(async () => (await clerk.readHome()).attendance, { timeout: 20_000 })
      .toMatchObject({ state: 'counted', asOf: formatDay(next) });
  });

  test('before the first calculation Home says what to do next, to whom it is theirs', async () => {
    await server.db.pool.query('delete from calculations');
    const begin = { hasImport: true, hasPack: true };
    expect((await (await server.as('district')).readHome()).beginning).toMatchObject({ ...begin, mayStart: true });
    expect((await (await server.as('clerk')).readHome()).beginning).toMatchObject({ ...begin, mayStart: false });
  });
});

describe('a figure of few students', () => {
  const of = (count: number, maySeeStudents: boolean) =>
    attendanceOf({
      state: { figures: { isStale: false, asOfOn: '2026-11-13' } } as DataState,
      schools: [],
      bands: [{ school: 'oak', band: 'below-5', count }],
      close: 1,
      goalOf: () => 960,
      maySeeStudents,
    });

  test('is not shown to somebody who may not see them: nine are too few, ten are not', () => {
    expect(of(9, false)).toMatchObject({ tooFew: { students: 9, needed: 10 }, bands: [], close: null });
    expect(of(10, false)).toMatchObject({ tooFew: null, close: 1 });
    expect(of(9, true)).toMatchObject({ tooFew: null, close: 1 });
  });
});

/** A whole-day record of a student on the day of the sample's first record of theirs, with another code. */
async function addRecord(studentNo: number, codeNo: number): Promise<void> {
  const { pool } = server.db;
  const [pack] = (
    await pool.query<{ year: number; records: Buffer }>(
      'select year, records from attendance_packs where district_id = 1 and student_no = $1 order by year desc limit 1',
      [studentNo],
    )
  ).rows;
  if (pack === undefined) throw new Error('a student without attendance');
  const { count, ...columns } = decodeAttendancePack(pack.records);
  const more = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      [...column, name === 'code' ? codeNo : (column[count - 1] ?? 0)],
    ]),
  ) as unknown as PackSource;
  const rows = Int32Array.from({ length: count + 1 }, (_, at) => at);
  const records = encodeAttendancePack(more, { year: pack.year, rows, start: 0, end: count + 1 });
  await pool.query(
    `update attendance_packs set records = $3, record_count = $4, import_id = import_id + 1 where district_id = 1 and student_no = $1 and year = $2`,
    [studentNo, pack.year, records, count + 1],
  );
  await pool.query('delete from judged_students where district_id = 1');
}
