/** `rollcall sample`: writes a sample district as a bundle. */
import type { Command } from 'commander';
import { formatDay, parseDay, type Day } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';
import { DEFAULT_SEED, FEWEST_STUDENTS, generateDistrict, writeDistrict } from '../../sample/index.ts';
import { formatCount, formatOption, printJsonLine, progressBar, type Format } from '../output.ts';

interface SampleOptions {
  readonly students: string;
  readonly out: string;
  readonly seed: string;
  readonly through?: string;
  readonly format: Format;
}

const MOST_STUDENTS = 1_000_000;

export function register(program: Command): void {
  const command = program
    .command('sample')
    .description(
      'Write a believable school district as a standard bundle. The same arguments give the same bytes on every machine.',
    )
    .option('--students <number>', 'how many students, about 500 for each school', '4000')
    .requiredOption('--out <dir>', 'folder to write to; it is created')
    .option('--seed <number>', 'another number, another district', String(DEFAULT_SEED))
    .option('--through <date>', 'last day with records, as 2026-11-12, which is the default');
  formatOption(command).action(run);
}

async function run(options: SampleOptions): Promise<void> {
  const students = wholeNumber('--students', options.students, { least: FEWEST_STUDENTS, most: MOST_STUDENTS });
  const seed = wholeNumber('--seed', options.seed, { least: 0, most: 2_147_483_647 });
  const through = options.through === undefined ? {} : { through: dayOption(options.through) };
  const bar = progressBar(students, 'students written');
  const district = generateDistrict({ students, seed, ...through });
  await writeDistrict(options.out, district, { onStudent: () => bar.advance() });
  bar.done(`${formatCount(students)} students written to ${options.out}`);
  if (options.format === 'json')
    printJsonLine({
      out: options.out,
      name: district.name,
      students,
      schools: district.schools.length,
      seed,
      through: formatDay(district.through),
    });
}

function wholeNumber(
  option: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new ProblemError([
    { path: option, found: text, allowed: `a whole number from ${formatCount(least)} to ${formatCount(most)}` },
  ]);
}

function dayOption(text: string): Day {
  const day = parseDay(text);
  if (day !== undefined) return day;
  throw new ProblemError([{ path: '--through', found: text, allowed: 'a date as 2026-11-12' }]);
}
