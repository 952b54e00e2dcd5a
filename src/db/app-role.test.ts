import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scopedDatabase } from '../access/index.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open.ts';
import { createPool, endPool } from './pool.ts';
import { connectionOfUrl } from './external.ts';
import { createEmptyTestDatabase, type TestDatabase } from './testing.ts';

/** A login that is no superuser, as districts give one; it owns the database. */
const user = `plain_${randomBytes(4).toString('hex')}`;
let db: TestDatabase;
let url = '';
beforeAll(async () => {
  db = await createEmptyTestDatabase();
  await db.pool.query(`drop schema if exists sign_in cascade`);
  await db.pool.query(`drop schema if exists jobs cascade`);
  await db.pool.query(`create role ${user} login password 'plain' nosuperuser nocreaterole`);
  await db.pool.query(`alter database ${db.name} owner to ${user}`);
  await db.pool.query(`alter schema public owner to ${user}`);
  url = db.url.replace(/\/\/[^@]*@/, `//${user}:plain@`);
});
afterAll(async () => {
  await db.pool.query(`reassign owned by ${user} to rollcall; drop owned by ${user}`);
  await db.pool.query(`drop role ${user}`);
  await db.drop();
});

test('a user who may not make roles is told what an administrator does once, and nothing is left half-done', async () => {
  await expect(openDatabase({ home: '', databaseUrl: url })).rejects.toThrow(
    /create role rollcall_app nologin; grant rollcall_app to USER/,
  );
  const tables = await db.pool.query(`select 1 from pg_class where relname = 'audit_entries'`);
  expect(tables.rowCount).toBe(0);
});

test('once that was done, everything works, and the wall stands', async () => {
  await db.pool.query(`grant rollcall_app to ${user} with inherit false, set true`);
  const pool = createPool(connectionOfUrl(url));
  try {
    await migrate(pool);
    await pool.query(`insert into districts (district_id, name) values (1, 'Lakeside')`);
    await pool.query(
      `insert into students (district_id, student_id, student_no, first_name, last_name)
       values (1, 'a', 1, 'Ada', 'Moss'), (1, 'b', 2, 'Bo', 'Moss')`,
    );
    await pool.query(
      `insert into enrollments (district_id, student_id, school_id, entry_on) values (1, 'a', 'oak', '2026-08-01'), (1, 'b', 'elm', '2026-08-01')`,
    );
    const oak = scopedDatabase({ pool }, { districtId: 1 }, { kind: 'schools', schools: new Set(['oak']) });
    expect((await oak.pool.query('select student_id from students')).rows).toEqual([{ student_id: 'a' }]);
    expect((await pool.query('select 1 from students')).rowCount).toBe(2);
  } finally {
    await endPool(pool);
  }
});
