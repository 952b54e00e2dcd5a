/** What is said where something is done for the whole district only. Source: screens.md 6.1, string 13. */
import type { ServerParts } from '../context.ts';
import { readRunTimes } from '../home/runs.ts';

/** Last run, next run, and whom to ask: nothing of a student. */
export async function districtOnlyFacts(
  { db }: Pick<ServerParts, 'db'>,
  districtId: number,
): Promise<{ readonly last: string | null; readonly next: string | null; readonly people: readonly string[] }> {
  const [{ lastAt, nextAt }, people] = await Promise.all([
    readRunTimes(db.pool, districtId),
    db.pool.query<{ name: string }>(
      `select distinct p.name from people p join grants g on g.district_id = p.district_id and g.person_id = p.person_id
       where p.district_id = $1 and g.role = 'district' and g.school_id = '' and p.ended_on is null and g.until_on is null
       order by p.name limit 3`,
      [districtId],
    ),
  ]);
  return { last: lastAt, next: nextAt, people: people.rows.map(({ name }) => name) };
}
