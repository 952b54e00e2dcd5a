/** `rollcall withdraw`: takes notices back before anything was produced. */
import type { Command } from 'commander';
import { formatDay } from '../../engine/index.ts';
import { parseBatchOrNotice, withdraw } from '../../notices/index.ts';
import { effectsInWords } from '../effects-in-words.ts';
import { formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { asOfOf, withSession } from '../session.ts';
import { requireReason } from '../trigger-options.ts';

interface WithdrawOptions {
  readonly reason?: string;
  readonly undo?: boolean;
  readonly asOf?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('withdraw')
    .description(
      'Take back a notice, or all of a batch, before its letters were made. It stays declined until you lift that; with --undo it is due again at once.',
    )
    .argument('<batch or notice>', 'as B12 or N12')
    .option('--reason <text>', 'why; kept, and shown by rollcall why')
    .option('--undo', 'withdraw and lift in one step: due again')
    .option('--as-of <date>', 'the day of the decision; else that of the last calculation');
  formatOption(command).action((named: string, options: WithdrawOptions) =>
    withSession(async (session) => {
      const isUndo = options.undo === true;
      const result = await withdraw(session.db, {
        districtId: session.districtId,
        named: parseBatchOrNotice(named),
        reason: isUndo && options.reason === undefined ? 'undone' : requireReason(options.reason),
        undo: isUndo,
        by: session.by,
        now: session.now(),
        on: formatDay(await asOfOf(session, options.asOf)),
      });
      if (options.format === 'json') printJsonLine(result);
      else if (isUndo) remark(`Undone. ${noticesAre(result.withdrawn.length)} due again. No letter went out.`);
      else remark(`Withdrawn: ${result.withdrawn.join(', ')}. Not offered again unless you lift this.`);
      if (options.format !== 'json' && result.stays.length > 0)
        remark(`Stays as it is: ${effectsInWords(result.stays)}.`);
    }),
  );
}

function noticesAre(count: number): string {
  return count === 1 ? '1 notice is' : `${count} notices are`;
}
