import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../calculation/test-district.ts';
import { withTransaction, type Database } from '../db/index.ts';
import { printLetters } from '../documents/index.ts';
import {
  AS_OF,
  deciding,
  dropTestDistricts,
  issueAt,
  lakeside,
  NOW,
  type TestDistrict,
} from '../notices/testing/lakeside.ts';
import {
  addSlots,
  approve,
  decline,
  explainWhy,
  hold,
  issueNotices,
  lift,
  mark,
  markProduced,
  previewIssue,
  readNotice,
  readNoticeLog,
  readSlots,
  readTotals,
  readWorklist,
  rescind,
  withdraw,
} from '../notices/index.ts';
import type { Reach } from './actor.ts';
import { scopedDatabase } from './scoped-database.ts';

let district: TestDistrict;
beforeEach(async () => {
  district = await lakeside({ pack: { approval: true, conference: true } });
});
afterAll(() => dropTestDistricts());

const DISTRICT: Reach = { kind: 'district' };
const atSchools = (...schools: string[]): Reach => ({ kind: 'schools', schools: new Set(schools) });
const as = (reach: Reach): Database => scopedDatabase(district.db, { districtId: district.id }, reach);
const issue = (db: Database, more = {}): ReturnType<typeof issueNotices> =>
  issueNotices(db, { districtId: district.id, asOf: AS_OF, filter: {}, by: 'A. Bell', now: NOW, ...more });
const studentsIn = async (db: Database, table: string): Promise<readonly string[]> => {
  const found = await db.pool.query<{ student_id: string }>(`select distinct student_id from ${table} order by 1`);
  return found.rows.map((row) => row.student_id);
};

const WITH_STUDENTS = ['students', 'enrollments', 'guardians', 'triggers', 'judged_students'];

describe('a query without any scope of its own', () => {
  test.each(WITH_STUDENTS)('gives of %s what the reach holds, and no more', async (table) => {
    const everybody = ['ada', 'hodan', 'kwame', 'leo', 'maya'];
    expect(await studentsIn(as(DISTRICT), table)).toEqual(everybody);
    expect(await studentsIn(as(atSchools('oak', 'elm')), table)).toEqual(everybody);
    expect(await studentsIn(as(atSchools('elm')), table)).toEqual(['hodan']);
    expect(await studentsIn(as(atSchools('nowhere')), table)).toEqual([]);
    expect(await studentsIn(as(atSchools()), table)).toEqual([]);
    expect(await studentsIn(as({ kind: 'none' }), table)).toEqual([]);
    expect(await studentsIn(as({ kind: 'cases', personId: 'nobody' }), table)).toEqual([]);
  });

  test('gives attendance, letters and steps of the same students', async () => {
    await issueAt(district);
    const count = async (db: Database, table: string): Promise<number> =>
      (await db.pool.query(`select from ${table}`)).rowCount ?? 0;
    for (const table of ['attendance_records', 'attendance_packs', 'notices', 'notice_letters', 'notice_steps']) {
      const all = (await district.query(`select 1 from ${table} where district_id = $1`, [district.id])).length;
      const [oak, elm] = [await count(as(atSchools('oak')), table), await count(as(atSchools('elm')), table)];
      expect([table, oak > 0, elm > 0, oak + elm]).toEqual([table, true, true, all]);
      expect([table, await count(as(DISTRICT), table)]).toEqual([table, all]);
      expect([table, await count(as({ kind: 'none' }), table)]).toEqual([table, 0]);
    }
  });

  test('gives nothing of another district, whose schools have the same names', async () => {
    const other = await lakeside();
    const found = await as(DISTRICT).pool.query<{ district_id: number }>('select distinct district_id from students');
    expect(found.rows).toEqual([{ district_id: district.id }]);
    const named = await as(atSchools('oak')).pool.query('select from students where district_id = $1', [other.id]);
    expect(named.rowCount).toBe(0);
  });

  test('changes and adds nothing outside', async () => {
    const elm = as(atSchools('elm'));
    expect((await elm.pool.query(`update students set last_name = 'x'`)).rowCount).toBe(1);
    expect((await elm.pool.query(`delete from triggers where student_id = 'maya'`)).rowCount).toBe(0);
    const event = `insert into events (district_id, student_id, on_date, event, origin) values ($1, $2, '2025-10-01', 'call', 'rollcall')`;
    await elm.pool.query(event, [district.id, 'hodan']);
    await expect(elm.pool.query(event, [district.id, 'maya'])).rejects.toThrow(/row-level security/);
  });

  test('a school whose name has quotes and commas is one school', async () => {
    const name = `O'Neil, "K-8" \\ East`;
    await district.query(`update enrollments set school_id = $2 where district_id = $1 and student_id = 'leo'`, [
      district.id,
      name,
    ]);
    expect(await studentsIn(as(atSchools(name)), 'students')).toEqual(['leo']);
    expect(await studentsIn(as(atSchools(`O'Neil`)), 'students')).toEqual([]);
  });
});

describe('the school year of the last calculation', () => {
  const moved = (entry: string, exit: string | null): Promise<unknown> =>
    district.query(
      `insert into enrollments (district_id, student_id, school_id, entry_on, exit_on) values ($1, 'maya', 'ash', $2, $3)`,
      [district.id, entry, exit],
    );

  test('who left a school on its first day or later is still seen there', async () => {
    await moved('2024-08-26', '2025-07-01');
    expect(await studentsIn(as(atSchools('ash')), 'students')).toEqual(['maya']);
  });

  test('who left before it is not', async () => {
    await moved('2024-08-26', '2025-06-30');
    expect(await studentsIn(as(atSchools('ash')), 'students')).toEqual([]);
    expect(await studentsIn(as(atSchools('oak')), 'students')).toContain('maya');
  });

  test('before the first calculation only those who never left are seen', async () => {
    await district.query('delete from calculations where district_id = $1', [district.id]);
    await moved('2024-08-26', '2025-12-01');
    expect(await studentsIn(as(atSchools('ash')), 'students')).toEqual([]);
    expect(await studentsIn(as(atSchools('elm')), 'students')).toEqual(['hodan']);
  });
});

describe('a teacher', () => {
  const mine = (): Database => as({ kind: 'students', staffId: 't1' });
  const section = (school: string, staff: string): Promise<unknown> =>
    district.query(
      `insert into sections (district_id, section_id, school_id, staff_id) values ($1, 'math-1', $2, $3)`,
      [district.id, school, staff],
    );
  const inSection = (student: string, end: string | null): Promise<unknown> =>
    district.query(
      `insert into rosters (district_id, student_id, section_id, start_on, end_on) values ($1, $2, 'math-1', '2025-08-25', $3)`,
      [district.id, student, end],
    );

  test('sees the students of own sections whose place there has not ended by the last calculation', async () => {
    await section('oak', 't1');
    await inSection('maya', null);
    await inSection('leo', AS_OF);
    await inSection('ada', '2025-10-30');
    expect(await studentsIn(mine(), 'students')).toEqual(['leo', 'maya']);
  });

  test('the same section number at another school is another teacher’s', async () => {
    await section('oak', 't1');
    await section('elm', 't2');
    await inSection('maya', null);
    await inSection('hodan', null);
    expect(await studentsIn(mine(), 'students')).toEqual(['maya']);
    expect(await studentsIn(as({ kind: 'students', staffId: 't2' }), 'students')).toEqual(['hodan']);
  });

  test('sees whom student_staff puts in the person’s care, at whatever school', async () => {
    await district.query(
      `insert into student_staff (district_id, student_id, staff_id, relation) values ($1, 'hodan', 't1', 'counselor')`,
      [district.id],
    );
    expect(await studentsIn(mine(), 'triggers')).toEqual(['hodan']);
    expect(await studentsIn(as({ kind: 'students', staffId: '' }), 'triggers')).toEqual([]);
  });
});

describe('the rooms, called as they are, for a clerk of one school', () => {
  test('the worklist and the preview hold its own lines', async () => {
    const elm = as(atSchools('elm'));
    const worklist = await readWorklist(elm.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    expect(worklist.lines.map(({ student }) => student)).toEqual(['hodan']);
    const { plan } = await previewIssue(elm.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    expect(plan.lines.map(({ student }) => student)).toEqual(['hodan']);
    const oak = await readWorklist(as(atSchools('oak')).pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    expect(oak.lines.map(({ student }) => student)).not.toContain('hodan');
  });

  test('issuing stamps its own, and what the district sees afterwards is whole', async () => {
    const elm = as(atSchools('elm'));
    expect(await issue(elm)).toMatchObject({ issued: 1, letters: 1, first_issue: true });
    expect(await issue(as(atSchools('oak')))).toMatchObject({ first_issue: false });
    expect((await readNoticeLog(elm.pool, district.id, {})).map(({ student }) => student)).toEqual(['hodan']);
    expect((await readNoticeLog(as(DISTRICT).pool, district.id, {})).length).toBeGreaterThan(1);
  });

  test('a batch is seen by whom it has a notice for', async () => {
    await issue(as(atSchools('elm')));
    expect((await as(atSchools('elm')).pool.query('select from batches')).rowCount).toBe(1);
    expect((await as(atSchools('oak')).pool.query('select from batches')).rowCount).toBe(0);
    expect((await as(DISTRICT).pool.query('select from batches')).rowCount).toBe(1);
  });

  test('the same key twice is one batch', async () => {
    const once = await issue(as(atSchools('elm')), { key: 'k1' });
    expect(await issue(as(atSchools('elm')), { key: 'k1' })).toEqual(once);
  });

  test('decisions are judged again and written through the wall', async () => {
    const oak = as(atSchools('oak'));
    await decline(oak, deciding(district, 'maya', 'A'));
    await lift(oak, deciding(district, 'maya', 'A'));
    await hold(oak, { ...deciding(district, 'leo', 'A'), until: '2025-11-30' });
    await issue(oak);
    const waiting = await readWorklist(oak.pool, {
      districtId: district.id,
      asOf: AS_OF,
      filter: { decision: 'held' },
    });
    expect(waiting.lines.map(({ student, criterion }) => `${student} ${criterion}`)).toContain('leo A');
    await approve(oak, deciding(district, 'ada', 'B'));
  });

  test('a trigger of another school is not there to be decided', async () => {
    await expect(decline(as(atSchools('oak')), deciding(district, 'hodan', 'A'))).rejects.toThrow();
    await expect(decline(as(atSchools('elm')), deciding(district, 'hodan', 'A'))).resolves.toMatchObject({
      kind: 'declined',
    });
  });

  test('why is answered for its own student, and not for another', async () => {
    const question = { districtId: district.id, asOf: dayOf(AS_OF), student: 'hodan' };
    const why = (db: Pick<Database, 'pool'>): Promise<unknown> =>
      withTransaction(db, (client) => explainWhy(client, question));
    const own = await why(as(atSchools('elm')));
    expect(own).not.toBeNull();
    expect(own).toEqual(await why(district.db));
    expect(await why(as(atSchools('oak')))).toBeNull();
  });

  test('notices are printed, produced, marked, rescinded and withdrawn', async () => {
    const oak = as(atSchools('oak'));
    const done = { districtId: district.id, by: 'A. Bell', now: NOW, on: AS_OF, reason: 'because' };
    await issue(oak);
    const log = await readNoticeLog(oak.pool, district.id, {});
    const [one, other] = log.map(({ notice }) => Number(notice.slice(1))) as [number, number];
    const printed = await printLetters(oak.pool, {
      districtId: district.id,
      selection: { notice: one },
      out: join(await mkdtemp(join(tmpdir(), 'rollcall-wall-')), 'letters.pdf'),
    });
    expect(printed.files.map(({ letters }) => letters)).toEqual([1]);
    await withTransaction(oak, (client) => markProduced(client, { ...done, notices: [one] }));
    await mark(oak, { ...done, named: { kind: 'notice', id: one }, mark: 'sent', way: 'mail' });
    expect(await rescind(oak, { ...done, noticeId: one })).toMatchObject({ letters: 1 });
    expect(await withdraw(oak, { ...done, named: { kind: 'notice', id: other }, undo: true })).toMatchObject({
      due_again: true,
    });
    expect((await readNotice(oak.pool, district.id, one))?.state).toBe('rescinded');
    expect(await readNotice(as(atSchools('elm')).pool, district.id, one)).toBeUndefined();
    await expect(
      mark(as(atSchools('elm')), { ...done, named: { kind: 'notice', id: other }, mark: 'sent', way: 'mail' }),
    ).rejects.toThrow(/There is no/);
    expect(await readTotals(oak.pool, { districtId: district.id })).toHaveLength(1);
  });

  test('slots of its own school are added and seen; those of another are not', async () => {
    const oak = as(atSchools('oak'));
    const slots = {
      districtId: district.id,
      on: '2025-11-10',
      times: ['09:00', '09:30'],
      place: 'Room 4',
      withWhom: 'B. Ortiz',
      by: 'x',
      now: NOW,
    };
    await addSlots(oak.pool, { ...slots, school: 'oak' });
    await expect(addSlots(oak.pool, { ...slots, school: 'elm' })).rejects.toThrow(/row-level security/);
    expect(await readSlots(oak.pool, { districtId: district.id })).toHaveLength(2);
    expect(await readSlots(as(atSchools('elm')).pool, { districtId: district.id })).toHaveLength(0);
  });
});

describe('a connection', () => {
  let pool: pg.Pool;
  const onePool = (): pg.Pool => new pg.Pool({ connectionString: district.db.url, max: 1 });
  const who = async (): Promise<unknown> =>
    (
      await pool.query(
        `select current_user::text as who, coalesce(current_setting('app.schools', true), '') as schools`,
      )
    ).rows[0];
  const OWNER = { who: 'rollcall', schools: '' };

  test('is given back as it was, after a query, a transaction, and one that was undone', async () => {
    pool = onePool();
    const walled = scopedDatabase({ pool }, { districtId: district.id }, atSchools('elm'));
    expect((await walled.pool.query('select current_user::text as who')).rows).toEqual([{ who: 'rollcall_app' }]);
    expect(await who()).toEqual(OWNER);
    await withTransaction(walled, (client) => client.query('select 1'));
    expect(await who()).toEqual(OWNER);
    await expect(withTransaction(walled, (client) => client.query('select 1 / 0'))).rejects.toThrow();
    expect(await who()).toEqual(OWNER);
    await expect(walled.pool.query('select nonsense')).rejects.toThrow();
    expect(await who()).toEqual(OWNER);
    await pool.end();
  });

  test('that was left in a transaction brings nobody’s reach to the next', async () => {
    pool = onePool();
    const elm = scopedDatabase({ pool }, { districtId: district.id }, atSchools('elm'));
    const oak = scopedDatabase({ pool }, { districtId: district.id }, atSchools('oak'));
    const client = await elm.pool.connect();
    await client.query('begin');
    client.release();
    expect(await who()).toEqual(OWNER);
    await expect(withTransaction(oak, (inside) => inside.query('select 1 / 0'))).rejects.toThrow();
    expect(await who()).toEqual(OWNER);
    await pool.end();
  });

  test('that was narrowed to one student sees that student alone, and is given back wide', async () => {
    pool = onePool();
    const oak = scopedDatabase({ pool }, { districtId: district.id }, atSchools('oak'));
    const client = await oak.pool.connect();
    await client.query(`select set_config('app.student', 'leo', false), set_config('app.scope', 'student', false)`);
    const seen = await client.query<{ student_id: string }>('select student_id from students');
    expect(seen.rows).toEqual([{ student_id: 'leo' }]);
    client.release();
    expect(await who()).toEqual(OWNER);
    const left = await pool.query(`select current_setting('app.student', true) as student`);
    expect(left.rows).toEqual([{ student: '' }]);
    expect((await oak.pool.query('select from students')).rowCount).toBeGreaterThan(1);
    await pool.end();
  });

  test('that cannot be reset is closed, and the pool goes on', async () => {
    pool = onePool();
    pool.on('error', () => undefined);
    const elm = scopedDatabase({ pool }, { districtId: district.id }, atSchools('elm'));
    const client = await elm.pool.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    client.on('error', () => undefined);
    await district.db.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    client.release();
    expect(await who()).toEqual(OWNER);
    await pool.end();
  });

  test('may be given back only once, as everywhere', async () => {
    pool = onePool();
    const elm = scopedDatabase({ pool }, { districtId: district.id }, atSchools('elm'));
    const client = await elm.pool.connect();
    client.release();
    expect(await who()).toEqual(OWNER);
    expect(() => client.release()).toThrow();
    await pool.end();
  });

  test('closing the scoped database leaves the one below open', async () => {
    const walled = as(DISTRICT);
    await walled.close();
    await walled.pool.end();
    expect((await district.db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});
