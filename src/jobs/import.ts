/** Brings in a bundle folder: one that was uploaded, or the one that the export of the SIS fills every night. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { importBundle } from '../imports/index.ts';
import { Refusal } from '../problem.ts';
import type { Job, JobContext, JobResult } from './job.ts';
import { TryAgain } from './reason.ts';

export const importJob: Job<'import'> = {
  name: 'import',
  retry: { attempts: 5, delaySeconds: 2, longestDelaySeconds: 300, expireSeconds: 6 * 3600 },
  schedule: { isOn: false, days: [1, 2, 3, 4, 5], at: '16:30', settings: { thenCalculate: true } },
  work: async (data, context) => {
    const { dir = watchedFolder(context), acceptDrop, reason, thenCalculate } = data;
    const { db, districtId, by, now } = context;
    await requireFolder(dir);
    if (data.dir === undefined) await requireQuiet(dir, now());
    let outcome: JobResult = null;
    await importBundle(db, {
      districtId,
      dir,
      by,
      now: now(),
      acceptDrop: acceptDrop === true,
      ...(reason === undefined ? {} : { reason }),
      onProgress: ({ step, done, total }) => context.progress(STEPS[step], done, total),
      onImported: async (client, { importId, figures, hasChanges, warnings }) => {
        outcome = { import: importId, changed: hasChanges, files: figures.files, warnings: warnings.length };
        await context.finish(client, outcome);
        if (thenCalculate === true && hasChanges) await context.enqueue(client, 'calculation', {});
      },
    });
    return outcome;
  },
};

const STEPS = { read: 'bytes', reference: 'files', write: 'rows' } as const;

/** The folder that the export of the student information system fills: `ROLLCALL_IMPORT_FOLDER`, else `incoming` in the home. */
export function watchedFolder({ home, env }: Pick<JobContext, 'home' | 'env'>): string {
  const given = env['ROLLCALL_IMPORT_FOLDER'];
  return given === undefined || given === '' ? join(home, 'incoming') : given;
}

/** A file that was written a moment ago: whoever writes may not be done. Unit: milliseconds. */
const QUIET = 20_000;

/** The watched folder is filled by another program. Fails: TryAgain while it is. */
async function requireQuiet(dir: string, now: Date): Promise<void> {
  for (const name of await readdir(dir)) {
    const { mtimeMs } = await stat(join(dir, name));
    if (now.getTime() - mtimeMs < QUIET) throw new TryAgain('The folder is still being filled.');
  }
}

async function requireFolder(dir: string): Promise<void> {
  const found = await stat(dir).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new Refusal(
      `There is no folder ${dir} on the machine of this worker. Where several machines work, all of them need the folder under this name.`,
    );
}
