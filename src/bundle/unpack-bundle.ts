/** A bundle that comes as one zip file: unpacked with distrust, all of it or nothing. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { ProblemError, type Problem } from '../problem.ts';
import { TABLES } from './tables.ts';

export interface UnpackLimits {
  /** Bytes of all files together, counted as they come out: what the zip declares is not believed. */
  readonly mostBytes: number;
  /** How many times larger than its packed form a file may be, beyond its first mebibyte. */
  readonly mostGrowth: number;
  readonly mostFiles: number;
}

/** A district of 100,000 students makes some 600 MB; csv packs some 10 to 30 times. */
export const UNPACK_LIMITS: UnpackLimits = { mostBytes: 8 * 1024 ** 3, mostGrowth: 200, mostFiles: 200 };

const TABLE_FILES: ReadonlySet<string> = new Set(['attendance.csv', ...Object.values(TABLES).map(({ file }) => file)]);
const IMAGE = /^[\w.-]{1,100}\.(?:svg|png|jpe?g)$/i;
const FILE_TYPE_MASK = 0o170_000;
const REGULAR_FILE = 0o100_000;

/**
 * Unpacks `zip` into the folder `dir`, which must not exist and exists only when everything is in it.
 * Files may stand at the top or in one folder. Returns the names.
 * Fails: ProblemError for whatever is no plain bundle file, comes twice, grows too far or is damaged.
 */
export async function unpackBundle(
  zip: string,
  dir: string,
  limits: UnpackLimits = UNPACK_LIMITS,
): Promise<readonly string[]> {
  const archive = await openPromise(zip, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(
    (error: unknown) => {
      throw damaged(error);
    },
  );
  const draft = `${dir}.unpacking`;
  try {
    const entries = await readEntries(archive, limits);
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
    let room = limits.mostBytes;
    for (const entry of entries) room -= await writeEntry(archive, entry, { draft, room, limits });
    await rename(draft, dir);
    return entries.map((entry) => basename(entry.fileName)).toSorted();
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error instanceof ProblemError ? error : damaged(error);
  } finally {
    archive.close();
  }
}

/** Every file of the archive, all problems at once. */
async function readEntries(archive: ZipFile, { mostFiles }: UnpackLimits): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const folders = new Set<string>();
  const names = new Set<string>();
  if (archive.entryCount > mostFiles)
    throw new ProblemError([{ found: `${archive.entryCount} files`, allowed: `at most ${mostFiles}` }]);
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/') || isLeftByMac(entry.fileName)) continue;
    const problem = problemOf(entry, names, folders);
    if (problem === undefined) entries.push(entry);
    else problems.push(problem);
  }
  if (problems.length === 0 && entries.length === 0)
    problems.push({ found: 'no file', allowed: 'the files of a bundle, as students.csv' });
  if (problems.length > 0) throw new ProblemError(problems.slice(0, 20));
  return entries;
}

function problemOf(entry: Entry, names: Set<string>, folders: Set<string>): Problem | undefined {
  const parts = entry.fileName.split('/');
  const name = parts.at(-1) ?? '';
  const found = JSON.stringify(entry.fileName.slice(0, 120));
  const mode = (entry.externalFileAttributes >>> 16) & FILE_TYPE_MASK;
  if (mode !== 0 && mode !== REGULAR_FILE) return { found: `${found}, which is no plain file`, allowed: 'plain files' };
  if (entry.isEncrypted()) return { found: `${found}, with a password`, allowed: 'files without a password' };
  if (parts.length > 2 || parts.some((part) => part === '' || part === '.' || part === '..'))
    return { found, allowed: 'files at the top of the zip, or in one folder' };
  if (!TABLE_FILES.has(name) && !IMAGE.test(name))
    return { found, allowed: `the files of a bundle (${[...TABLE_FILES].join(', ')}) and images of letterheads` };
  folders.add(parts.slice(0, -1).join('/'));
  if (folders.size > 1) return { found, allowed: 'all files in the same place of the zip' };
  if (names.has(name.toLowerCase())) return { found: `${found} twice`, allowed: 'each file once' };
  names.add(name.toLowerCase());
  return undefined;
}

/** What macOS adds to a zip. */
function isLeftByMac(path: string): boolean {
  return path.startsWith('__MACOSX/') || path.endsWith('.DS_Store');
}

interface Target {
  readonly draft: string;
  /** Bytes that may still come out. */
  readonly room: number;
  readonly limits: UnpackLimits;
}

async function writeEntry(archive: ZipFile, entry: Entry, { draft, room, limits }: Target): Promise<number> {
  const most = Math.min(room, 1024 ** 2 + entry.compressedSize * limits.mostGrowth);
  let written = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      written += chunk.length;
      if (written > most) done(new ProblemError([grownTooFar(entry, most, room)]));
      else done(null, chunk);
    },
  });
  const source = await archive.openReadStreamPromise(entry);
  await pipeline(source, meter, createWriteStream(join(draft, basename(entry.fileName)), { flags: 'wx', mode: 0o600 }));
  return written;
}

function grownTooFar(entry: Entry, most: number, room: number): Problem {
  return {
    file: basename(entry.fileName),
    found: `more than ${most} bytes out of ${entry.compressedSize}`,
    allowed: most === room ? `${room} bytes in what is left of the limit` : 'what a file of text packs to',
  };
}

function damaged(error: unknown): ProblemError {
  const reason = error instanceof Error ? error.message : 'unknown';
  return new ProblemError([
    { found: `a file that cannot be read as a zip (${reason})`, allowed: 'a zip file of a bundle' },
  ]);
}
