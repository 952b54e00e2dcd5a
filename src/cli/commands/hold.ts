/** `rollcall hold`: a notice waits until a day, or while an excuse lies on the desk. */
import type { Command } from 'commander';
import { hold, note, type DecisionResult } from '../../notices/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';
import { formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { decisionRequest, listOption, requireReason, triggerOptions, type TriggerOptions } from '../trigger-options.ts';

interface HoldOptions extends TriggerOptions {
  readonly until?: string;
  readonly note?: string;
  readonly days?: readonly string[];
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('hold')
    .description(
      'Hold a notice until a day, or note that an excuse lies on the desk which the student information system does not show yet.',
    )
    .option('--until <date>', 'held up to and including this day')
    .option('--reason <text>', 'why; kept, and shown by rollcall why')
    .option('--note <text>', 'an excuse on the desk, in words; held until it is lifted (or --until)')
    .option('--days <dates>', 'the days that the note covers, joined by commas', listOption);
  formatOption(triggerOptions(command)).action((triggerId: string | undefined, options: HoldOptions) =>
    withSession(async (session) => {
      const result = await holdOrNote(session, triggerId, options);
      if (options.format === 'json') printJsonLine(result);
      else
        remark(
          `${result.kind === 'note' ? 'Noted' : 'Held'}${result.until === null ? '' : ` until ${result.until}`}: ${result.trigger_id}`,
        );
    }),
  );
}

async function holdOrNote(
  session: Session,
  triggerId: string | undefined,
  options: HoldOptions,
): Promise<DecisionResult> {
  const request = await decisionRequest(session, triggerId, options);
  const until = options.until === undefined ? null : formatDay(dayOption('--until', options.until));
  if (options.note !== undefined) {
    const days = (options.days ?? []).map((day) => formatDay(dayOption('--days', day)));
    return note(session.db, { ...request, reason: requireReason(options.note), days, until });
  }
  if (until === null)
    throw new ProblemError([
      { path: '--until', found: 'nothing', allowed: 'the last day it is held, as 2026-03-09; or --note TEXT' },
    ]);
  return hold(session.db, { ...request, reason: requireReason(options.reason), until });
}
