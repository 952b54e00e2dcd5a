/** Brings the schema up to date: numbered SQL files, each applied once, in order, in a transaction of its own. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { Refusal } from '../problem.ts';
import { hasJobSchema, installJobSchema } from './job-schema.ts';

export interface Migration {
  readonly version: number;
  /** File name, as `0001_district_facts.sql`. */
  readonly name: string;
  readonly sha256: string;
  readonly text: string;
}

const FOLDER = join(import.meta.dirname, 'migrations');
const LOCK = 7_265_001;

/** The migrations of this version of Rollcall, by number. */
export async function readMigrations(folder = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { version: Number(name.slice(0, 4)), name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing. Callers at the same time wait for one another.
 * Fails: Refusal when an applied file was edited since, or the database is of a newer version than this program.
 */
export async function migrate(pool: pg.Pool, folder?: string): Promise<void> {
  const migrations = await readMigrations(folder);
  const client = await pool.connect();
  try {
    if (missing(migrations, await applied(client)).length === 0 && (await hasJobSchema(client))) return;
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    try {
      await applyMissing(client, migrations);
      await installJobSchema(client);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}

/** Makes the table of applied migrations where it is missing. */
export async function prepareMigrations(client: pg.ClientBase): Promise<void> {
  await client.query('create schema if not exists rollcall_meta');
  await client.query(`create table if not exists rollcall_meta.migrations (
    version integer not null, name text not null, sha256 text not null, applied_at timestamptz not null default now(),
    constraint migrations_pk primary key (version))`);
}

/** Applies one migration in the caller's transaction. */
export async function applyMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query(migration.text).catch((error: unknown) => {
    throw isRoleRefused(error) ? new Refusal(ROLE_REFUSED) : error;
  });
  await client.query('insert into rollcall_meta.migrations (version, name, sha256) values ($1, $2, $3)', [
    migration.version,
    migration.name,
    migration.sha256,
  ]);
}

async function applyMissing(client: pg.PoolClient, migrations: readonly Migration[]): Promise<void> {
  await prepareMigrations(client);
  for (const migration of missing(migrations, await applied(client))) {
    try {
      await client.query('begin');
      await applyMigration(client, migration);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      if (error instanceof Refusal) throw error;
      throw new Error(`migration ${migration.name} failed`, { cause: error });
    }
  }
}

const ROLE_REFUSED =
  'The user of DATABASE_URL may not make the role rollcall_app, as which the app reads student data, or may not act as it. Once, as an administrator of the server: create role rollcall_app nologin; grant rollcall_app to USER with inherit false, set true;';

/** SQLSTATE 42501 of `create role` or `grant`. */
function isRoleRefused(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === '42501' && typeof message === 'string' && /create role|grant role/.test(message);
}

type Applied = ReadonlyMap<number, { readonly name: string; readonly sha256: string }>;

async function applied(client: pg.PoolClient): Promise<Applied> {
  const exists = await client.query<{ found: boolean }>(
    `select to_regclass('rollcall_meta.migrations') is not null as found`,
  );
  if (exists.rows[0]?.found !== true) return new Map();
  const rows = await client.query<{ version: number; name: string; sha256: string }>(
    'select version, name, sha256 from rollcall_meta.migrations order by version',
  );
  return new Map(rows.rows.map((row) => [row.version, row]));
}

function missing(migrations: readonly Migration[], done: Applied): readonly Migration[] {
  for (const [version, { name, sha256 }] of done) {
    const file = migrations.find((migration) => migration.version === version);
    if (file === undefined) {
      throw new Refusal(
        `The database was made by a newer Rollcall (it has migration ${name}). Use that version or a newer one.`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new Refusal(
        `Migration ${name} was edited after it was applied to this database. Restore the file as it was; changes go into a new migration.`,
      );
    }
  }
  return migrations.filter((migration) => !done.has(migration.version));
}
