import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { JOB_SCHEMA, JOB_SCHEMA_VERSION } from './job-schema.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open.ts';
import { createEmptyTestDatabase, createTestDatabase, type TestDatabase } from './testing.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function bossOn({ pool }: TestDatabase): PgBoss {
  const executeSql = async (text: string, values: unknown[] = []) => {
    const { rows } = await pool.query<Record<string, unknown>>(text, values);
    return { rows };
  };
  return new PgBoss({ db: { executeSql }, schema: JOB_SCHEMA, migrate: false, supervise: false, schedule: false });
}

test('the pinned version of the schema is the one that the package works with', () => {
  const file = fileURLToPath(import.meta.resolve('pg-boss')).replace(/dist\/index\.js$/, 'package.json');
  const { pgboss } = JSON.parse(readFileSync(file, 'utf8')) as { readonly pgboss: { readonly schema: number } };
  expect(JOB_SCHEMA_VERSION).toBe(pgboss.schema);
});

test('what the migrations made is what pg-boss expects, to the last index', async () => {
  const boss = bossOn(db);
  const { ok, missingTables, missing, missingFunctions, columnDrift } = await boss.detectSchemaDrift();
  expect({ ok, missingTables, missing, missingFunctions, columnDrift }).toEqual({
    ok: true,
    missingTables: [],
    missing: [],
    missingFunctions: [],
    columnDrift: [],
  });
});

test('a database of a newer version of the jobs is refused', async () => {
  const other = await createTestDatabase();
  await other.pool.query('update jobs.version set version = version + 1');
  await expect(migrate(other.pool)).rejects.toThrow(/made by a newer Rollcall \(its jobs are of version 44\)/);
  await other.drop();
});

test('ten processes that open an empty database at once make the schema once', async () => {
  const empty = await createEmptyTestDatabase();
  await empty.pool.query('drop schema jobs, sign_in cascade');
  await Promise.all(Array.from({ length: 10 }, () => migrate(empty.pool)));
  const found = await empty.pool.query('select version from jobs.version');
  expect(found.rows).toEqual([{ version: JOB_SCHEMA_VERSION }]);
  await empty.drop();
});

test('an ordinary user who owns the database of DATABASE_URL needs no more for it', async () => {
  const name = `owner_${randomBytes(4).toString('hex')}`;
  await db.pool.query(`create role ${name} login password 'x'`);
  await db.pool.query(`grant rollcall_app to ${name} with inherit false, set true`);
  await db.pool.query(`create database ${name} owner ${name}`);
  const url = new pg.Client(db.url);
  const databaseUrl = `postgres://${name}:x@/${name}?host=${encodeURIComponent(url.host)}&port=${url.port}`;
  const opened = await openDatabase({ home: '/nonexistent', databaseUrl });
  try {
    await opened.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
    const asked = await opened.pool.query<{ id: string }>(
      `select enqueue_job(1, 'backup', '{}', 'A. Bell', now(), '{"retryLimit": 1, "retryDelay": 1, "expireSeconds": 60}') as id`,
    );
    const queued = await opened.pool.query('select 1 from jobs.job where id = $1', [asked.rows[0]?.id]);
    expect(queued.rowCount).toBe(1);
  } finally {
    await opened.close();
    await db.pool.query(`drop database ${name} with (force)`);
    await db.pool.query(`drop owned by ${name}`);
    await db.pool.query(`drop role ${name}`);
  }
});
