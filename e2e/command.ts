/** The command line, as a person runs it, and a pack of a district's own: the shipped one with changes. */
import { spawnSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestServer } from '../src/server/testing.ts';

const ROOT = join(import.meta.dirname, '..');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `rollcall` to its end. With a server, on the database of that server. */
export function rollcall(words: readonly string[], server?: TestServer): Ran {
  const own = server === undefined ? {} : { DATABASE_URL: server.db.url, ROLLCALL_HOME: server.home };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...words], {
    encoding: 'utf8',
    cwd: ROOT,
    env: { ...process.env, ROLLCALL_USER: 'A. Bell', ...own },
  });
  return { status, out: stdout, err: stderr };
}

export interface OwnPack {
  readonly dir: string;
  /** Writes a file of the pack, or changes a text in one that is there. */
  write(path: string, text: string): Promise<void>;
  change(path: string, from: string, to: string): Promise<void>;
  /** What `rollcall pack check` finds: problems on the first lines, warnings after them. */
  check(): Ran;
}

/** A copy of a shipped pack in a folder, for a district to change. */
export async function copyPack(name: string, dir: string): Promise<OwnPack> {
  await rm(dir, { recursive: true, force: true });
  await cp(join(ROOT, 'packs', name), dir, { recursive: true });
  return {
    dir,
    write: (path, text) => writeFile(join(dir, path), text),
    change: async (path, from, to) => {
      const text = await readFile(join(dir, path), 'utf8');
      if (!text.includes(from)) throw new Error(`${path} has no "${from}"`);
      await writeFile(join(dir, path), text.replace(from, to));
    },
    check: () => rollcall(['pack', 'check', dir]),
  };
}

/** The calendar, periods, terms and codes of the worked examples that ship with the pack for secondary schools. */
export async function headOfExamples(): Promise<string> {
  const text = await readFile(join(ROOT, 'packs/secondary-criteria/cases/patterns.yaml'), 'utf8');
  return text.slice(0, text.indexOf('examples:'));
}
