import type { ClientBase } from 'pg';
import type { ReadinessScope } from './scope.ts';

/** An absence that nobody has verified yet. `period` null: the whole day. */
export interface UnverifiedAbsence {
  readonly student: string;
  readonly name: string;
  readonly grade: string;
  readonly school: string;
  readonly date: string;
  readonly period: string | null;
  readonly code: string;
}

/** Older ones are no longer chased by phone. Unit: calendar days up to the as-of date. */
const CHASED_DAYS = 14;

/** Unverified absences of the last two weeks, latest first: names for chasing. A school's own code goes before one of all. */
export async function readUnverified(
  client: ClientBase,
  { districtId, asOfOn, school }: ReadinessScope,
): Promise<readonly UnverifiedAbsence[]> {
  const found = await client.query<UnverifiedAbsence>(
    `select s.student_id as student, s.last_name || ', ' || s.first_name as name, s.grade, sw.word as school,
       to_char(r.on_date, 'YYYY-MM-DD') as date, nullif(pw.word, '') as period, cw.word as code
     from attendance_records r
     join students s on s.district_id = r.district_id and s.student_no = r.student_no
     join fact_words sw on sw.district_id = r.district_id and sw.kind = 'school' and sw.word_no = r.school_no
     join fact_words cw on cw.district_id = r.district_id and cw.kind = 'code' and cw.word_no = r.code_no
     left join fact_words pw on pw.district_id = r.district_id and pw.kind = 'period' and pw.word_no = r.period_no
     left join codes own on own.district_id = r.district_id and own.school_id = sw.word and own.code = cw.word
     left join codes everywhere on everywhere.district_id = r.district_id and everywhere.school_id = '' and everywhere.code = cw.word
     where r.district_id = $1 and r.superseded_import_id is null
       and r.on_date between $2::date - $4::int and $2::date
       and ($3::text is null or sw.word = $3)
       and coalesce(own.excuse, everywhere.excuse) = 'unverified'
       and coalesce(own.status, everywhere.status) in ('absent', 'tardy', 'left-early')
     order by r.on_date desc, s.last_name, s.first_name, s.student_id, pw.word nulls first`,
    [districtId, asOfOn, school, CHASED_DAYS - 1],
  );
  return found.rows;
}
