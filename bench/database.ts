/** The database that is measured: an embedded server of its own, under the benchmark's home. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { copyOut, openDatabase, withTransaction, type Database } from '../src/db/index.ts';
import { benchHome } from './district.ts';

export const DISTRICT_ID = 1;
export const BY = 'bench';
export const NOW = new Date('2027-06-08T16:00:00Z');

/** A server with an empty database: what an earlier run left is removed. */
export async function emptyDatabase(name = 'home'): Promise<Database> {
  await rm(databaseHome(name), { recursive: true, force: true });
  const db = await existingDatabase(name);
  await db.pool.query('insert into districts (district_id, name) values ($1, $2) on conflict do nothing', [
    DISTRICT_ID,
    'Benchmark',
  ]);
  return db;
}

export function existingDatabase(name = 'home'): Promise<Database> {
  return openDatabase({ home: databaseHome(name) });
}

/** Reads a COPY to its end and throws it away. Returns the bytes. */
export async function throwAway(db: Database, sql: string): Promise<number> {
  return withTransaction(db, async (client: pg.PoolClient) => {
    let bytes = 0;
    for await (const chunk of copyOut(client, sql)) bytes += chunk.length;
    return bytes;
  });
}

function databaseHome(name: string): string {
  return join(benchHome(), name);
}
