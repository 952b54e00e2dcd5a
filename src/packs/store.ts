/** Packs in use: stored as they were read, so that what was sent can be made again from them. */
import type pg from 'pg';
import { formatDay, type Day } from '../engine/index.ts';
import { Refusal } from '../problem.ts';
import { listUses, schoolIds, type UseRow } from './active-packs.ts';
import type { Pack } from './pack.ts';

export interface UseRequest {
  readonly districtId: number;
  readonly pack: Pack;
  /** Empty: every school. */
  readonly schools: readonly string[];
  readonly from?: Day;
  readonly until?: Day;
  /** What acts by itself does so for triggers from this day on, included; earlier ones wait for one decision. Left out: for all of them. */
  readonly actsFrom?: Day;
  readonly by: string;
  readonly at: Date;
}

export interface EndRequest {
  readonly districtId: number;
  readonly packId: string;
  /** Empty: every school. */
  readonly schools: readonly string[];
  readonly by: string;
  readonly at: Date;
}

export interface SavedUse {
  readonly started: readonly UseRow[];
  readonly ended: readonly UseRow[];
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
  const ended = before.filter(
    ({ school }) => request.schools.length === 0 || school === '' || request.schools.includes(school),
  );
  const kept = ended
    .filter(({ school }) => school === '' && request.schools.length > 0)
    .flatMap((use) => everywhereElse(use, { before, known, schools: request.schools }));
  refuseTwoVersions(pack, [...kept, ...before.filter((use) => !ended.includes(use))]);
  await storeVersion(client, request);
  await endUses(client, { districtId, uses: ended, at: request.at });
  const wanted = request.schools.length === 0 ? [''] : [...new Set(request.schools)].toSorted();
  const started = [...wanted.map((school) => requestedUse(request, school)), ...kept];
  for (const use of started) await insertUse(client, { use, districtId, by: request.by, at: request.at });
  return { started, ended };
}

/**
 * Ends the use of a pack, at all schools or at some. Where it was in use at every school, it stays in use at the others.
 * Input: a client inside a transaction. Fails: Refusal when it is not in use there.
 */
export async function endUse(
  client: pg.ClientBase,
  { districtId, packId, schools, by, at }: EndRequest,
): Promise<SavedUse> {
  await client.query('select pg_advisory_xact_lock($1, hashtext($2))', [districtId, 'pack_uses']);
  const known = await schoolIds(client, districtId);
  const before = (await listUses(client, districtId)).filter((use) => use.packId === packId);
  const ended = before.filter(({ school }) => schools.length === 0 || school === '' || schools.includes(school));
  refuseUnknownSchools(schools, known);
  if (ended.length === 0) {
    const where = before.length === 0 ? 'no school' : before.map(({ school }) => school).join(', ');
    throw new Refusal(`The pack ${packId} is not in use there. It is in use at: ${where}.`);
  }
  const kept = ended
    .filter(({ school }) => school === '' && schools.length > 0)
    .flatMap((use) => everywhereElse(use, { before, known, schools }));
  await endUses(client, { districtId, uses: ended, at });
  for (const use of kept) await insertUse(client, { use, districtId, by, at });
  return { started: kept, ended };
}

function refuseUnknownSchools(schools: readonly string[], known: readonly string[]): void {
  const unknown = schools.filter((school) => !known.includes(school));
  if (unknown.length === 0) return;
  throw new Refusal(
    `Unknown school ${unknown.join(', ')}. The schools of the last import: ${known.length === 0 ? 'none' : known.join(', ')}.`,
  );
}

/** A use at every school, as uses at the schools that are not asked for and have none of their own. */
function everywhereElse(
  use: UseRow,
  { before, known, schools }: { before: readonly UseRow[]; known: readonly string[]; schools: readonly string[] },
): readonly UseRow[] {
  return known
    .filter((id) => !schools.includes(id) && !before.some(({ school }) => school === id))
    .map((school) => ({ ...use, school }));
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
    [
      districtId,
      pack.hash,
      pack.policy.id,
      pack.policy.version,
      pack.policy.title,
      JSON.stringify(Object.fromEntries(pack.files)),
      by,
      at,
    ],
  );
}

async function endUses(
  client: pg.ClientBase,
  { districtId, uses, at }: { districtId: number; uses: readonly UseRow[]; at: Date },
): Promise<void> {
  for (const { packId, school } of uses) {
    await client.query(
      'update pack_uses set ended_at = $4 where district_id = $1 and pack_id = $2 and school_id = $3 and ended_at is null',
      [districtId, packId, school, at],
    );
  }
}

function requestedUse({ pack, from, until, actsFrom }: UseRequest, school: string): UseRow {
  const { id: packId, version, title } = pack.policy;
  const days = { from: from ?? null, until: until ?? null, actsFrom: actsFrom ?? null };
  return { packId, hash: pack.hash, version, title, school, ...days };
}

async function insertUse(
  client: pg.ClientBase,
  { use, districtId, by, at }: { use: UseRow; districtId: number; by: string; at: Date },
): Promise<void> {
  const [from, until, actsFrom] = [use.from, use.until, use.actsFrom].map((day) =>
    day === null ? null : formatDay(day),
  );
  await client.query(
    `insert into pack_uses (district_id, pack_id, pack_hash, school_id, from_on, until_on, acts_from, activated_by, activated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [districtId, use.packId, use.hash, use.school, from, until, actsFrom, by, at],
  );
}
