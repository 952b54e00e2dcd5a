/** `rollcall journal`: what people wrote down about a student. */
import type { Command } from 'commander';
import { correctJournal, readJournal, readJournals, writeJournal } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { Refusal } from '../../problem.ts';
import { dayOption, withSession } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface AddOptions {
  readonly student: string;
  readonly reason: string;
  readonly on?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const journal = program.command('journal').description('What people wrote down about a student.');
  const add = journal
    .command('add')
    .description('Write an entry. With the reason attendance it belongs to every plan that is active on its day.')
    .argument('<entry>', 'what happened, in words')
    .requiredOption('--student <id>', 'the student')
    .option(
      '--reason <key>',
      'attendance, behavior, academic, family, health, other, or one of the district’s',
      'attendance',
    )
    .option('--on <date>', 'the day; today when left out');
  formatOption(add).action((entry: string, { student, reason, on, format }: AddOptions) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const day = on === undefined ? {} : { on: formatDay(dayOption('--on', on)) };
      const journalId = await withTransaction(session.db, (client) =>
        writeJournal(client, who, { student, reason, entry, ...day }),
      );
      if (format === 'json') printJsonLine({ journal: journalId });
      else remark(`Entry ${journalId} is written.`);
    }),
  );
  registerCorrect(journal);
  const list = journal
    .command('list')
    .description('The journal of a student, the newest day first.')
    .requiredOption('--student <id>', 'the student');
  formatOption(list).action(({ student, format }: { readonly student: string; readonly format: Format }) =>
    withSession(async ({ db, districtId }) => {
      const found = await readJournals(db.pool, { districtId, student });
      if (format === 'json') {
        for (const { journalId, byId: _, ...one } of found) printJsonLine({ journal: journalId, ...one });
        return;
      }
      if (found.length === 0) return remark('Nothing was written yet.');
      printTable(
        ['entry', 'on', 'reason', 'by', 'text', 'corrected by'],
        found.map((one) => [
          String(one.journalId),
          one.on,
          one.reason,
          one.by,
          one.isVoid ? 'taken back' : one.entry,
          one.correctedBy === null ? '' : String(one.correctedBy),
        ]),
      );
    }),
  );
}

interface CorrectOptions {
  readonly entry?: string;
  readonly about?: string;
  readonly on?: string;
  readonly undo?: boolean;
  readonly reason?: string;
  readonly format: Format;
}

function registerCorrect(journal: Command): void {
  const correct = journal
    .command('correct')
    .description('Correct an entry: it stays, and another takes its place. What is not named stays as it was.')
    .argument('<entry>', 'its number')
    .option('--entry <text>', 'what happened, in words')
    .option('--about <key>', 'its reason: attendance, behavior, … or one of the district’s')
    .option('--on <date>', 'the day')
    .option('--undo', 'it was written to the wrong student')
    .option('--reason <text>', 'why it is corrected; kept');
  formatOption(correct).action((named: string, options: CorrectOptions) =>
    withSession(async (session) => {
      const id = countOption('entry', named);
      const reason = requireReason(options.reason);
      const who = await whoOfSession(session);
      const { entry, about, on, undo = false } = options;
      const by = await withTransaction(session.db, async (client) => {
        const before = await readJournal(client, who.districtId, id);
        if (before === undefined) throw new Refusal(`There is no journal entry ${id}.`, { code: 'work.gone' });
        const facts = {
          on: on === undefined ? before.on : formatDay(dayOption('--on', on)),
          reason: about ?? before.reason,
          entry: entry ?? before.entry,
        };
        return correctJournal(client, who, { journalId: id, facts: undo ? null : facts, reason });
      });
      if (options.format === 'json') printJsonLine({ journal: by });
      else remark(`Entry ${id} is ${undo ? 'taken back' : 'corrected'} by ${by}.`);
    }),
  );
}
