/** A person as the rooms know them, without a session: for what is done in their name by a link of their own. */
import type pg from 'pg';
import type { Actor } from '../actor.ts';
import { ACTOR_COLUMNS, actorOf, actorTables, HAS_ACCESS, type ActorRow } from './actor-row.ts';

const READ = `select ${ACTOR_COLUMNS} from people p ${actorTables('$3')}
  where p.district_id = $1 and p.person_id = $2 and ${HAS_ACCESS}`;

/** With the roles that hold on the day of `now`. null: unknown, or access has ended. */
export async function actorOfPerson(
  client: pg.Pool | pg.ClientBase,
  { districtId, personId, now }: { readonly districtId: number; readonly personId: string; readonly now: Date },
): Promise<Actor | null> {
  const [row] = (await client.query<ActorRow>(READ, [districtId, personId, now])).rows;
  return row === undefined ? null : actorOf(row);
}
