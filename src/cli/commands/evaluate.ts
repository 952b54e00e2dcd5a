/** `rollcall evaluate`: judges a bundle by a pack, without a database (criteria.md section 10). */
import { once } from 'node:events';
import { open, type FileHandle } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  judgeBundle,
  readBundle,
  rowsAt,
  type Bundle,
  type BundleReport,
  type JudgedBundle,
} from '../../bundle/index.ts';
import { parseDay, type Criterion } from '../../engine/index.ts';
import { readPack } from '../../packs/index.ts';
import { ProblemError, renderProblem, type Problem } from '../../problem.ts';
import { formatCount, formatOption, printTable, progressBar, remark, type Format } from '../output.ts';
import { sectionTen, type SectionTen } from '../section-ten.ts';

interface EvaluateOptions {
  readonly data: string;
  readonly pack: string;
  readonly asOf: string;
  readonly setAside?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('evaluate')
    .description('Judge a bundle by a pack, without a database. Writes nothing but the file of --set-aside.')
    .requiredOption('--data <dir>', 'the folder of the bundle')
    .requiredOption('--pack <dir>', 'the folder of the pack')
    .requiredOption('--as-of <date>', 'the day to judge as of, as 2026-03-09')
    .option('--set-aside <file>', 'write the rows that cannot be counted to this CSV file');
  formatOption(command).action(run);
}

async function run(options: EvaluateOptions): Promise<void> {
  const asOf = parseDay(options.asOf);
  const asOfProblems =
    asOf === undefined ? [{ path: '--as-of', found: `"${options.asOf}"`, allowed: 'a date as 2026-03-09' }] : [];
  const [pack, bundle] = await settleBoth(readPack(options.pack), readData(options.data));
  const problems = [...asOfProblems, ...(pack.ok ? [] : pack.problems), ...bundle.problems];
  if (asOf === undefined || !pack.ok || bundle.value === undefined) throw new ProblemError(problems);
  for (const warning of [...pack.warnings, ...bundle.value.warnings]) remark(`warning: ${renderProblem(warning)}`);
  const file = options.setAside === undefined ? undefined : await openForWriting(options.setAside);
  const judged = judgeBundle(bundle.value, { policy: pack.pack.policy, asOf });
  if (options.format === 'json') await printLines(judged);
  else printForPeople(judged, pack.pack.policy.criteria);
  const report = judged.report();
  if (file !== undefined) await writeSetAside(file, bundle.value, report);
  remarkReport(report, options.setAside);
}

interface Data {
  readonly value: Bundle | undefined;
  readonly problems: readonly Problem[];
}

/** Reads the bundle; what makes it unusable comes back as problems, to be told together with those of the pack. */
async function readData(dir: string): Promise<Data> {
  let bar: ReturnType<typeof progressBar> | undefined;
  const onProgress = ({ read, total }: { readonly read: number; readonly total: number }): void => {
    if (process.stderr.isTTY) (bar ??= progressBar(total, 'bytes read')).to(read);
  };
  try {
    return { value: await readBundle(dir, { onProgress }), problems: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { value: undefined, problems: error.problems };
  } finally {
    bar?.done();
  }
}

async function settleBoth<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  const [first, second] = await Promise.allSettled([one, other]);
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
  return [first.value, second.value];
}

async function openForWriting(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w');
  } catch {
    throw new ProblemError([
      { path: '--set-aside', found: `"${path}", which cannot be written`, allowed: 'a file in a folder that is there' },
    ]);
  }
}

async function printLines(judged: JudgedBundle): Promise<void> {
  let text = '';
  for (const { student, outcomes } of judged.students) {
    for (const outcome of outcomes) text += `${JSON.stringify(sectionTen(student, outcome))}\n`;
    if (text.length < 1 << 16) continue;
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    text = '';
  }
  process.stdout.write(text);
}

function printForPeople(judged: JudgedBundle, criteria: readonly Criterion[]): void {
  const lines: SectionTen[] = [];
  for (const { student, outcomes } of judged.students)
    lines.push(...outcomes.map((outcome) => sectionTen(student, outcome)));
  printTable(
    ['student', 'criterion', 'cycle', 'no.', 'school', 'date', 'value', 'decision', 'reason'],
    lines.map((line) => [
      line.student,
      line.criterion,
      line.cycle,
      line.occurrence,
      line.school,
      line.date,
      line.value,
      line.decision,
      line.reason,
    ]),
  );
  process.stdout.write('\n');
  printTable(['criterion', 'title', ...DECISIONS], summaryRows(lines, criteria));
}

const DECISIONS = ['issue', 'issued', 'held', 'declined', 'suppressed', 'satisfied', 'noted'] as const;

function summaryRows(lines: readonly SectionTen[], criteria: readonly Criterion[]): (string | number)[][] {
  const titles = new Map(criteria.map((criterion) => [criterion.code, criterion.title]));
  return [...titles].map(([code, title]) => [
    code,
    title,
    ...DECISIONS.map(
      (decision) => lines.filter((line) => line.criterion === code && line.decision === decision).length,
    ),
  ]);
}

/** Writes `file,line,reason,row`. A reason says what is allowed, too. */
async function writeSetAside(file: FileHandle, bundle: Bundle, report: BundleReport): Promise<void> {
  const rows = await rowsAt(
    bundle,
    new Set(report.setAside.filter(({ row }) => row === undefined).map(({ line }) => line)),
  );
  const stream = file.createWriteStream();
  stream.write('file,line,reason,row\n');
  for (const { file: name, line, reason, allowed, row } of report.setAside) {
    const fields = [name, String(line), `${reason}; allowed: ${allowed}`, row ?? rows.get(line) ?? ''];
    if (!stream.write(`${fields.map(csvField).join(',')}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function remarkReport(report: BundleReport, path: string | undefined): void {
  const { setAside, unknownMinutes, conflicts } = report;
  remark(
    `${formatCount(setAside.length)} ${setAside.length === 1 ? 'row' : 'rows'} set aside${path === undefined ? '' : `, written to ${path}`}`,
  );
  for (const [reason, { count, first }] of countReasons(report))
    remark(`  ${formatCount(count)}: ${reason} (first: line ${first})`);
  if (unknownMinutes > 0)
    remark(
      `${formatCount(unknownMinutes)} counted ${unknownMinutes === 1 ? 'record has' : 'records have'} unknown minutes`,
    );
  if (conflicts > 0)
    remark(
      `${formatCount(conflicts)} ${conflicts === 1 ? 'conflict' : 'conflicts'}: different codes for one student, date and period; all stand`,
    );
}

const MOST_REASONS = 20;

function countReasons(report: BundleReport): readonly (readonly [string, { count: number; readonly first: number }])[] {
  const reasons = new Map<string, { count: number; readonly first: number }>();
  for (const { reason, allowed, line } of report.setAside) {
    const text = `${reason}; allowed: ${allowed}`;
    const known = reasons.get(text);
    if (known === undefined) reasons.set(text, { count: 1, first: line });
    else known.count += 1;
  }
  return [...reasons]
    .sort(([, one], [, other]) => other.count - one.count || one.first - other.first)
    .slice(0, MOST_REASONS);
}
