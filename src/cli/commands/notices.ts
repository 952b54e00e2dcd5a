/** `rollcall notices`: did you send it, when, how, did it arrive; and what a person decides about what changed since. */
import type { Command } from 'commander';
import { formatDay, parseDay } from '../../engine/index.ts';
import {
  fullDay,
  keepNotice,
  LOG_WAYS,
  parseBatchOrNotice,
  NOTICE_STATES,
  parseNotice,
  readNotice,
  readNoticeLog,
  readTotals,
  reissue,
  shortDay,
} from '../../notices/index.ts';
import type { LogEntry, LogFilter, LogWay, NoticeAsSent } from '../../notices/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { confirm, formatCount, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { asOfOf, dayOption, withSession, type Session } from '../session.ts';
import { requireReason } from '../trigger-options.ts';

interface LogOptions {
  readonly student?: string;
  readonly school?: string;
  readonly criterion?: string;
  readonly pack?: string;
  readonly state?: string;
  readonly batch?: string;
  readonly from?: string;
  readonly to?: string;
  readonly way?: string;
  readonly format: Format;
}

interface DecideOptions {
  readonly reason?: string;
  readonly asOf?: string;
  readonly yes?: boolean;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('notices')
    .enablePositionalOptions()
    .description('The log of letters: what was sent to whom, when, how, and did it arrive.')
    .option('--student <id>', 'one student')
    .option('--school <id>', 'the school it was issued from')
    .option('--criterion <code>', 'one criterion')
    .option('--pack <id>', 'one pack')
    .option(
      '--state <state>',
      'issued, produced, sent, received, returned, failed, withdrawn, rescinded; carried-over, adopted; amended, no-longer-met',
    )
    .option('--batch <batch>', 'one batch, as B12')
    .option('--from <date>', 'issued on this day or later')
    .option('--to <date>', 'issued on this day or before')
    .option('--way <way>', 'paper, email, or email-failed: did not arrive by e-mail and is still to print');
  formatOption(command).action((options: LogOptions) =>
    withSession(async (session) => {
      await requireKnownSchool(session, options.school);
      printLog(await readNoticeLog(session.db.pool, session.districtId, logFilter(options)), options.format);
    }),
  );
  registerShow(command);
  registerTotals(command);
  registerKeep(command);
  registerReissue(command);
}

function logFilter(options: LogOptions): LogFilter {
  const { student, school, criterion, pack, state } = options;
  const batch = options.batch === undefined ? undefined : parseBatchOrNotice(options.batch);
  if (batch?.kind === 'notice')
    throw new Refusal('--batch takes a batch as B12; one notice: rollcall notices show N12.');
  return {
    ...(student === undefined ? {} : { student }),
    ...(school === undefined ? {} : { school }),
    ...(criterion === undefined ? {} : { criterion }),
    ...(pack === undefined ? {} : { pack }),
    ...(state === undefined ? {} : { state: stateOption(state) }),
    ...(batch === undefined ? {} : { batch: batch.id }),
    ...(options.from === undefined ? {} : { from: formatDay(dayOption('--from', options.from)) }),
    ...(options.to === undefined ? {} : { to: formatDay(dayOption('--to', options.to)) }),
    ...(options.way === undefined ? {} : { way: wayOption(options.way) }),
  };
}

/** States of a letter, where it came from, and what became of the days since. */
const STATES: readonly string[] = [...NOTICE_STATES, 'carried-over', 'adopted', 'amended', 'no-longer-met'];

function wayOption(way: string): LogWay {
  const found = LOG_WAYS.find((one) => one === way);
  if (found === undefined) throw new ProblemError([{ path: '--way', found: way, allowed: LOG_WAYS.join(', ') }]);
  return found;
}

function stateOption(state: string): string {
  if (STATES.includes(state)) return state;
  throw new ProblemError([{ path: '--state', found: `"${state}"`, allowed: STATES.join(', ') }]);
}

function requireKnownSchool(session: Session, school: string | undefined): Promise<void> {
  return requireKnownNames(session, school === undefined ? {} : { school });
}

function printLog(entries: readonly LogEntry[], format: Format): void {
  if (format === 'json') {
    for (const entry of entries) printJsonLine(entry);
    return;
  }
  if (entries.length === 0) return remark("No notices match. 'rollcall why' shows how far each rule is.");
  printTable(
    ['notice', 'issued', 'level', 'student', 'school', 'to', 'state', 'changed since'],
    entries.map((entry) => [
      entry.notice,
      dayInWords(entry.issued_on),
      entry.criterion,
      entry.name,
      entry.school_name === '' ? entry.school : entry.school_name,
      entry.recipients.join('; '),
      stateInWords(entry),
      entry.correction ?? '',
    ]),
  );
  remark(`${formatCount(entries.length)} ${entries.length === 1 ? 'notice' : 'notices'}.`);
}

function registerShow(notices: Command): void {
  const show = notices
    .command('show')
    .description('One notice exactly as it was sent, and what is found now where that differs.')
    .argument('<notice>', 'as N12');
  formatOption(show).action((named: string, { format }: { readonly format: Format }) =>
    withSession(async ({ db, districtId }) => {
      const notice = await readNotice(db.pool, districtId, parseNotice(named));
      if (notice === undefined) throw new Refusal(`There is no notice ${named.toUpperCase()}.`);
      if (format === 'json') printJsonLine(notice);
      else process.stdout.write(`${noticeText(notice)}\n`);
    }),
  );
}

function noticeText(notice: NoticeAsSent): string {
  const { now } = notice;
  return [
    `${notice.notice}  ${notice.criterion}  ${[notice.name, notice.grade === '' ? '' : `grade ${notice.grade}`, notice.school_name].filter((part) => part !== '').join(', ')}`,
    `  issued ${dayInWords(notice.issued_on)} by ${notice.issued_by}${notice.batch === null ? '' : ` in batch ${notice.batch}`}, pack ${notice.pack} ${notice.pack_hash.slice(0, 8)}: ${stateInWords(notice)}`,
    `  Days that counted, as sent (${notice.value ?? 'count not known'}${notice.date === null ? '' : `, met on ${dayInWords(notice.date)}`}):`,
    ...notice.evidence.map((record) => `    ${evidenceText(record)}`),
    ...(now === null
      ? []
      : [
          `  Since ${dayInWords(now.since)}: ${notice.correction ?? ''}. Now ${now.date === null ? 'not met' : `${now.value ?? ''}, met on ${dayInWords(now.date)}`}${now.evidence.length === 0 ? '.' : ':'}`,
          ...now.evidence.map((record) => `    ${evidenceText(record)}`),
        ]),
    ...(notice.kept === null ? [] : [`  Kept by ${notice.kept.by}: ${notice.kept.reason}`]),
    ...(notice.sentence === '' ? [] : [`  Own sentence: ${notice.sentence}`]),
    '  Letters:',
    ...notice.letters_as_sent.map(
      (letter) =>
        `    ${letter.letter} in ${letter.language} to ${letter.recipients.join(' and ')}, ${letter.address.join(', ')}; seal ${letter.seal.slice(0, 8)}`,
    ),
    '  Steps:',
    ...notice.steps.map(
      (step) =>
        `    ${dayInWords(step.on)} ${step.step}${step.way === '' ? '' : ` (${step.way})`} by ${step.by}${step.note === '' ? '' : `: ${step.note}`}`,
    ),
  ].join('\n');
}

function evidenceText(record: NoticeAsSent['evidence'][number]): string {
  const minutes = record.minutes === null ? '' : `, ${record.minutes} minutes`;
  return `${shortDay(parseDay(record.date) ?? 0)}  ${record.code}  ${record.period === null ? 'all day' : `period ${record.period}`}${minutes}`;
}

function registerTotals(notices: Command): void {
  const totals = notices
    .command('totals')
    .description('Letters by month, school and level.')
    .option('--school <id>', 'one school only')
    .option('--from <date>', 'issued on this day or later')
    .option('--to <date>', 'issued on this day or before');
  formatOption(totals).action(
    ({
      school,
      from,
      to,
      format,
    }: {
      readonly school?: string;
      readonly from?: string;
      readonly to?: string;
      readonly format: Format;
    }) =>
      withSession(async (session) => {
        await requireKnownSchool(session, school);
        const { db, districtId } = session;
        const rows = await readTotals(db.pool, {
          districtId,
          ...(school === undefined ? {} : { school }),
          ...(from === undefined ? {} : { from: formatDay(dayOption('--from', from)) }),
          ...(to === undefined ? {} : { to: formatDay(dayOption('--to', to)) }),
        });
        if (format === 'json') {
          for (const row of rows) printJsonLine(row);
          return;
        }
        if (rows.length === 0) return remark('No notices were issued.');
        printTable(
          ['month', 'school', 'pack', 'level', 'notices', 'letters', 'received', 'returned', 'rescinded'],
          rows.map((row) => [
            row.month,
            row.school_name === '' ? row.school : row.school_name,
            row.pack,
            row.criterion,
            row.notices,
            row.letters,
            row.received,
            row.returned,
            row.rescinded,
          ]),
        );
      }),
  );
}

function registerKeep(notices: Command): void {
  const keep = notices
    .command('keep')
    .description('Keep a notice as it was sent although the days have changed since.')
    .argument('<notice>', 'as N12')
    .option('--reason <text>', 'why; kept, and shown by rollcall why')
    .option('--as-of <date>', 'the day of the decision; else that of the last calculation');
  formatOption(keep).action((named: string, options: DecideOptions) =>
    withSession(async (session) => {
      const { db, districtId, by } = session;
      const on = formatDay(await asOfOf(session, options.asOf));
      const result = await keepNotice(db, {
        districtId,
        noticeId: parseNotice(named),
        reason: requireReason(options.reason),
        by,
        now: session.now(),
        on,
      });
      if (options.format === 'json') printJsonLine(result);
      else remark(`${result.notice} is kept as it was sent (${result.correction}).`);
    }),
  );
}

function registerReissue(notices: Command): void {
  const again = notices
    .command('reissue')
    .description(
      'Issue a new notice in place of one that was rescinded, changed since, settled without sending, or sent before Rollcall.',
    )
    .argument('<notice>', 'as N12')
    .option('--reason <text>', 'why; kept, and shown by rollcall why')
    .option('--yes', 'do not ask')
    .option('--as-of <date>', 'the date on the letter; else that of the last calculation');
  formatOption(again).action((named: string, options: DecideOptions) =>
    withSession(async (session) => {
      const { db, districtId, by } = session;
      const reason = requireReason(options.reason);
      const on = formatDay(await asOfOf(session, options.asOf));
      if (!(await confirm(`Issue a new notice in place of ${named.toUpperCase()}?`, { yes: options.yes })))
        return remark('Nothing was issued and nothing will be sent.');
      const result = await reissue(db, {
        districtId,
        noticeId: parseNotice(named),
        reason,
        by,
        now: session.now(),
        on,
      });
      if (options.format === 'json') printJsonLine(result);
      else
        remark(
          `Batch ${result.batch ?? ''}: 1 notice issued, ${result.letters} ${result.letters === 1 ? 'letter' : 'letters'}.`,
        );
    }),
  );
}

function stateInWords(entry: LogEntry): string {
  if (entry.origin === 'adopted') return 'settled without sending';
  if (entry.origin === 'carried-over') return `sent before Rollcall`;
  const way =
    entry.way === '' ? '' : ` (${entry.way}${entry.note === '' || entry.way !== 'certified' ? '' : ` ${entry.note}`})`;
  return `${entry.state}${entry.state_on === null ? '' : ` ${dayInWords(entry.state_on)}`}${way}`;
}

function dayInWords(iso: string): string {
  return fullDay(parseDay(iso) ?? 0);
}
