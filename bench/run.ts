/**
 * `npm run bench`: what the product takes against what the machine could do, side by side in one run.
 * Prints a table with the ratios and saves the figures under bench/results/.
 * Options: --students N (100000), --section NAME (any number of times; all), --rounds N (3).
 */
import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printTable } from '../src/cli/output.ts';
import { benchDistrict } from './district.ts';
import { isReached, ratioOf, remark, type Comparison, type SectionResult } from './measure.ts';
import { SECTIONS } from './section.ts';

const { values } = parseArgs({
  options: {
    students: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    // The first screen is measured with the server; alone it is quicker.
    section: {
      type: 'string',
      multiple: true,
      default: Object.keys(SECTIONS).filter((name) => name !== 'first-screen'),
    },
  },
});
const unknown = values.section.filter((name) => SECTIONS[name] === undefined);
if (unknown.length > 0) {
  remark(`no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(2);
}
const students = Number(values.students);
const MEASURED_FOR_MEMORY = ['import', 'calculation'];
remark(`a district of ${students} students`);
await benchDistrict(students);
const results: SectionResult[] = [];
for (const name of values.section) {
  remark(`${name} ...`);
  results.push(await runSection(name, students));
}
results.push(...(await memoryOf(results)));
print(results);
await save(results);
process.exit(results.every((result) => result.comparisons.every(isReached)) ? 0 : 1);

/** Peak memory of import and calculation against the limit, and against that of a quarter of the district. */
async function memoryOf(done: readonly SectionResult[]): Promise<SectionResult[]> {
  const whole = done.filter(({ section }) => MEASURED_FOR_MEMORY.includes(section));
  if (whole.length === 0) return [];
  remark('memory, with a quarter of the district ...');
  const quarter = Math.ceil(students / 4);
  await benchDistrict(quarter);
  const comparisons: Comparison[] = [];
  for (const { section, peakMemoryMb } of whole) {
    const small = await runSection(section, quarter);
    const against = { oursMs: peakMemoryMb, unit: 'MB', direction: 'slower' as const, figures: {} };
    comparisons.push(
      { ...against, title: `memory of ${section}`, ours: '', against: 'the limit', againstMs: 1024, target: 1 },
      {
        ...against,
        title: `memory of ${section}, flat`,
        ours: '',
        against: 'a quarter of the district',
        againstMs: small.peakMemoryMb,
        target: 1.5,
      },
    );
  }
  return [{ section: 'memory', comparisons, peakMemoryMb: 0 }];
}

/** Each section in a process of its own, one after the other. */
function runSection(name: string, size: number): Promise<SectionResult> {
  return new Promise((resolve, reject) => {
    const child = fork(
      join(import.meta.dirname, 'section.ts'),
      [name, String(size), size === students ? values.rounds : '1'],
      {
        execArgv: ['--expose-gc'],
        serialization: 'advanced',
      },
    );
    let result: SectionResult | undefined;
    child.on('message', (message) => {
      result = message as SectionResult;
    });
    child.on('error', reject);
    child.on('exit', (status) => {
      if (result === undefined) reject(new Error(`section ${name} ended with ${status}`));
      else resolve(result);
    });
  });
}

function print(all: readonly SectionResult[]): void {
  const rows = all.flatMap((result) => result.comparisons.map((comparison) => rowOf(comparison)));
  printTable(['', 'ours', 'against', '', 'ratio', 'target', ''], rows);
  for (const result of all) {
    for (const { title, figures } of result.comparisons) {
      remark(
        `${title}: ${Object.entries(figures)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')}`,
      );
    }
    if (result.peakMemoryMb > 0) remark(`${result.section}: peak memory of its process ${result.peakMemoryMb} MB`);
  }
}

function rowOf(comparison: Comparison): string[] {
  const { title, unit = 's', oursMs, against, againstMs, direction, target } = comparison;
  const amount = (value: number): string =>
    unit === 's' ? `${(value / 1000).toFixed(2)} s` : `${Math.round(value)} ${unit}`;
  const sign = direction === 'faster' ? '≥' : '≤';
  return [
    title,
    amount(oursMs),
    amount(againstMs),
    against,
    `${ratioOf(comparison).toFixed(2)} ×`,
    `${sign} ${Number(target.toFixed(2))} ×`,
    isReached(comparison) ? 'reached' : 'NOT REACHED',
  ];
}

async function save(all: readonly SectionResult[]): Promise<void> {
  const dir = join(import.meta.dirname, 'results');
  await mkdir(dir, { recursive: true });
  const at = new Date().toISOString();
  const machine = {
    processors: cpus().length,
    model: cpus()[0]?.model ?? '',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  const sections = all.map((result) => ({
    ...result,
    comparisons: result.comparisons.map((comparison) => ({
      ...comparison,
      ratio: ratioOf(comparison),
      isReached: isReached(comparison),
    })),
  }));
  const file = join(dir, `${at.slice(0, 10)}-${students}.json`);
  await writeFile(file, `${JSON.stringify({ at, machine, students, sections }, null, 2)}\n`);
  remark(`saved ${file}`);
}
