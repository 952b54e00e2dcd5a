/** Somebody must always be there who may manage people. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';

/** Fails: Refusal where, after the caller's change, nobody with lasting access has the role system. */
export async function requireAdministrator(client: pg.ClientBase, districtId: number): Promise<void> {
  const left = await client.query(
    `select 1 from people p join grants g using (district_id, person_id)
     where p.district_id = $1 and p.ended_on is null and g.role = 'system' and g.until_on is null limit 1`,
    [districtId],
  );
  if (left.rowCount === 0)
    throw new Refusal('Nobody would be left who may manage people. Give somebody else the role system first.', {
      code: 'people.last-administrator',
    });
}
