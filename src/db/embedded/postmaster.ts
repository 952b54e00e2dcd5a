/** The server's main process: is it there, start it, wait for it, stop it. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../problem.ts';
import { createClient } from '../pool.ts';
import { processesWith } from './alive.ts';
import { program, usableBinaries, type Binaries } from './binaries.ts';
import { connectionOf } from './connection.ts';
import { chooseOwner, runAs, type Owner } from './owner.ts';
import { clusterFolder, type ClusterRecord } from './record.ts';
import { settingsOf } from './settings.ts';

export interface Place {
  readonly home: string;
  readonly record: ClusterRecord;
  readonly owner: Owner;
  readonly binaries: Binaries;
}

const LARGEST_LOG = 10 * 1024 * 1024;

/** The process number of the running server; undefined where there is none, whatever a file left behind says. */
export function runningPostmaster(home: string, record: ClusterRecord): number | undefined {
  const pid = pidOnFile(home, record);
  if (pid === undefined) return undefined;
  if (process.platform === 'win32') return isThere(pid) ? pid : undefined;
  return processesWith(record.name).includes(pid) ? pid : undefined;
}

/** Starts the server. Its log goes into the home, opened here, so that its account need not reach the home. */
export async function startPostmaster(place: Place, durable: boolean): Promise<void> {
  await clearRemains(place);
  const log = join(place.home, 'postgres.log');
  rotate(log);
  const logFile = openSync(log, 'a', 0o600);
  const child = spawn(program(place.binaries, 'postgres'), settingsOf(place.home, place.record, durable), {
    ...place.owner.as,
    cwd: process.platform === 'win32' ? process.cwd() : '/',
    detached: true,
    windowsHide: true,
    stdio: ['ignore', logFile, logFile],
    env:
      process.platform === 'win32'
        ? process.env
        : { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
  closeSync(logFile);
  child.unref();
  const failure: { ended?: string } = {};
  child.once('error', (error) => {
    failure.ended = error.message;
  });
  child.once('exit', () => {
    failure.ended = lastWords(log);
  });
  await untilReady(place.record, () => failure.ended);
  child.removeAllListeners();
}

/**
 * Waits until the server lets us in; recovery after a crash may take a while.
 * Fails: Refusal when `endedBecause` says that it has ended, or it does not answer at all.
 */
export async function untilReady(record: ClusterRecord, endedBecause: () => string | undefined): Promise<void> {
  const deadline = Date.now() + 300_000;
  const patience = Date.now() + 60_000;
  for (let wait = 5; ; wait = Math.min(wait * 1.3, 100)) {
    const answer = await knock(record);
    if (answer === 'open') return;
    const ended = endedBecause();
    if (ended !== undefined) throw new Refusal(`The embedded database did not start: ${ended}`);
    if (Date.now() > deadline || (answer === 'silent' && Date.now() > patience)) {
      throw new Refusal('The embedded database does not answer. What it says is in postgres.log in the home.');
    }
    await sleep(wait);
  }
}

/** How long a stop in order may take. Unit: ms. */
const PATIENCE = 60_000;

/**
 * Stops the server in order ("fast": open transactions are undone) and waits until it is gone.
 * On Unix by the signal that `pg_ctl stop -m fast` sends, but without its rounds of a tenth of a second. One that cannot stop in order (its disk
 * is full) is stopped at once: what was committed is in its log, and is read from there at the next start.
 */
export async function stopPostmaster(home: string, record: ClusterRecord, patience = PATIENCE): Promise<void> {
  const pid = runningPostmaster(home, record);
  if (pid === undefined) return;
  if (process.platform === 'win32') return stopByControl(home, record);
  signal(pid, 'SIGINT');
  const urgent = Date.now() + patience;
  const deadline = urgent + 60_000;
  let isUrgent = false;
  for (let wait = 2; processesWith(record.name).includes(pid); wait = Math.min(wait * 1.5, 50)) {
    if (!isUrgent && Date.now() > urgent) {
      isUrgent = true;
      signal(pid, 'SIGQUIT');
    }
    if (Date.now() > deadline)
      throw new Refusal('The embedded database does not stop. What it says is in postgres.log in the home.');
    await sleep(wait);
  }
}

function stopByControl(home: string, record: ClusterRecord): void {
  const owner = chooseOwner();
  runAs(owner, program(usableBinaries(owner, home), 'pg_ctl'), [
    'stop',
    '--pgdata',
    clusterFolder(home, record),
    '--mode',
    'fast',
    '--wait',
  ]);
}

/**
 * After a killed server: waits for what is left of it to end, then removes the lock files that PostgreSQL itself would
 * stumble over (where its number is a zombie's, or another program's by now).
 */
async function clearRemains(place: Place): Promise<void> {
  const { home, record } = place;
  if (process.platform === 'win32') return;
  const deadline = Date.now() + 20_000;
  const urgent = Date.now() + 3_000;
  for (let left = processesWith(record.name); left.length > 0; left = processesWith(record.name)) {
    if (Date.now() > deadline)
      throw new Refusal('Processes of a killed database are still running. Try again, or restart the machine.');
    if (Date.now() > urgent) for (const pid of left) signal(pid, 'SIGQUIT');
    await sleep(20);
  }
  rmSync(join(clusterFolder(home, record), 'postmaster.pid'), { force: true });
  if (record.socketFolder === undefined) return;
  const socket = join(record.socketFolder, `.s.PGSQL.${record.port}`);
  for (const file of [socket, `${socket}.lock`]) rmSync(file, { force: true });
}

function pidOnFile(home: string, record: ClusterRecord): number | undefined {
  try {
    const pid = Number(readFileSync(join(clusterFolder(home, record), 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

async function knock(record: ClusterRecord): Promise<'open' | 'busy' | 'silent'> {
  const client = createClient(connectionOf(record, 'postgres'));
  try {
    await client.connect();
    return 'open';
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === '28P01') throw new Refusal('The embedded database does not accept the password of database.json.');
    return code === '57P03' || code === '53300' ? 'busy' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The last reason in the log, else its last line. */
function lastWords(log: string): string {
  const lines = readFileSync(log, 'utf8').trim().split('\n').slice(-20);
  const reason = lines.findLast((line) => /(FATAL|PANIC|HINT): /.test(line) && !line.includes('starting up'));
  return reason ?? lines.at(-1) ?? 'it ended at once';
}

function rotate(log: string): void {
  try {
    if (statSync(log).size > LARGEST_LOG) renameSync(log, `${log}.1`);
  } catch {
    // No log yet.
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself meanwhile.
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
