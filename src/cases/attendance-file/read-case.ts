/** One attendance file as its page shows it. */
import type pg from 'pg';
import { CASE_COLUMNS, type CaseRow } from '../core/open-case.ts';

type Queries = pg.ClientBase | pg.Pool;

/** Undefined where there is none within the client's reach. */
export async function readCase(client: Queries, districtId: number, caseId: number): Promise<CaseRow | undefined> {
  const found = await client.query<CaseRow>(
    `select ${CASE_COLUMNS} from cases where district_id = $1 and case_id = $2`,
    [districtId, caseId],
  );
  return found.rows[0];
}

/** The files of a student, the latest year first. */
export async function readStudentCases(
  client: Queries,
  { districtId, student }: { readonly districtId: number; readonly student: string },
): Promise<readonly CaseRow[]> {
  const found = await client.query<CaseRow>(
    `select ${CASE_COLUMNS} from cases where district_id = $1 and student_id = $2 order by year desc`,
    [districtId, student],
  );
  return found.rows;
}

/** People of the school (or the district) who may answer for a file, by name. */
export async function readPossibleOwners(
  client: Queries,
  { districtId, school, on }: { readonly districtId: number; readonly school: string; readonly on: string },
): Promise<readonly { readonly personId: string; readonly name: string; readonly role: string }[]> {
  const found = await client.query<{ personId: string; name: string; role: string }>(
    'select person_id as "personId", name, role from people_of_school($1, $2, $3)',
    [districtId, school, on],
  );
  return found.rows;
}
