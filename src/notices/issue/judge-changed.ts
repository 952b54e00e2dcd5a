/** No letter goes by old facts: who was due before an import changed something is judged again before anything is stamped. */
import type pg from 'pg';
import { forgetTouches, readTouches, rejudge } from '../../calculation/index.ts';

/**
 * Students with a trigger that is due or held whose facts changed since they were judged.
 * An import forgets that it judged them; the next calculation looks at everybody, this at those a letter could go to.
 */
export async function readChangedStudents(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
): Promise<readonly string[]> {
  const found = await client.query<{ student_id: string }>(
    `select distinct t.student_id from triggers t
      where t.district_id = $1 and t.state = 'active' and t.decision in ('issue', 'held')
        and (not exists (select 1 from judged_students j
            where j.district_id = t.district_id and j.student_id = t.student_id)
          or exists (select 1 from touched_students c where c.district_id = t.district_id and c.student_id = t.student_id))
      order by t.student_id`,
    [districtId],
  );
  return found.rows.map((row) => row.student_id);
}

/** Judges them again as of the last calculation's day, in the caller's transaction under the district's lock. */
export async function judgeChanged(
  client: pg.ClientBase,
  request: { readonly districtId: number; readonly by: string; readonly now: Date },
): Promise<void> {
  const { districtId, by, now } = request;
  const touches = await readTouches(client, districtId);
  const students = await readChangedStudents(client, districtId);
  if (students.length === 0) return;
  await rejudge(client, { districtId, students, by, now });
  await forgetTouches(client, districtId, touches, students);
}
