import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

type Api = Client<ApiContract>;

let server: TestServer;
let clerk: Api;
let district: Api;

beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  clerk = await server.as('clerk');
  district = await server.as('district');
});
afterAll(() => server.close());

const MAYA = '100001';
const LEO = '100002';
const ADA = '100003';
const ILONA = '100013';
const PETRA = '100018';
const ASA = '100019';
/** At another school than the clerk's. */
const RUI = '100007';

async function paramsOf(id: string): Promise<{ params: { student: string } }> {
  const found = await query<{ no: number }>('select student_no as no from students where student_id = $1', [id]);
  return { params: { student: `s${found[0]?.no ?? 0}` } };
}

async function query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
  return (await server.db.pool.query<Row>(sql, [...values])).rows;
}

const statusOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 200,
    (error: unknown) => (error instanceof ApiError ? error.problem.status : error),
  );

describe('the head of a student’s page', () => {
  test('says who, where since when, and attendance to date with the day the data goes through', async () => {
    const head = await clerk.readStudent(await paramsOf(MAYA));
    expect(head).toMatchObject({
      firstName: 'Maya',
      lastName: 'Torres',
      grade: '8',
      school: { id: 'oak', name: 'Oak Middle School' },
      enrolledSince: '2026-08-24',
      asOf: SAMPLE_AS_OF,
      dataThrough: '2026-11-12',
      isAdult: false,
      years: [2026],
    });
    expect(head.attendance).toMatchObject({
      enrolledDays: 56,
      attendedDays: 51,
      absentDays: 5,
      excusedDays: 3,
      unexcusedDays: 2,
    });
    expect(head.attendance).toMatchObject({ absentPercent: 8.93, band: '5-to-10', tardies: 2 });
  });

  test('says which level comes next at what count, and what is due now', async () => {
    const head = await clerk.readStudent(await paramsOf(MAYA));
    expect(head.nextSteps[0]).toMatchObject({ criterion: 'L2', have: 3, need: 6, unit: 'day' });
    expect(head.alerts).toEqual([{ kind: 'due', criterion: 'L1', on: '2026-11-09' }]);
  });

  test('a student with two counted days and one not verified has nothing due, and is one day from the first letter', async () => {
    const head = await clerk.readStudent(await paramsOf(PETRA));
    expect(head.nextSteps[0]).toMatchObject({ criterion: 'L1', have: 2, need: 3 });
    expect(head.attendance).toMatchObject({ unexcusedDays: 2, unverifiedDays: 1 });
    expect(head.alerts).toEqual([]);
  });

  test('a no-contact order and the flag no-letters stand among the alerts', async () => {
    expect((await clerk.readStudent(await paramsOf(ILONA))).alerts).toContainEqual({ kind: 'no-contact', count: 1 });
    const asa = await clerk.readStudent(await paramsOf(ASA));
    expect(asa.alerts).toContainEqual({ kind: 'no-letters' });
    expect(asa.alerts).toContainEqual({ kind: 'held', criterion: 'L1', on: '2026-11-05', by: 'rule' });
    expect(asa.flags).toContain('no-letters');
  });

  test('what a person holds is held, no longer due', async () => {
    const leo = await paramsOf(LEO);
    expect((await clerk.readStudent(leo)).alerts).toContainEqual({ kind: 'due', criterion: 'L1', on: '2026-11-09' });
    await query(
      `insert into person_decisions (district_id, pack_id, student_id, criterion, cycle_on, occurrence, kind, on_date, until_on,
         reason, decided_by, decided_at)
       values (1, 'california-sarb', $1, 'L1', '2026-07-01', 1, 'held', '2026-11-12', '2026-11-13', 'called', 'A. Bell', now())`,
      [LEO],
    );
    expect((await clerk.readStudent(leo)).alerts).toContainEqual({
      kind: 'held',
      criterion: 'L1',
      on: '2026-11-09',
      by: 'person',
    });
    await query(`update person_decisions set until_on = '2026-11-12' where student_id = $1`, [LEO]);
    expect((await clerk.readStudent(leo)).alerts).toContainEqual({ kind: 'due', criterion: 'L1', on: '2026-11-09' });
    await query('delete from person_decisions where student_id = $1', [LEO]);
  });

  test('its absence is that of the rate rule: the same days, the same thousandths', async () => {
    const stored = await query<{ no: number }>('select student_no as no from students order by student_no limit 60');
    for (const { no } of stored) {
      const { attendance } = await district.readStudent({ params: { student: `s${no}` } });
      if (attendance === null) continue;
      const { enrolledDays, absentDays, attendedDays, excusedDays, unexcusedDays, unverifiedDays } = attendance;
      expect(attendedDays + absentDays).toBeCloseTo(enrolledDays, 3);
      expect(excusedDays + unexcusedDays + unverifiedDays).toBeCloseTo(absentDays, 3);
    }
  });
});

describe('a student who moved', () => {
  const GONE = 'gone-1';
  test('is seen where the year was begun, with a banner, and not where it was not', async () => {
    await query(
      `insert into students (district_id, student_id, student_no, first_name, last_name, grade) values (1, $1, 90001, 'Gil', 'Moved', '7')`,
      [GONE],
    );
    await query(
      `insert into enrollments (district_id, student_id, school_id, entry_on, exit_on) values (1, $1, 'oak', '2026-08-24', '2026-10-02')`,
      [GONE],
    );
    const head = await clerk.readStudent(await paramsOf(GONE));
    expect(head.alerts).toEqual([
      { kind: 'moved-away', on: '2026-10-02', school: { id: 'oak', name: 'Oak Middle School' } },
    ]);
    expect(head.enrolledSince).toBeNull();
    expect(head.attendance).toMatchObject({ absentDays: 0 });
    expect(head.nextSteps).toEqual([]);
    await query(`update enrollments set exit_on = '2026-06-30' where student_id = $1`, [GONE]);
    expect(await statusOf(clerk.readStudent(await paramsOf(GONE)))).toBe(404);
    expect(await statusOf(district.readStudent(await paramsOf(GONE)))).toBe(200);
  });

  test('nobody is absent before the first day', async () => {
    await query(`update enrollments set entry_on = '2026-12-01', exit_on = null where student_id = $1`, [GONE]);
    const head = await clerk.readStudent(await paramsOf(GONE));
    expect(head).toMatchObject({ attendance: null, enrolledSince: null });
    expect(head.alerts).toEqual([
      { kind: 'not-enrolled', from: '2026-12-01', school: { id: 'oak', name: 'Oak Middle School' } },
    ]);
  });
});

describe('a year day by day', () => {
  test('every day in session has its mark; what the file said stands behind it', async () => {
    const year = await clerk.readStudentYear(await paramsOf(MAYA));
    const on = (day: string) => year.days.find((one) => one.on === day);
    expect(on('2026-11-04')).toMatchObject({ mark: 'tardy', isUnexcused: true, absent: 0 });
    expect(on('2026-11-04')?.records[0]).toMatchObject({
      period: 'P1',
      code: 'T',
      status: 'tardy',
      minutes: 34,
      setAside: null,
    });
    expect(on('2026-10-27')).toMatchObject({ mark: 'unexcused', absent: 1, part: null });
    expect(on('2026-11-02')).toMatchObject({ mark: 'excused' });
    expect(on('2026-11-10')).toMatchObject({ mark: 'present', records: [] });
    expect(on('2026-11-13')).toMatchObject({ mark: null });
    expect(on('2026-11-08')).toBeUndefined();
  });

  test('the days that count for a rule are numbered', async () => {
    const { rules } = await clerk.readStudentYear(await paramsOf(MAYA));
    const rule = rules.find(({ criterion }) => criterion === 'L1');
    expect(rule).toMatchObject({ need: 3, unit: 'day' });
    expect(rule?.days).toEqual([
      { on: '2026-10-27', periods: [], ordinal: 1 },
      { on: '2026-11-04', periods: ['P1'], ordinal: 2 },
      { on: '2026-11-09', periods: [], ordinal: 3 },
    ]);
  });

  test('a record that was changed shows what stood there before', async () => {
    const { params } = await paramsOf(PETRA);
    const no = Number(params.student.slice(1));
    await query(
      `insert into imports (district_id, source, state, content_hash, imported_by, started_at) values (1, 'test', 'done', 'x', 'test', '2026-11-13T16:30:00Z')`,
    );
    await query(
      `insert into attendance_records (district_id, student_no, on_date, school_no, period_no, section_no, course_no, code_no, import_id, line, superseded_import_id)
       select district_id, student_no, on_date, school_no, period_no, section_no, course_no,
              (select word_no from fact_words where kind = 'code' and word = 'I'), import_id, 99999, (select max(import_id) from imports)
         from attendance_records where student_no = $1 and on_date = '2026-11-10'`,
      [no],
    );
    const day = (await clerk.readStudentYear({ params })).days.find(({ on }) => on === '2026-11-10');
    expect(day?.earlier).toMatchObject([{ code: 'I', excuse: 'excused', goneAt: '2026-11-13T16:30:00.000Z' }]);
    const timeline = await clerk.readStudentTimeline({ params });
    expect(timeline.items[0]).toMatchObject({
      kind: 'attendance',
      counts: { added: 0, gone: 1 },
      days: ['2026-11-10'],
    });
  });

  test('the year before is another one; without attendance it has no marks', async () => {
    const before = await clerk.readStudentYear({ ...(await paramsOf(MAYA)), query: { year: 2025 } });
    expect(before).toMatchObject({ year: 2025, from: '2025-07-01', through: '2026-06-30' });
    expect(before.days.filter(({ records }) => records.length > 0)).toEqual([]);
  });
});

describe('why, and why not', () => {
  test('every criterion in use says its state in a sentence, with the days and what is missing', async () => {
    const { asOf, criteria, records, reasons } = await clerk.readStudentWhy(await paramsOf(MAYA));
    expect(asOf).toBe(SAMPLE_AS_OF);
    const [first, second] = criteria;
    expect(first).toMatchObject({ criterion: 'L1', state: 'issue' });
    expect(first?.sentence).toContain('Tue Oct 27, Wed Nov 4 and Mon Nov 9');
    const notCounted = first?.notCounted.map((place, at) => ({
      date: records[place]?.date,
      why: reasons[first.whyNotCounted[at] ?? -1],
    }));
    expect(notCounted).toContainEqual({ date: '2026-10-15', why: '30 minutes, more than 30 asked for' });
    expect(first?.counted.map((place) => records[place]?.date)).toEqual(['2026-10-27', '2026-11-04', '2026-11-09']);
    expect(second).toMatchObject({ criterion: 'L2', state: 'not-met', progress: [{ have: 3, need: 6 }] });
  });

  test('an earlier day is judged as it was: on the eve of the third day nothing was met', async () => {
    const of = async (asOf: string) =>
      (await clerk.readStudentWhy({ ...(await paramsOf(MAYA)), query: { asOf } })).criteria[0]?.progress[0]?.have;
    expect(await of('2026-11-08')).toBe(2);
    expect(await of('2026-11-09')).toBe(3);
  });

  test('a day that is still to come is refused', async () => {
    const ask = async (asOf: string) => statusOf(clerk.readStudentWhy({ ...(await paramsOf(MAYA)), query: { asOf } }));
    expect(await ask('2026-11-13')).toBe(200);
    expect(await ask('2026-11-14')).toBe(422);
  });

  test('no number of the student information system stands in the answer or its keys', async () => {
    const why = await clerk.readStudentWhy(await paramsOf(MAYA));
    expect(JSON.stringify(why)).not.toContain(MAYA);
    const key = why.criteria[0]?.triggers[0]?.trigger ?? '';
    expect(Buffer.from(key, 'base64url').toString()).not.toContain(MAYA);
  });
});

describe('what went out, and what happened', () => {
  test('notices sent before Rollcall are among them', async () => {
    const notices = await clerk.readStudentNotices(await paramsOf(ADA));
    expect(notices).toMatchObject({ total: 1, next: null });
    expect(notices.items[0]).toMatchObject({ criterion: 'L1', origin: 'carried-over', issuedOn: '2026-10-19' });
  });

  test('the timeline tells the newest first, in pages that follow each other', async () => {
    const student = await paramsOf(ADA);
    const whole = await clerk.readStudentTimeline(student);
    const moments = whole.items.map(({ at, on, kind }) => (kind === 'attendance' ? (at ?? '') : on));
    expect(moments.at(-1)).toBe('2026-08-24');
    const first = await clerk.readStudentTimeline({ ...student, query: { limit: 3 } });
    const second = await clerk.readStudentTimeline({ ...student, query: { limit: 3, cursor: first.next ?? '' } });
    expect([...first.items, ...second.items]).toEqual(whole.items.slice(0, 6));
  });

  test('the timeline is narrowed to one kind, with pages of its own, and says what kinds there are', async () => {
    const student = await paramsOf(ADA);
    const whole = await clerk.readStudentTimeline({ ...student, query: { limit: 200 } });
    expect(whole.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(whole.total);
    const rules = await clerk.readStudentTimeline({ ...student, query: { kind: 'rule', limit: 200 } });
    expect(rules.items).toEqual(whole.items.filter(({ kind }) => kind === 'trigger' || kind === 'lapsed'));
    expect(rules.items.length).toBeGreaterThan(1);
    expect(rules.total).toBe(whole.kinds.find(({ kind }) => kind === 'rule')?.count);
    expect(rules.kinds).toEqual(whole.kinds);
    const first = await clerk.readStudentTimeline({ ...student, query: { kind: 'rule', limit: 1 } });
    const next = await clerk.readStudentTimeline({
      ...student,
      query: { kind: 'rule', limit: 1, cursor: first.next ?? '' },
    });
    expect([...first.items, ...next.items]).toEqual(rules.items.slice(0, 2));
  });

  test('what Rollcall noted by itself has no note that names its record; what a person or the file said stays', async () => {
    await query(
      `insert into events (district_id, student_id, on_date, event, ref, origin, recorded_by, recorded_at)
       values (1, $1, '2026-11-12', 'meeting-held', 'meeting:7', 'rollcall', 'P. Lang', $2),
              (1, $1, '2026-11-12', 'contract-signed', 'said by 2 of 3: yes', 'rollcall', 'P. Lang', $2)`,
      [PETRA, SAMPLE_NOW],
    );
    const { items } = await clerk.readStudentTimeline({ ...(await paramsOf(PETRA)), query: { kind: 'event' } });
    const notes = new Map(items.map(({ what, note }) => [what, note]));
    expect(notes.get('meeting-held')).toBe('');
    expect(notes.get('contract-signed')).toBe('said by 2 of 3: yes');
    await query(`delete from events where student_id = $1 and recorded_by = 'P. Lang'`, [PETRA]);
  });
});

describe('the family', () => {
  test('siblings in scope, language, and who gets the letter', async () => {
    const family = await clerk.readStudentFamily(await paramsOf(MAYA));
    expect(family.siblings).toMatchObject([{ firstName: 'Leo', school: { id: 'oak' } }]);
    expect(family.letters).toMatchObject([{ recipients: ['Ana Torres'], language: 'es' }]);
    expect(family.guardians[0]).toMatchObject({ language: 'es', isAddressComplete: true });
  });

  test('a wish for no texts is noted with who noted it, shown at the guardian, and taken back', async () => {
    const student = await paramsOf(MAYA);
    const texting = async () =>
      (await clerk.readStudentFamily(student)).guardians.find(({ canGetTexts }) => canGetTexts);
    const before = await texting();
    expect(before?.noTexts).toBeNull();
    const guardian = before?.guardian ?? '';
    await clerk.noteTextWish({ ...student, body: { guardian, wants: 'no-texts' } });
    expect((await texting())?.noTexts).toMatchObject({ source: 'person', by: 'Alma Bell' });
    await clerk.noteTextWish({ ...student, body: { guardian, wants: 'texts' } });
    expect((await texting())?.noTexts).toBeNull();
    await expect(
      clerk.noteTextWish({ ...student, body: { guardian: 'nobody', wants: 'no-texts' } }),
    ).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  test('who must not be told stands first and gets no letter', async () => {
    const family = await clerk.readStudentFamily(await paramsOf(ILONA));
    const [first] = family.guardians;
    expect(first?.noContact).toBe(true);
    expect(family.letters.flatMap(({ recipients }) => recipients)).not.toContain(first?.name);
  });

  test('from the eighteenth birthday on the student is the addressee, not on the eve', async () => {
    const student = await paramsOf(MAYA);
    const isAdult = async (birthOn: string) => {
      await query('update students set birth_on = $2 where student_id = $1', [MAYA, birthOn]);
      const family = await clerk.readStudentFamily(student);
      return [family.isAdult, family.letters[0]?.recipients[0]];
    };
    expect(await isAdult('2008-11-14')).toEqual([false, 'Ana Torres']);
    expect(await isAdult('2008-11-13')).toEqual([true, 'Maya Torres']);
    await query(`update students set birth_on = '2013-03-14' where student_id = $1`, [MAYA]);
  });

  test('a sibling at a school out of reach is not named', async () => {
    const { params } = await paramsOf(MAYA);
    await query(`update enrollments set school_id = 'elm' where student_id = $1`, [LEO]);
    expect((await clerk.readStudentFamily({ params })).siblings).toEqual([]);
    expect((await district.readStudentFamily({ params })).siblings).toHaveLength(1);
    await query(`update enrollments set school_id = 'oak' where student_id = $1`, [LEO]);
  });
});

describe('out of reach', () => {
  const PARTS = [
    'readStudent',
    'readStudentYear',
    'readStudentWhy',
    'readStudentNotices',
    'readStudentTimeline',
    'readStudentFamily',
  ] as const;

  test.each(PARTS)(
    '%s of a student of another school is not found, like one who does not exist, and is put on record',
    async (part) => {
      const before = (await refusals(part)).length;
      expect(await statusOf(clerk[part](await paramsOf(RUI)))).toBe(404);
      expect(await statusOf(clerk[part]({ params: { student: 's999999' } }))).toBe(404);
      expect(await statusOf(clerk[part]({ params: { student: RUI } }))).toBe(404);
      expect(await statusOf(district[part](await paramsOf(RUI)))).toBe(200);
      expect((await refusals(part)).length).toBe(before + 3);
    },
  );

  test.each(PARTS)(
    '%s is not open to the system administrator, and an officer without cases finds nobody',
    async (part) => {
      expect(await statusOf((await server.as('system'))[part](await paramsOf(MAYA)))).toBe(403);
      const officer = await statusOf((await server.as('officer'))[part](await paramsOf(MAYA)));
      expect([403, 404]).toContain(officer);
      expect(await statusOf(server.anybody[part](await paramsOf(MAYA)))).toBe(401);
    },
  );

  test('a teacher sees own students, not those of others', async () => {
    const teacher = await server.as('teacher');
    const own = await query<{ no: number }>(
      `select distinct s.student_no as no from people p join grants g using (district_id, person_id) join sections c using (district_id, staff_id)
         join rosters r using (district_id, section_id) join enrollments e on e.district_id = r.district_id and e.student_id = r.student_id and e.school_id = c.school_id
         join students s on s.district_id = r.district_id and s.student_id = r.student_id where g.role = 'teacher' and r.end_on is null order by 1`,
    );
    const others = await query<{ no: number }>(
      'select student_no as no from students where not student_no = any($1) order by 1 limit 1',
      [own.map(({ no }) => no)],
    );
    expect(own.length).toBeGreaterThan(0);
    expect(await statusOf(teacher.readStudent({ params: { student: `s${own[0]?.no}` } }))).toBe(200);
    expect(await statusOf(teacher.readStudent({ params: { student: `s${others[0]?.no}` } }))).toBe(404);
  });

  const refusals = (operation: string) =>
    query(`select 1 from audit_entries where outcome = 'refused' and action = $1`, [operation]);
});

describe('what is put on record', () => {
  const entries = () =>
    query<{ action: string; detail: object }>(
      `select action, detail from audit_entries where outcome = 'done' order by entry_id`,
    );

  test('a visit of the page is one entry, however many parts of it are read', async () => {
    const administrator = await server.as('administrator');
    const student = await paramsOf(ADA);
    const before = (await entries()).length;
    await administrator.readStudent(student);
    await administrator.readStudentYear(student);
    await administrator.readStudentWhy(student);
    await administrator.readStudentFamily(student);
    expect((await entries()).slice(before)).toEqual([{ action: 'view-student', detail: {} }]);
    await administrator.readStudent(student);
    expect((await entries()).length).toBe(before + 2);
  });

  test('a part that is read without the page is an entry of its own', async () => {
    const team = await server.as('team');
    const before = (await entries()).length;
    await team.readStudentFamily(await paramsOf(LEO));
    await team.readStudentWhy(await paramsOf(LEO));
    expect((await entries()).slice(before)).toEqual([{ action: 'view-student', detail: { part: 'family' } }]);
  });

  test('a search says how many it found, never what was asked', async () => {
    const before = (await entries()).length;
    await clerk.searchStudents({ body: { text: 'torres' } });
    const [entry] = (await entries()).slice(before);
    expect(entry).toMatchObject({ action: 'view-list', detail: { list: 'find-student', found: 2 } });
    expect(JSON.stringify(entry)).not.toContain('torres');
  });
});
