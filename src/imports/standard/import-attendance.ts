/** attendance.csv into the database: compared with what is stored, checked for a short file, written. */
import type { ClientBase } from 'pg';
import type { AttendanceTable, Bundle } from '../../bundle/index.ts';
import { packYear } from '../../db/attendance-pack.ts';
import { readDistrictFacts } from '../../db/district-facts.ts';
import { formatDay } from '../../engine/index.ts';
import { Refusal } from '../../problem.ts';
import { setAsideRecords } from '../set-aside/judge-stored.ts';
import { allNew, compareAttendance, type AttendanceChanges } from './compare-attendance.ts';
import { coverageOf, coveredDays, type Coverage } from './coverage.ts';
import type { FileFigures, SchoolFigures } from './figures.ts';
import type { ImportProgress } from './progress.ts';
import { importMalformed } from './import-malformed.ts';
import { lastFileRows } from './last-files.ts';
import { numberAttendance, type AttendanceNumbers, type NumberedAttendance } from './numbered-attendance.ts';
import { numberWords, type WordKind } from './number-words.ts';
import { findDrops, shortFileMessage, type SchoolCount } from './short-file.ts';
import { storedPacks } from './stored-packs.ts';
import type { SyncContext } from './sync-table.ts';
import { writeAttendance } from './write-attendance.ts';

export interface AttendanceContext extends SyncContext {
  readonly bundle: Bundle;
  readonly acceptDrop?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportedAttendance {
  readonly figures: FileFigures;
  readonly schools: Readonly<Record<string, SchoolFigures>>;
}

/**
 * Imports the attendance of a bundle, and uses up its table: the columns hold the district's numbers afterwards.
 * Fails: Refusal for a file that is suspiciously short, unless that is accepted.
 */
export async function importAttendance(client: ClientBase, context: AttendanceContext): Promise<ImportedAttendance> {
  const { bundle, districtId } = context;
  const { names } = bundle.attendance;
  const numbers = await numberNames(client, districtId, bundle.attendance);
  const attendance = numberAttendance(bundle.attendance, numbers);
  const coverage = coverageOf(attendance);
  const changes = await compare(client, districtId, { attendance, coverage });
  const numberOf = new Map(names.schools.map((id, index) => [id, numbers.schools[index] as number]));
  const schools = schoolIds(bundle);
  if (context.acceptDrop !== true) await refuseShortFile(client, context, { schools, numberOf, coverage, changes });
  const progress = progressOf(context, changes.added.length);
  await writeAttendance(client, { ...context, progress }, { attendance, changes });
  const malformed = await importMalformed(client, context, {
    rows: bundle.malformed,
    knownSchools: new Set(bundle.schools.map((school) => school.schoolId)),
    coveredSchools: new Set(names.schools.filter((id) => coverage.has(numberOf.get(id) ?? -1))),
  });
  const setAside = bundle.malformed.length + (await countSetAside(client, districtId, coverage));
  return {
    figures: { ...plus(changes.figures, malformed), setAside },
    schools: Object.fromEntries(schools.map((id) => [id, figuresOf(coverage, numberOf.get(id))])),
  };
}

/** Rows of the file that cannot be counted: what is stored inside its coverage is what the file has. */
async function countSetAside(client: ClientBase, districtId: number, coverage: Coverage): Promise<number> {
  const days = coveredDays(coverage);
  if (days === undefined) return 0;
  const stored = await readDistrictFacts(client, districtId);
  let count = 0;
  for await (const record of setAsideRecords(client, districtId, { stored, days })) {
    const range = coverage.get(record.school);
    if (range !== undefined && record.day >= range.from && record.day <= range.to) count += 1;
  }
  return count;
}

/** A malformed row that is new or went counts as new or gone. */
function plus(
  figures: AttendanceChanges['figures'],
  malformed: { readonly came: number; readonly went: number },
): Omit<FileFigures, 'setAside'> {
  return { ...figures, new: figures.new + malformed.came, gone: figures.gone + malformed.went };
}

async function numberNames(
  client: ClientBase,
  districtId: number,
  { names }: AttendanceTable,
): Promise<AttendanceNumbers> {
  const number = (kind: WordKind, list: readonly string[]): Promise<Int32Array> =>
    numberWords(client, districtId, { kind, list });
  return {
    students: await number('student', names.students),
    schools: await number('school', names.schools),
    periods: await number('period', names.periods),
    sections: await number('section', names.sections),
    courses: await number('course', names.courses),
    codes: await number('code', names.codes),
  };
}

async function compare(
  client: ClientBase,
  districtId: number,
  file: { readonly attendance: NumberedAttendance; readonly coverage: Coverage },
): Promise<AttendanceChanges> {
  const days = coveredDays(file.coverage);
  if (days === undefined) return allNew(file.attendance);
  const years = { from: packYear(days.from), to: packYear(days.to) };
  const stored = await client.query(
    'select 1 from attendance_packs where district_id = $1 and year between $2 and $3 limit 1',
    [districtId, years.from, years.to],
  );
  if (stored.rowCount === 0) return allNew(file.attendance);
  return compareAttendance(file.attendance, file.coverage, storedPacks(client, districtId, years));
}

async function refuseShortFile(
  client: ClientBase,
  context: AttendanceContext,
  found: {
    readonly schools: readonly string[];
    readonly numberOf: ReadonlyMap<string, number>;
    readonly coverage: Coverage;
    readonly changes: AttendanceChanges;
  },
): Promise<void> {
  const { bundle } = context;
  const before = await lastFileRows(client, context.districtId);
  const names = new Map(bundle.schools.map((school) => [school.schoolId, school.name]));
  const stored = await storedNumbers(client, context.districtId);
  const counts = found.schools.map((id): SchoolCount => {
    const number = found.numberOf.get(id) ?? stored.get(id) ?? -1;
    const name = names.get(id);
    return {
      name: name === undefined || name === '' ? id : `${name} (${id})`,
      coverage: found.coverage.get(number),
      stored: found.changes.stored.get(number),
      before: before.get(id),
    };
  });
  const drops = findDrops(counts, found.coverage.size === 0);
  if (drops.length > 0 || bundle.attendanceTruncated !== undefined) {
    throw new Refusal(shortFileMessage(drops, bundle.attendanceTruncated));
  }
}

/** Numbers of schools that this file does not name. */
async function storedNumbers(client: ClientBase, districtId: number): Promise<ReadonlyMap<string, number>> {
  const found = await client.query<{ word: string; no: number }>(
    `select word, word_no as no from fact_words where district_id = $1 and kind = 'school'`,
    [districtId],
  );
  return new Map(found.rows.map((row) => [row.word, row.no]));
}

/** Schools of schools.csv, then those that only the attendance names. */
function schoolIds(bundle: Bundle): readonly string[] {
  return [...new Set([...bundle.schools.map((school) => school.schoolId), ...bundle.attendance.names.schools])];
}

function figuresOf(coverage: Coverage, number: number | undefined): SchoolFigures {
  const range = number === undefined ? undefined : coverage.get(number);
  if (range === undefined) return { rows: 0, from: null, to: null };
  return { rows: range.rows, from: formatDay(range.from), to: formatDay(range.to) };
}

function progressOf(context: AttendanceContext, total: number): (rows: number) => void {
  let done = 0;
  return (rows) => {
    done += rows;
    context.onProgress?.({ step: 'write', done, total });
  };
}
