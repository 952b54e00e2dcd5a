/** Who of the sample district works at a school of a story, besides those who already do. */
import { namePerson } from '../src/access/index.ts';
import type { Role } from '../src/access/index.ts';
import type { TestServer } from '../src/server/testing.ts';

/** Who has one of these roles at Oak has it at the school too. */
export async function staffAsAtOak({ db }: TestServer, school: string, roles: readonly Role[]): Promise<void> {
  await db.pool.query(
    `insert into grants (district_id, person_id, role, school_id, from_on, given_by, given_at, reason)
     select district_id, person_id, role, $1, from_on, given_by, given_at, reason from grants where role = any ($2) and school_id = 'oak'`,
    [school, roles],
  );
}

/** The school names Lucía Ibarra, an officer of the sample. */
export async function nameLucia(
  { db }: TestServer,
  { school, duty }: { readonly school: string; readonly duty: 'officer' | 'specialist' | 'supervisor' },
): Promise<void> {
  const found = await db.pool.query<{ id: string }>(`select person_id as id from people where name = 'Lucía Ibarra'`);
  await namePerson(db, {
    districtId: 1,
    school,
    duty,
    personId: found.rows[0]?.id ?? '',
    deputy: null,
    revision: 0,
    by: 'test',
    now: new Date('2026-11-13T17:00:00Z'),
    reason: 'of our schools',
  });
}
