/**
 * Who is named as having reported an incident: whom the pack names; else whom the school names as its approver; else the one
 * administrator or principal whom staff.csv has for the school.
 */
import type pg from 'pg';
import { readNamedPeople } from '../../access/index.ts';
import { findPerson, readDirectory, type DirectoryPerson, type ReporterKind } from '../../catalogs/index.ts';

export interface ReporterQuestion {
  readonly districtId: number;
  readonly kind: ReporterKind;
  /** As the pack names it; undefined: nobody. */
  readonly id: string | undefined;
  readonly schools: readonly string[];
  readonly on: string;
}

/** By school; a school without an entry has nobody who could be named. */
export async function findReporters(
  client: pg.ClientBase | pg.Pool,
  { districtId, kind, id, schools, on }: ReporterQuestion,
): Promise<ReadonlyMap<string, DirectoryPerson>> {
  if (id !== undefined) {
    const person = await findPerson(client, { districtId, kind, id, on });
    return new Map(person === undefined ? [] : schools.map((school) => [school, person]));
  }
  if (kind !== 'staff') return new Map();
  const reporters = new Map<string, DirectoryPerson>();
  for (const { school, staffId } of await approversOf(client, { districtId, schools, on })) {
    const person = await findPerson(client, { districtId, kind, id: staffId, on });
    if (person !== undefined) reporters.set(school, person);
  }
  const office = (await readDirectory(client, { districtId, kind, on })).filter(({ does }) =>
    HEADS.has(does.toLowerCase()),
  );
  for (const school of schools) {
    const [head, ...others] = office.filter((one) => one.school === school);
    if (!reporters.has(school) && head !== undefined && others.length === 0) reporters.set(school, head);
  }
  return reporters;
}

/** As student information systems call them. */
const HEADS: ReadonlySet<string> = new Set(['administrator', 'principal', 'school administrator']);

/** Staff ids of those whom the schools name, or of who stands in for them on the day. */
async function approversOf(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools, on }: Pick<ReporterQuestion, 'districtId' | 'schools' | 'on'>,
): Promise<readonly { readonly school: string; readonly staffId: string }[]> {
  const named = (await readNamedPeople(client, { districtId, schools })).filter(({ duty }) => duty === 'approver');
  const inOffice = named.map(({ school, personId, deputy }) => {
    const isAway = deputy !== null && deputy.from <= on && on <= deputy.until;
    return { school, personId: isAway ? deputy.personId : personId };
  });
  const found = await client.query<{ person: string; staff: string }>(
    `select person_id as person, staff_id as staff from people where district_id = $1 and person_id = any ($2) and staff_id <> ''`,
    [districtId, inOffice.map(({ personId }) => personId)],
  );
  const staffOf = new Map(found.rows.map(({ person, staff }) => [person, staff]));
  return inOffice.flatMap(({ school, personId }) => {
    const staffId = staffOf.get(personId);
    return staffId === undefined ? [] : [{ school, staffId }];
  });
}
