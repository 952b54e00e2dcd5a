/** `rollcall pack`: check, test, list and use policy packs. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { withTransaction } from '../../db/index.ts';
import { formatDay, type Day } from '../../engine/index.ts';
import {
  endUse,
  listUses,
  packHistory,
  packJsonSchemaFiles,
  readPack,
  runCases,
  saveUse,
  type Pack,
} from '../../packs/index.ts';
import { ProblemError, Refusal, renderProblem } from '../../problem.ts';
import { count, describePack, packFacts, printPack, printSaved, printUses } from '../pack-output.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, todayOf, withSession, type Session } from '../session.ts';
import { actsByItself } from '../../notices/index.ts';
import { findMissingCodes } from '../../consequences/missing-codes.ts';

export function register(program: Command): void {
  const pack = program
    .command('pack')
    .description('Check, test, list and use policy packs: folders of criteria, letters and worked examples.');
  registerCheck(pack);
  registerTest(pack);
  registerShow(pack);
  registerUse(pack);
  registerEnd(pack);
  registerList(pack);
  registerSchema(pack);
}

interface Formatted {
  readonly format: Format;
}

interface CheckOptions extends Formatted {
  readonly asOf?: string;
  readonly district?: boolean;
}

function registerCheck(pack: Command): void {
  const command = pack
    .command('check <folder>')
    .description(
      'Name every problem of a pack: file:line:column, what was found, what is allowed. Ends with 2 when it cannot be used.',
    )
    .option('--as-of <date>', 'check what the law asks on this day; without it, what has no end yet')
    .option('--district', 'also warn of codes and people that the catalogs of this district have not');
  formatOption(command).action(async (folder: string, options: CheckOptions) => {
    const reading = await readPack(
      folder,
      options.asOf === undefined ? {} : { on: dayOption('--as-of', options.asOf) },
    );
    const problems = reading.ok ? [] : reading.problems;
    if (options.format === 'json') {
      const facts = reading.ok
        ? { pack: reading.pack.policy.id, version: reading.pack.policy.version, hash: reading.pack.hash }
        : {};
      printJsonLine({ usable: reading.ok, ...facts, problems, warnings: reading.warnings });
    } else {
      for (const warning of reading.warnings) remark(`warning: ${renderProblem(warning)}`);
      for (const problem of problems) process.stdout.write(`${renderProblem(problem)}\n`);
      remark(
        reading.ok
          ? `${describePack(reading.pack)}: no problems, ${count(reading.warnings.length, 'warning')}.`
          : `${count(problems.length, 'problem')}, ${count(reading.warnings.length, 'warning')}.`,
      );
    }
    if (!reading.ok) process.exitCode = 2;
    else if (options.district === true) {
      const { pack: checked } = reading;
      await withSession((session) => warnOfMissing(session, checked, undefined));
    }
  });
}

function registerTest(pack: Command): void {
  const command = pack
    .command('test <folder>')
    .description('Judge the worked examples of a pack. Ends with 1 when one does not come out as expected.');
  formatOption(command).action(async (folder: string, options: Formatted) => {
    const results = runCases(await usablePack(folder));
    const failed = results.filter(({ differences }) => differences.length > 0);
    if (options.format === 'json')
      for (const result of results) printJsonLine({ ...result, passed: result.differences.length === 0 });
    else {
      for (const { file, example, student, differences } of failed) {
        process.stdout.write(`${file}: ${example} (${student})\n${differences.map((line) => `  ${line}\n`).join('')}`);
      }
      const files = new Set(results.map(({ file }) => file)).size;
      remark(
        `${count(results.length, 'student')} in worked examples of ${count(files, 'file')}: ${results.length - failed.length} as expected, ${failed.length} not.`,
      );
    }
    if (failed.length > 0) process.exitCode = 1;
  });
}

function registerShow(pack: Command): void {
  const command = pack
    .command('show <folder>')
    .description('What a pack holds: its criteria in words, groups, letters with their languages, sources.');
  formatOption(command).action(async (folder: string, options: Formatted) => {
    const shown = await usablePack(folder);
    if (options.format === 'json') printJsonLine(packFacts(shown));
    else printPack(shown);
  });
}

interface UseOptions extends Formatted {
  readonly school?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly actsFrom?: string;
}

function registerUse(pack: Command): void {
  const command = pack
    .command('use <folder>')
    .description('Put a pack in use at every school or at some. Its earlier use there ends; other packs stay.')
    .option('--school <id...>', 'only at these schools')
    .option('--from <date>', 'from this day on (included)')
    .option('--until <date>', 'until this day (not included)')
    .option(
      '--acts-from <date>',
      'what acts by itself does so for what is met from this day on (included); earlier ones wait for one decision (rollcall effects held). Default: all of the school year',
    );
  formatOption(command).action(async (folder: string, options: UseOptions) => {
    const chosen = await usablePack(folder);
    const from = optionalDay('--from', options.from);
    const until = optionalDay('--until', options.until);
    const actsFrom = optionalDay('--acts-from', options.actsFrom);
    if (from !== undefined && until !== undefined && until <= from) {
      throw new ProblemError([
        { path: '--until', found: formatDay(until), allowed: `a date after --from, which is ${formatDay(from)}` },
      ]);
    }
    await withSession(async (session) => {
      const saved = await withTransaction(session.db, (client) =>
        saveUse(client, {
          districtId: session.districtId,
          pack: chosen,
          schools: options.school ?? [],
          ...(from === undefined ? {} : { from }),
          ...(until === undefined ? {} : { until }),
          ...(actsFrom === undefined ? {} : { actsFrom }),
          by: session.by,
          at: session.now(),
        }),
      );
      printSaved(saved, options.format);
      await warnOfMissing(session, chosen, options.school);
      if (from === undefined && actsFrom === undefined) remindOfThePast(chosen);
    });
  });
}

function remindOfThePast({ policy: { criteria } }: Pack): void {
  const codes = [...new Set(criteria.filter(actsByItself).map(({ code }) => code))];
  if (codes.length === 0) return;
  remark(
    `${codes.join(', ')}: done by itself at the next calculation, for all that was met since the school year began.`,
  );
  remark('Beginning in mid-year? Say --acts-from DATE, or settle the past first: ./rollcall adopt');
}

/** Nothing is refused: what is missing can be added to the catalogs, before or after. */
async function warnOfMissing(
  session: Session,
  { policy: { criteria } }: Pack,
  schools: readonly string[] | undefined,
): Promise<void> {
  const { db, districtId } = session;
  const known = await db.pool.query<{ id: string }>(
    'select school_id as id from schools where district_id = $1 and ($2::text[] is null or school_id = any ($2)) order by 1',
    [districtId, schools ?? null],
  );
  const where = known.rows.map(({ id }) => id);
  const on = await todayOf(session);
  const missing = await findMissingCodes(db.pool, { districtId, criteria, schools: where, on });
  for (const { criterion, says } of missing) remark(`warning: ${criterion}: ${says}.`);
  if (missing.length > 0) remark('Look at the catalogs: ./rollcall catalog list');
}

function registerEnd(pack: Command): void {
  const command = pack
    .command('end <id>')
    .description('End the use of a pack. Notices that went out stay.')
    .option('--school <id...>', 'only at these schools');
  formatOption(command).action(async (id: string, options: UseOptions) => {
    const saved = await withSession((session) =>
      withTransaction(session.db, (client) =>
        endUse(client, {
          districtId: session.districtId,
          packId: id,
          schools: options.school ?? [],
          by: session.by,
          at: session.now(),
        }),
      ),
    );
    printSaved(saved, options.format);
  });
}

function registerList(pack: Command): void {
  const command = pack
    .command('list')
    .description('The packs in use: where, from when, in which version.')
    .option('--history <id>', 'every version of one pack that was ever loaded');
  formatOption(command).action((options: Formatted & { readonly history?: string }) =>
    withSession(async ({ db, districtId }) => {
      if (options.history === undefined) return printUses(await listUses(db.pool, districtId), options.format);
      const versions = (await packHistory(db.pool, districtId, options.history)).map(({ loadedAt, ...version }) => ({
        ...version,
        loadedAt: loadedAt.toISOString(),
      }));
      if (options.format === 'json') for (const version of versions) printJsonLine(version);
      else
        printTable(
          ['version', 'hash', 'loaded', 'by'],
          versions.map(({ version, hash, loadedAt, loadedBy }) => [
            version,
            hash.slice(0, 12),
            loadedAt.slice(0, 10),
            loadedBy,
          ]),
        );
    }),
  );
}

function registerSchema(pack: Command): void {
  const command = pack
    .command('schema')
    .description('Write the JSON Schemas of pack.yaml, criteria and worked examples, for completion in an editor.')
    .requiredOption('--out <folder>', 'where to write them');
  formatOption(command).action(async ({ out, format }: Formatted & { readonly out: string }) => {
    await mkdir(out, { recursive: true }).catch(() => {
      throw new Refusal(`${out} cannot be written.`);
    });
    for (const [name, text] of packJsonSchemaFiles()) await writeFile(join(out, name), text);
    const written = [...packJsonSchemaFiles().keys()].map((name) => join(out, name));
    if (format === 'json') printJsonLine({ written });
    else remark(`Written: ${written.join(', ')}`);
  });
}

/** Fails: ProblemError with every problem of the pack. */
async function usablePack(folder: string): Promise<Pack> {
  const reading = await readPack(folder);
  if (!reading.ok) throw new ProblemError(reading.problems);
  return reading.pack;
}

function optionalDay(option: string, text: string | undefined): Day | undefined {
  return text === undefined ? undefined : dayOption(option, text);
}
