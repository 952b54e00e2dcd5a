/** The district of the server's measurement, with a year of casework. Made once for each size and used again. */
import { existsSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../src/db/index.ts';
import { benchHome } from '../district.ts';
import { remark } from '../measure.ts';
import { addCasework, addRows } from './lists-casework.ts';
import { SENDINGS } from './lists-sendings.ts';
import { serverDistrict } from './server-district.ts';

/** Returns the home of its database, under the benchmark's home: to be made anew, remove it. */
export async function listsDistrict(students: number): Promise<string> {
  const home = join(benchHome(), `lists-${students}`);
  if (!existsSync(join(home, 'measured-casework'))) {
    const from = await serverDistrict(students);
    await rm(home, { recursive: true, force: true });
    remark('  copying the district ...');
    await cp(from, home, { recursive: true, preserveTimestamps: true });
    for (const left of ['database.lock', 'database.users'])
      await rm(join(home, left), { recursive: true, force: true });
    await once(home, 'measured-casework', addCasework);
  }
  await once(home, 'measured-sendings', (db) => addRows(db, SENDINGS));
  return home;
}

/** Leaves a file that says so. */
async function once(home: string, mark: string, work: (db: Database) => Promise<void>): Promise<void> {
  if (existsSync(join(home, mark))) return;
  const db = await openDatabase({ home });
  try {
    await work(db);
  } finally {
    await db.close();
  }
  await writeFile(join(home, mark), '');
}
