/** Catalogs hold no student data, so the database is asked directly. */
import {
  addEntry,
  CATALOG_NAMES,
  catalogOf,
  countStaff,
  directoryOf,
  changeEntry,
  endEntry,
  findCatalog,
  findInDirectory,
  holdsOn,
  readCatalog,
  readCatalogHistory,
  readDirectory,
  searchDirectory,
  type CatalogEntry as Entry,
  type CatalogField as Field,
  type CatalogName,
  type Directory,
} from '../../catalogs/index.ts';
import { withTransaction } from '../../db/index.ts';
import { readRevisionOn } from '../../db/revisions.ts';
import { todayInDistrict } from '../../db/zone.ts';
import type { Context, Handlers } from '../context.ts';
import { keptWhileTrue } from '../kept.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { CatalogEntry, CatalogField, catalogsContract } from './contract.ts';

/** The directory of staff: as staff.csv says, shown in the same shape, changed in the student information system only. */
const STAFF = 'staff';

export const catalogsHandlers: Handlers<typeof catalogsContract> = {
  listCatalogs: async (context) => {
    const { parts, districtId } = context;
    const on = await todayOf(context);
    const counts = await Promise.all(
      CATALOG_NAMES.map(async (catalog) => ({
        catalog,
        holds: (await readCatalog(parts.db.pool, districtId, catalog, on)).length,
      })),
    );
    return { items: [...counts, { catalog: STAFF, holds: await countStaff(parts.db.pool, districtId) }] };
  },
  readCatalog: async (context) => {
    const { parts, districtId, params } = context;
    const on = await todayOf(context);
    if (params.catalog === STAFF) return staffCatalog(context);
    const catalog = requireCatalog(params.catalog);
    const { fields, isOfPeople = false } = catalogOf(catalog);
    const entries = await readCatalogHistory(parts.db.pool, districtId, catalog);
    return {
      catalog,
      isOfPeople,
      isOurs: true,
      fields: await Promise.all(fields.map((field) => fieldOf(context, field, on))),
      items: entries.map((entry) => shapeOf(entry, on)),
    };
  },
  addCatalogEntry: async (context) => {
    const { parts, params, body, audit } = context;
    const catalog = requireCatalog(params.catalog);
    const who = await whoOf(context, 'manage-catalogs');
    const { from, ...given } = body;
    const added = await withTransaction(parts.db, (client) =>
      addEntry(client, who, catalog, { ...given, ...(from === undefined ? {} : { from }) }),
    );
    await audit({ action: 'change-catalog', detail: { catalog, code: added.code, change: 'added' } });
    return shapeOf(added, who.on);
  },
  changeCatalogEntry: async (context) => {
    const { parts, params, body, audit } = context;
    const catalog = requireCatalog(params.catalog);
    const who = await whoOf(context, 'manage-catalogs');
    const { from, ...given } = body;
    const changed = await withTransaction(parts.db, (client) =>
      changeEntry(client, who, catalog, { ...given, ...(from === undefined ? {} : { from }) }),
    );
    await audit({ action: 'change-catalog', detail: { catalog, code: changed.code, change: 'changed' } });
    return shapeOf(changed, who.on);
  },
  endCatalogEntry: async (context) => {
    const { parts, params, body, audit } = context;
    const catalog = requireCatalog(params.catalog);
    const who = await whoOf(context, 'manage-catalogs');
    const { on, code, reason } = body;
    await withTransaction(parts.db, (client) =>
      endEntry(client, who, catalog, { code, reason, ...(on === undefined ? {} : { on }) }),
    );
    await audit({ action: 'change-catalog', detail: { catalog, code, change: 'ended' } });
    return { code };
  },
  searchDirectory: async (context) => {
    const { parts, districtId, query } = context;
    const found =
      query.kind === 'staff'
        ? findInDirectory(await staffDirectory(context), query.text)
        : await searchDirectory(parts.db.pool, { districtId, on: await todayOf(context), ...query });
    return { items: found.map(({ id, name, does, school }) => ({ id, name, does, school })) };
  },
};

function todayOf({ parts, districtId }: Pick<Context, 'parts' | 'districtId'>): Promise<string> {
  return todayInDistrict(parts.db.pool, { districtId, now: parts.now() });
}

/** Fails: `not-found` for a catalog that there is not, and for one that is not changed here. */
function requireCatalog(name: string): CatalogName {
  const catalog = findCatalog(name)?.catalog;
  if (catalog === undefined) throw problem('not-found');
  return catalog;
}

async function fieldOf(
  { parts, districtId }: Pick<Context, 'parts' | 'districtId'>,
  field: Field,
  on: string,
): Promise<CatalogField> {
  const bounds = field.kind === 'whole' ? { least: field.least, most: field.most } : { least: null, most: null };
  const choices =
    field.kind === 'choice'
      ? field.choices.map((value) => ({ value, name: null }))
      : field.kind === 'codes'
        ? (await readCatalog(parts.db.pool, districtId, field.catalog, on)).map(({ code, name }) => ({
            value: code,
            name,
          }))
        : [];
  return { key: field.key, kind: field.kind, ...bounds, choices };
}

function shapeOf(entry: Entry, on: string): CatalogEntry {
  const state = holdsOn(entry, on) ? 'holds' : entry.from !== null && entry.from > on ? 'comes' : 'ended';
  return { ...entry, extra: { ...entry.extra } as CatalogEntry['extra'], state };
}

/** Thousands of people in order: put in it once for each state of what was imported, and the same for everybody. */
async function staffDirectory({ parts, districtId }: Pick<Context, 'parts' | 'districtId'>): Promise<Directory> {
  const { db, now } = parts;
  const revision = await readRevisionOn(db.pool, { districtId, now: now() });
  const wanted = { parts, state: { revision }, reach: { kind: 'district' }, of: ['staff'] } as const;
  return keptWhileTrue(wanted, async () =>
    directoryOf(await readDirectory(db.pool, { districtId, kind: 'staff', on: await todayOf({ parts, districtId }) })),
  );
}

async function staffCatalog(context: Pick<Context, 'parts' | 'districtId'>) {
  const { people } = await staffDirectory(context);
  const columns = ['kind', 'school'].map((key) => ({
    key,
    kind: 'text' as const,
    least: null,
    most: null,
    choices: [],
  }));
  return {
    catalog: STAFF,
    isOfPeople: true,
    isOurs: false,
    fields: columns,
    items: people.map(({ id, name, does, school }): CatalogEntry => ({
      code: id,
      name: { en: name, es: name },
      extra: { kind: does, school },
      from: null,
      until: null,
      state: 'holds',
      addedBy: '',
      reason: '',
      endedBy: null,
      endedReason: null,
    })),
  };
}
