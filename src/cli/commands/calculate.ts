/** `rollcall calculate`: finds who met which criterion on which date, for the whole district. */
import type { Command } from 'commander';
import { refuseFarDay, refuseSchoolScope } from '../../calculation/index.ts';
import { calculateAndRelease, presumeReceived, type ReleaseReport } from '../../notices/index.ts';
import { formatDay } from '../../engine/index.ts';
import { effectsInWords, heldBackInWords } from '../effects-in-words.ts';
import { formatCount, formatOption, printJsonLine, printTable, progressBar, remark, type Format } from '../output.ts';
import { asOfOf, withSession, type Session } from '../session.ts';

interface CalculateCommandOptions {
  readonly asOf?: string;
  readonly dryRun?: boolean;
  readonly full?: boolean;
  readonly school?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('calculate')
    .description(
      'Find who met which criterion on which date, by the packs in use, and compare it with the notices on file. ' +
        'It may run at any time, any number of times, twice at once: nothing is missed and nothing is doubled.',
    )
    .option('--as-of <date>', 'the day to calculate to; else that of the last calculation, else today')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--full', 'judge every student, also those who cannot have changed')
    .option('--school <id>', 'refused: a calculation is for the whole district');
  formatOption(command).action((options: CalculateCommandOptions) => withSession((session) => run(session, options)));
}

async function run(session: Session, options: CalculateCommandOptions): Promise<void> {
  const { db, districtId, by } = session;
  if (options.school !== undefined) await refuseSchoolScope(db.pool, { districtId, school: options.school });
  const asOf = await asOfOf(session, options.asOf);
  const now = session.now();
  let bar: ReturnType<typeof progressBar> | undefined;
  const report = await calculateAndRelease(db, {
    districtId,
    asOf,
    by,
    now,
    dryRun: options.dryRun === true,
    full: options.full === true,
    prepare: async (client) => {
      await refuseFarDay(client, { districtId, asOf });
      await presumeReceived(client, { districtId, asOf: formatDay(asOf), by, now });
    },
    onProgress: (done, total) => (bar ??= progressBar(total, 'students judged')).to(done),
  });
  bar?.done(`${formatCount(report.figures.judged)} of ${formatCount(report.figures.students)} students judged`);
  print(report, options.format);
}

function print(report: ReleaseReport, format: Format): void {
  for (const warning of report.warnings) remark(warning);
  if (format === 'json') {
    const { calculationId, asOfOn, isDryRun, figures, automatic, released, caughtUp, heldBack, examples } = report;
    printJsonLine({
      calculation: isDryRun ? null : calculationId,
      asOf: asOfOn,
      dryRun: isDryRun,
      ...figures,
      automatic,
      released,
      caughtUp,
      heldBack,
      examples,
    });
    return;
  }
  printTable(
    ['pack', 'criterion', 'decision', 'triggers'],
    report.figures.byCriterion.map(({ pack, criterion, decision, count }) => [pack, criterion, decision, count]),
  );
  for (const { pack, criterion, count, effects } of report.released) {
    const done = report.isDryRun ? 'would be done' : 'done';
    remark(
      `${formatCount(count)} of ${criterion} (${pack}) ${done} by Rollcall itself: ${effectsInWords(effects) || 'nothing to make'}.`,
    );
  }
  if (report.caughtUp.length > 0)
    remark(`What earlier notices still had to bring about: ${effectsInWords(report.caughtUp)}.`);
  for (const one of report.heldBack) remark(`${heldBackInWords(one)}.`);
  if (report.heldBack.length > 0)
    remark(
      'It waits for one decision: rollcall effects held; then rollcall effects perform, or rollcall effects settle.',
    );
  for (const { pack, criterion, kinds, count } of report.automatic) {
    remark(
      `${formatCount(count)} of ${criterion} (${pack}) need no person, but this version does not carry out ${kinds.join(', ')}: rollcall worklist --decision by-hand`,
    );
  }
  if (report.isDryRun) printExamples(report);
  remark(summaryOf(report));
}

function printExamples({ examples }: ReleaseReport): void {
  if (examples.length === 0) return;
  process.stdout.write('\n');
  printTable(
    ['would be', 'student', 'criterion', 'cycle', 'no.', 'before', 'now', 'decision'],
    examples.map(({ change, student, criterion, cycle, occurrence, before, date, decision }) => [
      change.replaceAll('-', ' '),
      student,
      criterion,
      cycle,
      occurrence,
      before,
      date,
      decision,
    ]),
  );
}

/** What changed, in one sentence; parts that are zero are left out. */
function summaryOf({ asOfOn, isDryRun, figures }: ReleaseReport): string {
  const parts: readonly (readonly [number, string])[] = [
    [figures.new, 'new'],
    [figures.moved, 'moved'],
    [figures.redecided, 'decided anew'],
    [figures.lapsed, 'lapsed'],
    [figures.activeAgain, 'active again'],
    [figures.amended, 'amended after they went out'],
    [figures.noLongerMet, 'no longer met after they went out'],
    [figures.metAgain, 'met again after they went out'],
    [figures.asSent, 'again as they were sent'],
    [figures.carriedOver, 'carried over'],
  ];
  const changed = parts.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
  const what = changed.length === 0 ? 'nothing changed' : changed.join(', ');
  return `${isDryRun ? 'Would be as of' : 'As of'} ${asOfOn}: ${what}.${isDryRun ? ' Nothing was changed.' : ''}`;
}
