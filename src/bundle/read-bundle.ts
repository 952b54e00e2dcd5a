/** Reads a folder as the standard bundle. Source: criteria.md section 1. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError, type Problem } from '../problem.ts';
import type { Bundle, BundleTables } from './bundle.ts';
import { problemList, type ProblemList } from './problem-list.ts';
import { readAttendance, type AttendanceReading } from './read-attendance.ts';
import { readTable, type TableReading } from './read-table.ts';
import { checkReferences } from './references.ts';
import { ATTENDANCE, TABLES, type TableSpec } from './tables.ts';

export interface ReadBundleOptions {
  /** Called now and then. Unit: bytes of all files together. */
  readonly onProgress?: (progress: { readonly read: number; readonly total: number }) => void;
}

/**
 * Reads and checks a bundle. Spaces and tabs around a value are dropped; otherwise ids, codes and periods are text exactly as
 * written ("01" is not "1").
 * Fails: ProblemError with every problem (at most 100 are named) when a file is missing or cannot be read, when a row
 * outside attendance.csv is malformed, or when two rows of one key differ. Rows of attendance.csv are set aside instead.
 */
export async function readBundle(dir: string, options: ReadBundleOptions = {}): Promise<Bundle> {
  const problems = problemList();
  const folder = await listFolder(dir);
  const specs = [ATTENDANCE, ...Object.values(TABLES)] as readonly TableSpec<object>[];
  const missing = specs.filter((spec) => !spec.optional && !folder.sizes.has(spec.file));
  for (const spec of missing)
    problems.add({ file: spec.file, found: 'no such file', allowed: `a folder with ${describeFiles(specs)}` });
  const progress = progressOf(specs, folder.sizes, options);
  const warnings = unknownFiles(folder.names, specs);
  const tables = await readTables(dir, { present: folder.sizes, problems, progress, warnings });
  const reading = folder.sizes.has(ATTENDANCE.file) ? await tryAttendance(dir, { problems, progress }) : undefined;
  const all = problems.all();
  if (all.length > 0 || reading === undefined) throw new ProblemError(all);
  return {
    ...tables,
    dir,
    present: new Set(folder.sizes.keys()),
    attendance: reading.attendance,
    malformed: reading.malformed,
    attendanceTruncated: reading.truncated,
    warnings: [...warnings, ...reading.warnings, ...checkReferences(tables)],
  };
}

interface Folder {
  readonly names: readonly string[];
  /** Bytes of each regular file. */
  readonly sizes: ReadonlyMap<string, number>;
}

async function listFolder(dir: string): Promise<Folder> {
  try {
    const names = await readdir(dir);
    const sizes = new Map<string, number>();
    for (const name of names) {
      const file = await stat(join(dir, name)).catch(() => undefined);
      if (file?.isFile() === true) sizes.set(name, file.size);
    }
    return { names, sizes };
  } catch {
    throw new ProblemError([
      { file: dir, found: 'no folder that can be read', allowed: 'a folder with the files of a bundle' },
    ]);
  }
}

async function readTables(
  dir: string,
  context: {
    readonly present: ReadonlyMap<string, number>;
    readonly problems: ProblemList;
    readonly progress: (bytes: number) => void;
    readonly warnings: Problem[];
  },
): Promise<BundleTables> {
  const tables: Record<string, readonly object[]> = {};
  for (const [name, spec] of Object.entries(TABLES) as [string, TableSpec<object>][]) {
    const reading: TableReading<object> = context.present.has(spec.file)
      ? await readTable(dir, spec, context)
      : { rows: [], lines: [], warnings: [] };
    tables[name] = reading.rows;
    context.warnings.push(...reading.warnings);
  }
  return tables as unknown as BundleTables;
}

async function tryAttendance(
  dir: string,
  context: { readonly problems: ProblemList; readonly progress: (bytes: number) => void },
): Promise<AttendanceReading | undefined> {
  try {
    return await readAttendance(dir, context);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    error.problems.forEach(context.problems.add);
    return undefined;
  }
}

function progressOf(
  specs: readonly TableSpec<object>[],
  sizes: ReadonlyMap<string, number>,
  options: ReadBundleOptions,
): (bytes: number) => void {
  const total = specs.reduce((sum, spec) => sum + (sizes.get(spec.file) ?? 0), 0);
  let read = 0;
  return (bytes) => {
    read += bytes;
    options.onProgress?.({ read, total });
  };
}

function unknownFiles(names: readonly string[], specs: readonly TableSpec<object>[]): Problem[] {
  const known = new Set(specs.map((spec) => spec.file));
  return names
    .filter((name) => name.endsWith('.csv') && !known.has(name))
    .map((name) => ({
      file: name,
      found: 'a file that is not part of a bundle, which is ignored',
      allowed: describeFiles(specs),
    }));
}

function describeFiles(specs: readonly TableSpec<object>[]): string {
  return specs.map((spec) => (spec.optional ? spec.file : `${spec.file}*`)).join(', ');
}
