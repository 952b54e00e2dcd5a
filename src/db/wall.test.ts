import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Columns by which a row tells whose student data it is. */
const OF_A_STUDENT = ['student_id', 'student_no', 'student', 'students', 'notice_id', 'guardian_id'];

interface TableRow {
  readonly name: string;
  readonly walled: boolean;
  readonly open: boolean;
  readonly columns: readonly string[];
}

async function readTables(): Promise<readonly TableRow[]> {
  const found = await db.pool.query<TableRow>(
    `select t.relname::text as name, t.relrowsecurity as walled,
        has_table_privilege('rollcall_app', t.oid, 'select') as open,
        array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns
       from pg_class t where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') order by 1`,
  );
  return found.rows;
}

test('a table that the app may read and that has a column of a student stands behind the wall (0010_wall.sql says how)', async () => {
  const tables = await readTables();
  const bare = tables.filter(
    ({ walled, open, columns }) => open && !walled && columns.some((name) => OF_A_STUDENT.includes(name)),
  );
  expect(bare.map(({ name }) => name)).toEqual([]);
  expect(tables.filter(({ walled }) => walled).length).toBeGreaterThan(15);
});

test('every policy is of the role of the app alone, and asks for the district first', async () => {
  const policies = await db.pool.query<{ name: string; roles: string; qual: string }>(
    `select tablename as name, roles::text, coalesce(qual, with_check) as qual from pg_policies where schemaname = 'public'`,
  );
  for (const { name, roles, qual } of policies.rows) {
    expect([name, roles]).toEqual([name, '{rollcall_app}']);
    expect([name, qual]).toEqual([name, expect.stringMatching(/^\(+district_id = /)]);
  }
});

test('the role of the app owns nothing, cannot log in and passes no wall', async () => {
  const role = await db.pool.query(
    `select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb from pg_roles where rolname = 'rollcall_app'`,
  );
  expect(role.rows).toEqual([
    { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, rolcreatedb: false },
  ]);
  const owned = await db.pool.query(`select relname from pg_class where relowner = 'rollcall_app'::regrole`);
  expect(owned.rows).toEqual([]);
});

test('without a setting nothing of a student is there to be read, in any table', async () => {
  const client = await db.pool.connect();
  try {
    await db.pool.query(`insert into districts (district_id, name) values (1, 'Lakeside')`);
    await db.pool.query(
      `insert into students (district_id, student_id, student_no, first_name, last_name) values (1, 'a', 1, 'Ada', 'Moss')`,
    );
    await client.query('set role rollcall_app');
    expect((await client.query('select * from students')).rows).toEqual([]);
    expect((await client.query('select * from students where district_id = 1')).rows).toEqual([]);
    await expect(client.query(`update students set last_name = 'x'`)).resolves.toMatchObject({ rowCount: 0 });
    await expect(
      client.query(
        `insert into students (district_id, student_id, student_no, first_name, last_name) values (1, 'b', 2, 'Bo', 'Moss')`,
      ),
    ).rejects.toThrow(/row-level security/);
  } finally {
    client.release(true);
  }
});

test('a table that nobody opened is closed to the app', async () => {
  await db.pool.query('create table secrets (district_id integer not null, secret text not null)');
  const client = await db.pool.connect();
  try {
    await client.query('set role rollcall_app');
    await expect(client.query('select * from secrets')).rejects.toThrow(/permission denied for table secrets/);
  } finally {
    client.release(true);
    await db.pool.query('drop table secrets');
  }
});

/** Each of these reads or writes past the wall on purpose, and keeps to it in its own text. */
const PAST_THE_WALL = [
  'enqueue_job',
  'find_students',
  'has_notices',
  'people_of_school',
  'queue_job',
  'wall_batch_is_empty',
  'wall_sees',
  'wall_student_numbers',
  'wall_students',
  'write_audit_entry',
];

test('functions that pass the wall are known by name, and nothing that lies before `public` changes what they mean', async () => {
  const found = await db.pool.query<{ name: string; settings: readonly string[] | null }>(
    `select p.proname::text as name, p.proconfig as settings from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
  );
  expect(found.rows.map(({ name }) => name)).toEqual(PAST_THE_WALL);
  const settled = found.rows.filter(({ settings }) => settings?.some((one) => /^search_path=.*pg_temp$/.test(one)));
  expect(settled.map(({ name }) => name)).toEqual(PAST_THE_WALL);
});
