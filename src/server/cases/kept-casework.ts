/** What is put in order over the casework of a district or of schools: once for each state of it, however many open the list. */
import { readRevisionOn } from '../../db/revisions.ts';
import type { Context } from '../context.ts';
import { readCaseworkState } from '../data-state.ts';
import { keptWhileTrue } from '../kept.ts';

type Asking = Pick<Context, 'parts' | 'districtId' | 'reach'>;

/** Of a teacher's own students it is read each time: there is little of it. Whose cases somebody has stands in the history. Input: `of` names all that is asked. */
export async function keptForReach<T>(
  { parts, districtId, reach }: Asking,
  of: readonly unknown[],
  read: () => Promise<T>,
): Promise<T> {
  if (reach.kind === 'students' || reach.kind === 'none') return read();
  const facts = await readRevisionOn(parts.db.pool, { districtId, now: parts.now() });
  const revision = `${facts} ${await readCaseworkState(parts)}`;
  return keptWhileTrue({ parts, state: { revision }, reach, of: ['casework', ...of], shelf: 'lists' }, read);
}
