/** Every stored row of attendance that cannot be counted now, with its place and what is allowed. */
import type { ClientBase } from 'pg';
import { setAsideWords } from '../../bundle/index.ts';
import { packYearStart } from '../../db/attendance-pack.ts';
import { readDistrictFacts, type StoredDistrict } from '../../db/district-facts.ts';
import { formatDay } from '../../engine/index.ts';
import { findLines } from './find-lines.ts';
import { setAsideRecords, type JudgedDays, type SetAsideRecord } from './judge-stored.ts';

export interface StoredSetAside {
  readonly file: 'attendance.csv';
  /** Line in the file of that import. */
  readonly line: number;
  readonly importId: number;
  /** '' where it cannot be read. */
  readonly school: string;
  readonly reason: string;
  readonly allowed: string;
  /** A malformed row as it stood in the file; else the fields in the order of the standard bundle. */
  readonly row: string;
}

/**
 * Judged with the reference facts as they are now: a row leaves the list when a later import makes it countable.
 * Input: a client inside a transaction of one snapshot; `school` leaves out the other schools, and rows whose school
 * cannot be read. In order of import and line.
 */
export async function listSetAside(
  client: ClientBase,
  districtId: number,
  options: { readonly school?: string } = {},
): Promise<readonly StoredSetAside[]> {
  const stored = await readDistrictFacts(client, districtId);
  const days = await storedDays(client, districtId);
  const wanted = options.school;
  const records: SetAsideRecord[] = [];
  if (days !== undefined) {
    for await (const record of setAsideRecords(client, districtId, { stored, days })) {
      if (wanted === undefined || stored.names.schools[record.school] === wanted) records.push(record);
    }
  }
  const rows = await findLines(client, districtId, records);
  const malformed = await malformedRows(client, districtId, wanted);
  return [...rows.map(({ record, place }) => ({ ...place, ...describe(record, stored) })), ...malformed].sort(
    (one, other) => one.importId - other.importId || one.line - other.line,
  );
}

async function storedDays(client: ClientBase, districtId: number): Promise<JudgedDays | undefined> {
  const found = await client.query<{ from: number | null; to: number | null }>(
    'select min(year)::int as from, max(year)::int as to from attendance_packs where district_id = $1',
    [districtId],
  );
  const { from = null, to = null } = found.rows[0] ?? {};
  return from === null || to === null ? undefined : { from: packYearStart(from), to: packYearStart(to + 1) - 1 };
}

function describe(record: SetAsideRecord, { names }: StoredDistrict): Omit<StoredSetAside, 'line' | 'importId'> {
  const school = names.schools[record.school] ?? '';
  const code = names.codes[record.code] ?? '';
  const period = names.periods[record.period] ?? '';
  const minutes = record.minutes < 0 ? '' : String(record.minutes);
  const row = [
    record.studentId,
    school,
    formatDay(record.day),
    period,
    names.sections[record.section] ?? '',
    names.courses[record.course] ?? '',
    code,
    minutes,
  ].join(',');
  return { file: 'attendance.csv', school, row, ...setAsideWords(record.reason, { code, period, day: record.day }) };
}

async function malformedRows(
  client: ClientBase,
  districtId: number,
  school: string | undefined,
): Promise<readonly StoredSetAside[]> {
  const found = await client.query<Omit<StoredSetAside, 'file'>>(
    `select line, import_id as "importId", school_id as school, reason, allowed, row_text as row
       from malformed_rows where district_id = $1 and superseded_import_id is null and ($2::text is null or school_id = $2)`,
    [districtId, school ?? null],
  );
  return found.rows.map((row) => ({ file: 'attendance.csv', ...row }));
}
