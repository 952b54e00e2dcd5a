/** The district that is measured: a sample of a whole school year, written once and used by every section. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDay, parseDay, type Day } from '../src/engine/index.ts';
import { generateDistrict, writeDistrict } from '../src/sample/index.ts';

/** The last day with records: the last but one of 2026-27, so that one more can follow. */
export const AS_OF = parseDay('2027-06-07') as Day;
export const NEXT_DAY = parseDay('2027-06-08') as Day;
export const SCHOOL_YEAR_START = parseDay('2026-07-01') as Day;

export interface BenchDistrict {
  readonly dir: string;
  readonly students: number;
}

/** Where districts and clusters of the benchmark live; may be removed at any time. */
export function benchHome(): string {
  return process.env['ROLLCALL_BENCH_HOME'] ?? join(tmpdir(), 'rollcall-bench');
}

/** Writes the district unless it is there already. */
export async function benchDistrict(students: number): Promise<BenchDistrict> {
  const dir = join(benchHome(), `district-${students}-through-${formatDay(AS_OF)}`);
  if (existsSync(join(dir, 'complete'))) return { dir, students };
  const partial = `${dir}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await writeDistrict(partial, generateDistrict({ students, through: AS_OF }));
  await writeFile(join(partial, 'complete'), '');
  await rm(dir, { recursive: true, force: true });
  await rename(partial, dir);
  return { dir, students };
}
