/** Did it help? Figures leave no entry; a file that leaves the app does. */
import type { Handlers } from '../context.ts';
import { helpAnswer } from './answer.ts';
import type { didItHelpContract } from './contract.ts';
import { csvOfHelp } from './csv.ts';

export const didItHelpHandlers: Handlers<typeof didItHelpContract> = {
  readDidItHelp: (context) => helpAnswer(context, context.query.school),
  exportDidItHelp: async (context) => {
    const { school } = context.query;
    const body = csvOfHelp(await helpAnswer(context, school));
    await context.audit({ action: 'export', detail: { list: 'did-it-help', school } });
    return { name: 'did-it-help.csv', type: 'text/csv', body };
  },
};
