import type { ClientBase } from 'pg';

const UNDO_MINUTES = 15;

/** How long all of a batch can be undone: `undoMinutes` of the district's settings, else 15. Unit: minutes. */
export async function readUndoMinutes(client: Pick<ClientBase, 'query'>, districtId: number): Promise<number> {
  const found = await client.query<{ minutes: number | null }>(
    `select (settings->>'undoMinutes')::integer as minutes from districts where district_id = $1`,
    [districtId],
  );
  return found.rows[0]?.minutes ?? UNDO_MINUTES;
}
