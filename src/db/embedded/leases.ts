/** Who uses the server: each process leaves a lease while it does. Only looked at and changed under the lock. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, ownMark, type ProcessMark } from './alive.ts';

/** Leaves a lease of this process. Returns its file, for {@link endLease}. */
export function takeLease(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}.json`);
  writeFileSync(file, JSON.stringify(ownMark()), { mode: 0o600 });
  return file;
}

export function endLease(file: string): void {
  rmSync(file, { force: true });
}

/** Removes the leases of processes that are gone. Returns how many are left. */
export function countLeases(folder: string): number {
  let count = 0;
  for (const name of namesIn(folder)) {
    const file = join(folder, name);
    if (isCurrent(file)) count += 1;
    else rmSync(file, { force: true });
  }
  return count;
}

function isCurrent(file: string): boolean {
  try {
    return isAlive(JSON.parse(readFileSync(file, 'utf8')) as ProcessMark);
  } catch {
    // Half written by a process that was killed over it.
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}
