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
    `select distinct on (p.name, p.person_id) p.person_id as "personId", p.name, g.role
       from people p join grants g on g.district_id = p.district_id and g.person_id = p.person_id
      where p.district_id = $1 and (p.ended_on is null or p.ended_on > $3) and g.from_on <= $3 and (g.until_on is null or g.until_on > $3)
        and (g.school_id = $2 and g.role in ('clerk', 'administrator', 'team') or g.school_id = '' and g.role in ('clerk', 'administrator', 'team', 'district'))
      order by p.name, p.person_id, g.role`,
    [districtId, school, on],
  );
  return found.rows;
}
