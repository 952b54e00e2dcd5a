/** What a letter about one student states of the student and the district. */
import type pg from 'pg';
import { problem } from '../problems.ts';

/** `First Last`. Fails: `not-found` for a student out of reach. */
export async function nameOfStudent(
  client: Pick<pg.Pool, 'query'>,
  districtId: number,
  studentNo: number,
): Promise<string> {
  const found = await client.query<{ name: string }>(
    `select first_name || ' ' || last_name as name from students where district_id = $1 and student_no = $2`,
    [districtId, studentNo],
  );
  const [row] = found.rows;
  if (row === undefined) throw problem('not-found');
  return row.name;
}

export async function placeOf(
  client: Pick<pg.Pool, 'query'>,
  districtId: number,
): Promise<{ readonly district: string; readonly timeZone: string }> {
  const found = await client.query<{ district: string; timeZone: string }>(
    'select name as district, time_zone as "timeZone" from districts where district_id = $1',
    [districtId],
  );
  return found.rows[0] ?? { district: '', timeZone: 'UTC' };
}
