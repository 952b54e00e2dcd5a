/** Imports that changed a student's days. */
import { formatDay, type Day } from '../../engine/index.ts';
import type { OpenStudent } from './open-student.ts';
import { NOTHING_MORE, type Item } from './timeline-item.ts';

interface Row {
  readonly import_id: number;
  readonly at: Date;
  readonly by: string;
  readonly added: number;
  readonly gone: number;
  readonly days: readonly Day[];
}

/** One item for each import that brought or took away records. */
export async function attendanceItems({ client, districtId, no }: OpenStudent): Promise<readonly Item[]> {
  const found = await client.query<Row>({ name: 'timeline-attendance', text: ATTENDANCE, values: [districtId, no] });
  return found.rows.map(({ at, by, added, gone, days }): Item => {
    const on = days.toSorted((a, b) => a - b).map(formatDay);
    return {
      ...NOTHING_MORE,
      kind: 'attendance',
      on: on.at(-1) ?? at.toISOString().slice(0, 10),
      at: at.toISOString(),
      by,
      days: on,
      counts: { added, gone },
    };
  });
}

const ATTENDANCE = `select i.import_id, i.started_at as at, i.imported_by as by,
    count(*) filter (where c.is_new)::int as added, count(*) filter (where not c.is_new)::int as gone,
    array_agg(distinct c.on_date - date '1970-01-01') as days
  from (
    select import_id, on_date, true as is_new from attendance_records where district_id = $1 and student_no = $2
    union all
    select superseded_import_id, on_date, false from attendance_records
     where district_id = $1 and student_no = $2 and superseded_import_id is not null) c
  join imports i on i.district_id = $1 and i.import_id = c.import_id
  group by i.import_id, i.started_at, i.imported_by`;
