/** The district that the server is measured with: imported, two weeks due, calculated and counted, as the job leaves it. Made once for each size and used again. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adopt, calculate } from '../../src/calculation/index.ts';
import { useSamplePacks } from '../../src/demo/index.ts';
import { refreshAttendance } from '../../src/insight/index.ts';
import { BY, DISTRICT_ID, emptyDatabase, NOW } from '../database.ts';
import { AS_OF, benchDistrict, benchHome } from '../district.ts';
import { remark } from '../measure.ts';
import { importInto } from './import.ts';

/** Settled without sending, so that two weeks are due: what a district works on. */
const SETTLED_DAYS = 14;

/** Returns the home of its database, under the benchmark's home: to be made anew, remove it. */
export async function serverDistrict(students: number): Promise<string> {
  const name = `server-${students}`;
  const home = join(benchHome(), name);
  const ready = join(home, 'measured-district');
  if (existsSync(ready)) return home;
  const { dir } = await benchDistrict(students);
  const db = await emptyDatabase(name);
  remark('  import ...');
  await importInto(db, dir);
  const packs = join(import.meta.dirname, '../../packs');
  await useSamplePacks(db, { districtId: DISTRICT_ID, students, packs, by: BY, now: NOW });
  remark('  settling the past ...');
  await adopt(db, { districtId: DISTRICT_ID, asOf: AS_OF - SETTLED_DAYS, by: BY, now: NOW });
  remark('  calculating ...');
  await calculate(db, { districtId: DISTRICT_ID, asOf: AS_OF, by: BY, now: NOW });
  remark('  counting attendance ...');
  await refreshAttendance(db, { districtId: DISTRICT_ID, now: NOW });
  await db.pool.query('vacuum analyze');
  await db.close();
  await writeFile(ready, '');
  return home;
}
