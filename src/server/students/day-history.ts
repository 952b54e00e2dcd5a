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

interface Found {
  /** By import: when it began. Unit: ms since 1970. */
  readonly imports: Readonly<Record<string, number>>;
  /** In the order of their days, those that are gone after those that stand, the last gone first. */
  readonly records: readonly Row[];
}

type Row = readonly [
  day: Day,
  school: number,
  period: number,
  section: number,
  course: number,
  code: number,
  minutes: number,
  came: number,
  gone: number | null,
];

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
  const found = await client.query<Found>({ name: 'student-day-history', text: HISTORY, values });
  const { imports, records } = found.rows[0] as Found;
  const times = new Map(Object.entries(imports).map(([id, ms]) => [Number(id), new Date(ms).toISOString()]));
  const timeOf = (id: number): string => times.get(id) ?? '';
  const importedAt = new Map<string, string>();
  const earlier = new Map<Day, z.input<typeof EarlierRecord>[]>();
  let last = new Date(0).toISOString();
  const { names } = known.district;
  const meaningOf = meaningsOf(known);
  for (const [day, school, period, section, course, codeNo, minutes, came, gone] of records) {
    const cameAt = timeOf(came);
    if (cameAt > last) last = cameAt;
    if (gone === null) {
      importedAt.set([day, school, period, section, course, codeNo, minutes].join(' '), cameAt);
      continue;
    }
    const code = names.codes[codeNo] ?? '';
    const meaning = meaningOf(names.schools[school] ?? '', code);
    const list = earlier.get(day) ?? [];
    earlier.set(day, list);
    list.push({
      period: period === 0 ? null : (names.periods[period] ?? null),
      code,
      status: meaning?.status ?? null,
      excuse: meaning?.excuse ?? '',
      minutes: minutes < 0 ? null : minutes,
      importedAt: cameAt,
      goneAt: timeOf(gone),
    });
  }
  return { importedAt, lastImportAt: last, earlier };
}

/** One row: names of columns and times, sent once for each record, would be most of the answer. */
const HISTORY = `
  with mine as materialized (
    select r.on_date - date '1970-01-01' as day, r.school_no, r.period_no, r.section_no, r.course_no, r.code_no,
        coalesce(r.minutes_absent, -1) as minutes, r.import_id as came, r.superseded_import_id as gone, r.line
      from attendance_records r where r.district_id = $1 and r.student_no = $2 and r.on_date between $3 and $4)
  select coalesce((select json_object_agg(i.import_id, extract(epoch from i.started_at) * 1000) from imports i
        where i.district_id = $1 and i.import_id in (select came from mine union select gone from mine)), '{}') as imports,
    coalesce((select json_agg(json_build_array(m.day, m.school_no, m.period_no, m.section_no, m.course_no, m.code_no, m.minutes, m.came, m.gone)
          order by m.day, i.started_at desc nulls first, m.line)
        from mine m left join imports i on i.district_id = $1 and i.import_id = m.gone), '[]') as records`;
