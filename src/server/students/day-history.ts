/** When each record of a student's year came, and what stood there before. */
import type { z } from 'zod';
import { formatDay, type Day, type RecordColumns } from '../../engine/index.ts';
import { meaningsOf, yearEndOf, yearStartOf } from './day-marks.ts';
import type { OpenStudent } from './open-student.ts';
import type { EarlierRecord } from './shapes.ts';

export interface DayHistory {
  /** By {@link recordKey}. */
  readonly importedAt: ReadonlyMap<string, string>;
  readonly lastImportAt: string;
  /** Records that a later import no longer had, the latest first. */
  readonly earlier: ReadonlyMap<Day, readonly z.input<typeof EarlierRecord>[]>;
}

interface Row {
  readonly day: Day;
  readonly school: number;
  readonly period: number;
  readonly section: number;
  readonly course: number;
  readonly code: number;
  readonly minutes: number;
  readonly imported_at: Date;
  readonly gone_at: Date | null;
}

/** A record by day, school, period, section, course, code and minutes, as numbers. */
export function recordKey(records: RecordColumns, at: number): string {
  return [
    records.day[at],
    records.school[at],
    records.period[at],
    records.section[at],
    records.course[at],
    records.code[at],
    records.minutes[at],
  ].join(' ');
}

export async function readDayHistory(
  { client, districtId, no, known }: OpenStudent,
  year: number,
): Promise<DayHistory> {
  const values = [districtId, no, formatDay(yearStartOf(year)), formatDay(yearEndOf(year))];
  const found = await client.query<Row>({ name: 'student-day-history', text: HISTORY, values });
  const importedAt = new Map<string, string>();
  const earlier = new Map<Day, z.input<typeof EarlierRecord>[]>();
  let last = new Date(0);
  const { names } = known.district;
  const meaningOf = meaningsOf(known);
  for (const row of found.rows) {
    if (row.imported_at > last) last = row.imported_at;
    if (row.gone_at === null) {
      importedAt.set(keyOf(row), row.imported_at.toISOString());
      continue;
    }
    const code = names.codes[row.code] ?? '';
    const meaning = meaningOf(names.schools[row.school] ?? '', code);
    const list = earlier.get(row.day) ?? [];
    earlier.set(row.day, list);
    list.push({
      period: row.period === 0 ? null : (names.periods[row.period] ?? null),
      code,
      status: meaning?.status ?? null,
      excuse: meaning?.excuse ?? '',
      minutes: row.minutes < 0 ? null : row.minutes,
      importedAt: row.imported_at.toISOString(),
      goneAt: row.gone_at.toISOString(),
    });
  }
  return { importedAt, lastImportAt: last.toISOString(), earlier };
}

function keyOf({ day, school, period, section, course, code, minutes }: Row): string {
  return [day, school, period, section, course, code, minutes].join(' ');
}

const HISTORY = `select r.on_date - date '1970-01-01' as day, r.school_no as school, r.period_no as period, r.section_no as section,
    r.course_no as course, r.code_no as code, coalesce(r.minutes_absent, -1) as minutes,
    came.started_at as imported_at, gone.started_at as gone_at
  from attendance_records r
  join imports came on came.district_id = r.district_id and came.import_id = r.import_id
  left join imports gone on gone.district_id = r.district_id and gone.import_id = r.superseded_import_id
  where r.district_id = $1 and r.student_no = $2 and r.on_date between $3 and $4
  order by r.on_date, gone.started_at desc nulls first, r.line`;
