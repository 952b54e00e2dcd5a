/**
 * A database of one's own for a test file, on the real server of the test run. Tests that Vitest does not run name its home in
 * ROLLCALL_TEST_HOME.
 *
 *   const db = await createTestDatabase();
 *   afterAll(() => db.drop());
 */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { startEmbedded } from './embedded/index.ts';
import { migrate } from './migrate.ts';
import { createClient, createPool, endPool, type Connection } from './pool.ts';
import type { Database } from './open.ts';

export interface TestDatabase extends Database {
  /** For a child process: `DATABASE_URL`. */
  readonly url: string;
  readonly name: string;
  /** Closes and removes the database. May be called twice. */
  drop(): Promise<void>;
}

/** What a database holds before the test begins: made once a test run, cloned for each file. */
export interface Preparation {
  /** Lower case, unique in the test run. */
  readonly name: string;
  readonly prepare: (db: Database) => Promise<void>;
}

const EMPTY: Preparation = { name: 'template', prepare: () => Promise.resolve() };
const TEMPLATE_LOCK = 7_265_002;

/** Clones the migrated template. The server is started by the first who asks, and stopped when the test run ends. */
export async function createTestDatabase(preparation: Preparation = EMPTY): Promise<TestDatabase> {
  const server = await startEmbedded({ home: process.env['ROLLCALL_TEST_HOME'] ?? inject('testHome'), durable: false });
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server.connection, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(server.connection, client, preparation);
    await client.query(`create database ${name} template ${templateOf(preparation)} strategy file_copy`);
  });
  const connection = { ...server.connection, database: name };
  const pool = createPool(connection, 25);
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= endPool(pool);
    return closing;
  };
  let dropping: Promise<void> | undefined;
  const remove = async (): Promise<void> => {
    await close();
    await onServer(server.connection, (client) => client.query(`drop database ${name} with (force)`));
    await server.release();
  };
  return { pool, close, name, url: urlOf(connection), drop: () => (dropping ??= remove()) };
}

/** An empty database, without any table. */
export async function createEmptyTestDatabase(): Promise<TestDatabase> {
  const db = await createTestDatabase();
  await db.pool.query('drop schema rollcall_meta cascade');
  await db.pool.query('drop schema public cascade');
  await db.pool.query('create schema public');
  return db;
}

async function ensureTemplate(connection: Connection, client: Client, preparation: Preparation): Promise<void> {
  const template = templateOf(preparation);
  const found = await client.query('select 1 from pg_database where datname = $1', [template]);
  if (found.rowCount !== 0) return;
  const draft = `${template}_${randomBytes(4).toString('hex')}`;
  await client.query(`create database ${draft}`);
  const pool = createPool({ ...connection, database: draft }, 5);
  try {
    await migrate(pool);
    await preparation.prepare({ pool, close: () => Promise.resolve() });
  } finally {
    await endPool(pool);
  }
  await client.query(`alter database ${draft} rename to ${template}`);
}

function templateOf({ name }: Preparation): string {
  return `rollcall_${name}`;
}

type Client = ReturnType<typeof createClient>;

async function onServer(connection: Connection, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = createClient(connection);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf({ host, port, user, password, database }: Connection): string {
  const access = `${encodeURIComponent(user)}:${encodeURIComponent(password ?? '')}`;
  if (!host.startsWith('/')) return `postgres://${access}@${host}:${port}/${database}`;
  return `postgres://${access}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Home of the test run's server. */
    testHome: string;
  }
}
