/** `rollcall cases`: attendance files, one for a student and school year. */
import { Option, type Command } from 'commander';
import {
  CASE_OUTCOMES,
  CASE_SORTS,
  closeCase,
  listCases,
  openCaseByHand,
  readCase,
  readSteps,
  readStudentCases,
  reopenCase,
  type CaseFilter,
  type CaseLine,
  type CaseOutcome,
  type CaseRow,
  type CaseSort,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { todayOf, withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface ListOptions {
  readonly school?: string;
  readonly state: 'open' | 'closed' | 'all';
  readonly overdue?: boolean;
  readonly sort: CaseSort;
  readonly limit: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const cases = program.command('cases').description('Attendance files: one for a student and school year.');
  registerList(cases);
  registerShow(cases);
  registerOpen(cases);
  registerClose(cases);
}

function registerList(cases: Command): void {
  const list = cases
    .command('list')
    .description('Who has a file, who answers for it, the last contact, and what is due next.')
    .option('--school <id>', 'one school only')
    .addOption(new Option('--state <state>', 'which').choices(['open', 'closed', 'all']).default('open'))
    .option('--overdue', 'only with a task whose last day is over')
    .addOption(new Option('--sort <column>', 'in which order').choices([...CASE_SORTS]).default('due'))
    .option('--limit <n>', 'at most so many', '1000');
  formatOption(list).action((options: ListOptions) =>
    withSession(async (session) => {
      const { school, state, overdue, sort, limit, format } = options;
      await requireKnownNames(session, school === undefined ? {} : { school });
      const filter: CaseFilter = {
        ...(school === undefined ? {} : { schools: [school] }),
        ...(state === 'all' ? {} : { state }),
        ...(overdue === true ? { isOverdue: true } : {}),
      };
      const { db, districtId } = session;
      const on = await todayOf(session);
      const page = { districtId, filter, on, sort, isDescending: false, skip: 0, limit: countOption('--limit', limit) };
      const { lines, total } = await listCases(db.pool, page);
      printLines(lines, format);
      if (lines.length < total) remark(`${lines.length} of ${total} are shown; --limit shows more.`);
    }),
  );
}

function printLines(lines: readonly CaseLine[], format: Format): void {
  if (format === 'json') {
    for (const { studentNo: _, firstName, lastName, caseId, ...line } of lines)
      printJsonLine({ case: `C${caseId}`, name: `${lastName}, ${firstName}`, ...line });
    return;
  }
  if (lines.length === 0) return remark('No attendance file matches.');
  printTable(
    ['case', 'student', 'name', 'school', 'state', 'opened', 'because', 'owner', 'last contact', 'next step', 'due'],
    lines.map((line) => [
      `C${line.caseId}`,
      line.student,
      `${line.lastName}, ${line.firstName}`,
      line.school,
      line.state,
      line.openedOn,
      line.because,
      line.owner,
      line.lastContactOn === null ? '' : `${line.lastContactOn} ${line.lastOutcome ?? ''}`,
      line.nextStep,
      line.dueOn,
    ]),
  );
}

function registerShow(cases: Command): void {
  const show = cases
    .command('show')
    .description('One file with its timeline, the newest first.')
    .argument('<case>', 'C and its number, or the student’s id for the file of this school year');
  formatOption(show).action((name: string, { format }: { readonly format: Format }) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      const file = await caseOf(session, name);
      const steps = await readSteps(db.pool, { districtId, student: file.student, limit: 500 });
      const own = steps.filter(({ on }) => on >= `${file.year}-07-01` && on <= `${file.year + 1}-06-30`);
      if (format === 'json') {
        printJsonLine({ case: `C${file.caseId}`, ...file });
        for (const { stepId: _, byId: __, ...step } of own) printJsonLine(step);
        return;
      }
      remark(
        `C${file.caseId} of ${file.student}, ${file.year}-${file.year + 1}, ${file.state}, opened ${file.openedOn} (${file.because})` +
          (file.closedOn === null ? '' : `, closed ${file.closedOn}: ${file.outcome}`),
      );
      printTable(
        ['at', 'on', 'what', 'step', 'by', 'reason'],
        own.map(({ at, on, thing, thingId, step, by, reason }) => [at, on, `${thing} ${thingId}`, step, by, reason]),
      );
    }),
  );
}

function registerOpen(cases: Command): void {
  const open = cases
    .command('open')
    .description('Open the file of this school year by hand; a closed one is opened again.')
    .requiredOption('--student <id>', 'the student')
    .option('--reason <text>', 'why; kept');
  formatOption(open).action(
    ({ student, reason, format }: { readonly student: string; readonly reason?: string; readonly format: Format }) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const why = requireReason(reason);
        const { db, districtId } = session;
        const there = (await readStudentCases(db.pool, { districtId, student })).find(
          ({ state }) => state === 'closed',
        );
        const caseId = await withTransaction(db, async (client) => {
          if (there === undefined) return openCaseByHand(client, who, { student, reason: why });
          return (await reopenCase(client, who, { caseId: there.caseId, reason: why })).caseId;
        });
        if (format === 'json') printJsonLine({ case: `C${caseId}`, state: 'open' });
        else remark(`C${caseId} is open.`);
      }),
  );
}

function registerClose(cases: Command): void {
  const close = cases
    .command('close')
    .description('Close a file: from then on it is for reading.')
    .argument('<case>', 'C and its number, or the student’s id')
    .addOption(new Option('--outcome <outcome>', 'what came of it').choices([...CASE_OUTCOMES]).makeOptionMandatory())
    .option('--reason <text>', 'why; kept');
  formatOption(close).action(
    (name: string, options: { readonly outcome: CaseOutcome; readonly reason?: string; readonly format: Format }) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const reason = requireReason(options.reason);
        const { caseId } = await caseOf(session, name);
        await withTransaction(session.db, (client) =>
          closeCase(client, who, { caseId, outcome: options.outcome, reason }),
        );
        if (options.format === 'json') printJsonLine({ case: `C${caseId}`, state: 'closed', outcome: options.outcome });
        else remark(`C${caseId} is closed.`);
      }),
  );
}

/** Fails: Refusal where there is none. */
async function caseOf({ db, districtId }: Session, name: string): Promise<CaseRow> {
  const number = /^C(\d{1,15})$/.exec(name)?.[1];
  const file =
    number === undefined
      ? (await readStudentCases(db.pool, { districtId, student: name }))[0]
      : await readCase(db.pool, districtId, Number(number));
  if (file === undefined)
    throw new Refusal(`There is no attendance file ${number === undefined ? 'of this student' : name}.`);
  return file;
}
