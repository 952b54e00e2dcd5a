/** What is put in order over the casework of a district or of schools: once for each state of it, however many open the list. */
import { readRevisionOn } from '../../db/revisions.ts';
import type { Context } from '../context.ts';
import { keptWhileTrue, readCaseworkState } from '../home/kept.ts';

type Asking = Pick<Context, 'parts' | 'districtId' | 'reach'>;

/** Of a person's own cases or students it is read each time: there is little of it. Input: `of` names all that is asked. */
export async function keptForReach<T>(
  { parts, districtId, reach }: Asking,
  of: readonly unknown[],
  read: () => Promise<T>,
): Promise<T> {
  if (reach.kind !== 'district' && reach.kind !== 'schools') return read();
  const facts = await readRevisionOn(parts.db.pool, { districtId, now: parts.now() });
  const revision = `${facts} ${await readCaseworkState(parts)}`;
  return keptWhileTrue({ parts, state: { revision }, reach, of: ['casework', ...of] }, read);
}
