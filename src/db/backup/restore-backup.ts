/** `./rollcall restore FILE`: a backup into an empty database, all of it or nothing. */
import type pg from 'pg';
import { escapeIdentifier as quoted } from 'pg';
import { Refusal } from '../../problem.ts';
import { copyIn } from '../copy.ts';
import { applyMigration, prepareMigrations, readMigrations, type Migration } from '../migrate.ts';
import { withTransaction } from '../open.ts';
import { readBackupFile, type BackupHeader, type Frame, type TableEnd } from './backup-file.ts';
import { columnList, fingerprintOf, readTables, settleTextForms, tableName, type TableShape } from './catalogue.ts';

export interface RestoreOptions {
  readonly file: string;
  readonly onProgress?: (tablesDone: number, tables: number) => void;
}

export interface RestoreFigures {
  readonly tables: number;
  readonly rows: number;
  readonly createdAt: string;
}

/**
 * Fills an empty database from a backup in one transaction, and holds every table against the backup's figures before
 * it is kept. A backup of an older schema is taken in by that schema and then brought up to date.
 * Input: a file that `requireWholeFile` has passed.
 * Fails: Refusal when the database is not empty, or the backup is of another or newer schema; nothing is changed then.
 */
export async function restoreBackup(pool: pg.Pool, options: RestoreOptions): Promise<RestoreFigures> {
  const frames = readBackupFile(options.file);
  try {
    return await withTransaction({ pool }, (client) => fillDatabase(client, frames, options));
  } finally {
    await frames.return(undefined);
  }
}

async function fillDatabase(
  client: pg.PoolClient,
  frames: AsyncGenerator<Frame>,
  options: RestoreOptions,
): Promise<RestoreFigures> {
  await settleTextForms(client);
  await requireEmpty(client);
  const header = await readHeader(frames);
  const later = await prepareSchema(client, header);
  const tables = await matchTables(client, header);
  let rows = 0;
  for (const [index, table] of tables.entries()) {
    rows += await fillTable(client, table, frames);
    options.onProgress?.(index + 1, tables.length);
  }
  if ((await frames.next()).done !== true)
    throw new Refusal('The backup holds more than it says. Nothing was restored.');
  for (const migration of later) await applyMigration(client, migration);
  return { tables: tables.length, rows, createdAt: header.createdAt };
}

/** A district by itself is no data: every command makes it. Writers must wait from here on. */
async function requireEmpty(client: pg.PoolClient): Promise<void> {
  const tables = await readTables(client);
  if (tables.length > 0) await client.query(`lock table ${tables.map(tableName).join(', ')} in access exclusive mode`);
  for (const { name } of tables) {
    if (name === 'districts') continue;
    const found = await client.query(`select 1 from ${tableName({ name })} limit 1`);
    if (found.rowCount !== 0) {
      throw new Refusal(
        `The database is not empty (${name} has rows). A backup is restored into an empty ROLLCALL_HOME or database only.`,
      );
    }
  }
  if (tables.some(({ name }) => name === 'districts')) await client.query('delete from districts');
}

async function readHeader(frames: AsyncGenerator<Frame>): Promise<BackupHeader> {
  const first = await frames.next();
  if (first.done === true || first.value.kind !== 'H') throw new Refusal('The backup does not say what it holds.');
  return first.value.header;
}

/** Brings the empty database to the schema of the backup. Returns the migrations to apply afterwards. */
async function prepareSchema(client: pg.PoolClient, header: BackupHeader): Promise<readonly Migration[]> {
  const ours = await readMigrations();
  for (const [index, { name, sha256 }] of header.migrations.entries()) {
    const own = ours[index];
    if (own === undefined)
      throw new Refusal(
        `The backup was made by a newer Rollcall (it has migration ${name}). Use that version or a newer one.`,
      );
    if (own.sha256 !== sha256)
      throw new Refusal(
        `The backup was made by another Rollcall: its migration ${name} is not the one of this version.`,
      );
  }
  const count = header.migrations.length;
  if (count === ours.length) return [];
  const tables = await readTables(client);
  await client.query(`drop table ${tables.map(tableName).join(', ')} cascade`);
  await client.query('drop schema if exists sign_in cascade');
  await prepareMigrations(client);
  await client.query('delete from rollcall_meta.migrations');
  for (const migration of ours.slice(0, count)) await applyMigration(client, migration);
  return ours.slice(count);
}

/** The backup's tables in its order. Names from the file are used only where the schema has the very same. */
async function matchTables(client: pg.PoolClient, header: BackupHeader): Promise<readonly TableShape[]> {
  const own = new Map((await readTables(client)).map((table) => [table.name, table]));
  const matches = header.tables.every(({ name, columns }) => {
    const known = own.get(name);
    return known !== undefined && known.columns.toSorted().join() === [...columns].sort().join();
  });
  if (!matches || header.tables.length !== own.size)
    throw new Refusal('The tables of the backup are not those of its schema. Nothing was restored.');
  return header.tables;
}

async function fillTable(client: pg.PoolClient, table: TableShape, frames: AsyncGenerator<Frame>): Promise<number> {
  const start = await frames.next();
  if (start.done === true || start.value.kind !== 'T' || start.value.table !== table.name) throw incomplete(table);
  let end: TableEnd | undefined;
  async function* rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const frame = await frames.next();
      if (frame.done === true || frame.value.kind === 'H' || frame.value.kind === 'T') throw incomplete(table);
      if (frame.value.kind === 'E') {
        end = frame.value.end;
        return;
      }
      yield frame.value.rows;
    }
  }
  await copyIn(client, `copy ${tableName(table)} (${columnList(table)}) from stdin`, rows());
  if (end === undefined) throw incomplete(table);
  const found = await fingerprintOf(client, table);
  if (found.rows !== end.rows || found.sum !== end.sum) {
    throw new Refusal(
      `After reading, ${table.name} is not what was backed up (${found.rows} of ${end.rows} rows). Nothing was restored.`,
    );
  }
  if (table.identity !== null && end.next !== null) {
    await client.query(
      `alter table ${tableName(table)} alter column ${quoted(table.identity)} restart with ${Math.trunc(end.next)}`,
    );
  }
  return found.rows;
}

function incomplete(table: TableShape): Refusal {
  return new Refusal(`The backup lacks a part of ${table.name}. Nothing was restored.`);
}
