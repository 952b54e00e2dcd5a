/** Name, zone and schools of a district: no student data. */
import { scopeOf, type Actor } from '../../access/index.ts';
import type { Database } from '../../db/index.ts';

export interface District {
  readonly name: string;
  readonly zone: string;
  /** By name. */
  readonly schools: { school: string; name: string }[];
}

export async function readDistrict(db: Database, districtId: number): Promise<District> {
  const found = await db.pool.query<District>(
    `select d.name, d.time_zone as zone,
       coalesce((select jsonb_agg(jsonb_build_object('school', s.school_id, 'name', s.name) order by s.name, s.school_id)
         from schools s where s.district_id = d.district_id), '[]') as schools
     from districts d where d.district_id = $1`,
    [districtId],
  );
  return found.rows[0] ?? { name: '', zone: 'America/Los_Angeles', schools: [] };
}

/** The schools of a person's roles; of somebody with a role in the whole district: all. The first is where they begin. */
export function ownSchools(
  { grants }: Pick<Actor, 'grants'>,
  { schools }: Pick<District, 'schools'>,
): { readonly schools: District['schools']; readonly hasDistrict: boolean } {
  const hasDistrict = grants.some(({ role, school }) => school === null && scopeOf(role, 'see-schools') === 'district');
  const mine = new Set(grants.map(({ school }) => school));
  const placeOf = ({ school }: District['schools'][number]): number => [...mine].indexOf(school);
  const own = schools.filter(({ school }) => mine.has(school)).toSorted((one, other) => placeOf(one) - placeOf(other));
  return { schools: hasDistrict ? schools : own, hasDistrict };
}
