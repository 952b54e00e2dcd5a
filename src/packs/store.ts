/** Packs in use: stored as they were read, so that what was sent can be made again from them. */
import type pg from 'pg';
import { formatDay, parseDay, type Day, type PackUse } from '../engine/index.ts';
import { Refusal } from '../problem.ts';
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
}

export interface UseRequest {
  readonly districtId: number;
  readonly pack: Pack;
  /** Empty: every school. */
  readonly schools: readonly string[];
  readonly from?: Day;
  readonly until?: Day;
  readonly by: string;
  readonly at: Date;
}

export interface SavedUse {
  readonly started: readonly UseRow[];
  readonly ended: readonly UseRow[];
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
  return [...packs].map(([hash, pack]) => ({ pack, uses: engineUses(uses.filter((use) => use.hash === hash), schools) }));
}

/** The uses that hold now, by pack and school. */
export async function listUses(client: Client, districtId: number): Promise<readonly UseRow[]> {
  const found = await client.query<StoredUse>(
    `select u.pack_id, u.pack_hash, v.version, v.title, u.school_id, u.from_on, u.until_on
       from pack_uses u join pack_versions v on v.district_id = u.district_id and v.pack_hash = u.pack_hash
      where u.district_id = $1 and u.ended_at is null
      order by u.pack_id, u.school_id, u.pack_use_id`,
    [districtId],
  );
  return found.rows.map(useRow);
}

/** The loaded versions of a pack, latest first. */
export async function packHistory(client: Client, districtId: number, packId: string): Promise<readonly { readonly hash: string; readonly version: string; readonly loadedBy: string; readonly loadedAt: Date }[]> {
  const found = await client.query<{ pack_hash: string; version: string; loaded_by: string; loaded_at: Date }>(
    'select pack_hash, version, loaded_by, loaded_at from pack_versions where district_id = $1 and pack_id = $2 order by loaded_at desc',
    [districtId, packId],
  );
  return found.rows.map((row) => ({ hash: row.pack_hash, version: row.version, loadedBy: row.loaded_by, loadedAt: row.loaded_at }));
}

/**
 * Puts a pack in use. The earlier use of the same pack at the same schools ends; other packs stay.
 * Input: a client inside a transaction. Where the pack was in use at every school and now is at some, it stays in use at the others.
 * Fails: Refusal for an unknown school, and where another version of the same pack would stay in use at other schools.
 */
export async function saveUse(client: pg.ClientBase, request: UseRequest): Promise<SavedUse> {
  const { districtId, pack } = request;
  await client.query('select pg_advisory_xact_lock($1, hashtext($2))', [districtId, 'pack_uses']);
  const known = await schoolIds(client, districtId);
  refuseUnknownSchools(request.schools, known);
  const before = (await listUses(client, districtId)).filter(({ packId }) => packId === pack.policy.id);
  const ended = before.filter(({ school }) => request.schools.length === 0 || school === '' || request.schools.includes(school));
  const kept = ended.filter(({ school }) => school === '' && request.schools.length > 0).flatMap((use) => everywhereElse(use, { before, known, schools: request.schools }));
  refuseTwoVersions(pack, [...kept, ...before.filter((use) => !ended.includes(use))]);
  await storeVersion(client, request);
  await endUses(client, { districtId, uses: ended, at: request.at });
  const wanted = request.schools.length === 0 ? [''] : [...new Set(request.schools)].toSorted();
  const started = [...wanted.map((school) => requestedUse(request, school)), ...kept];
  for (const use of started) await insertUse(client, { use, request });
  return { started, ended };
}

/**
 * Ends the use of a pack, at all schools or at some.
 * Input: a client inside a transaction. Fails: Refusal when it is not in use there.
 */
export async function endUse(client: pg.ClientBase, { districtId, packId, schools, at }: { readonly districtId: number; readonly packId: string; readonly schools: readonly string[]; readonly at: Date }): Promise<readonly UseRow[]> {
  await client.query('select pg_advisory_xact_lock($1, hashtext($2))', [districtId, 'pack_uses']);
  const before = (await listUses(client, districtId)).filter((use) => use.packId === packId);
  const ended = before.filter(({ school }) => schools.length === 0 || schools.includes(school));
  if (ended.length === 0) {
    const where = before.length === 0 ? 'nowhere' : before.map(({ school }) => (school === '' ? 'every school' : school)).join(', ');
    throw new Refusal(`The pack ${packId} is not in use there. It is in use at: ${where}.`);
  }
  await endUses(client, { districtId, uses: ended, at });
  return ended;
}

interface StoredUse {
  readonly pack_id: string;
  readonly pack_hash: string;
  readonly version: string;
  readonly title: string;
  readonly school_id: string;
  readonly from_on: string | null;
  readonly until_on: string | null;
}

function useRow(row: StoredUse): UseRow {
  const dayOf = (text: string | null): Day | null => (text === null ? null : (parseDay(text) ?? null));
  return { packId: row.pack_id, hash: row.pack_hash, version: row.version, title: row.title, school: row.school_id, from: dayOf(row.from_on), until: dayOf(row.until_on) };
}

/** The engine's uses name schools; one for every school and any time is none at all. */
function engineUses(uses: readonly UseRow[], schools: readonly string[]): readonly PackUse[] | undefined {
  if (uses.some(({ school, from, until }) => school === '' && from === null && until === null)) return undefined;
  return uses.flatMap(({ school, from, until }) =>
    (school === '' ? schools : [school]).map((id) => ({ school: id, ...(from === null ? {} : { from }), ...(until === null ? {} : { until }) })),
  );
}

async function schoolIds(client: Client, districtId: number): Promise<readonly string[]> {
  const found = await client.query<{ school_id: string }>('select school_id from schools where district_id = $1 order by school_id', [districtId]);
  return found.rows.map(({ school_id }) => school_id);
}

async function storedPacks(client: Client, districtId: number, hashes: readonly string[]): Promise<ReadonlyMap<string, Pack>> {
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

function refuseUnknownSchools(schools: readonly string[], known: readonly string[]): void {
  const unknown = schools.filter((school) => !known.includes(school));
  if (unknown.length === 0) return;
  throw new Refusal(`Unknown school ${unknown.join(', ')}. The schools of the last import: ${known.length === 0 ? 'none' : known.join(', ')}.`);
}

/** A use at every school, as uses at the schools that are not asked for and have none of their own. */
function everywhereElse(use: UseRow, { before, known, schools }: { before: readonly UseRow[]; known: readonly string[]; schools: readonly string[] }): readonly UseRow[] {
  return known.filter((id) => !schools.includes(id) && !before.some(({ school }) => school === id)).map((school) => ({ ...use, school }));
}

/** Two versions of one pack would each give a trigger of the same identity to a student who moves between their schools. */
function refuseTwoVersions(pack: Pack, staying: readonly UseRow[]): void {
  const other = staying.filter(({ hash }) => hash !== pack.hash);
  if (other.length === 0) return;
  const where = other.map(({ school }) => (school === '' ? 'every school' : school)).join(', ');
  throw new Refusal(
    `The pack ${pack.policy.id} is in use in another version (${other[0]?.version}, ${other[0]?.hash.slice(0, 12)}) at: ${where}. ` +
      'One version of a pack is in use at a time: name these schools too, leave --school out, or end its use there first (pack end).',
  );
}

async function storeVersion(client: pg.ClientBase, { districtId, pack, by, at }: UseRequest): Promise<void> {
  await client.query(
    `insert into pack_versions (district_id, pack_hash, pack_id, version, title, files, loaded_by, loaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (district_id, pack_hash) do nothing`,
    [districtId, pack.hash, pack.policy.id, pack.policy.version, pack.policy.title, JSON.stringify(Object.fromEntries(pack.files)), by, at],
  );
}

async function endUses(client: pg.ClientBase, { districtId, uses, at }: { districtId: number; uses: readonly UseRow[]; at: Date }): Promise<void> {
  for (const { packId, school } of uses) {
    await client.query('update pack_uses set ended_at = $4 where district_id = $1 and pack_id = $2 and school_id = $3 and ended_at is null', [districtId, packId, school, at]);
  }
}

function requestedUse({ pack, from, until }: UseRequest, school: string): UseRow {
  const { id: packId, version, title } = pack.policy;
  return { packId, hash: pack.hash, version, title, school, from: from ?? null, until: until ?? null };
}

async function insertUse(client: pg.ClientBase, { use, request }: { use: UseRow; request: UseRequest }): Promise<void> {
  const [from, until] = [use.from, use.until].map((day) => (day === null ? null : formatDay(day)));
  await client.query(
    `insert into pack_uses (district_id, pack_id, pack_hash, school_id, from_on, until_on, activated_by, activated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [request.districtId, use.packId, use.hash, use.school, from, until, request.by, request.at],
  );
}
