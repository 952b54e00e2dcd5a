/** `rollcall mark`: what became of letters. */
import { Argument, Option, type Command } from 'commander';
import { formatDay } from '../../engine/index.ts';
import { MARKS, WAYS, mark, parseBatchOrNotice, type Mark, type Way } from '../../notices/index.ts';
import { formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { asOfOf, dayOption, withSession } from '../session.ts';

interface MarkOptions {
  readonly on?: string;
  readonly way?: Way;
  readonly number?: string;
  readonly note?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('mark')
    .description(
      'Record that the letters of a notice, or of a whole batch, were sent, received, returned, or could not be delivered.',
    )
    .argument('<batch or notice>', 'as B12 or N12')
    .addArgument(new Argument('<what>', 'what became of them').choices(MARKS))
    .option('--on <date>', 'the day; else that of the last calculation')
    .addOption(new Option('--way <way>', 'how').choices(WAYS))
    .option('--number <number>', 'of certified mail')
    .option('--note <text>', 'anything to keep beside it');
  formatOption(command).action((named: string, what: Mark, options: MarkOptions) =>
    withSession(async (session) => {
      const on = options.on === undefined ? await asOfOf(session, undefined) : dayOption('--on', options.on);
      const { way, number, note } = options;
      const result = await mark(session.db, {
        districtId: session.districtId,
        named: parseBatchOrNotice(named),
        mark: what,
        on: formatDay(on),
        ...(way === undefined ? {} : { way }),
        ...(number === undefined ? {} : { number }),
        ...(note === undefined ? {} : { note }),
        by: session.by,
        now: session.now(),
      });
      if (options.format === 'json') return printJsonLine(result);
      remark(`${result.marked.length} marked ${result.state} on ${formatDay(on)}.`);
      for (const [state, count] of Object.entries(result.skipped)) remark(`${count} left as they are: ${state}.`);
    }),
  );
}
