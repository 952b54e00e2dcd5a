/** The embedded PostgreSQL: starts it or joins it, and stops it when the last process leaves. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '../../problem.ts';
import { createClient, type Connection } from '../pool.ts';
import { usableBinaries } from './binaries.ts';
import { ensureCluster, recordNewCluster } from './cluster.ts';
import { connectionOf } from './connection.ts';
import { ownRecord } from './copied-home.ts';
import { countLeases, endLease, takeLease } from './leases.ts';
import { withLock } from './lock.ts';
import { chooseOwner } from './owner.ts';
import { runningPostmaster, startPostmaster, stopPostmaster, untilReady } from './postmaster.ts';
import { readRecord, writeRecord, type ClusterRecord } from './record.ts';
import { placeToListen, removeSocketFolder } from './socket.ts';

export interface EmbeddedServer {
  readonly connection: Connection;
  /** Leaves the server; the last one out stops it. May be called twice. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly home: string;
  /** Tests only: false forces nothing to the disk. */
  readonly durable?: boolean;
}

/**
 * Starts the server of a home, or joins it where it already runs; makes the cluster on first use.
 * Fails: Refusal that says what to do, when it cannot run here.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const home = prepareHome(resolve(options.home));
  return withLock(lockFolder(home), async () => {
    const record = await ensureRunning(home, options.durable ?? true);
    const lease = takeLease(leaseFolder(home));
    await ensureDatabase(record);
    let releasing: Promise<void> | undefined;
    const watch = setInterval(() => {
      void revive(home, { durable: options.durable ?? true, isUsed: () => releasing === undefined });
    }, WATCHED_EVERY_MS).unref();
    const release = (): Promise<void> => {
      clearInterval(watch);
      releasing ??= leave(home, lease);
      return releasing;
    };
    return { connection: connectionOf(record, 'rollcall'), release };
  });
}

const WATCHED_EVERY_MS = 3000;

/** A server that was killed starts again for those who use it; they tell their own users meanwhile that the database does not answer. */
async function revive(
  home: string,
  { durable, isUsed }: { readonly durable: boolean; readonly isUsed: () => boolean },
): Promise<void> {
  try {
    const record = existsSync(home) ? readRecord(home) : undefined;
    if (record === undefined || runningPostmaster(home, record) !== undefined) return;
    await withLock(lockFolder(home), async () => {
      if (isUsed()) await ensureRunning(home, durable);
    });
  } catch {
    // Tried again at the next look.
  }
}

/** Leaves a lease that outlives the work of others (a test run's), without starting anything. */
export async function reserve(home: string): Promise<() => Promise<void>> {
  const lease = await withLock(lockFolder(home), () => Promise.resolve(takeLease(leaseFolder(home))));
  return () => leave(home, lease);
}

function lockFolder(home: string): string {
  return join(home, 'database.lock');
}

function leaseFolder(home: string): string {
  return join(home, 'database.users');
}

async function ensureRunning(home: string, durable: boolean): Promise<ClusterRecord> {
  const read = readRecord(home);
  const found = read && ownRecord(home, read);
  if (found !== undefined && runningPostmaster(home, found) !== undefined) {
    if (await joins(home, found)) return found;
  }
  const owner = chooseOwner();
  const recorded = found ?? recordNewCluster(home, owner);
  const binaries = usableBinaries(owner, home);
  ensureCluster(home, recorded, owner, binaries, durable);
  await stopPostmaster(home, recorded);
  const record: ClusterRecord = { ...(await placeToListen(recorded, owner)), isMade: true };
  writeRecord(home, record);
  await startPostmaster({ home, record, owner, binaries }, durable);
  return record;
}

/** A running server lets us in, or is on its way down, or its socket was cleared away: then it is started anew. */
async function joins(home: string, record: ClusterRecord): Promise<boolean> {
  if (record.socketFolder !== undefined && !existsSync(join(record.socketFolder, `.s.PGSQL.${record.port}`)))
    return false;
  try {
    await untilReady(record, () => (runningPostmaster(home, record) === undefined ? 'it ended' : undefined));
    return true;
  } catch (error) {
    if (runningPostmaster(home, record) === undefined) return false;
    throw error;
  }
}

async function ensureDatabase(record: ClusterRecord): Promise<void> {
  const client = createClient(connectionOf(record, 'postgres'));
  await client.connect();
  try {
    const found = await client.query(`select 1 from pg_database where datname = 'rollcall'`);
    if (found.rowCount === 0) await client.query('create database rollcall');
  } finally {
    await client.end();
  }
}

async function leave(home: string, lease: string): Promise<void> {
  if (!existsSync(home)) return;
  await withLock(lockFolder(home), async () => {
    endLease(lease);
    const record = readRecord(home);
    if (countLeases(leaseFolder(home)) > 0 || record === undefined || runningPostmaster(home, record) === undefined)
      return;
    await stopPostmaster(home, record);
    removeSocketFolder(record);
  });
}

function prepareHome(home: string): string {
  try {
    // As root another account runs the server: it must pass through, and see nothing else.
    makeFolder(home, process.getuid?.() === 0 ? 0o711 : 0o700);
    accessSync(home, constants.W_OK | constants.X_OK);
    return home;
  } catch {
    throw new Refusal(
      `${home} cannot be written by this user. Choose another folder for the database: export ROLLCALL_HOME=...`,
    );
  }
}

/** Not `recursive` of Node: it never ends below a folder that takes no new ones and says so with ENOENT, as /proc. */
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
