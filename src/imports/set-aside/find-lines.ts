/** In which import and on which line stored records came. */
import type { ClientBase } from 'pg';
import type { SetAsideRecord } from './judge-stored.ts';

export interface Place {
  readonly importId: number;
  readonly line: number;
}

const AT_ONCE = 10_000;
const KEY = ['student', 'day', 'school', 'period', 'section', 'course', 'code', 'minutes'] as const;

export async function findLines(
  client: ClientBase,
  districtId: number,
  records: readonly SetAsideRecord[],
): Promise<readonly { readonly record: SetAsideRecord; readonly place: Place }[]> {
  const found: { record: SetAsideRecord; place: Place }[] = [];
  for (let start = 0; start < records.length; start += AT_ONCE) {
    const some = records.slice(start, start + AT_ONCE);
    const places = await client.query<Place & { index: number }>(
      `select wanted.index::int, r.import_id as "importId", r.line
         from unnest($2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[]) with ordinality
                as wanted (student, day, school, period, section, course, code, minutes, index)
         join attendance_records r
           on r.district_id = $1 and r.student_no = wanted.student and r.on_date = date '1970-01-01' + wanted.day
          and r.superseded_import_id is null and r.school_no = wanted.school and r.period_no = wanted.period
          and r.section_no = wanted.section and r.course_no = wanted.course and r.code_no = wanted.code
          and coalesce(r.minutes_absent, -1) = wanted.minutes`,
      [districtId, ...KEY.map((key) => some.map((record) => record[key]))],
    );
    for (const { index, importId, line } of places.rows)
      found.push({ record: some[index - 1] as SetAsideRecord, place: { importId, line } });
  }
  return found;
}
