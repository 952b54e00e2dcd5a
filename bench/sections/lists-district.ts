/** The district of the server's measurement, with a year of casework. Made once for each size and used again. */
import { existsSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../../src/db/index.ts';
import { benchHome } from '../district.ts';
import { remark } from '../measure.ts';
import { addCasework } from './lists-casework.ts';
import { serverDistrict } from './server-district.ts';

/** Returns the home of its database, under the benchmark's home: to be made anew, remove it. */
export async function listsDistrict(students: number): Promise<string> {
  const home = join(benchHome(), `lists-${students}`);
  const ready = join(home, 'measured-casework');
  if (existsSync(ready)) return home;
  const from = await serverDistrict(students);
  await rm(home, { recursive: true, force: true });
  remark('  copying the district ...');
  await cp(from, home, { recursive: true, preserveTimestamps: true });
  for (const left of ['database.lock', 'database.users']) await rm(join(home, left), { recursive: true, force: true });
  const db = await openDatabase({ home });
  await addCasework(db);
  await db.close();
  await writeFile(ready, '');
  return home;
}
