import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import type { Reach } from './actor.ts';
import { reachOf } from './actor.ts';
import { ACTIONS, ROLES, scopeOf } from './roles.ts';
import { scopedDatabase } from './scoped-database.ts';

let db: TestDatabase;
let districts = 0;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const AS_OF = '2026-11-13';
const YEAR_START = '2026-07-01';

const SCHOOLS = ['oak', 'elm', 'ash'] as const;
const STAFF = ['t1', 't2'] as const;
const STUDENTS = ['a', 'b', 'c', 'd', 'e'] as const;
const SECTIONS = ['1', '2'] as const;
const DAYS = ['2025-06-30', '2026-06-30', '2026-07-01', '2026-11-12', '2026-11-13', '2027-06-30'] as const;

const school = fc.constantFrom(...SCHOOLS);
const staff = fc.constantFrom(...STAFF);
const person = fc.constantFrom('p1', 'p2');
const student = fc.constantFrom(...STUDENTS);
const end = fc.option(fc.constantFrom(...DAYS));

const world = fc.record({
  enrollments: fc.array(fc.record({ student, school, end }), { maxLength: 12 }),
  sections: fc.array(fc.record({ section: fc.constantFrom(...SECTIONS), school, staff }), { maxLength: 6 }),
  rosters: fc.array(fc.record({ student, section: fc.constantFrom(...SECTIONS), end }), { maxLength: 8 }),
  cares: fc.array(fc.record({ student, staff }), { maxLength: 4 }),
  assignments: fc.array(fc.record({ student, person, isEnded: fc.boolean() }), { maxLength: 6 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const reach: fc.Arbitrary<Reach> = fc.oneof(
  fc.constant<Reach>({ kind: 'none' }),
  fc.constant<Reach>({ kind: 'district' }),
  fc.uniqueArray(school).map<Reach>((schools) => ({ kind: 'schools', schools: new Set(schools) })),
  staff.map<Reach>((staffId) => ({ kind: 'students', staffId })),
  person.map<Reach>((personId) => ({ kind: 'cases', personId })),
);

/** The rule in words of its own, without the database. */
function reached(
  { enrollments, sections: given, rosters, cares, assignments }: World,
  who: Reach,
): ReadonlySet<string> {
  const sections = ofSections(given);
  const open = enrollments.filter((one) => one.end === null || one.end >= YEAR_START);
  switch (who.kind) {
    case 'none':
      return new Set();
    case 'cases':
      return new Set(
        assignments.filter((one) => one.person === who.personId && !one.isEnded).map((one) => one.student),
      );
    case 'district':
      return new Set(STUDENTS);
    case 'schools':
      return new Set(open.filter((one) => who.schools.has(one.school)).map((one) => one.student));
    case 'students': {
      const own = sections.filter((one) => one.staff === who.staffId);
      const taught = rosters.filter(
        (seat) =>
          (seat.end === null || seat.end >= AS_OF) &&
          own.some(
            ({ section, school: at }) =>
              section === seat.section && open.some((one) => one.student === seat.student && one.school === at),
          ),
      );
      const cared = cares.filter((one) => one.staff === who.staffId);
      return new Set([...taught, ...cared].map((one) => one.student));
    }
  }
}

/** Every table that the reach of a student decides, with one row for each. */
const TABLES = [
  'students',
  'guardians',
  'triggers',
  'notices',
  'events',
  'attendance_packs',
  'notice_letters',
] as const;

test('whatever the district looks like and whoever asks, exactly the students within reach are there, in every table', async () => {
  await fc.assert(
    fc.asyncProperty(world, reach, async (given, who) => {
      const districtId = await build(given);
      const { pool } = scopedDatabase(db, { districtId }, who);
      const expected = [...reached(given, who)].toSorted();
      for (const table of TABLES) {
        const found = await pool.query<{ student: string }>(READ[table]);
        expect([table, found.rows.map((row) => row.student).toSorted()]).toEqual([table, expected]);
      }
    }),
    { numRuns: 80 },
  );
});

/** Without any condition: it is the wall that leaves out. */
const READ: Readonly<Record<(typeof TABLES)[number], string>> = {
  students: 'select student_id as student from students',
  guardians: 'select student_id as student from guardians',
  triggers: 'select student_id as student from triggers',
  notices: 'select student_id as student from notices',
  events: 'select student_id as student from events',
  attendance_packs: `select chr(96 + student_no) as student from attendance_packs`,
  notice_letters: `select letter as student from notice_letters`,
};

async function build({ enrollments, sections, rosters, cares, assignments }: World): Promise<number> {
  districts += 1;
  const id = districts;
  const put = (sql: string, rows: readonly unknown[]): Promise<unknown> =>
    db.pool.query(sql, [id, JSON.stringify(rows)]);
  await db.pool.query(`insert into districts (district_id, name) values ($1, 'x')`, [id]);
  await db.pool.query(
    `insert into calculations (district_id, as_of_on, packs, figures, calculated_by, started_at, finished_at)
     values ($1, '2025-11-13', '[]', '{}', 'x', now(), now()), ($1, $2, '[]', '{}', 'x', now(), now())`,
    [id, AS_OF],
  );
  const students = STUDENTS.map((name, at) => ({ name, no: at + 1 }));
  await put(
    `with s as (select * from jsonb_to_recordset($2) as s (name text, no int)),
     a as (insert into students (district_id, student_id, student_no, first_name, last_name) select $1, name, no, 'x', 'y' from s),
     g as (insert into guardians (district_id, student_id, guardian_id, name) select $1, name, 'g', 'x' from s),
     e as (insert into events (district_id, student_id, on_date, event, origin) select $1, name, '2026-10-01', 'x', 'rollcall' from s),
     p as (insert into attendance_packs (district_id, student_no, year, import_id, record_count, records) select $1, no, 2026, 1, 0, '' from s),
     t as (insert into triggers (district_id, pack_id, student_id, criterion, cycle_on, occurrence, trigger_on, value, decision, evidence,
             evidence_hash, pack_hash, detected_at, calculation_id)
           select $1, 'p', name, 'L1', '2026-07-01', 1, '2026-10-01', 3, 'issue', '', '', '', now(), 1 from s),
     n as (insert into notices (district_id, pack_id, student_id, criterion, cycle_on, occurrence, origin, issued_on, issued_at, issued_by, state)
           select $1, 'p', name, 'L1', '2026-07-01', 1, 'rollcall', '2026-10-01', now(), 'x', 'issued' from s returning notice_id, student_id)
     insert into notice_letters (district_id, notice_id, letter_no, letter, language, wanted_language, recipients, address, facts, template, content_hash)
     select $1, notice_id, 1, student_id, 'en', 'en', '{}', '{}', '{}', '', '' from n`,
    students,
  );
  await put(
    `insert into enrollments (district_id, student_id, school_id, entry_on, exit_on)
     select $1, student, school, date '2020-01-01' + at::int, "end"
       from rows from (jsonb_to_recordset($2) as (student text, school text, "end" date)) with ordinality as e (student, school, "end", at)`,
    enrollments,
  );
  await put(
    `insert into sections (district_id, section_id, school_id, staff_id)
     select $1, section, school, staff from jsonb_to_recordset($2) as c (section text, school text, staff text)`,
    ofSections(sections),
  );
  await put(
    `insert into rosters (district_id, student_id, section_id, start_on, end_on)
     select $1, student, section, date '2020-01-01' + at::int, "end"
       from rows from (jsonb_to_recordset($2) as (student text, section text, "end" date)) with ordinality as r (student, section, "end", at)`,
    rosters,
  );
  await put(
    `insert into student_staff (district_id, student_id, staff_id, relation)
     select distinct $1::int, student, staff, 'x' from jsonb_to_recordset($2) as s (student text, staff text)`,
    cares,
  );
  await put(
    `insert into case_assignments (district_id, student_id, duty, person_id, because, from_on, ended_on, made_by, made_at)
     select distinct on (student, person, "isEnded") $1::int, student, 'officer', person, 'x', date '2026-10-01', case when "isEnded" then date '2026-10-02' end, 'x', now()
       from jsonb_to_recordset($2) as a (student text, person text, "isEnded" boolean)`,
    assignments,
  );
  return id;
}

/** A section stands once at a school: the first that was drawn. */
function ofSections(sections: World['sections']): World['sections'] {
  return [...new Map(sections.toReversed().map((one) => [`${one.section} ${one.school}`, one])).values()];
}

test('of several grants the widest reach holds, and no action reaches further than its widest scope', () => {
  const grant = fc.record({ role: fc.constantFrom(...ROLES), school: fc.option(school) });
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 4 }), fc.constantFrom(...ACTIONS), (grants, action) => {
      const actor = {
        districtId: 1,
        personId: 'p',
        name: '',
        email: '',
        staffId: 't1',
        grants,
        language: 'en' as const,
      };
      const found = reachOf(actor, action);
      const scopes = grants.map(({ role, school: at }) => ({ scope: scopeOf(role, action), at }));
      const isDistrict = scopes.some(({ scope, at }) => scope === 'district' || (scope === 'schools' && at === null));
      expect(found.kind === 'district').toBe(isDistrict);
      const ofSchools = scopes.flatMap(({ scope, at }) => (scope === 'schools' && at !== null ? [at] : []));
      if (!isDistrict && ofSchools.length > 0) expect(found).toEqual({ kind: 'schools', schools: new Set(ofSchools) });
      if (scopes.every(({ scope }) => scope === 'none')) expect(found).toEqual({ kind: 'none' });
    }),
  );
});
