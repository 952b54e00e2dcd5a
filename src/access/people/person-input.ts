/** What is said of a person when they are added or changed, checked: every problem at once. */
import type pg from 'pg';
import { ProblemError, type Problem } from '../../problem.ts';
import type { Grant } from '../actor.ts';
import { ROLES, scopeOf, type Role } from '../roles.ts';

export interface PersonInput {
  readonly name: string;
  readonly email: string;
  /** Id in staff.csv; null where the student information system does not know the person. */
  readonly staffId?: string | null | undefined;
  readonly grants: readonly Grant[];
}

/** What a role needs beside itself: a school, or none because it is of the whole district. */
const DISTRICT_ROLES: ReadonlySet<Role> = new Set(['teacher', 'officer', 'district', 'system']);

const EMAIL = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;.]+$/;
const LONGEST = 200;

/** Tidied: spaces around gone, the e-mail in lower case, no role twice. */
export function tidied(input: PersonInput): Required<PersonInput> & { readonly staffId: string | null } {
  const grants = [...new Map(input.grants.map((grant) => [`${grant.role} ${grant.school ?? ''}`, grant])).values()];
  const staffId = input.staffId?.trim() ?? '';
  return {
    name: input.name.trim().replace(/\s+/g, ' '),
    email: input.email.trim().toLowerCase(),
    staffId: staffId === '' ? null : staffId,
    grants,
  };
}

/**
 * What is wrong with a person, in the place where it was written. `known` are the district's school and staff ids.
 * Empty: it can be used.
 */
export function problemsOfPerson(person: PersonInput, known: KnownIds): readonly Problem[] {
  const { name, email, staffId } = person;
  const problems: Problem[] = [];
  if (name === '' || name.length > LONGEST)
    problems.push({
      path: 'name',
      found: name === '' ? 'nothing' : `${name.length} characters`,
      allowed: 'a name of 1 to 200 characters',
    });
  if (!EMAIL.test(email) || email.length > LONGEST)
    problems.push({ path: 'email', found: quote(email), allowed: 'an e-mail address as a.bell@district.example' });
  if (staffId !== null && staffId !== undefined && !known.staff.has(staffId))
    problems.push({ path: 'staffId', found: quote(staffId), allowed: 'an id of staff.csv, or none' });
  if (person.grants.length === 0) problems.push({ path: 'grants', found: 'no role', allowed: 'at least one role' });
  return [...problems, ...person.grants.flatMap((grant) => problemsOfGrant(grant, person, known))];
}

/** Fails: ProblemError with everything that is wrong. */
export async function checkedPerson(client: pg.Pool | pg.ClientBase, districtId: number, input: PersonInput) {
  const person = tidied(input);
  const problems = problemsOfPerson(person, await readKnownIds(client, districtId));
  if (problems.length > 0) throw new ProblemError(problems);
  return person;
}

export interface KnownIds {
  readonly schools: ReadonlySet<string>;
  readonly staff: ReadonlySet<string>;
}

export async function readKnownIds(client: pg.Pool | pg.ClientBase, districtId: number): Promise<KnownIds> {
  const schools = await client.query<{ id: string }>('select school_id as id from schools where district_id = $1', [
    districtId,
  ]);
  const staff = await client.query<{ id: string }>('select staff_id as id from staff where district_id = $1', [
    districtId,
  ]);
  return { schools: new Set(schools.rows.map(({ id }) => id)), staff: new Set(staff.rows.map(({ id }) => id)) };
}

function problemsOfGrant({ role, school }: Grant, { staffId }: PersonInput, { schools }: KnownIds): readonly Problem[] {
  if (!ROLES.includes(role)) return [{ path: 'role', found: quote(role), allowed: ROLES.join(', ') }];
  if (school !== null && !schools.has(school))
    return [
      {
        path: 'school',
        found: quote(school),
        allowed: schools.size === 0 ? 'no school is known yet: import the schools first' : 'the id of a school',
      },
    ];
  if (school === null && !DISTRICT_ROLES.has(role))
    return [{ path: 'school', found: 'none', allowed: `the id of a school: a person is ${role} at a school` }];
  if (school !== null && (role === 'district' || role === 'system'))
    return [{ path: 'school', found: quote(school), allowed: `none: the role ${role} is of the whole district` }];
  const scope = scopeOf(role, 'see-student');
  if ((scope === 'students' || scope === 'cases') && (staffId === null || staffId === undefined))
    return [
      {
        path: 'staffId',
        found: 'none',
        allowed: `the person's id of staff.csv: by it a ${role} sees ${scope === 'cases' ? 'the assigned cases' : 'the own students'}`,
      },
    ];
  return [];
}

function quote(text: string): string {
  return text === '' ? 'nothing' : `"${text}"`;
}
