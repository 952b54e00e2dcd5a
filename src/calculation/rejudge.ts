/** Judges a few students again after a notice or a decision, so that the worklist is right at once. */
import type { ClientBase } from 'pg';
import { lockDistrictFacts } from '../db/district-lock.ts';
import { parseDay, type Day } from '../engine/index.ts';
import { readDistrict } from './district.ts';
import { lastCalculation } from './last-calculation.ts';
import { judgeStudents, type StudentToJudge } from './run.ts';

export interface RejudgeOptions {
  readonly districtId: number;
  readonly students: readonly string[];
  readonly by: string;
  readonly now: Date;
}

/**
 * Judges these students as of the last calculation's day, by its packs, and stores what changed.
 * Input: the caller's transaction, which holds the district's lock. Does nothing before the first calculation.
 */
export async function rejudge(client: ClientBase, { districtId, students, by, now }: RejudgeOptions): Promise<void> {
  if (students.length === 0) return;
  await lockDistrictFacts(client, districtId, 'shared');
  const last = await lastCalculation(client, districtId);
  if (last === null) return;
  const found = await client.query<StudentToJudge>(
    'select student_id as id, student_no as no from students where district_id = $1 and student_id = any($2::text[]) order by student_no',
    [districtId, students],
  );
  const district = await readDistrict(client, districtId, last.uses);
  const run = {
    client,
    districtId,
    district,
    asOf: parseDay(last.asOfOn) as Day,
    calculationId: last.calculationId,
    by,
    now,
  };
  await client.query(
    `update calculations set figures = figures || '{"isOutdated": true}' where district_id = $1 and calculation_id = $2`,
    [districtId, last.calculationId],
  );
  await judgeStudents(run, found.rows, { isWholeDistrict: false });
}
