/** `database.json` in the home: where the cluster is and how to get in. Readable by its owner alone. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Refusal } from '../../problem.ts';

export interface ClusterRecord {
  /** Folder of the cluster: below the home, or absolute where the server's account cannot enter the home. */
  readonly cluster: string;
  /** Name of the cluster, part of every process's title, so that its processes can be found. */
  readonly name: string;
  readonly password: string;
  /** Folder of the Unix socket; undefined on Windows, which listens on loopback. */
  readonly socketFolder?: string;
  readonly port: number;
  /** The cluster was made: a folder that is gone since then is a loss, and no reason to make an empty one. */
  readonly isMade?: true;
  /** Where the home was when it was used last: another place means that it was moved, or copied. */
  readonly home?: string;
}

export function readRecord(home: string): ClusterRecord | undefined {
  const file = join(home, 'database.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ClusterRecord;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    const why = code === 'EACCES' || code === 'EPERM' ? 'it belongs to another user' : 'it is damaged';
    throw new Refusal(`${file} cannot be read: ${why}. It holds the password of the database beside it.`);
  }
}

/** Written whole or not at all, and on the disk before anything relies on it. */
export function writeRecord(home: string, record: ClusterRecord): void {
  const draft = join(home, `database.json.${process.pid}`);
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, `${JSON.stringify(record, null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, join(home, 'database.json'));
}

export function clusterFolder(home: string, record: ClusterRecord): string {
  return isAbsolute(record.cluster) ? record.cluster : join(home, record.cluster);
}
