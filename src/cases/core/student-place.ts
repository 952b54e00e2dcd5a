/** Where a student goes to school on a day: whose people work on what is written then. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';

/**
 * The school of the latest entry that is open on the day, then the smallest school id; of a student who is nowhere, the one that
 * ended last; '' for a student who was never enrolled.
 * Fails: Refusal for a student out of the client's reach.
 */
export async function readStudentPlace(
  client: pg.ClientBase | pg.Pool,
  { districtId, student, on }: { readonly districtId: number; readonly student: string; readonly on: string },
): Promise<string> {
  const found = await client.query<{ school: string | null }>({
    name: 'student-place',
    text: `select (select e.school_id from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id
             order by (e.entry_on <= $3 and (e.exit_on is null or e.exit_on >= $3)) desc, e.exit_on desc nulls first, e.entry_on desc, e.school_id
             limit 1) as school
      from students s where s.district_id = $1 and s.student_id = $2`,
    values: [districtId, student, on],
  });
  const [row] = found.rows;
  if (row === undefined)
    throw new Refusal('The student is not there, or not at one of your schools.', { code: 'work.no-student' });
  return row.school ?? '';
}
