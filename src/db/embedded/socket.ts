/** Where the server listens: a Unix socket in a short folder of its own, or on Windows loopback with a free port. */
import { randomBytes } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../../problem.ts';
import { SYSTEM_FOLDER } from './binaries.ts';
import { canReach, type Owner } from './owner.ts';
import type { ClusterRecord } from './record.ts';

/** The kernel's limit of a socket's path is 107 bytes; `/.s.PGSQL.5432` comes behind the folder. */
const LONGEST_FOLDER = 107 - '/.s.PGSQL.65535.lock'.length;

/** The record with a place to listen that is free and safe now: the recorded one where it still is. */
export async function placeToListen(record: ClusterRecord, owner: Owner): Promise<ClusterRecord> {
  if (process.platform === 'win32') return { ...record, port: await freePort() };
  if (record.socketFolder !== undefined && isOurs(record.socketFolder, owner)) return record;
  return { ...record, socketFolder: makeSocketFolder(owner) };
}

/** Removes the folder of a server that has stopped. */
export function removeSocketFolder(record: ClusterRecord): void {
  if (record.socketFolder !== undefined) rmSync(record.socketFolder, { recursive: true, force: true });
}

function makeSocketFolder(owner: Owner): string {
  const parents = [tmpdir(), '/tmp', '/var/tmp', ...(owner.as === undefined ? [] : [SYSTEM_FOLDER])];
  for (const parent of parents) {
    const folder = join(parent, `rollcall-${randomBytes(6).toString('hex')}`);
    if (Buffer.byteLength(folder) > LONGEST_FOLDER || !canReach(owner, parent)) continue;
    try {
      mkdirSync(folder, { mode: 0o700 });
      if (owner.as !== undefined) chownSync(folder, owner.as.uid, owner.as.gid);
      return folder;
    } catch {
      continue;
    }
  }
  throw new Refusal(`No folder for the database's socket could be made in ${parents.join(', ')}.`);
}

/** A folder of that name, made by someone else after ours was cleared away, must not be trusted. */
function isOurs(folder: string, owner: Owner): boolean {
  try {
    const found = lstatSync(folder);
    return found.isDirectory() && found.uid === (owner.as?.uid ?? process.getuid?.()) && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
