/** What somebody with certain roles would see, in numbers: told before they are added. */
import type { Database } from '../../db/index.ts';
import { reachOf, type Actor, type Grant } from '../actor.ts';
import { scopedDatabase } from '../scoped-database.ts';

export interface CountReach {
  readonly districtId: number;
  readonly grants: readonly Grant[];
  readonly staffId: string | null;
  readonly now: Date;
}

/** Students within the reach, counted behind the wall in the database, and all of the district. */
export async function countReach(
  db: Database,
  { districtId, grants, staffId }: CountReach,
): Promise<{ readonly students: number; readonly ofDistrict: number }> {
  const actor: Actor = { districtId, personId: '', name: '', email: '', staffId, grants, language: 'en' };
  const walled = scopedDatabase(db, actor, reachOf(actor, 'see-student'));
  const count = 'select count(*) as students from students where district_id = $1';
  const own = await walled.pool.query<{ students: number }>(count, [districtId]);
  const all = await db.pool.query<{ students: number }>(count, [districtId]);
  return { students: own.rows[0]?.students ?? 0, ofDistrict: all.rows[0]?.students ?? 0 };
}
