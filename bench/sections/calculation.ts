/** A full run from the database to stored triggers against COPY of the same rows, and the next day's run against the full run. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBundle, type AttendanceRow } from '../../src/bundle/index.ts';
import { calculate, type CalculationReport } from '../../src/calculation/index.ts';
import { withTransaction, type Database } from '../../src/db/index.ts';
import type { Day } from '../../src/engine/index.ts';
import { readPack, saveUse } from '../../src/packs/index.ts';
import { generateDistrict } from '../../src/sample/index.ts';
import { BY, DISTRICT_ID, emptyDatabase, existingDatabase, NOW, throwAway } from '../database.ts';
import { AS_OF, benchDistrict, benchHome, NEXT_DAY } from '../district.ts';
import { median, remark, timed, type Section } from '../measure.ts';
import { importInto } from './import.ts';

const RECORDS = `copy (select student_no, on_date, school_no, period_no, section_no, course_no, code_no, minutes_absent
  from attendance_records where district_id = ${DISTRICT_ID} and superseded_import_id is null) to stdout (format binary)`;

export const calculation: Section = async ({ students, rounds }) => {
  const db = await importedDatabase(students);
  await useBenchPack(db);
  const full = await fullRuns(db, rounds);
  const next = await nextDay(db, students);
  const triggers = await count(db, 'triggers');
  const records = await count(db, 'attendance_records');
  await db.close();
  return [
    {
      title: 'full run, from the database to stored triggers',
      ours: 'rollcall calculate, everything anew',
      oursMs: full.oursMs,
      against: 'COPY TO STDOUT BINARY of the same rows, thrown away',
      againstMs: full.copyMs,
      direction: 'slower',
      target: 1.5,
      figures: { records, triggers },
    },
    {
      title: 'next day’s run, 1% of students changed',
      ours: 'rollcall calculate',
      oursMs: next.ms,
      against: 'the full run',
      againstMs: full.oursMs,
      direction: 'slower',
      target: 0.05,
      figures: { changed: next.changed, mode: next.mode },
    },
  ];
};

/** In turn: what calculations stored is taken away, the records are copied out, everything is calculated. Medians. */
async function fullRuns(db: Database, rounds: number): Promise<{ readonly oursMs: number; readonly copyMs: number }> {
  const oursMs: number[] = [];
  const copyMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await db.pool.query('truncate triggers, judged_students, calculations');
    copyMs.push((await timed(() => throwAway(db, RECORDS))).ms);
    oursMs.push((await timed(() => run(db, AS_OF))).ms);
  }
  return { oursMs: median(oursMs), copyMs: median(copyMs) };
}

/** The database that the section `import` left, if it holds this district; else it is imported now. */
async function importedDatabase(students: number): Promise<Database> {
  const { dir } = await benchDistrict(students);
  const db = await existingDatabase();
  if ((await count(db, 'students')) === students && (await count(db, 'imports')) === 1) return db;
  await db.close();
  const fresh = await emptyDatabase();
  await importInto(fresh, dir);
  return fresh;
}

async function useBenchPack(db: Database): Promise<void> {
  const reading = await readPack(join(import.meta.dirname, '../pack'));
  if (!reading.ok) throw new Error('bench/pack cannot be read');
  await withTransaction(db, (client) =>
    saveUse(client, { districtId: DISTRICT_ID, pack: reading.pack, schools: [], by: BY, at: NOW }),
  );
}

function run(db: Database, asOf: Day): Promise<CalculationReport> {
  return calculate(db, { districtId: DISTRICT_ID, asOf, by: BY, now: NOW });
}

/** One student in a hundred has a record on the next day; it is imported, and only the run is timed. */
async function nextDay(
  db: Database,
  students: number,
): Promise<{ readonly ms: number; readonly changed: number; readonly mode: string }> {
  const dir = join(benchHome(), 'next-day');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const changed = await writeNextDay(dir, students);
  await importInto(db, dir);
  await writeFile(join(dir, 'complete'), '');
  const { ms, result } = await timed(() => run(db, NEXT_DAY));
  remark(`  next day: ${changed} students changed, mode ${result.figures.mode}`);
  return { ms, changed, mode: result.figures.mode };
}

/** A bundle of the changed students alone, with one day of attendance. */
async function writeNextDay(dir: string, students: number): Promise<number> {
  const district = generateDistrict({ students, through: AS_OF });
  const isChanged = (row: { readonly studentId: string }): boolean => Number(row.studentId) % 100 === 0;
  const enrollments = [...district.enrollments].filter(isChanged);
  const open = enrollments.filter((row) => row.exitDate === undefined);
  const attendance = open.map((row): AttendanceRow => ({
    studentId: row.studentId,
    schoolId: row.schoolId,
    date: NEXT_DAY,
    period: '',
    sectionId: '',
    courseId: '',
    code: 'U',
    minutes: undefined,
  }));
  const { schools, calendar, periods, terms, codes } = district;
  await writeBundle(dir, {
    schools,
    calendar,
    periods,
    terms,
    codes,
    students: [...district.students].filter(isChanged),
    enrollments,
    attendance,
  });
  return open.length;
}

async function count(db: Database, table: string): Promise<number> {
  const found = await db.pool.query<{ count: number }>(`select count(*) as count from ${table}`);
  return found.rows[0]?.count ?? 0;
}
