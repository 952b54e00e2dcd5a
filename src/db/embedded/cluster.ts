/** Making a cluster: whole or not at all. */
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../problem.ts';
import { program, SYSTEM_FOLDER, type Binaries } from './binaries.ts';
import { newClusterName } from './copied-home.ts';
import { initdbReason } from './initdb-reason.ts';
import { canReach, runAs, type Owner } from './owner.ts';
import { clusterFolder, writeRecord, type ClusterRecord } from './record.ts';

const MAJOR = '18';

/** Decides where the cluster of a new home goes and with which password, and writes it down. */
export function recordNewCluster(home: string, owner: Owner): ClusterRecord {
  if (existsSync(join(home, 'database'))) {
    throw new Refusal(
      `${home} has a database but no database.json, which holds its password. Restore that file, or choose another ROLLCALL_HOME and restore a backup.`,
    );
  }
  const name = newClusterName();
  const record: ClusterRecord = {
    cluster: canReach(owner, home) ? 'database' : join(SYSTEM_FOLDER, 'clusters', name),
    name,
    password: randomBytes(24).toString('base64url'),
    port: 5432,
    home: realpathSync(home),
  };
  writeRecord(home, record);
  return record;
}

/**
 * Makes the cluster where there is none yet: in a folder beside it, renamed when it is whole.
 * Fails: Refusal when what is there is not a cluster of our PostgreSQL, and when one that was made is gone.
 */
export function ensureCluster(
  home: string,
  record: ClusterRecord,
  owner: Owner,
  binaries: Binaries,
  durable: boolean,
): void {
  const folder = clusterFolder(home, record);
  if (existsSync(folder)) return requireOurs(folder);
  if (record.isMade === true) {
    throw new Refusal(
      `the database of ${home} is gone: ${folder} is not there any more. Put that folder back, or restore a backup into another ROLLCALL_HOME. Nothing was made anew.`,
    );
  }
  makeParent(dirname(folder));
  removeDrafts(folder);
  const draft = `${folder}.init-${randomBytes(4).toString('hex')}`;
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = join(draft, 'password');
  writeFileSync(passwordFile, record.password, { mode: 0o600 });
  if (owner.as !== undefined) {
    chownSync(draft, owner.as.uid, owner.as.gid);
    chownSync(passwordFile, owner.as.uid, owner.as.gid);
  }
  const data = join(draft, 'data');
  const result = runAs(owner, program(binaries, 'initdb'), [
    '--pgdata',
    data,
    '--username',
    'rollcall',
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--locale-provider',
    'builtin',
    '--builtin-locale',
    'C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  if (result.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Refusal(
      `The database could not be made in ${dirname(folder)}: ${initdbReason(result.stderr) ?? result.error?.message ?? 'initdb failed'}`,
    );
  }
  renameSync(data, folder);
  rmSync(draft, { recursive: true, force: true });
}

function requireOurs(folder: string): void {
  let version: string;
  try {
    version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch {
    throw new Refusal(
      `${folder} is not a database: PG_VERSION is missing. Restore a backup into another ROLLCALL_HOME.`,
    );
  }
  if (version !== MAJOR) {
    throw new Refusal(
      `${folder} was made by PostgreSQL ${version}; this Rollcall brings ${MAJOR}. Make a backup with the Rollcall that made it and restore that into a new ROLLCALL_HOME.`,
    );
  }
}

function makeParent(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new Refusal(
      `${folder} cannot be made (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Choose another ROLLCALL_HOME, or set DATABASE_URL.`,
    );
  }
}

/** Half-made clusters of processes that were killed over it. What they had begun may still write for a moment: then it is tried again. */
function removeDrafts(folder: string): void {
  const patient = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };
  for (const name of readdirSync(dirname(folder))) {
    if (name.startsWith(`${basename(folder)}.init-`)) rmSync(join(dirname(folder), name), patient);
  }
}
