/** The packs that a district uses now, and those it used. Reads only. */
import type pg from 'pg';
import { parseDay, type Day, type PackUse } from '../engine/index.ts';
import type { Pack } from './pack.ts';
import { parsePack } from './parse-pack.ts';

type Client = pg.ClientBase | pg.Pool;

export interface ActivePack {
  readonly pack: Pack;
  /** undefined: at every school, at any time. */
  readonly uses: readonly PackUse[] | undefined;
}

/** A row of pack_uses. `school` '' means every school. Ends: `from` included, `until` not. */
export interface UseRow {
  readonly packId: string;
  readonly hash: string;
  readonly version: string;
  readonly title: string;
  readonly school: string;
  readonly from: Day | null;
  readonly until: Day | null;
  /** What acts by itself does so for triggers from this day on, included; null: for all of them. */
  readonly actsFrom: Day | null;
}

/** Packs by hash. A hash names one text for ever, so what was parsed once stays true. */
const PARSED = new Map<string, Pack>();

/**
 * The packs that a district uses now, in order of their ids, with where and when. Input: a connection; reads only.
 * Fails: a stored pack that cannot be read any more is an assertion.
 */
export async function activePacks(client: Client, districtId: number): Promise<readonly ActivePack[]> {
  const uses = await listUses(client, districtId);
  const schools = await schoolIds(client, districtId);
  const packs = await storedPacks(client, districtId, [...new Set(uses.map(({ hash }) => hash))]);
  return [...packs].map(([hash, pack]) => ({
    pack,
    uses: engineUses(
      uses.filter((use) => use.hash === hash),
      schools,
    ),
  }));
}

/** The uses that hold now, by pack and school. */
export async function listUses(client: Client, districtId: number): Promise<readonly UseRow[]> {
  const found = await client.query<StoredUse>(
    `select u.pack_id, u.pack_hash, v.version, v.title, u.school_id, u.from_on, u.until_on, u.acts_from
       from pack_uses u join pack_versions v on v.district_id = u.district_id and v.pack_hash = u.pack_hash
      where u.district_id = $1 and u.ended_at is null
      order by u.pack_id, u.school_id, u.pack_use_id`,
    [districtId],
  );
  return found.rows.map(useRow);
}

/** The loaded versions of a pack, latest first. */
export async function packHistory(
  client: Client,
  districtId: number,
  packId: string,
): Promise<
  readonly { readonly hash: string; readonly version: string; readonly loadedBy: string; readonly loadedAt: Date }[]
> {
  const found = await client.query<{ pack_hash: string; version: string; loaded_by: string; loaded_at: Date }>(
    'select pack_hash, version, loaded_by, loaded_at from pack_versions where district_id = $1 and pack_id = $2 order by loaded_at desc',
    [districtId, packId],
  );
  return found.rows.map((row) => ({
    hash: row.pack_hash,
    version: row.version,
    loadedBy: row.loaded_by,
    loadedAt: row.loaded_at,
  }));
}

/** The ids of the district's schools, in order. */
export async function schoolIds(client: Client, districtId: number): Promise<readonly string[]> {
  const found = await client.query<{ school_id: string }>(
    'select school_id from schools where district_id = $1 order by school_id',
    [districtId],
  );
  return found.rows.map(({ school_id }) => school_id);
}

interface StoredUse {
  readonly pack_id: string;
  readonly pack_hash: string;
  readonly version: string;
  readonly title: string;
  readonly school_id: string;
  readonly from_on: string | null;
  readonly until_on: string | null;
  readonly acts_from: string | null;
}

function useRow(row: StoredUse): UseRow {
  const dayOf = (text: string | null): Day | null => (text === null ? null : (parseDay(text) ?? null));
  return {
    packId: row.pack_id,
    hash: row.pack_hash,
    version: row.version,
    title: row.title,
    school: row.school_id,
    from: dayOf(row.from_on),
    until: dayOf(row.until_on),
    actsFrom: dayOf(row.acts_from),
  };
}

/** The engine's uses name schools; one for every school and any time is none at all. */
function engineUses(uses: readonly UseRow[], schools: readonly string[]): readonly PackUse[] | undefined {
  if (uses.some(({ school, from, until }) => school === '' && from === null && until === null)) return undefined;
  return uses.flatMap(({ school, from, until }) =>
    (school === '' ? schools : [school]).map((id) => ({
      school: id,
      ...(from === null ? {} : { from }),
      ...(until === null ? {} : { until }),
    })),
  );
}

async function storedPacks(
  client: Client,
  districtId: number,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Pack>> {
  const missing = hashes.filter((hash) => !PARSED.has(hash));
  if (missing.length > 0) {
    const found = await client.query<{ pack_hash: string; files: Record<string, string> }>(
      'select pack_hash, files from pack_versions where district_id = $1 and pack_hash = any ($2)',
      [districtId, missing],
    );
    for (const row of found.rows) {
      const reading = parsePack(new Map(Object.entries(row.files)));
      if (!reading.ok) throw new Error(`pack version ${row.pack_hash.slice(0, 12)} can no longer be read`);
      PARSED.set(row.pack_hash, reading.pack);
    }
  }
  return new Map(hashes.flatMap((hash) => (PARSED.has(hash) ? [[hash, PARSED.get(hash) as Pack] as const] : [])));
}
