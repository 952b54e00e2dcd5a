/** Work that can be tried: done whole in a transaction, and undone when it was only to be shown. */
import type { ClientBase } from 'pg';
import { withTransaction, type Database } from '../db/index.ts';

/** Runs the work in one transaction and returns its report. `isDry`: the same work, rolled back. */
export async function inTransactionOrDry<Report>(
  db: Database,
  isDry: boolean,
  work: (client: ClientBase) => Promise<Report>,
): Promise<Report> {
  const undone: { report?: Report } = {};
  try {
    return await withTransaction(db, async (client) => {
      const report = await work(client);
      if (!isDry) return report;
      undone.report = report;
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo && undone.report !== undefined) return undone.report;
    throw error;
  }
}

/** Leaves the transaction so that it is rolled back. */
class Undo extends Error {}
