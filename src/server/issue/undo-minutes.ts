import type { ClientBase } from 'pg';
import { readDistrictSettings } from '../../db/district-settings.ts';

/** How long all of a batch can be undone, as the district has set it. Unit: minutes. */
export async function readUndoMinutes(client: Pick<ClientBase, 'query'>, districtId: number): Promise<number> {
  return (await readDistrictSettings(client, districtId)).undoMinutes;
}
