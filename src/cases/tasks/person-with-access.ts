/** To whom a task may go. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import type { Who } from '../core/who.ts';

/** The name of a person whose access has not ended. Fails: Refusal for anybody else. */
export async function requireAccess(client: pg.ClientBase, who: Who, person: string): Promise<string> {
  const found = await client.query<{ name: string }>(
    'select name from people where district_id = $1 and person_id = $2 and (ended_on is null or ended_on > $3)',
    [who.districtId, person, who.on],
  );
  const [row] = found.rows;
  if (row === undefined)
    throw new Refusal('This person has no access, so nothing can be handed to them.', { code: 'tasks.no-access' });
  return row.name;
}
