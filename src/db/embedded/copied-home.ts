/** A copy of a home has the record of the home it was copied from: taken as it stands, one would stop the other's server and listen in its place. */
import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Refusal } from '../../problem.ts';
import { clusterFolder, readRecord, writeRecord, type ClusterRecord } from './record.ts';

export function newClusterName(): string {
  return `rollcall-${randomBytes(6).toString('hex')}`;
}

/**
 * The record of a home that may be a copy. A home that was moved keeps its name; a copy gets one of its own, and none of what the other's
 * server left behind. Fails: Refusal for a copy whose database lies outside the home, since it is the other's.
 */
export function ownRecord(home: string, found: ClusterRecord): ClusterRecord {
  const here = realpathSync(home);
  if (found.home === here) return found;
  const isCopy = found.home !== undefined && nameAt(found.home) === found.name;
  const record = isCopy ? asCopy(home, found) : found;
  writeRecord(home, { ...record, home: here });
  return { ...record, home: here };
}

function asCopy(home: string, { socketFolder: _theirs, ...found }: ClusterRecord): ClusterRecord {
  if (isAbsolute(found.cluster))
    throw new Refusal(
      `${home} is a copy of ${found.home}, and its database is not in it: both would use ${found.cluster}. Make a backup of that home and restore it here.`,
    );
  rmSync(join(clusterFolder(home, found), 'postmaster.pid'), { force: true });
  rmSync(join(home, 'database.users'), { recursive: true, force: true });
  return { ...found, name: newClusterName() };
}

function nameAt(home: string): string | undefined {
  return existsSync(home) ? readRecord(home)?.name : undefined;
}
