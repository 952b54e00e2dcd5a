/** The PDFs of the letters of a batch that go by e-mail. Their mails wait for them. */
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Database } from '../db/index.ts';
import { printLetters, readPrintIndex, type PrintResult } from '../documents/index.ts';
import { markFilesMade } from '../messages/index.ts';
import { mailFolder } from '../notices/index.ts';

export interface MailFiles {
  readonly made: number;
  readonly failed: readonly Pick<PrintResult['failed'][number], 'notice' | 'letter' | 'why'>[];
}

/** Makes them from what was frozen; again, they are the same. A letter that cannot be made keeps its mail waiting and is named. */
export async function makeMailFiles(
  db: Pick<Database, 'pool'>,
  {
    districtId,
    home,
    batch,
    now,
  }: { readonly districtId: number; readonly home: string; readonly batch: number; readonly now: () => Date },
): Promise<MailFiles> {
  const selection = { batch, forMail: true };
  const { entries } = await readPrintIndex(db.pool, districtId, selection);
  if (entries.length === 0) return { made: 0, failed: [] };
  const folder = join(home, mailFolder(batch));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { each, failed } = await printLetters(db.pool, { districtId, selection, each: folder });
  const files = each.map((path) => `${mailFolder(batch)}/${basename(path)}`);
  await markFilesMade(db.pool, { districtId, files, now: now() });
  return { made: each.length, failed: failed.map(({ notice, letter, why }) => ({ notice, letter, why })) };
}

/** A file that goes along with a mail; undefined: it is not on this machine. Input: a path below the home, as it was queued. */
export async function readMailFile(home: string, file: string): Promise<Buffer | undefined> {
  return readFile(join(home, file)).catch(() => undefined);
}
