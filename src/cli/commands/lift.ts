/** `rollcall lift`: undoes a decline, hold, note or approval. */
import { Option, type Command } from 'commander';
import { lift } from '../../notices/index.ts';
import { formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { withSession } from '../session.ts';
import { decisionRequest, requireReason, triggerOptions, type TriggerOptions } from '../trigger-options.ts';

const KINDS = { decline: 'declined', hold: 'held', note: 'note', approval: 'approved' } as const;

interface LiftOptions extends TriggerOptions {
  readonly kind?: keyof typeof KINDS;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('lift')
    .description(
      'Lift what was decided about a notice: a decline (also of a withdrawn notice), a hold, a note, an approval. Who decided what stays on record.',
    )
    .option('--reason <text>', 'why; kept, and shown by rollcall why')
    .addOption(new Option('--kind <kind>', 'only this; else all of it').choices(Object.keys(KINDS)));
  formatOption(triggerOptions(command)).action((triggerId: string | undefined, options: LiftOptions) =>
    withSession(async (session) => {
      const reason = requireReason(options.reason);
      const kind = options.kind === undefined ? {} : { kind: KINDS[options.kind] };
      const { trigger_id, lifted } = await lift(session.db, {
        ...(await decisionRequest(session, triggerId, options)),
        reason,
        ...kind,
      });
      if (options.format === 'json') {
        printJsonLine({
          trigger_id,
          lifted: lifted.map(({ kind: was, on, until, by, reason: because }) => ({
            kind: was,
            on,
            until,
            by,
            reason: because,
          })),
        });
        return;
      }
      for (const one of lifted)
        remark(
          `Lifted: ${one.kind}${one.until === null ? '' : ` until ${one.until}`}, by ${one.by} on ${one.on}: ${one.reason}`,
        );
    }),
  );
}
