import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../problem.ts';

/** A file that is written beside its place and takes it only when it is whole. */
export interface FileDraft {
  write(bytes: Buffer): Promise<void>;
  /** Puts it in its place, on the disk for good. */
  keep(): Promise<void>;
  /** Takes it away; nothing was changed. Safe after keep. */
  discard(): Promise<void>;
}

/**
 * Starts a PDF file. What stands in its place until the end is untouched.
 * Fails: Refusal when the folder is not there, or the place is taken by something that is not a PDF.
 */
export async function draftPdf(path: string): Promise<FileDraft> {
  await refuseOtherFile(path);
  await clearAbandoned(path);
  const temporary = `${path}.${process.pid}.part`;
  const file = await openNew(temporary, path);
  let isOpen = true;
  return {
    async write(bytes) {
      await file.writeFile(bytes);
    },
    async keep() {
      await file.sync();
      await file.close();
      isOpen = false;
      await rename(temporary, path);
      await syncFolder(dirname(path));
    },
    async discard() {
      if (isOpen) await file.close();
      isOpen = false;
      await rm(temporary, { force: true });
    },
  };
}

/** Writes a whole PDF in one go, in the same way. */
export async function writePdf(path: string, bytes: Buffer): Promise<void> {
  const draft = await draftPdf(path);
  try {
    await draft.write(bytes);
    await draft.keep();
  } finally {
    await draft.discard();
  }
}

async function openNew(temporary: string, path: string): Promise<FileHandle> {
  try {
    return await open(temporary, 'w', 0o600);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Refusal(`There is no folder ${dirname(path)}. Make it first.`);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new Refusal(`${dirname(path)} cannot be written to.`);
    throw error;
  }
}

/** Takes away drafts of this file whose process was killed before it could. */
async function clearAbandoned(path: string): Promise<void> {
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names) {
    const owner = name.startsWith(`${basename(path)}.`) ? /\.(\d+)\.part$/.exec(name)?.[1] : undefined;
    if (owner !== undefined && !isRunning(Number(owner))) await rm(join(dirname(path), name), { force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A print file may be made again; anything else is left alone. */
async function refuseOtherFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.size === 0) return;
  if (!found.isFile()) throw new Refusal(`${path} is not a file. Give another name to --out.`);
  const file = await open(path, 'r');
  const { buffer } = await file.read(Buffer.alloc(5), 0, 5, 0);
  await file.close();
  if (buffer.toString('latin1') !== '%PDF-')
    throw new Refusal(`${path} is there already and is not a PDF. It was left as it is; give another name to --out.`);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(join(path, '.'), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
