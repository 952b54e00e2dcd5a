/** Makes the print files of a batch. Nothing counts as printed by that: who prints them says so. */
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withTransaction } from '../db/index.ts';
import { printLetters, readPrintIndex, type PrintRequest, type PrintResult } from '../documents/index.ts';
import { makeMailFiles } from './mail-files.ts';
import type { JobData } from './job-data.ts';
import type { Job, JobContext } from './job.ts';

export const letters: Job<'letters'> = {
  name: 'letters',
  retry: { attempts: 5, delaySeconds: 2, longestDelaySeconds: 300, expireSeconds: 3 * 3600 },
  work: async (data, context) => {
    const { batch, rescissions, letter, fromPage, instead } = data;
    const { db, districtId, home } = context;
    const selection = { batch, rescissions: rescissions === true, ...(instead === undefined ? {} : { instead }) };
    const index = await readPrintIndex(db.pool, districtId, selection);
    const folder = printFolder(home, batch);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const out = join(folder, nameOf(data));
    const result =
      index.entries.length === 0
        ? NO_LETTERS
        : await printUnlessTakenBack(context, folder, {
            districtId,
            selection,
            out,
            ...(letter === undefined ? {} : { letter }),
            ...(fromPage === undefined ? {} : { fromPage }),
            onProgress: (done, total) => context.progress('letters', done, total),
          });
    const isWhole = rescissions !== true && letter === undefined && fromPage === undefined && instead === undefined;
    const mails = isWhole
      ? await makeMailFiles(db, { districtId, home, batch, now: context.now })
      : { made: 0, failed: [] };
    const whole = { ...result, failed: [...result.failed, ...mails.failed], mails: mails.made };
    await withTransaction(db, (client) => context.finish(client, whole));
    return whole;
  },
};

/** Who takes a batch back takes its folder away too, also from under a job at work: then there is nothing to make, and nothing failed. */
async function printUnlessTakenBack(
  { db }: Pick<JobContext, 'db'>,
  folder: string,
  request: PrintRequest,
): Promise<MadeResult> {
  const printed = await printLetters(db.pool, request).catch((error: unknown) => error);
  const { entries, takenBack } = await readPrintIndex(db.pool, request.districtId, request.selection);
  if (entries.length === 0) {
    const isAll = request.selection.instead === undefined && request.selection.rescissions !== true;
    if (isAll) await rm(folder, { recursive: true, force: true });
    return { ...NO_LETTERS, takenBack: takenBack.length };
  }
  if (printed instanceof Error) throw printed;
  return resultOf(printed as PrintResult);
}

function nameOf({ rescissions, letter, fromPage, instead }: JobData['letters']): string {
  if (instead !== undefined) return `instead-${instead[0] ?? 0}.pdf`;
  if (fromPage !== undefined) return `${letter ?? 'letters'}-from-page-${fromPage}.pdf`;
  return rescissions === true ? 'rescissions.pdf' : 'letters.pdf';
}

/** Where the print files of a batch are. Made again from what was frozen, they are the same. */
export function printFolder(home: string, batch: number): string {
  return join(home, 'print', `B${batch}`);
}

interface MadeResult {
  readonly files: readonly (Omit<PrintResult['files'][number], 'path'> & { readonly name: string })[];
  readonly failed: readonly Pick<PrintResult['failed'][number], 'notice' | 'letter' | 'why'>[];
  readonly missing: number;
  readonly takenBack: number;
}

const NO_LETTERS: MadeResult = { files: [], failed: [], missing: 0, takenBack: 0 };

function resultOf({ files, failed, missing, takenBack }: PrintResult): MadeResult {
  return {
    files: files.map(({ path, letter, letters: count, pages, coverPages, firstNotice }) => ({
      name: basename(path),
      letter,
      letters: count,
      pages,
      coverPages,
      firstNotice,
    })),
    failed: failed.map(({ notice, letter, why }) => ({ notice, letter, why })),
    missing: missing.length,
    takenBack: takenBack.length,
  };
}
