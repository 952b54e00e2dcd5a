/** A small school on the real database for tests of casework: three students, a family with an order of no contact, people of each role. */
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { withTransaction } from '../db/index.ts';
import type { ActingRole, Who } from './core/who.ts';

/** Mon Nov 16, 2026, 10:00 in the district. */
export const SCHOOL_NOW = new Date('2026-11-16T18:00:00Z');
export const SCHOOL_ON = '2026-11-16';

export interface TestSchool {
  readonly db: TestDatabase;
  /** Does it in a transaction, as somebody of this role. */
  readonly as: <T>(role: ActingRole, work: (client: pg.PoolClient, who: Who) => Promise<T>, now?: Date) => Promise<T>;
  readonly rows: <Row extends object>(sql: string) => Promise<Row[]>;
}

/** One for a test file: `afterAll(() => school.db.drop())`. */
export async function openTestSchool(): Promise<TestSchool> {
  const db = await createTestDatabase();
  await db.pool.query(SETTING);
  return {
    db,
    as: (role, work, now = SCHOOL_NOW) => withTransaction(db, (client) => work(client, whoIs(role, now))),
    rows: async <Row extends object>(sql: string) => (await db.pool.query<Row>(sql)).rows,
  };
}

export function whoIs(role: ActingRole, now = SCHOOL_NOW): Who {
  const on = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(now);
  return { districtId: 1, personId: `p-${role}`, name: `The ${role}`, role, now, on };
}

const SETTING = `
insert into districts (district_id, name, time_zone) values (1, 'Lakeside Unified', 'America/Los_Angeles');
insert into schools (district_id, school_id, name) values (1, 'oak', 'Oak Middle'), (1, 'elm', 'Elm Elementary');
insert into students (district_id, student_no, student_id, first_name, last_name, grade, birth_on, home_language) values
  (1, 1, 'maya', 'Maya', 'Torres', '8', '2013-03-04', 'es'), (1, 2, 'kwame', 'Kwame', 'Osei', '7', '2014-05-06', 'en'),
  (1, 3, 'lee', 'Lee', 'Baker', '12', '2008-01-01', 'en');
insert into enrollments (district_id, student_id, school_id, entry_on) values
  (1, 'maya', 'oak', '2026-08-24'), (1, 'kwame', 'elm', '2026-08-24'), (1, 'lee', 'oak', '2026-08-24');
insert into guardians (district_id, student_id, guardian_id, name, relation, language, phone, custodial, no_contact) values
  (1, 'maya', 'g1', 'Ana Torres', 'mother', 'es', '555-0101', true, false),
  (1, 'maya', 'g2', 'Rui Torres', 'father', 'es', '555-0102', null, true),
  (1, 'kwame', 'g3', 'Efua Osei', 'mother', '', '555-0103', true, false);
insert into calendar_days (district_id, school_id, on_date)
  select 1, school_id, d::date from schools, generate_series('2026-08-24'::date, '2027-06-11'::date, interval '1 day') d
   where extract(isodow from d) < 6;
insert into people (district_id, person_id, name, email, added_by, added_at)
  select 1, 'p-' || role, 'The ' || role, role || '@lakeside.example', 'test', now()
    from unnest(array['clerk', 'administrator', 'team', 'teacher', 'officer', 'district', 'system']) as role;
insert into grants (district_id, person_id, role, school_id, from_on, given_by, given_at, reason)
  select 1, 'p-' || role, role, case when role in ('district', 'system') then '' else 'oak' end, '2026-08-01', 'test', now(), 'test'
    from unnest(array['clerk', 'administrator', 'team', 'teacher', 'officer', 'district', 'system']) as role;
`;
