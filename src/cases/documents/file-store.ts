/**
 * The bytes of documents, in the home by their hash: `documents/<district>/ab/ab12…`. No name of anybody stands in a path, the same
 * file lies there once, and machines that share the home may write at the same time.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemError, Refusal } from '../../problem.ts';
import { checkContent } from './check-content.ts';
import { LARGEST_DOCUMENT, type FileKind } from './document.ts';

export interface StoredFile {
  readonly type: FileKind;
  /** Unit: bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface StorePlace {
  readonly home: string;
  readonly districtId: number;
}

/**
 * Takes a file in: counted and hashed as it comes, looked into, then put under its hash. Nothing is left behind where it is refused.
 * Fails: ProblemError for a file that is empty, too large or of a type that is not taken.
 */
export async function storeFile(place: StorePlace, source: Readable): Promise<StoredFile> {
  const incoming = join(folderOf(place), 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const draft = join(incoming, randomBytes(16).toString('hex'));
  try {
    const { size, sha256 } = await write(source, draft);
    const type = await checkContent(draft);
    await putUnderHash(place, draft, sha256);
    return { type, size, sha256 };
  } finally {
    await rm(draft, { force: true });
  }
}

/** The same for a file on this machine. Fails: Refusal where it cannot be read. */
export async function storeFileAt(place: StorePlace, path: string): Promise<StoredFile> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) throw new Refusal(`There is no file "${path}".`, { code: 'documents.no-file' });
  return storeFile(place, createReadStream(path));
}

/**
 * The bytes of a stored file. They are what was filed, or nothing.
 * Fails: Refusal where the file is not there, or is not what was filed.
 */
export async function readStoredFile(place: StorePlace, sha256: string): Promise<Buffer> {
  const bytes = await readFile(pathOf(place, sha256)).catch(() => undefined);
  if (bytes === undefined)
    throw new Refusal('The file is not in the folder of documents of this installation. Its entry and its hash are.', {
      code: 'documents.missing',
    });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Refusal('The file on the disk is not the one that was filed: it was changed outside Rollcall.', {
      code: 'documents.altered',
    });
  return bytes;
}

/** Removes the bytes; a file that is not there is removed already. */
export async function removeStoredFile(place: StorePlace, sha256: string): Promise<void> {
  await rm(pathOf(place, sha256), { force: true });
}

/** Removes what uploads that were cut off left behind. Returns how many. Unit: `olderThan` milliseconds. */
export async function sweepIncoming(place: StorePlace, now: Date, olderThan = 24 * 3_600_000): Promise<number> {
  const incoming = join(folderOf(place), 'incoming');
  const names = await readdir(incoming).catch(() => []);
  let swept = 0;
  for (const name of names) {
    const found = await stat(join(incoming, name)).catch(() => undefined);
    if (found === undefined || now.getTime() - found.mtimeMs < olderThan) continue;
    await rm(join(incoming, name), { force: true });
    swept += 1;
  }
  return swept;
}

async function write(source: Readable, draft: string): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      if (size > LARGEST_DOCUMENT) done(tooLarge());
      else done(null, chunk);
    },
  });
  await pipeline(source, meter, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
  if (size === 0)
    throw new ProblemError([{ path: 'file', found: 'an empty file', allowed: 'a file with something in it' }]);
  return { size, sha256: hash.digest('hex') };
}

function tooLarge(): ProblemError {
  return new ProblemError([{ path: 'file', found: 'a file of more than 20 MB', allowed: 'files up to 20 MB' }]);
}

/** A file that lies there already is the same one. */
async function putUnderHash(place: StorePlace, draft: string, sha256: string): Promise<void> {
  const path = pathOf(place, sha256);
  const folder = join(path, '..');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(draft, path);
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function pathOf(place: StorePlace, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('no hash of a file');
  return join(folderOf(place), sha256.slice(0, 2), sha256);
}

function folderOf({ home, districtId }: StorePlace): string {
  return join(home, 'documents', String(districtId));
}
