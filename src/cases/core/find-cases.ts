import type pg from 'pg';
import { CASE_COLUMNS, type CaseRow } from './open-case.ts';

/** The files of a school year by student, for those of the students that have one. */
export async function findCases(
  client: pg.ClientBase | pg.Pool,
  question: { readonly districtId: number; readonly students: readonly string[]; readonly year: number },
): Promise<ReadonlyMap<string, CaseRow>> {
  const found = await client.query<CaseRow>(
    `select ${CASE_COLUMNS} from cases where district_id = $1 and year = $2 and student_id = any ($3)`,
    [question.districtId, question.year, question.students],
  );
  return new Map(found.rows.map((row) => [row.student, row]));
}
