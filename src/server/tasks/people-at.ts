/** Who may be given a task. No student data. */
import type pg from 'pg';

interface PersonAt {
  readonly person: string;
  readonly name: string;
  readonly roles: string[];
}

/** People with a role that does tasks at one of the schools, or in the whole district. Input: `on` today; `schools` left out: anywhere. */
export async function readPeopleAt(
  client: pg.Pool,
  {
    districtId,
    schools,
    on,
  }: { readonly districtId: number; readonly schools: readonly string[] | undefined; readonly on: string },
): Promise<PersonAt[]> {
  const found = await client.query<PersonAt>(
    `select p.person_id as person, p.name, array_agg(distinct g.role order by g.role) as roles
       from people p join grants g on g.district_id = p.district_id and g.person_id = p.person_id
      where p.district_id = $1 and (p.ended_on is null or p.ended_on > $3) and g.role <> 'system'
        and g.from_on <= $3 and (g.until_on is null or g.until_on > $3)
        and ($2::text[] is null or g.school_id = '' or g.school_id = any ($2))
      group by p.person_id, p.name order by p.name`,
    [districtId, schools ?? null, on],
  );
  return found.rows;
}

/** Everybody who may sign in on a day. */
export async function readPeopleWithAccess(
  client: pg.Pool,
  { districtId, on }: { readonly districtId: number; readonly on: string },
): Promise<{ readonly person: string; readonly name: string }[]> {
  const found = await client.query<{ person: string; name: string }>(
    `select person_id as person, name from people
      where district_id = $1 and (ended_on is null or ended_on > $2) order by name`,
    [districtId, on],
  );
  return found.rows;
}
