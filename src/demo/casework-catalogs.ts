/** What the sample district defined for its casework beside what is shipped: a fine, and a bus driver who may report something. */
import { addEntry, readCatalogHistory, type CatalogAuthor, type CatalogName } from '../catalogs/index.ts';
import { withTransaction, type Database } from '../db/index.ts';

const OWN = [
  {
    catalog: 'fines',
    code: 'PARKING',
    name: { en: 'Late to class from the parking lot', es: 'Tarde a clase desde el estacionamiento' },
    extra: { amountCents: 500 },
    reason: 'Fees schedule of the board, August 2026',
  },
  {
    catalog: 'non-students',
    code: 'BUS-7',
    name: { en: 'Lou Ortega', es: 'Lou Ortega' },
    extra: { kind: 'bus driver, line 7' },
    reason: 'Reports what happens on the bus',
  },
] as const;

/** Adds what is not there yet: safe to repeat, and what was ended stays ended. */
export async function defineCatalogs(db: Database, who: CatalogAuthor): Promise<void> {
  for (const { catalog, ...entry } of OWN) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, each in its own transaction
    await withTransaction(db, async (client) => {
      const there = await readCatalogHistory(client, who.districtId, catalog as CatalogName);
      if (!there.some(({ code }) => code === entry.code)) await addEntry(client, who, catalog, entry);
    });
  }
}
