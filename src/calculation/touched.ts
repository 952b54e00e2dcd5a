/** Students whose events changed outside an import: judged again at once where the district is free, else by the next run. */
import type { ClientBase } from 'pg';
import { raiseRevision } from '../db/revisions.ts';
import { isDistrictFree } from './lock.ts';
import { rejudge, type RejudgeOptions } from './rejudge.ts';

/** The rows that a run has seen. Input: read before the facts are. */
export async function readTouches(client: ClientBase, districtId: number): Promise<readonly number[]> {
  const found = await client.query<{ touch_id: number }>(
    'select touch_id from touched_students where district_id = $1',
    [districtId],
  );
  return found.rows.map((row) => row.touch_id);
}

/** They were judged, all or only these students: what was written meanwhile stays for the next run. */
export async function forgetTouches(
  client: ClientBase,
  districtId: number,
  touches: readonly number[],
  students: readonly string[] | null = null,
): Promise<void> {
  if (touches.length === 0) return;
  await client.query(
    `delete from touched_students
      where district_id = $1 and touch_id = any ($2::bigint[]) and ($3::text[] is null or student_id = any ($3))`,
    [districtId, touches, students],
  );
}

/** Judges them again where nobody calculates, issues or imports at this moment; else leaves them to the next run. */
export async function rejudgeTouched(client: ClientBase, options: RejudgeOptions): Promise<void> {
  const { districtId, students } = options;
  if (!(await isDistrictFree(client, districtId))) return;
  // Not before: whoever calculates holds this number until the end.
  await raiseRevision(client, districtId, 'decided');
  await rejudge(client, options);
  await client.query('delete from touched_students where district_id = $1 and student_id = any ($2::text[])', [
    districtId,
    students,
  ]);
}
