import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { runDemo, type DemoReport, type DemoState, type DemoStep } from '../../demo/index.ts';
import { CHECKOUT } from '../home.ts';
import {
  formatCount,
  formatOption,
  printJsonLine,
  progressBar,
  remark,
  type Format,
  type ProgressBar,
} from '../output.ts';
import { DEFAULT_PORT, portOption, serveHere, serveSample } from '../serving.ts';
import { withSession, type Session } from '../session.ts';

const STUDENTS = 4000;

export function register(program: Command): void {
  const command = program
    .command('demo')
    .description(
      'Load the sample district: import it, make last week’s letters, calculate this week’s. A second start keeps the data and shows where it stands.',
    )
    .option('--serve', 'then open the app on it, with a sign-in for each role, until Ctrl-C')
    .option('--port <port>', 'port of the app; 0: any that is free', String(DEFAULT_PORT));
  formatOption(command).action((options: DemoCommandOptions) =>
    options.serve === true
      ? withSession(async (session) => {
          const { outcome } = await run(session, options.format);
          const port = portOption(options.port);
          if (outcome === 'kept') await serveHere(session, port);
          else await serveSample(session, port);
        }, 'work')
      : withSession(async (session) => {
          await run(session, options.format);
        }),
  );
}

interface DemoCommandOptions {
  readonly format: Format;
  readonly serve?: true;
  readonly port: string;
}

async function run(session: Session, format: Format): Promise<DemoReport> {
  const { db, districtId, home, by, now } = session;
  const bars = stepBars();
  const report = await runDemo(db, {
    districtId,
    home,
    by,
    now,
    packs: join(CHECKOUT, 'packs'),
    students: STUDENTS,
    onProgress: bars.show,
  }).finally(bars.end);
  for (const warning of report.warnings) remark(warning);
  if (format === 'json') printJsonLine({ outcome: report.outcome, ...report.state });
  else process.stdout.write(`\n${summaryOf(report).join('\n')}\n`);
  return report;
}

const LABELS: Readonly<Record<DemoStep, string>> = {
  write: 'Writing the sample district',
  import: 'Importing it',
  packs: 'Putting five packs in use',
  calculate: 'Calculating',
  issue: 'Issuing what is due',
  letters: 'Making the letters',
};

/** One bar for each step, ended when the step is. */
function stepBars(): {
  readonly show: (step: DemoStep, done: number, total: number) => void;
  readonly end: () => void;
} {
  let current: { readonly step: DemoStep; readonly bar: ProgressBar } | undefined;
  const end = (): void => {
    current?.bar.done();
    current = undefined;
  };
  const show = (step: DemoStep, done: number, total: number): void => {
    if (current?.step !== step) {
      end();
      current = { step, bar: progressBar(total, LABELS[step]) };
    }
    current.bar.to(done, total);
    if (done === total) end();
  };
  return { show, end };
}

function summaryOf({ outcome, state }: DemoReport): readonly string[] {
  return [...HEADLINES[outcome](state), '', ...standingOf(state), '', ...nextSteps(state)];
}

const HEADLINES: Readonly<Record<DemoReport['outcome'], (state: DemoState) => readonly string[]>> = {
  loaded: () => [
    'Lakeside Unified School District, which does not exist, has gone through last week’s cycle. This week’s waits for review.',
  ],
  'already-there': () => ['The sample district is still here, as it was left. Nothing was changed.'],
  kept: ({ source }) => [
    `This home holds another district (imported from ${source ?? 'elsewhere'}). Nothing was loaded or changed.`,
  ],
};

function standingOf(state: DemoState): readonly string[] {
  const folder = state.files[0] === undefined ? undefined : join(state.files[0], '..');
  return [
    `Imported    ${count(state.students, 'student')} at ${count(state.schools, 'school')}, ${count(state.records, 'attendance record')} through ${state.lastDayWithRecords ?? 'no day yet'}` +
      `${state.carriedOver === 0 ? '' : `, ${count(state.carriedOver, 'earlier letter')} carried over`}${state.lastImportAt === null ? '' : `; last import ${minuteOf(state.lastImportAt)}`}`,
    `Policy      ${state.packs.length === 0 ? 'no pack in use yet' : state.packs.join(', ')}`,
    `Calculated  ${state.asOf === null ? 'not yet' : `as of ${state.asOf}`}: ${formatCount(state.due)} due, ${formatCount(state.toApprove)} to approve, ${formatCount(state.held)} held`,
    `Issued      ${count(state.issued, 'notice')}${state.batch === null ? '' : ` (latest batch ${state.batch})`}, ${count(state.letters, 'letter')}`,
    ...(folder === undefined
      ? []
      : [`Letters     ${folder}`, ...state.files.map((file) => `              ${relative(folder, file)}`)]),
  ];
}

function nextSteps(state: DemoState): readonly string[] {
  const sample = state.source !== null && state.source.endsWith('sample');
  return [
    'Try next',
    '  ./rollcall worklist                      who is due and who is held, and why',
    ...(sample
      ? ['  ./rollcall why --student 100001          Maya Torres: the days that counted and those that did not']
      : []),
    '  ./rollcall ready                         is the data in, which addresses are missing',
    '  ./rollcall notices                       the log of letters',
    '  ./rollcall issue                         issues nothing twice',
    '  ./rollcall --help                        everything else',
  ];
}

function count(value: number, noun: string): string {
  return `${formatCount(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function minuteOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
