/** Name, zone and schools of a district: no student data. */
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
