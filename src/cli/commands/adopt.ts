/** `rollcall adopt`: settles everything up to a day without sending anything. */
import type { Command } from 'commander';
import { adopt, refuseFarDay, refuseSchoolScope, type AdoptReport } from '../../calculation/index.ts';
import { formatDay } from '../../engine/index.ts';
import { presumeReceived } from '../../notices/index.ts';
import { confirm, formatCount, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';

interface AdoptCommandOptions {
  readonly asOf: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly school?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('adopt')
    .description(
      'Settle every trigger up to a day as if it had been sent, and send nothing: for a district that goes live in the middle ' +
        'of a year, so that nobody gets a second first letter.',
    )
    .requiredOption('--as-of <date>', 'the last day that is settled')
    .option('--dry-run', 'show what would be settled, and settle nothing')
    .option('--yes', 'do not ask')
    .option('--school <id>', 'refused: adopting is for the whole district');
  formatOption(command).action((options: AdoptCommandOptions) => withSession((session) => run(session, options)));
}

async function run(session: Session, options: AdoptCommandOptions): Promise<void> {
  const { db, districtId, by } = session;
  if (options.school !== undefined) await refuseSchoolScope(db.pool, { districtId, school: options.school });
  const asOf = dayOption('--as-of', options.asOf);
  const now = session.now();
  const prepare = async (client: Parameters<typeof presumeReceived>[0]): Promise<void> => {
    await refuseFarDay(client, { districtId, asOf });
    await presumeReceived(client, { districtId, asOf: formatDay(asOf), by, now });
  };
  const request = { districtId, asOf, by, now, prepare };
  if (options.dryRun === true) return print(await adopt(db, { ...request, dryRun: true }), options.format);
  if (options.yes !== true && !(await mayAdopt(await adopt(db, { ...request, dryRun: true })))) return;
  print(await adopt(db, request), options.format);
}

async function mayAdopt(preview: AdoptReport): Promise<boolean> {
  if (preview.adopted === 0) return true;
  printRows(preview, remark);
  const question = `Settle these ${formatCount(preview.adopted)} without sending anything? They will count as sent on ${preview.asOfOn}.`;
  if (await confirm(question)) return true;
  remark('Nothing was settled.');
  return false;
}

function print(report: AdoptReport, format: Format): void {
  if (format === 'json') {
    const { asOfOn, isDryRun, adopted, students, rows } = report;
    printJsonLine({ asOf: asOfOn, dryRun: isDryRun, adopted, students, rows });
    return;
  }
  printTable(
    ['pack', 'criterion', 'school', 'triggers', 'first date', 'last date'],
    report.rows.map(({ pack, criterion, school, count, first, last }) => [pack, criterion, school, count, first, last]),
  );
  remark(summaryOf(report));
}

function summaryOf({ adopted, students, asOfOn, isDryRun }: AdoptReport): string {
  if (adopted === 0) return `Nothing is left to settle up to ${asOfOn}.`;
  const what = `${formatCount(adopted)} ${adopted === 1 ? 'trigger' : 'triggers'} of ${formatCount(students)} ${students === 1 ? 'student' : 'students'}`;
  return isDryRun ? `Would settle ${what}. Nothing was changed.` : `Settled ${what} up to ${asOfOn}. Nothing was sent.`;
}

/** The preview belongs to the question, not to the result. */
function printRows({ rows }: AdoptReport, say: (line: string) => void): void {
  for (const { pack, criterion, school, count, first, last } of rows) {
    const dates = first === last ? first : `${first} to ${last}`;
    say(
      `${formatCount(count).padStart(7)}  ${criterion} of ${pack} at school ${school === '' ? '-' : school}, triggered ${dates}`,
    );
  }
}
