/** Adds, changes and ends entries of a catalog: each in the caller's transaction, with who, from when and why. */
import type { ClientBase } from 'pg';
import { ProblemError, Refusal } from '../problem.ts';
import type { CatalogName } from './catalog.ts';
import { catalogOf } from './catalogs.ts';
import { checkEntry, type EntryGiven } from './check-entry.ts';
import { readCatalogHistory, type CatalogEntry } from './read-catalog.ts';

export interface CatalogAuthor {
  readonly districtId: number;
  readonly name: string;
  readonly now: Date;
  /** Today in the district, ISO. */
  readonly on: string;
}

export interface EntryAdded extends EntryGiven {
  /** First day on which it holds; today when left out. */
  readonly from?: string;
  readonly reason: string;
}

/** Fails: ProblemError for what cannot be an entry; Refusal while the code holds or will hold. */
export async function addEntry(
  client: ClientBase,
  who: CatalogAuthor,
  catalog: CatalogName,
  given: EntryAdded,
): Promise<CatalogEntry> {
  await begin(client, who, catalog);
  const from = given.from ?? who.on;
  const entry = await checkEntry(client, { ...who, catalog }, given);
  const same = (await readCatalogHistory(client, who.districtId, catalog)).filter(
    (one) => one.code.toLowerCase() === entry.code.toLowerCase(),
  );
  if (same.some(({ until }) => until === null || until > from))
    throw new Refusal(`"${same.at(-1)?.code}" is in the catalog already. Change it, or end it first.`);
  return insert(client, who, { catalog, entry, from, reason: given.reason });
}

export interface EntryChanged {
  readonly code: string;
  readonly name: EntryGiven['name'];
  readonly extra: EntryGiven['extra'];
  /** First day on which the change holds; today when left out. */
  readonly from?: string;
  readonly reason: string;
}

/**
 * Ends the entry as it is and adds it as it shall be, from the same day on. Whatever was made with it before keeps what it says.
 * Fails: ProblemError; Refusal for a code that does not hold, or from a day before it began.
 */
export async function changeEntry(
  client: ClientBase,
  who: CatalogAuthor,
  catalog: CatalogName,
  given: EntryChanged,
): Promise<CatalogEntry> {
  await begin(client, who, catalog);
  const from = given.from ?? who.on;
  const entry = await checkEntry(client, { ...who, catalog }, given);
  await close(client, who, { catalog, code: given.code, on: from, reason: given.reason });
  return insert(client, who, { catalog, entry, from, reason: given.reason });
}

export interface EntryEnded {
  readonly code: string;
  /** First day without it; today when left out. */
  readonly on?: string;
  readonly reason: string;
}

/** Fails: Refusal for a code that does not hold, or from a day before it began. */
export async function endEntry(
  client: ClientBase,
  who: CatalogAuthor,
  catalog: CatalogName,
  given: EntryEnded,
): Promise<void> {
  await begin(client, who, catalog);
  await close(client, who, { catalog, code: given.code, on: given.on ?? who.on, reason: given.reason });
}

/** One writer of a catalog at a time; what is shipped becomes the district's own with its first change. */
async function begin(client: ClientBase, { districtId, now }: CatalogAuthor, catalog: CatalogName): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1::int, hashtext($2))', [districtId, `catalog ${catalog}`]);
  const { shipped } = catalogOf(catalog);
  await client.query(
    `insert into catalog_entries (district_id, catalog, code, name_en, name_es, extra, added_by, added_at)
     select $1, $2, s.code, s.name_en, s.name_es, s.extra, '', $3
       from jsonb_to_recordset($4::jsonb) as s (code text, name_en text, name_es text, extra jsonb)
      where not exists (select from catalog_entries e where e.district_id = $1 and e.catalog = $2)`,
    [
      districtId,
      catalog,
      now,
      JSON.stringify(shipped.map(({ code, name, extra }) => ({ code, name_en: name.en, name_es: name.es, extra }))),
    ],
  );
}

interface NewRow {
  readonly catalog: CatalogName;
  readonly entry: EntryGiven;
  readonly from: string;
  readonly reason: string;
}

async function insert(
  client: ClientBase,
  who: CatalogAuthor,
  { catalog, entry, from, reason }: NewRow,
): Promise<CatalogEntry> {
  const { code, name, extra } = entry;
  const because = requireReason(reason);
  await client.query(
    `insert into catalog_entries (district_id, catalog, code, name_en, name_es, extra, from_on, reason, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [who.districtId, catalog, code, name.en, name.es, JSON.stringify(extra), from, because, who.name, who.now],
  );
  const kept = { from, until: null, addedBy: who.name, reason: because, endedBy: null, endedReason: null };
  return { code, name, extra: extra as CatalogEntry['extra'], ...kept };
}

async function close(
  client: ClientBase,
  who: CatalogAuthor,
  {
    catalog,
    code,
    on,
    reason,
  }: { readonly catalog: CatalogName; readonly code: string; readonly on: string; readonly reason: string },
): Promise<void> {
  const because = requireReason(reason);
  const found = await client.query<{ id: number; from: string | null }>(
    `select entry_id as id, from_on as "from" from catalog_entries
      where district_id = $1 and catalog = $2 and code = $3 and until_on is null`,
    [who.districtId, catalog, code],
  );
  const entry = found.rows[0];
  if (entry === undefined) throw new Refusal(`"${code}" is not in the catalog, or was ended already.`);
  if (entry.from !== null && entry.from > on)
    throw new Refusal(`"${code}" holds from ${entry.from} only: choose that day or a later one.`);
  await client.query(
    `update catalog_entries set until_on = $3, ended_by = $4, ended_at = $5, ended_reason = $6 where district_id = $1 and entry_id = $2`,
    [who.districtId, entry.id, on, who.name, who.now, because],
  );
}

function requireReason(reason: string): string {
  const text = reason.trim();
  if (text.length >= 3 && text.length <= 500) return text;
  throw new ProblemError([
    {
      path: 'reason',
      found: text === '' ? 'nothing' : `${text.length} characters`,
      allowed: 'why, in 3 to 500 characters',
    },
  ]);
}
