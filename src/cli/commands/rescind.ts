/** `rollcall rescind`: takes back a notice whose letter was made. */
import type { Command } from 'commander';
import { formatDay, parseDay } from '../../engine/index.ts';
import { fullDay, parseNotice, readNotice, rescind, rescindWarning } from '../../notices/index.ts';
import { confirm, formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { asOfOf, withSession } from '../session.ts';
import { requireReason } from '../trigger-options.ts';

interface RescindOptions {
  readonly reason?: string;
  readonly sentence?: string;
  readonly yes?: boolean;
  readonly asOf?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('rescind')
    .description(
      'Take back a notice whose letters were made or sent. It stays on file as it was sent; a short letter tells the family.',
    )
    .argument('<notice>', 'as N12')
    .option('--reason <text>', 'why; kept, and shown by rollcall why')
    .option('--sentence <text>', 'a sentence of your own in the letter')
    .option('--yes', 'do not ask')
    .option('--as-of <date>', 'the date on the letter; else that of the last calculation');
  formatOption(command).action((named: string, options: RescindOptions) =>
    withSession(async (session) => {
      const noticeId = parseNotice(named);
      const reason = requireReason(options.reason);
      const notice = await readNotice(session.db.pool, session.districtId, noticeId);
      if (notice !== undefined) remark(rescindWarning(notice.issued_on));
      if (!(await confirm(`Rescind ${named.toUpperCase()} with a letter?`, { yes: options.yes })))
        return remark('Nothing was changed.');
      const result = await rescind(session.db, {
        districtId: session.districtId,
        noticeId,
        reason,
        ...(options.sentence === undefined ? {} : { sentence: options.sentence }),
        by: session.by,
        now: session.now(),
        on: formatDay(await asOfOf(session, options.asOf)),
      });
      if (options.format === 'json')
        printJsonLine({ notice: result.notice, letters: result.letters, missing: result.missing });
      else
        remark(
          `${result.notice} of ${fullDay(parseDay(result.letterOn) ?? 0)} is rescinded. ${lettersAre(result.letters, result.notice)}`,
        );
    }),
  );
}

function lettersAre(count: number, notice: string): string {
  if (count === 0) return 'Nobody of the family can receive a letter about it: no address is on file.';
  return `${count === 1 ? '1 letter tells' : `${count} letters tell`} the family: rollcall letters --rescissions --notice ${notice} --out FILE.`;
}
