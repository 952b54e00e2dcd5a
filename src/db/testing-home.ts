/** Homes for tests: the server's account can enter them, and nothing of them stays behind. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPostmaster } from './embedded/postmaster.ts';
import { clusterFolder, readRecord } from './embedded/record.ts';
import { removeSocketFolder } from './embedded/socket.ts';

/** An empty home in the folder for temporary files. */
export function makeTestHome(name = 'rollcall-test-'): string {
  const home = mkdtempSync(join(tmpdir(), name));
  if (process.getuid?.() === 0) chmodSync(home, 0o711);
  return home;
}

/** Stops the server of a home and removes all of it, wherever its cluster is. */
export async function removeTestHome(home: string): Promise<void> {
  const record = existsSync(home) ? readRecord(home) : undefined;
  if (record !== undefined) {
    await stopPostmaster(home, record);
    removeSocketFolder(record);
    rmSync(clusterFolder(home, record), { recursive: true, force: true });
  }
  rmSync(home, { recursive: true, force: true });
}
