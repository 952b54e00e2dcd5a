/** A person as the rooms know them, without a session: for what is done in their name by a link of their own. */
import type pg from 'pg';
import type { Actor, Grant } from '../actor.ts';

interface PersonRow {
  readonly name: string;
  readonly email: string;
  readonly staff_id: string;
  readonly language: 'en' | 'es' | null;
  readonly grants: readonly Grant[];
}

/** With the roles that hold on the day of `now`. null: unknown, or access has ended. */
export async function actorOfPerson(
  client: pg.Pool | pg.ClientBase,
  { districtId, personId, now }: { readonly districtId: number; readonly personId: string; readonly now: Date },
): Promise<Actor | null> {
  const found = await client.query<PersonRow>(
    `select p.name, p.email, p.staff_id, o.language, coalesce((
       select jsonb_agg(jsonb_build_object('role', g.role, 'school', nullif(g.school_id, '')) order by g.grant_id)
       from grants g where g.district_id = p.district_id and g.person_id = p.person_id
         and g.from_on <= t.today and (g.until_on is null or g.until_on > t.today)), '[]') as grants
     from people p
     join districts d on d.district_id = p.district_id
     left join person_preferences o on o.district_id = p.district_id and o.person_id = p.person_id
     cross join lateral (select ($3::timestamptz at time zone d.time_zone)::date as today) t
     where p.district_id = $1 and p.person_id = $2 and (p.ended_on is null or p.ended_on > t.today)`,
    [districtId, personId, now],
  );
  const row = found.rows[0];
  if (row === undefined) return null;
  const { name, email, staff_id: staffId, language, grants } = row;
  return {
    districtId,
    personId,
    name,
    email,
    staffId: staffId === '' ? null : staffId,
    grants,
    language: language ?? 'en',
  };
}
