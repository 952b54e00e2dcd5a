/** Packs in use, read from the database as they were frozen when they were loaded. */
import type { ClientBase } from 'pg';
import { parsePack, type Pack } from '../packs/index.ts';
import { parseDay, type PackUse } from '../engine/index.ts';
import { renderProblem } from '../problem.ts';
import type { PackInUse } from './packs-in-use.ts';

/** One row of pack_uses that holds, as `calculations.packs` keeps it. Ends: `from` included, `until` not. */
export interface PackUseRow {
  readonly id: string;
  readonly hash: string;
  /** '' means every school. */
  readonly school: string;
  readonly from: string | null;
  readonly until: string | null;
}

/** The uses that hold now. */
export async function readPackUses(client: ClientBase, districtId: number): Promise<readonly PackUseRow[]> {
  const found = await client.query<PackUseRow>(
    `select pack_id as id, pack_hash as hash, school_id as school, from_on as "from", until_on as until
     from pack_uses where district_id = $1 and ended_at is null
     order by pack_id, pack_hash, school_id, from_on nulls first, until_on nulls last`,
    [districtId],
  );
  return found.rows;
}

/** The packs that a district uses now. */
export async function readPacksInUse(client: ClientBase, districtId: number): Promise<readonly PackInUse[]> {
  const schools = await client.query<{ id: string }>('select school_id as id from schools where district_id = $1', [
    districtId,
  ]);
  const uses = await readPackUses(client, districtId);
  return packsOf(client, { districtId, uses, schools: schools.rows.map(({ id }) => id) });
}

export interface PacksInput {
  readonly districtId: number;
  readonly uses: readonly PackUseRow[];
  readonly schools: readonly string[];
}

/** The packs of these uses, each version once. Fails: a frozen pack that no longer reads is an assertion. */
export async function packsOf(
  client: ClientBase,
  { districtId, uses, schools }: PacksInput,
): Promise<readonly PackInUse[]> {
  const hashes = [...new Set(uses.map(({ hash }) => hash))];
  await parseMissing(
    client,
    districtId,
    hashes.filter((hash) => !PARSED.has(hash)),
  );
  return hashes.map((hash) => {
    const pack = PARSED.get(hash);
    if (pack === undefined) throw new Error(`pack version ${hash.slice(0, 12)} is in use and not stored`);
    const own = uses.filter((use) => use.hash === hash);
    return { id: pack.policy.id, hash, policy: pack.policy, pack, uses: usesOf(own, schools) };
  });
}

/** A hash names one text for ever, so what was parsed once stays true. */
const PARSED = new Map<string, Pack>();

async function parseMissing(client: ClientBase, districtId: number, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  const found = await client.query<{ hash: string; files: Record<string, string> }>(
    'select pack_hash as hash, files from pack_versions where district_id = $1 and pack_hash = any($2::text[])',
    [districtId, hashes],
  );
  for (const { hash, files } of found.rows) {
    const reading = parsePack(new Map(Object.entries(files)));
    if (!reading.ok)
      throw new Error(`a stored pack no longer reads: ${reading.problems.map(renderProblem).join('; ')}`);
    PARSED.set(hash, reading.pack);
  }
}

/** undefined: at every school, at any time. */
function usesOf(rows: readonly PackUseRow[], schools: readonly string[]): readonly PackUse[] | undefined {
  if (rows.some(({ school, from, until }) => school === '' && from === null && until === null)) return undefined;
  return rows.flatMap(({ school, from, until }) => {
    const [start, end] = [from === null ? undefined : parseDay(from), until === null ? undefined : parseDay(until)];
    const dates = { ...(start === undefined ? {} : { from: start }), ...(end === undefined ? {} : { until: end }) };
    return (school === '' ? schools : [school]).map((one) => ({ school: one, ...dates }));
  });
}
