/** `./rollcall backup FILE`: every table as it was at one moment, in one file. */
import { randomBytes } from 'node:crypto';
import { access, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { copyOut } from '../copy.ts';
import { writeBackupFile, type Frame } from './backup-file.ts';
import {
  columnList,
  fingerprintOf,
  nextIdentity,
  readTables,
  settleTextForms,
  tableName,
  type TableShape,
} from './catalogue.ts';
import { fileTrouble } from './file-trouble.ts';

export interface BackupOptions {
  readonly file: string;
  /** Replaces a file of that name. */
  readonly replace: boolean;
  readonly now: Date;
  readonly onProgress?: (tablesDone: number, tables: number) => void;
}

export interface BackupFigures {
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes the whole database to one file that any PostgreSQL 16 or newer can take in. Others may go on working.
 * The file has its name only when it is whole and on the disk.
 * Fails: Refusal when the file exists and is not to be replaced, or cannot be written.
 */
export async function writeBackup(pool: pg.Pool, options: BackupOptions): Promise<BackupFigures> {
  const file = resolve(options.file);
  if (!options.replace) await requireAbsent(file);
  const draft = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}`);
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const figures = { rows: 0, tables: 0 };
    await writeBackupFile(draft, framesOf(client, options, figures));
    await client.query('commit');
    await rename(draft, file);
    const bytes = await settle(file);
    client.release();
    return { file, ...figures, bytes };
  } catch (error) {
    client.release(true);
    await rm(draft, { force: true });
    const trouble = fileTrouble(error);
    if (trouble !== undefined) throw new Refusal(`"${file}" cannot be written: ${trouble}. No backup was made.`);
    throw error;
  }
}

async function* framesOf(
  client: pg.PoolClient,
  options: BackupOptions,
  figures: { rows: number; tables: number },
): AsyncGenerator<Frame> {
  await settleTextForms(client);
  const tables = await readTables(client);
  const migrations = await client.query<{ version: number; name: string; sha256: string }>(
    'select version, name, sha256 from rollcall_meta.migrations order by version',
  );
  const server = await client.query<{ server: string }>(`select current_setting('server_version') as server`);
  yield {
    kind: 'H',
    header: {
      createdAt: options.now.toISOString(),
      server: server.rows[0]?.server ?? '',
      migrations: migrations.rows,
      tables,
    },
  };
  for (const table of tables) {
    yield* tableFrames(client, table, figures);
    figures.tables += 1;
    options.onProgress?.(figures.tables, tables.length);
  }
}

async function* tableFrames(
  client: pg.PoolClient,
  table: TableShape,
  figures: { rows: number },
): AsyncGenerator<Frame> {
  yield { kind: 'T', table: table.name };
  for await (const rows of copyOut(client, `copy ${tableName(table)} (${columnList(table)}) to stdout`))
    yield { kind: 'D', rows };
  const { rows, sum } = await fingerprintOf(client, table);
  figures.rows += rows;
  yield { kind: 'E', end: { rows, sum, next: await nextIdentity(client, table) } };
}

async function requireAbsent(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new Refusal(`"${file}" exists already. Choose another name, or add --replace.`);
}

/** Makes the new name last through a power cut as well. Returns the size. */
async function settle(file: string): Promise<number> {
  const handle = await open(file, 'r');
  const { size } = await handle.stat();
  await handle.close();
  const folder = await open(dirname(file), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
  return size;
}
