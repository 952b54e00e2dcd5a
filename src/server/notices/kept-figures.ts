/** What is counted over all notices within a reach: counted once for each state of them, however often a list is opened. */
import { readRevisionOn } from '../../db/revisions.ts';
import type { Context } from '../context.ts';
import { keptWhileTrue } from '../kept.ts';

type Asking = Pick<Context, 'parts' | 'districtId' | 'reach'>;

/** Counts once what is asked under this name. */
export type KeptFigures = <T>(of: readonly unknown[], count: () => Promise<T>) => Promise<T>;

/**
 * Whoever writes a notice or a letter raises the district's revision, and so does whatever changes the students of a school. Whose cases somebody
 * has, or whose teacher somebody is, changes without it: theirs is counted each time, of a few students.
 */
export async function figuresOfNotices({ parts, districtId, reach }: Asking): Promise<KeptFigures> {
  if (reach.kind !== 'district' && reach.kind !== 'schools') return (_, count) => count();
  const revision = await readRevisionOn(parts.db.pool, { districtId, now: parts.now() });
  return (of, count) =>
    keptWhileTrue({ parts, state: { revision }, reach, of: ['notices', ...of], shelf: 'lists' }, count);
}
