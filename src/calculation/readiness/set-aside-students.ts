import type { ClientBase } from 'pg';
import type { ReadinessScope } from './scope.ts';

/** A student on the worklist some of whose records could not be counted. */
export interface SetAsideStudent {
  readonly student: string;
  readonly name: string;
  readonly school: string;
  readonly records: number;
}

/** Only those with something due or held: their dates may be wrong. */
export async function readSetAside(
  client: ClientBase,
  { districtId, school }: ReadinessScope,
): Promise<readonly SetAsideStudent[]> {
  const found = await client.query<SetAsideStudent>(
    `select s.student_id as student, s.last_name || ', ' || s.first_name as name, min(t.current_school_id) as school,
       j.set_aside_count as records
     from judged_students j
     join students s on s.district_id = j.district_id and s.student_id = j.student_id
     join triggers t on t.district_id = j.district_id and t.student_id = j.student_id
     where j.district_id = $1 and j.set_aside_count > 0 and t.state = 'active' and t.decision in ('issue', 'held')
       and ($2::text is null or t.current_school_id = $2)
     group by s.student_id, s.last_name, s.first_name, j.set_aside_count
     order by s.last_name, s.first_name, s.student_id`,
    [districtId, school],
  );
  return found.rows;
}
