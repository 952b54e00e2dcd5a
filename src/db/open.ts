/** Opening a database: the one of `DATABASE_URL`, else the embedded server of a home. */
import type pg from 'pg';
import { startEmbedded } from './embedded/index.ts';
import { connectionOfUrl, requireUsableServer } from './external.ts';
import { migrate } from './migrate.ts';
import { createPool, endPool } from './pool.ts';

export interface DatabasePlace {
  /** Folder of the embedded server. */
  readonly home: string;
  /** Given: this server instead of the embedded one. */
  readonly databaseUrl?: string;
}

export interface Database {
  readonly pool: pg.Pool;
  /** Ends every connection; stops the embedded server when nobody else uses it. May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts or attaches to the server and brings the schema up to date (concurrent callers wait for one another).
 * Fails: Refusal when the server cannot be used; the message never holds a password.
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  return place.databaseUrl === undefined ? openEmbedded(place.home) : openExternal(place.databaseUrl);
}

/** Runs `work` in one transaction: committed when it returns, undone when it throws. */
export async function withTransaction<T>(
  db: { readonly pool: pg.Pool },
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

async function openEmbedded(home: string): Promise<Database> {
  const server = await startEmbedded({ home });
  try {
    return await openOn(createPool(server.connection), () => server.release());
  } catch (error) {
    await server.release();
    throw error;
  }
}

async function openExternal(databaseUrl: string): Promise<Database> {
  const connection = connectionOfUrl(databaseUrl);
  await requireUsableServer(connection);
  return openOn(createPool(connection), () => Promise.resolve());
}

async function openOn(pool: pg.Pool, release: () => Promise<void>): Promise<Database> {
  try {
    await migrate(pool);
  } catch (error) {
    await endPool(pool);
    throw error;
  }
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= endPool(pool).then(release);
    return closing;
  };
  return { pool, close };
}
