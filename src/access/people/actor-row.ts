/** A person with the roles that hold today, as the database gives them: for sessions and for links alike. */
import type { Actor, Grant } from '../actor.ts';

export interface ActorRow {
  readonly district_id: number;
  readonly person_id: string;
  readonly name: string;
  readonly email: string;
  /** '' where the student information system does not know the person. */
  readonly staff_id: string;
  readonly language: 'en' | 'es';
  readonly grants: readonly Grant[];
}

/** Of {@link actorTables}. */
export const ACTOR_COLUMNS = `p.district_id, p.person_id, p.name, p.email, p.staff_id, coalesce(o.language, 'en') as language,
    coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'school', nullif(g.school_id, '')) order by g.grant_id)
      from grants g where g.district_id = p.district_id and g.person_id = p.person_id
        and g.from_on <= t.today and (g.until_on is null or g.until_on > t.today)), '[]') as grants`;

/** What is joined to `people p`. Input: `now`, the parameter that holds the instant, as `$2`. */
export const actorTables = (now: string): string => `
  join districts d on d.district_id = p.district_id
  left join person_preferences o on o.district_id = p.district_id and o.person_id = p.person_id
  cross join lateral (select (${now}::timestamptz at time zone d.time_zone)::date as today) t`;

/** Access that has ended is no access. */
export const HAS_ACCESS = '(p.ended_on is null or p.ended_on > t.today)';

export function actorOf({ district_id, person_id, name, email, staff_id, language, grants }: ActorRow): Actor {
  return {
    districtId: district_id,
    personId: person_id,
    name,
    email,
    staffId: staff_id === '' ? null : staff_id,
    grants,
    language,
  };
}
