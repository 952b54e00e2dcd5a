/** Absences of which nobody has said whether they are excused: whom to chase. */
import type pg from 'pg';

/** A student and a day. */
export interface UnverifiedAbsence {
  readonly studentNo: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly school: string;
  readonly schoolName: string;
  readonly on: string;
  readonly codes: readonly string[];
  /** Empty: the whole day. */
  readonly periods: readonly string[];
}

export interface UnverifiedQuestion {
  readonly districtId: number;
  readonly schools: readonly string[] | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Of the last two weeks up to the day of the figures, the latest first. Input: `schools` undefined: all. */
export async function readUnverifiedAbsences(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools, offset, limit }: UnverifiedQuestion,
): Promise<{ readonly absences: readonly UnverifiedAbsence[]; readonly total: number }> {
  const found = await client.query<UnverifiedAbsence & { total: number }>(
    `with days as materialized (
       select a.student_no, a.school_id, u.on_date from student_attendance a, unnest(a.unverified_on) as u (on_date)
       where a.district_id = $1 and a.unverified_on <> '{}' and ($2::text[] is null or a.school_id = any ($2))
     ), counted as (
       select c.on_date, sum(c.count) over (order by c.on_date desc) - c.count as before, (sum(c.count) over ())::int as total
       from (select on_date, count(*) as count from days group by on_date) c
     ), page as (
       -- Only the days that the page can lie in are put in order with their students.
       select d.*, s.first_name, s.last_name, s.grade, c.total
       from counted c
       join days d on d.on_date = c.on_date
       join students s on s.district_id = $1 and s.student_no = d.student_no
       where c.before < $3::int + $4::int
       order by d.on_date desc, s.last_name, s.first_name, d.student_no offset $3::int limit $4::int
     )
     select p.student_no as "studentNo", p.first_name as "firstName", p.last_name as "lastName", p.grade, p.school_id as school,
       coalesce(c.name, p.school_id) as "schoolName", to_char(p.on_date, 'YYYY-MM-DD') as on, r.codes, r.periods, p.total
     from page p
     left join schools c on c.district_id = $1 and c.school_id = p.school_id
     cross join lateral (
       select array_agg(distinct cw.word) as codes, coalesce(array_agg(pw.word order by pw.word) filter (where pw.word <> ''), '{}') as periods
       from attendance_records r
       join fact_words sw on sw.district_id = r.district_id and sw.kind = 'school' and sw.word_no = r.school_no
       join fact_words cw on cw.district_id = r.district_id and cw.kind = 'code' and cw.word_no = r.code_no
       left join fact_words pw on pw.district_id = r.district_id and pw.kind = 'period' and pw.word_no = r.period_no
       left join codes own on own.district_id = r.district_id and own.school_id = sw.word and own.code = cw.word
       left join codes everywhere on everywhere.district_id = r.district_id and everywhere.school_id = '' and everywhere.code = cw.word
       where r.district_id = $1 and r.student_no = p.student_no and r.on_date = p.on_date and r.superseded_import_id is null
         and coalesce(own.excuse, everywhere.excuse) = 'unverified'
         and coalesce(own.status, everywhere.status) in ('absent', 'tardy', 'left-early')) r
     order by p.on_date desc, p.last_name, p.first_name, p.student_no`,
    [districtId, schools ?? null, offset, limit],
  );
  const total = found.rows[0]?.total ?? 0;
  return { absences: found.rows.map(({ total: _total, ...absence }) => absence), total };
}

/** How many there are in the list. */
export async function countUnverifiedAbsences(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools }: Pick<UnverifiedQuestion, 'districtId' | 'schools'>,
): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select coalesce(sum(cardinality(a.unverified_on)), 0)::int as count from student_attendance a
     where a.district_id = $1 and a.unverified_on <> '{}' and ($2::text[] is null or a.school_id = any ($2))`,
    [districtId, schools ?? null],
  );
  return found.rows[0]?.count ?? 0;
}
