/** Writes a sample district as a standard bundle, with its logos and signatures. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeBundle, type AttendanceRow } from '../bundle/index.ts';
import type { SampleDistrict } from './generate.ts';

export interface WriteOptions {
  /** Called for each student whose attendance is written. */
  readonly onStudent?: () => void;
}

/** Creates the folder. Files of the same name are replaced. */
export async function writeDistrict(dir: string, district: SampleDistrict, options: WriteOptions = {}): Promise<void> {
  const { name: _name, through: _through, files, attendance, ...tables } = district;
  await writeBundle(dir, { ...tables, attendance: counted(attendance, options.onStudent) });
  for (const [file, text] of files) {
    const path = join(dir, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

function* counted(rows: Iterable<AttendanceRow>, onStudent: WriteOptions['onStudent']): Generator<AttendanceRow> {
  let previous = '';
  for (const row of rows) {
    if (row.studentId !== previous) onStudent?.();
    previous = row.studentId;
    yield row;
  }
}
