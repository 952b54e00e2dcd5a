/** `rollcall approve`: a discretionary notice may go out. */
import type { Command } from 'commander';
import { approve } from '../../notices/index.ts';
import { formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { withSession } from '../session.ts';
import { decisionRequest, requireReason, triggerOptions, type TriggerOptions } from '../trigger-options.ts';

export function register(program: Command): void {
  const command = program
    .command('approve')
    .description('Let a discretionary notice go out. It is due then; rollcall issue sends it.')
    .option('--reason <text>', 'why; kept, and shown by rollcall why');
  formatOption(triggerOptions(command)).action(
    (triggerId: string | undefined, options: TriggerOptions & { readonly format: Format }) =>
      withSession(async (session) => {
        const reason = requireReason(options.reason);
        const result = await approve(session.db, { ...(await decisionRequest(session, triggerId, options)), reason });
        if (options.format === 'json') printJsonLine(result);
        else remark(`Approved: ${result.trigger_id}`);
      }),
  );
}
