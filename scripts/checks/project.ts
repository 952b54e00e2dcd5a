/** The files that belong to the project, and how to read them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface Project {
  readonly root: string;
  /** Paths from the root with `/`, sorted. */
  readonly files: readonly string[];
  read(file: string): string;
}

/** Looks at a project and says what is wrong with it, a line for each finding. */
export type Check = (project: Project) => readonly string[] | Promise<readonly string[]>;

const OUTSIDE = new Set(['node_modules', '.git', '.tools', '.rollcall', 'out', 'coverage']);

/** What git knows of or would add; without git (a downloaded archive) every file outside of what is made. */
export function projectFiles(root: string): Project {
  const files = (listedByGit(root) ?? listedByHand(root)).filter((file) => existsSync(join(root, file))).sort();
  return { root, files, read: (file) => readFileSync(join(root, file), 'utf8') };
}

/** A project of given files, for tests. */
export function projectOf(texts: Readonly<Record<string, string>>): Project {
  return { root: '/', files: Object.keys(texts).sort(), read: (file) => texts[file] ?? '' };
}

function listedByGit(root: string): readonly string[] | undefined {
  if (!existsSync(join(root, '.git'))) return undefined;
  try {
    const args = ['-c', `safe.directory=${root}`, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const output = execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 26,
    });
    return [...new Set(output.split('\0'))].filter((file) => file !== '');
  } catch {
    return undefined;
  }
}

function listedByHand(root: string, folder = root): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (OUTSIDE.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listedByHand(root, path) : [relative(root, path).split(sep).join('/')];
  });
}
