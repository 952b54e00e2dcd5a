/** `rollcall ready`: is the data in, are the addresses there. Reads only. */
import type { Command } from 'commander';
import { readiness, type Readiness } from '../../calculation/index.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatCount, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { asOfOf, withSession } from '../session.ts';

interface ReadyCommandOptions {
  readonly school?: string;
  readonly asOf?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('ready')
    .description(
      'Before letter day: is the data of each school in, which absences are unverified, which addresses and letterhead parts are missing.',
    )
    .option('--school <id>', 'one school only')
    .option('--as-of <date>', 'the day to look from; else that of the last calculation, else today');
  formatOption(command).action((options: ReadyCommandOptions) =>
    withSession(async (session) => {
      await requireKnownNames(session, options);
      const asOf = await asOfOf(session, options.asOf);
      const client = await session.db.pool.connect();
      try {
        const school = options.school === undefined ? {} : { school: options.school };
        const state = await readiness(client, { districtId: session.districtId, asOf, ...school });
        if (options.format === 'json') printJsonLine(state);
        else print(state);
      } finally {
        client.release();
      }
    }),
  );
}

/** Longer lists are cut here; `--format json` has all of it. */
const SHOWN = 20;

function print(state: Readiness): void {
  const names = new Map(state.schools.map(({ school, name }) => [school, name]));
  const named = (school: string): string => names.get(school) ?? school;
  printTable(
    ['school', 'last import', 'last day in session', 'last day with records', 'days without records'],
    state.schools.map((school) => [
      school.name,
      school.lastImportAt?.toISOString().slice(0, 10) ?? 'never',
      school.lastDayInSession,
      school.lastDayWithRecords ?? 'none',
      daysOf(school.daysWithoutRecords),
    ]),
  );
  section(
    'Unverified absences to chase',
    ['date', 'student', 'grade', 'school', 'period', 'code'],
    state.unverified.map((one) => [one.date, one.name, one.grade, named(one.school), one.period ?? 'day', one.code]),
  );
  section(
    'Set aside, of students on the worklist',
    ['student', 'school', 'records'],
    state.setAside.map((one) => [one.name, named(one.school), one.records]),
  );
  section(
    'Due, but without an address',
    ['student', 'school', 'letter', 'guardian', 'why'],
    state.missingAddresses.map((one) => [
      one.name,
      named(one.school),
      one.criterion,
      one.guardian ?? 'nobody',
      one.reason.replaceAll('-', ' '),
    ]),
  );
  section(
    'Letterhead',
    ['school', 'missing'],
    state.missingLetterheads.map((one) => [one.name, one.missing.join(', ')]),
  );
  section(
    'Conferences',
    ['school', 'needed', 'free'],
    state.conferences.map((one) => [named(one.school), one.needed, one.free]),
  );
  for (const line of summaryOf(state)) remark(line);
}

function daysOf(days: readonly string[]): string {
  if (days.length <= 3) return days.join(' ');
  return `${days.length}: ${days.slice(-3).join(' ')}`;
}

function section(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  if (rows.length === 0) return;
  process.stdout.write(`\n${title}\n`);
  printTable(head, rows.slice(0, SHOWN));
  if (rows.length > SHOWN) process.stdout.write(`and ${formatCount(rows.length - SHOWN)} more: --format json\n`);
}

function summaryOf(state: Readiness): string[] {
  const short = state.conferences.reduce((sum, { needed, free }) => sum + Math.max(0, needed - free), 0);
  const late = state.schools.filter((one) => (one.lastDayWithRecords ?? '') < (one.lastDayInSession ?? '')).length;
  const parts = [
    `${formatCount(state.due)} due`,
    `${late} of ${state.schools.length} schools without records on their last day in session`,
    `${formatCount(state.unverified.length)} unverified`,
    `${formatCount(new Set(state.missingAddresses.map(({ student }) => student)).size)} without an address`,
    ...(short > 0 ? [`${formatCount(short)} conference dates short`] : []),
  ];
  const lines = [`As of ${state.asOfOn}: ${parts.join(', ')}.`];
  if (state.calculatedAsOf === null) lines.push('Nothing was calculated yet: ./rollcall calculate');
  else if (state.isCalculationStale)
    lines.push('Attendance was imported after the last calculation: ./rollcall calculate');
  return lines;
}
