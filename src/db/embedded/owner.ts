/** The account the server runs as. PostgreSQL refuses root, so root lends it an unprivileged one. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Refusal } from '../../problem.ts';

export interface Owner {
  readonly name: string;
  /** Given when the server must run as another account than this process. */
  readonly as?: { readonly uid: number; readonly gid: number };
}

/** Fails: Refusal when this process has no named account, which PostgreSQL needs. */
export function chooseOwner(): Owner {
  if (process.platform === 'win32') return { name: userInfo().username };
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) return { name: accountName(uid) };
  const accounts = readAccounts();
  const found = accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody');
  if (found === undefined) {
    throw new Refusal(
      'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to lend it. Add one, run as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { name: found.name, as: { uid: found.uid, gid: found.gid } };
}

/** Runs a program to its end as the owner. */
export function runAs(
  owner: Owner,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): SpawnSyncReturns<string> {
  return spawnSync(program, args, {
    ...owner.as,
    cwd: '/',
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...env },
    ...(process.platform === 'win32' ? { cwd: process.cwd() } : {}),
  });
}

/** Whether the owner can enter and read a folder: asked of the system itself, so that every kind of permission counts. */
export function canReach(owner: Owner, folder: string): boolean {
  if (owner.as === undefined) return true;
  return runAs(owner, '/bin/sh', ['-c', 'cd "$1" && test -x .', 'sh', folder]).status === 0;
}

function accountName(uid: number): string {
  try {
    return userInfo().username;
  } catch {
    throw new Refusal(
      `PostgreSQL needs a named account, and user number ${uid} has no entry in /etc/passwd. Add one, or set DATABASE_URL.`,
    );
  }
}

function readAccounts(): readonly { name: string; uid: number; gid: number }[] {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  return lines
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0);
}
