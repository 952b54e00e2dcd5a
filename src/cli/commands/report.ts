/** `rollcall report`: the reports of the app, read, as PDF or as CSV. */
import { writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { withTransaction } from '../../db/index.ts';
import { readTimeZone, todayInDistrict } from '../../db/zone.ts';
import { readBoardSummary, readPrincipalReport, readStudentsOfBand, refreshAttendance } from '../../insight/index.ts';
import { Refusal } from '../../problem.ts';
import { speakerOf } from '../../server/app-words.ts';
import { boardPage, csvOfReport, pdfOfReport, principalPage, type ReportPage } from '../../server/reports/index.ts';
import { readDistrict } from '../../server/me/district.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { formatDay } from '../../engine/index.ts';

interface ReportOptions {
  readonly school?: string;
  readonly month?: string;
  readonly language: 'en' | 'es';
  readonly toGive?: boolean;
  readonly pdf?: string;
  readonly csv?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const report = program
    .command('report')
    .description('Reports: the principal’s attendance report, the chronic list, the summary for the board.');
  reportOptions(
    report.command('principal').description('Attendance of a school in a month: rates, who needs us, what was done.'),
  )
    .requiredOption('--school <id>', 'the school')
    .option('--to-give', 'to give to others: without names and small counts')
    .action((options: ReportOptions) => withSession((session) => principal(session, options)));
  reportOptions(report.command('board').description('The district for its board, without a student.')).action(
    (options: ReportOptions) => withSession((session) => board(session, options)),
  );
  const chronic = report
    .command('chronic')
    .description('Students who missed 10% or more of their days, the most absent first.')
    .option('--school <id>', 'one school only');
  formatOption(chronic).action((options: Pick<ReportOptions, 'school' | 'format'>) =>
    withSession((session) => chronicList(session, options)),
  );
}

function reportOptions(command: Command): Command {
  return formatOption(command)
    .option('--month <date>', 'any day of the month; default: that of the last day with data')
    .addOption(new Option('--language <tag>', 'of the report').choices(['en', 'es']).default('en'))
    .option('--pdf <file>', 'write a tagged PDF')
    .option('--csv <file>', 'write the figures');
}

async function principal(session: Session, options: ReportOptions): Promise<void> {
  const { school = '', month, language, toGive = false } = options;
  await requireKnownNames(session, { school });
  const asked = await begin(session, month);
  const report = await withTransaction(session.db, (client) => readPrincipalReport(client, { ...asked, school }));
  if (report === undefined) throw new Refusal(`There is no school ${school}.`);
  const speaker = speakerOf(language, asked.zone);
  await give(session, principalPage(report, { speaker, isPublic: toGive }), options);
}

async function board(session: Session, options: ReportOptions): Promise<void> {
  const asked = await begin(session, options.month);
  const summary = await readBoardSummary(session.db.pool, asked);
  const speaker = speakerOf(options.language, asked.zone);
  const { name } = await readDistrict(session.db, session.districtId);
  await give(session, boardPage(summary, { speaker, district: name }), options);
}

/** The figures are brought to the last calculation first, as the app does when somebody looks. */
async function begin(session: Session, month: string | undefined) {
  const { db, districtId } = session;
  const now = session.now();
  await refreshAttendance(db, { districtId, now });
  const on = await todayInDistrict(db.pool, { districtId, now });
  const zone = await withTransaction(db, (client) => readTimeZone(client, districtId));
  const first = month === undefined ? undefined : `${formatDay(dayOption('--month', month)).slice(0, 7)}-01`;
  return { districtId, on, zone, month: first };
}

async function give(session: Session, page: ReportPage, { language, pdf, csv, format }: ReportOptions): Promise<void> {
  const { name } = await readDistrict(session.db, session.districtId);
  if (pdf !== undefined) {
    const zone = await withTransaction(session.db, (client) => readTimeZone(client, session.districtId));
    const printed = {
      speaker: speakerOf(language, zone),
      author: name,
      by: session.by,
      at: session.now().toISOString(),
    };
    await writeFile(pdf, await pdfOfReport(page, printed));
    remark(`Written: ${pdf}`);
  }
  if (csv !== undefined) {
    await writeFile(csv, csvOfReport(page));
    remark(`Written: ${csv}`);
  }
  if (pdf !== undefined || csv !== undefined) return;
  if (format === 'json') return printJsonLine(page);
  process.stdout.write(`${[page.title, ...page.lines].join('\n')}\n`);
  for (const { heading, columns, rows } of page.sections) {
    process.stdout.write(`\n${heading}\n`);
    if (rows.length > 0)
      printTable(
        columns.map(({ head }) => head),
        rows.map((row) => row.map(({ text }) => text)),
      );
  }
}

async function chronicList(
  session: Session,
  { school, format }: Pick<ReportOptions, 'school' | 'format'>,
): Promise<void> {
  const { db, districtId } = session;
  await requireKnownNames(session, school === undefined ? {} : { school });
  await begin(session, undefined);
  const { students, total } = await readStudentsOfBand(db.pool, {
    districtId,
    schools: school === undefined ? undefined : [school],
    band: undefined,
    isClose: false,
    chronic: 'chronic',
    offset: 0,
    limit: 200_000,
  });
  const rows = students.map(
    ({ lastName, firstName, grade, schoolName, absentThousandths, enrolledDays, chronicSince }) => ({
      name: `${lastName}, ${firstName}`,
      grade,
      school: schoolName,
      absent: absentThousandths / 1000,
      enrolled: enrolledDays,
      since: chronicSince,
    }),
  );
  if (format === 'json') return rows.forEach((row) => printJsonLine(row));
  remark(`${total} missed 10% or more of their days.`);
  printTable(
    ['student', 'grade', 'school', 'absent', 'enrolled', 'since'],
    rows.map((row) => [row.name, row.grade, row.school, row.absent, row.enrolled, row.since]),
  );
}
