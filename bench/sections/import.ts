/** Import of CSV into the database against COPY FROM of the same rows into the same tables. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { copyIn, copyOut, withTransaction, type Database } from '../../src/db/index.ts';
import { importBundle } from '../../src/imports/index.ts';
import { BY, DISTRICT_ID, emptyDatabase, NOW } from '../database.ts';
import { benchDistrict, benchHome } from '../district.ts';
import { remark, timed, type Section } from '../measure.ts';

/** The tables that hold a row for each row of the bundle. What else an import writes is its own cost. */
const TABLES = [
  'schools',
  'calendar_days',
  'periods',
  'terms',
  'codes',
  'students',
  'enrollments',
  'guardians',
  'staff',
  'sections',
  'rosters',
  'student_staff',
  'activities',
  'eligibility_statuses',
  'events',
  'attendance_records',
];

/** One round: twice nine million rows are long enough to even out what neighbours do. */
export const imports: Section = async ({ students }) => {
  const { dir } = await benchDistrict(students);
  const first = await emptyDatabase();
  await importInto(first, dir);
  const against = await copyFrom(first);
  await first.close();
  const db = await emptyDatabase();
  const ours = await timed(() => importInto(db, dir));
  const counted = await db.pool.query<{ count: number }>('select count(*) as count from attendance_records');
  await db.close();
  const rows = counted.rows[0]?.count ?? 0;
  return [
    {
      title: 'import of CSV into the database',
      ours: 'rollcall import',
      oursMs: ours.ms,
      against: 'COPY FROM of the same rows into the same tables',
      againstMs: against,
      direction: 'slower',
      target: 3,
      figures: { attendanceRows: rows, rowsPerSecond: Math.round((rows * 1000) / ours.ms) },
    },
  ];
};

export async function importInto(db: Database, dir: string): Promise<void> {
  await importBundle(db, { districtId: DISTRICT_ID, dir, by: BY, now: NOW });
}

/** Takes every table out to files, empties them, and times bringing the files back in one transaction. */
async function copyFrom(db: Database): Promise<number> {
  const dir = join(benchHome(), 'copy');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  for (const table of TABLES) {
    await withTransaction(db, (client) =>
      pipeline(copyOut(client, `copy ${table} to stdout`), createWriteStream(join(dir, table))),
    );
  }
  await db.pool.query(`truncate ${TABLES.join(', ')}`);
  await db.pool.query('checkpoint');
  const { ms } = await timed(() =>
    withTransaction(db, async (client) => {
      for (const table of TABLES)
        await copyIn(
          client,
          `copy ${table} from stdin`,
          createReadStream(join(dir, table), { highWaterMark: 1 << 18 }),
        );
    }),
  );
  await rm(dir, { recursive: true, force: true });
  remark(`  COPY FROM ${(ms / 1000).toFixed(1)} s`);
  return ms;
}
