/** A catalog as it stands in a district. Before the district changes one for the first time, it is as shipped. */
import type { ClientBase } from 'pg';
import type { CatalogExtras, CatalogName, Words } from './catalog.ts';
import { catalogOf } from './catalogs.ts';

export interface CatalogEntry<C extends CatalogName = CatalogName> {
  readonly code: string;
  readonly name: Words;
  readonly extra: CatalogExtras[C];
  /** First day on which it holds; null: always did. */
  readonly from: string | null;
  /** First day without it; null: it goes on. */
  readonly until: string | null;
  /** Who added it; '' for what is shipped. */
  readonly addedBy: string;
  /** Why it was added or changed. */
  readonly reason: string;
  readonly endedBy: string | null;
  readonly endedReason: string | null;
}

type Asks = Pick<ClientBase, 'query'>;

/** What holds on a day, in the order of the catalog: by severity or tier where it has one, then as shipped, then by code. */
export async function readCatalog<C extends CatalogName>(
  client: Asks,
  districtId: number,
  catalog: C,
  on: string,
): Promise<readonly CatalogEntry<C>[]> {
  const all = await readCatalogHistory(client, districtId, catalog);
  return all.filter((entry) => holdsOn(entry, on));
}

/** Everything that ever held or will, without what was replaced before it held. */
export async function readCatalogHistory<C extends CatalogName>(
  client: Asks,
  districtId: number,
  catalog: C,
): Promise<readonly CatalogEntry<C>[]> {
  const stored = await readStored(client, districtId, catalog);
  const all = stored.length === 0 ? shippedEntries(catalog) : stored;
  return inOrder(
    catalog,
    all.filter(({ from, until }) => until === null || from === null || until > from),
  );
}

/** Ends: from the first day on, until not included. */
export function holdsOn({ from, until }: Pick<CatalogEntry, 'from' | 'until'>, on: string): boolean {
  return (from === null || from <= on) && (until === null || on < until);
}

/** The name of a code in a language; the code itself where the catalog has not got it. */
export function nameOfCode(entries: readonly CatalogEntry[], code: string, language: keyof Words): string {
  return entries.find((entry) => entry.code === code)?.name[language] ?? code;
}

function shippedEntries<C extends CatalogName>(catalog: C): readonly CatalogEntry<C>[] {
  return catalogOf(catalog).shipped.map((entry) => ({
    ...entry,
    from: null,
    until: null,
    addedBy: '',
    reason: '',
    endedBy: null,
    endedReason: null,
  }));
}

async function readStored<C extends CatalogName>(
  client: Asks,
  districtId: number,
  catalog: C,
): Promise<readonly CatalogEntry<C>[]> {
  const found = await client.query<CatalogEntry<C>>(
    `select code, json_build_object('en', name_en, 'es', name_es) as name, extra, from_on as "from", until_on as until,
            added_by as "addedBy", reason, ended_by as "endedBy", ended_reason as "endedReason"
       from catalog_entries where district_id = $1 and catalog = $2 order by code, from_on nulls first, entry_id`,
    [districtId, catalog],
  );
  return found.rows;
}

function inOrder<C extends CatalogName>(catalog: C, entries: readonly CatalogEntry<C>[]): readonly CatalogEntry<C>[] {
  const place = new Map(catalogOf(catalog).shipped.map(({ code }, at) => [code, at]));
  const rankOf = ({ extra }: CatalogEntry<C>): number => {
    const { severity, tier } = extra as { readonly severity?: number; readonly tier?: number };
    return severity ?? tier ?? 0;
  };
  const placeOf = ({ code }: CatalogEntry<C>): number => place.get(code) ?? place.size;
  return entries.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || placeOf(a) - placeOf(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}
