/**
 * What a district defines for its casework: codes, reasons, interventions, statuses, and the people who may report something.
 * Data with dates, never deleted. Shipped as good defaults; the district's own from its first change on.
 *
 *   const [mildest] = await readCatalog(client, districtId, 'eligibility-statuses', '2026-11-13');
 */
export type { Catalog, CatalogExtras, CatalogField, CatalogName, RootCauseGroup, Words } from './catalog.ts';
export { CATALOG_NAMES, catalogOf, findCatalog } from './catalogs.ts';
export type { EntryGiven } from './check-entry.ts';
export {
  countStaff,
  directoryOf,
  findInDirectory,
  findPerson,
  readDirectory,
  REPORTER_KINDS,
  searchDirectory,
  type Directory,
  type DirectoryPerson,
  type ReporterKind,
} from './directory/directory.ts';
export { holdsOn, nameOfCode, readCatalog, readCatalogHistory, type CatalogEntry } from './read-catalog.ts';
export { addEntry, changeEntry, endEntry, type CatalogAuthor } from './write-catalog.ts';
