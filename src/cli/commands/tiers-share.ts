/** `rollcall tiers share`: the plan goes to the family. */
import type { Command } from 'commander';
import { sharePlan } from '../../cases/index.ts';
import { remark } from '../output.ts';
import { knownOf } from './plans-acting.ts';
import { onEntry } from './tiers-acting.ts';

export function registerShare(tiers: Command): void {
  tiers
    .command('share')
    .description('Give the plan to the family in its language: by e-mail, else as a letter to print.')
    .argument('<entry>', 'as T12')
    .action((name: string) =>
      onEntry(name, async (client, who, { tierId }) => {
        const { copies, missing } = await sharePlan(client, who, { tierId, known: await knownOf(client, who) });
        const emails = copies.filter(({ way }) => way === 'email').length;
        remark(`${emails} by e-mail, ${copies.length - emails} on paper, ${missing} without an address.`);
      }),
    );
}
