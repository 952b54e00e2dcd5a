import type pg from 'pg';

/** What the log can be narrowed to: levels that stand in it, the most frequent first. Input: `school` '' for all. */
export async function readLevels(
  client: Pick<pg.Pool, 'query'>,
  districtId: number,
  school: string,
): Promise<{ readonly pack: string; readonly level: string; readonly count: number }[]> {
  const found = await client.query<{ pack: string; level: string; count: number }>(
    `select pack_id as pack, criterion as level, count(*)::integer as count from notices
      where district_id = $1 and ($2::text is null or notice_school_id = $2)
      group by 1, 2 order by 3 desc, 1, 2`,
    [districtId, school === '' ? null : school],
  );
  return found.rows;
}
