/** Stores the figures: a row for each student, each school and each of its days. */
import type { ClientBase } from 'pg';
import { formatDay } from '../engine/index.ts';
import type { AttendanceCount, StudentFigures } from './count.ts';
import type { FiguresBasis } from './refresh.ts';

export interface StudentRow extends StudentFigures {
  readonly no: number;
  readonly source: string;
  readonly recorded: Buffer;
  /** JSON. */
  readonly close: string;
  readonly school: string;
}

const ROWS = 5_000;

/** Writes the rows that say something else than those on file, a piece at a time. */
export class StudentWriter {
  private readonly client: ClientBase;
  private readonly districtId: number;
  private rows: StudentRow[] = [];

  constructor(client: ClientBase, districtId: number) {
    this.client = client;
    this.districtId = districtId;
  }

  async put(row: StudentRow): Promise<void> {
    this.rows.push(row);
    if (this.rows.length >= ROWS) await this.flush();
  }

  /** Writes the rest and takes away who is no longer a student. */
  async finish(): Promise<void> {
    await this.flush();
    await this.client.query(
      `delete from student_attendance a where a.district_id = $1 and not exists (
         select from students s where s.district_id = a.district_id and s.student_no = a.student_no)`,
      [this.districtId],
    );
  }

  private async flush(): Promise<void> {
    const rows = this.rows;
    this.rows = [];
    if (rows.length === 0) return;
    await this.client.query(WRITE_STUDENTS, [
      this.districtId,
      rows.map(({ no }) => no),
      rows.map(({ source }) => source),
      rows.map(({ recorded }) => recorded),
      rows.map(({ school }) => school),
      rows.map(({ enrolledDays }) => enrolledDays),
      rows.map(({ absentThousandths }) => absentThousandths),
      rows.map(({ unverified }) => unverified.map(formatDay).join(' ')),
      rows.map(({ close }) => close),
      rows.map(({ chronicSince }) => (chronicSince === null ? null : formatDay(chronicSince))),
    ]);
  }
}

const WRITE_STUDENTS = `
  insert into student_attendance as a (district_id, student_no, source, recorded, school_id, enrolled_days, absent_thousandths,
    unverified_on, close, chronic_since)
  select $1, r.no, r.source, r.recorded, r.school, r.enrolled, r.absent,
    coalesce(string_to_array(nullif(r.unverified, ''), ' ')::date[], '{}'), r.close::jsonb, r.chronic
  from unnest($2::int[], $3::text[], $4::bytea[], $5::text[], $6::int[], $7::int[], $8::text[], $9::text[], $10::date[])
    as r (no, source, recorded, school, enrolled, absent, unverified, close, chronic)
  on conflict (district_id, student_no) do update set source = excluded.source, recorded = excluded.recorded,
    school_id = excluded.school_id, enrolled_days = excluded.enrolled_days, absent_thousandths = excluded.absent_thousandths,
    unverified_on = excluded.unverified_on, close = excluded.close, chronic_since = excluded.chronic_since
  where (a.source, a.school_id, a.enrolled_days, a.absent_thousandths, a.unverified_on, a.close, a.recorded, a.chronic_since)
    is distinct from (excluded.source, excluded.school_id, excluded.enrolled_days, excluded.absent_thousandths,
      excluded.unverified_on, excluded.close, excluded.recorded, excluded.chronic_since)`;

/** The rows of the schools and their days, in place of those before. */
export async function writeSchools(client: ClientBase, basis: FiguresBasis, count: AttendanceCount): Promise<void> {
  const { districtId, days, through, ruleOf, district } = basis;
  const known = new Set(district.facts.schools.map(({ id }) => id));
  const schools = days.schools.flatMap((school, i) =>
    known.has(school) ? [{ school, through: through[i] ?? -1 }] : [],
  );
  await client.query('delete from school_attendance where district_id = $1', [districtId]);
  await client.query(
    `insert into school_attendance (district_id, school_id, through_on, rule)
     select $1, * from unnest($2::text[], $3::date[], $4::jsonb[])`,
    [
      districtId,
      schools.map(({ school }) => school),
      schools.map((one) => (one.through < 0 ? null : formatDay(one.through))),
      schools.map(({ school }) => JSON.stringify(ruleOf(school))),
    ],
  );
  await client.query('delete from school_attendance_days where district_id = $1', [districtId]);
  const rows = [...count.schoolDays()].filter(([school]) => known.has(days.schools[school] ?? ''));
  await client.query(
    `insert into school_attendance_days
       (district_id, school_id, on_date, enrolled_count, absent_thousandths, recorded_count, unverified_count)
     select $1, * from unnest($2::text[], $3::date[], $4::int[], $5::bigint[], $6::int[], $7::int[])`,
    [
      districtId,
      rows.map(([school]) => days.schools[school]),
      rows.map(([, day]) => formatDay(day)),
      rows.map(([, , { enrolled }]) => enrolled),
      rows.map(([, , { absentThousandths }]) => absentThousandths),
      rows.map(([, , { recorded }]) => recorded),
      rows.map(([, , { unverified }]) => unverified),
    ],
  );
}
