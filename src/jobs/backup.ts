/** Writes everything to one file in the home, and keeps the newest of them. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withTransaction } from '../db/index.ts';
import { writeBackup } from '../db/backup/index.ts';
import type { Job } from './job.ts';

export const backup: Job<'backup'> = {
  name: 'backup',
  retry: { attempts: 5, delaySeconds: 2, longestDelaySeconds: 300, expireSeconds: 6 * 3600 },
  schedule: { isOn: true, days: [1, 2, 3, 4, 5, 6, 7], at: '02:00', settings: { keep: 14 } },
  work: async ({ keep = 14 }, context) => {
    const { db, home, askedAt, now } = context;
    const folder = backupFolder(home);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = backupName(askedAt);
    await removeDrafts(folder, name);
    const { tables, rows, bytes } = await writeBackup(db.pool, {
      file: join(folder, name),
      replace: true,
      now: now(),
      onProgress: (done, total) => context.progress('tables', done, total),
    });
    const removed = await removeOlder(folder, keep);
    const result = { file: name, tables, rows, bytes, removed };
    await withTransaction(db, (client) => context.finish(client, result));
    return result;
  },
};

/** Where backups are written. */
export function backupFolder(home: string): string {
  return join(home, 'backups');
}

/** By the moment it was asked for, so that a second attempt replaces the first. */
function backupName(askedAt: Date): string {
  return `rollcall-${askedAt.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')}Z.backup`;
}

const BACKUP = /^rollcall-\d{4}-\d{2}-\d{2}-\d{6}Z\.backup$/;
const DRAFT = /^\.rollcall-\d{4}-\d{2}-\d{2}-\d{6}Z\.backup\.[0-9a-f]{8}$/;

/** Half a file that a dead worker left: of this backup, or of an older one. */
async function removeDrafts(folder: string, name: string): Promise<void> {
  for (const file of await readdir(folder)) {
    if (DRAFT.test(file) && file.slice(1, 1 + name.length) <= name)
      await rm(join(folder, basename(file)), { force: true });
  }
}

/** Keeps the newest; files of other names are not ours. Returns how many went. */
async function removeOlder(folder: string, keep: number): Promise<number> {
  const ours = (await readdir(folder)).filter((file) => BACKUP.test(file)).sort();
  const old = ours.slice(0, Math.max(0, ours.length - Math.max(1, keep)));
  for (const file of old) await rm(join(folder, file), { force: true });
  return old.length;
}
