/** Pages of the log of disclosures: looked up once for each state of the log and of the students, however many open them. */
import { readDisclosureState } from '../../access/index.ts';
import { readRevisionOn } from '../../db/revisions.ts';
import type { Context } from '../context.ts';
import { keptWhileTrue } from '../kept.ts';

type Asking = Pick<Context, 'parts' | 'districtId' | 'reach'>;

/** Of a person's own cases or students it is read each time. Once a minute too, whatever the state says. */
export async function keptOfDisclosures<T>(
  { parts, districtId, reach }: Asking,
  of: readonly unknown[],
  read: () => Promise<T>,
): Promise<T> {
  if (reach.kind !== 'district' && reach.kind !== 'schools') return read();
  const now = parts.now();
  const facts = await readRevisionOn(parts.db.pool, { districtId, now });
  const log = await readDisclosureState(parts.db.pool, districtId);
  const revision = `${facts} ${log} ${Math.floor(now.getTime() / 60_000)}`;
  return keptWhileTrue({ parts, state: { revision }, reach, of: ['disclosures', ...of], shelf: 'lists' }, read);
}
