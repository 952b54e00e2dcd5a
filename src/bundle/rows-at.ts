/** Reads chosen rows of attendance.csv again, as they stand in the file. */
import { join } from 'node:path';
import type { Bundle } from './bundle.ts';
import { scanCsv } from './csv-scan.ts';
import { plainFields } from './read-table.ts';
import { ATTENDANCE } from './tables.ts';

/** The text of each of the lines; a line that is no longer there is missing. */
export async function rowsAt(bundle: Bundle, lines: ReadonlySet<number>): Promise<ReadonlyMap<number, string>> {
  const rows = new Map<number, string>();
  if (lines.size === 0) return rows;
  const keep = (line: number, row: () => string): void => {
    if (lines.has(line)) rows.set(line, row());
  };
  await scanCsv(join(bundle.dir, ATTENDANCE.file), ATTENDANCE.file, {
    plain: (record) => keep(record.line, () => plainFields(record).join(',')),
    quoted: (_, line, row) => keep(line, () => row),
    broken: (line, row) => keep(line, () => row),
  });
  return rows;
}
