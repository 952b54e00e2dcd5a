/**
 * Exits with 0 when node_modules holds every package of package-lock.json, in that version.
 *   node scripts/packages-are-there.ts ROOT runtime|all
 * Only Node itself is imported: this runs before anything is installed. Packages of other platforms do not count.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

const [root = '.', wanted = 'all'] = process.argv.slice(2);
process.exitCode = missing().length === 0 ? 0 : 1;

function missing(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  return Object.entries(lock.packages)
    .filter(([path, locked]) => path !== '' && isWanted(locked) && versionAt(path) !== locked.version)
    .map(([path]) => path);
}

function isWanted(locked: Locked): boolean {
  if (wanted === 'runtime' && (locked.dev === true || locked.devOptional === true)) return false;
  if (locked.optional !== true && locked.devOptional !== true) return true;
  // An optional package is expected where it names this platform; a libc cannot be told here without running something.
  if (locked.libc !== undefined || (locked.os === undefined && locked.cpu === undefined)) return false;
  return (locked.os?.includes(process.platform) ?? true) && (locked.cpu?.includes(process.arch) ?? true);
}

function versionAt(path: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as { version?: string }).version;
  } catch {
    return undefined;
  }
}
