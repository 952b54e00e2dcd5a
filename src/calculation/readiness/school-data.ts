import type { ClientBase } from 'pg';
import type { ReadinessScope } from './scope.ts';

/** Whether a school's attendance is in. Dates as ISO text, null where there is none. */
export interface SchoolData {
  readonly school: string;
  readonly name: string;
  readonly lastImportAt: Date | null;
  readonly lastDayInSession: string | null;
  readonly lastDayWithRecords: string | null;
  /** Days in session of the school year, up to the as-of date, on which no student has a record. */
  readonly daysWithoutRecords: readonly string[];
}

interface Row {
  readonly school: string;
  readonly name: string;
  readonly last_import_at: Date | null;
  readonly last_session: string | null;
  readonly last_records: string | null;
  readonly without_records: readonly string[] | null;
}

/**
 * The state of each school. A school that keeps no record of anybody on a day in session is named with that day: either
 * everybody was there, or the day is missing. The school year is taken from 1 July.
 */
export async function readSchoolData(
  client: ClientBase,
  { districtId, asOfOn, school }: ReadinessScope,
): Promise<readonly SchoolData[]> {
  const found = await client.query<Row>(
    `with bounds as (
       select make_date(extract(year from $2::date - interval '6 months')::int, 7, 1) as year_start
     ), recorded as (
       select w.word as school_id, r.on_date
       from attendance_records r
       join fact_words w on w.district_id = r.district_id and w.kind = 'school' and w.word_no = r.school_no
       where r.district_id = $1 and r.superseded_import_id is null and r.on_date between (select year_start from bounds) and $2::date
       group by w.word, r.on_date
     ), sessions as (
       select c.school_id, c.on_date from calendar_days c
       where c.district_id = $1 and c.on_date between (select year_start from bounds) and $2::date
     )
     select s.school_id as school, s.name,
       (select max(i.finished_at) from imports i
        where i.district_id = s.district_id and i.state = 'done' and i.figures -> 'schools' ? s.school_id) as last_import_at,
       (select max(c.on_date) from sessions c where c.school_id = s.school_id) as last_session,
       (select max(r.on_date) from recorded r where r.school_id = s.school_id) as last_records,
       (select array_agg(to_char(c.on_date, 'YYYY-MM-DD') order by c.on_date) from sessions c
        where c.school_id = s.school_id
          and not exists (select from recorded r where r.school_id = c.school_id and r.on_date = c.on_date)) as without_records
     from schools s where s.district_id = $1 and ($3::text is null or s.school_id = $3)
     order by s.name, s.school_id`,
    [districtId, asOfOn, school],
  );
  return found.rows.map((row) => ({
    school: row.school,
    name: row.name,
    lastImportAt: row.last_import_at,
    lastDayInSession: row.last_session,
    lastDayWithRecords: row.last_records,
    daysWithoutRecords: row.without_records ?? [],
  }));
}
