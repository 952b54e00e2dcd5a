/** What a calculation knows of a district besides its students: reference facts, names and the packs in use. */
import type { ClientBase } from 'pg';
import { readDistrictFacts, type StoredNames } from '../db/district-facts.ts';
import type { DistrictFacts } from '../engine/index.ts';
import type { PackInUse } from './packs-in-use.ts';
import { packsOf, readPackUses, type PackUseRow } from './read-packs.ts';

export interface District {
  readonly facts: DistrictFacts;
  readonly names: StoredNames;
  readonly packs: readonly PackInUse[];
  /** Where the packs come from, as `calculations.packs` keeps it. */
  readonly uses: readonly PackUseRow[];
}

/** Input: `uses` given: these instead of what is in use now (a calculation of the past that is carried on). */
export async function readDistrict(
  client: ClientBase,
  districtId: number,
  uses?: readonly PackUseRow[],
): Promise<District> {
  const { district: facts, names } = await readDistrictFacts(client, districtId);
  const rows = uses ?? (await readPackUses(client, districtId));
  const packs = await packsOf(client, { districtId, uses: rows, schools: facts.schools.map(({ id }) => id) });
  return { facts, names, packs, uses: rows };
}
