/** What the last imports said of each school. */
import type { ClientBase } from 'pg';

/** Rows of each school in the file of the last import that listed it, by school id. */
export async function lastFileRows(client: ClientBase, districtId: number): Promise<ReadonlyMap<string, number>> {
  const found = await client.query<{ school: string; rows: number }>(
    `select distinct on (school.key) school.key as school, (school.value ->> 'rows')::int as rows
       from imports, jsonb_each(imports.figures -> 'schools') as school
      where imports.district_id = $1 and imports.state = 'done' and jsonb_typeof(imports.figures -> 'schools') = 'object'
      order by school.key, imports.import_id desc`,
    [districtId],
  );
  return new Map(found.rows.map((row) => [row.school, row.rows]));
}
