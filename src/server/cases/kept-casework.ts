/** What is put in order over the casework of a whole district: once for each state of it, however many open the list. */
import { readRevisionOn } from '../../db/revisions.ts';
import type { Context } from '../context.ts';
import { keptWhileTrue } from '../home/kept.ts';

type Asking = Pick<Context, 'parts' | 'districtId' | 'reach'>;

/** Of schools and of cases it is read each time: there is little of it. Input: `of` names all that is asked. */
export async function keptOfDistrict<T>(
  { parts, districtId, reach }: Asking,
  of: readonly unknown[],
  read: () => Promise<T>,
): Promise<T> {
  if (reach.kind !== 'district') return read();
  const written = await parts.db.pool.query<{ mark: string }>(MARK, [districtId]);
  const now = parts.now();
  const minute = Math.floor(now.getTime() / 60_000);
  const revision = `${await readRevisionOn(parts.db.pool, { districtId, now })} ${written.rows[0]?.mark ?? ''} ${minute}`;
  return keptWhileTrue({ parts, state: { revision }, reach, of: ['casework', ...of] }, read);
}

/**
 * Whoever changes a thing or a task appends to the history of casework in the same transaction; the newest thousand stand for all of it, so that
 * one that ends late is seen too. The small tables, which have no such history, are known by the transactions that wrote their rows. Once a
 * minute all is read anew whatever they say.
 */
const MARK = `
  select concat_ws(' ',
    (select concat(max(x.step_id), '.', sum(x.step_id)) from (select step_id from casework_steps where district_id = $1
      order by step_id desc limit 1000) x),
    (select concat(count(*), '.', sum(c.xmin::text::bigint)) from campaigns c where c.district_id = $1),
    (select concat(count(*), '.', sum(p.xmin::text::bigint)) from people p where p.district_id = $1),
    (select concat(count(*), '.', sum(n.xmin::text::bigint)) from named_people n where n.district_id = $1)) as mark`;
