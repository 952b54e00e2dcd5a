/** Who became chronically absent, and is it still. */
import type pg from 'pg';

/** How many since a day between `from` and `to`, both included, ISO. A walled client counts those within reach. */
export async function readNewChronic(
  client: pg.ClientBase | pg.Pool,
  {
    districtId,
    schools,
    from,
    to,
  }: {
    readonly districtId: number;
    readonly schools: readonly string[] | undefined;
    readonly from: string;
    readonly to: string;
  },
): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::int as count from student_attendance a
     where a.district_id = $1 and a.school_id <> '' and ($2::text[] is null or a.school_id = any ($2))
       and a.chronic_since between $3::date and $4::date`,
    [districtId, schools ?? null, from, to],
  );
  return found.rows[0]?.count ?? 0;
}
