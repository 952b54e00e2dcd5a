/** `rollcall decline`: a notice that is due does not go out. */
import type { Command } from 'commander';
import { decline } from '../../notices/index.ts';
import { formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { withSession } from '../session.ts';
import { decisionRequest, requireReason, triggerOptions, type TriggerOptions } from '../trigger-options.ts';

export function register(program: Command): void {
  const command = program
    .command('decline')
    .description(
      'Do not send a notice that is due. It is not offered again, whatever is calculated, until you lift this.',
    )
    .option('--reason <text>', 'why; kept, and shown by rollcall why');
  formatOption(triggerOptions(command)).action(
    (triggerId: string | undefined, options: TriggerOptions & { readonly format: Format }) =>
      withSession(async (session) => {
        const reason = requireReason(options.reason);
        const result = await decline(session.db, { ...(await decisionRequest(session, triggerId, options)), reason });
        if (options.format === 'json') printJsonLine(result);
        else {
          remark(`Declined: ${result.trigger_id}`);
          remark(
            'This notice will not go out and is not offered again unless you lift this. Eligibility and at-risk reasons that came from it stay as they are.',
          );
        }
      }),
  );
}
