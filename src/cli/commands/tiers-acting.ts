/** How commands of the board act: in one transaction, on an entry that is named as T12. */
import type { ClientBase } from 'pg';
import { readTierStudents, type TierStudent, type Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { withSession } from '../session.ts';
import { countOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

/** Does it with the entry in one transaction. Fails: Refusal where there is none. */
export async function onEntry(
  name: string,
  work: (client: ClientBase, who: Who, entry: TierStudent) => Promise<void>,
): Promise<void> {
  await withSession(async (session) => {
    const who = await whoOfSession(session);
    const tierId = countOption('entry', name.replace(/^T/i, ''));
    await withTransaction(session.db, async (client) => {
      const found = await readTierStudents(client, { districtId: who.districtId });
      const entry = found.find((one) => one.tierId === tierId);
      if (entry === undefined) throw new Refusal(`There is no T${tierId} on the board: rollcall tiers board.`);
      await work(client, who, entry);
    });
  });
}
