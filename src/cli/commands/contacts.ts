/** `rollcall contacts`: the communication log. */
import { Option, type Command } from 'commander';
import {
  CONTACT_KINDS,
  CONTACT_OUTCOMES,
  correctContact,
  logContact,
  readContact,
  readContacts,
  readContactStart,
  type ContactFacts,
  type ContactKind,
  type ContactOnFile,
  type ContactOutcome,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface AddOptions {
  readonly student: string;
  readonly kind: ContactKind;
  readonly outcome: ContactOutcome;
  readonly with?: string;
  readonly guardian?: string;
  readonly at?: string;
  readonly language?: string;
  readonly interpreter?: boolean;
  readonly note?: string;
  readonly why?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const contacts = program
    .command('contacts')
    .description('The communication log: who tried to reach whom, and what came of it.');
  const add = contacts
    .command('add')
    .description(
      'Log a contact. Without --guardian and --with: the first guardian who may be told, in the family’s language.',
    )
    .requiredOption('--student <id>', 'the student')
    .addOption(new Option('--kind <kind>', 'how').choices([...CONTACT_KINDS]).default('phone'))
    .addOption(
      new Option('--outcome <outcome>', 'what came of it').choices([...CONTACT_OUTCOMES]).makeOptionMandatory(),
    )
    .option('--guardian <name>', 'a guardian, by the name on file')
    .option('--with <who>', 'student, or somebody else in words')
    .option('--at <time>', 'when, as 2026-11-16T10:00:00-08:00; now when left out')
    .option('--language <tag>', 'in which language')
    .option('--interpreter', 'with an interpreter')
    .option('--why <reason>', 'a code of the catalog contact-reasons; attendance when left out')
    .option('--note <text>', 'what was said');
  formatOption(add).action((options: AddOptions) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const facts = await factsOf(session, options);
      const { contactId, isMade } = await withTransaction(session.db, (client) =>
        logContact(client, who, { student: options.student, ...facts }),
      );
      if (options.format === 'json') printJsonLine({ contact: contactId, contact_made: isMade });
      else remark(`Contact ${contactId} is on record${isMade ? ': the family was reached' : ''}.`);
    }),
  );
  registerCorrect(contacts);
  const list = contacts
    .command('list')
    .description('The log of a student, the newest first.')
    .requiredOption('--student <id>', 'the student');
  formatOption(list).action(({ student, format }: { readonly student: string; readonly format: Format }) =>
    withSession(async ({ db, districtId }) => {
      const found = await readContacts(db.pool, { districtId, student });
      if (format === 'json') {
        for (const { contactId, byId: _, ...contact } of found) printJsonLine({ contact: contactId, ...contact });
        return;
      }
      if (found.length === 0) return remark('Nobody was contacted yet.');
      printTable(
        ['contact', 'on', 'kind', 'with', 'outcome', 'language', 'by', 'note', 'corrects', 'corrected by'],
        found.map((one) => [
          String(one.contactId),
          one.on,
          one.kind,
          one.party === 'student' ? 'the student' : one.name,
          one.isVoid ? 'taken back' : one.outcome,
          one.hasInterpreter ? `${one.language}, interpreter` : one.language,
          one.by,
          one.note,
          one.corrects === null ? '' : String(one.corrects),
          one.correctedBy === null ? '' : String(one.correctedBy),
        ]),
      );
    }),
  );
}

interface CorrectOptions {
  readonly outcome?: ContactOutcome;
  readonly kind?: ContactKind;
  readonly note?: string;
  readonly undo?: boolean;
  readonly reason?: string;
  readonly format: Format;
}

function registerCorrect(contacts: Command): void {
  const correct = contacts
    .command('correct')
    .description('Correct an entry: it stays, and another takes its place. What is not named stays as it was.')
    .argument('<contact>', 'its number')
    .addOption(new Option('--kind <kind>', 'how').choices([...CONTACT_KINDS]))
    .addOption(new Option('--outcome <outcome>', 'what came of it').choices([...CONTACT_OUTCOMES]))
    .option('--note <text>', 'what was said')
    .option('--undo', 'it did not happen, or not with this student')
    .option('--reason <text>', 'why it is corrected; kept');
  formatOption(correct).action((named: string, options: CorrectOptions) =>
    withSession(async (session) => {
      const contactId = countOption('contact', named);
      const reason = requireReason(options.reason);
      const who = await whoOfSession(session);
      const done = await withTransaction(session.db, async (client) => {
        const before = await readContact(client, who.districtId, contactId);
        if (before === undefined) throw new Refusal(`There is no contact ${contactId}.`, { code: 'work.gone' });
        const facts = options.undo === true ? null : correctedFacts(before, options);
        return correctContact(client, who, { contactId, facts, reason });
      });
      if (options.format === 'json') printJsonLine({ contact: done.contactId, contact_made: done.isMade });
      else
        remark(`Contact ${contactId} is ${options.undo === true ? 'taken back' : 'corrected'} by ${done.contactId}.`);
    }),
  );
}

function correctedFacts(before: ContactOnFile, { kind, outcome, note }: CorrectOptions): ContactFacts {
  const { party, name, language, hasInterpreter, reason, at } = before;
  return {
    kind: kind ?? before.kind,
    outcome: outcome ?? before.outcome,
    note: note ?? before.note,
    with: { party, name },
    language,
    hasInterpreter,
    reason,
    at,
  };
}

async function factsOf({ db, districtId }: Session, options: AddOptions): Promise<ContactFacts> {
  const { kind, outcome, student, guardian, with: whom, at, language, interpreter, note, why } = options;
  const start = await readContactStart(db.pool, { districtId, student });
  const first = start.guardians.find(({ name }) => guardian === undefined || name === guardian);
  return {
    kind,
    outcome,
    with: partyOf({ whom, guardian: guardian ?? first?.name }),
    ...(at === undefined ? {} : { at: timeOption(at) }),
    language: language ?? first?.language ?? start.homeLanguage,
    hasInterpreter: interpreter === true,
    note: note ?? '',
    ...(why === undefined ? {} : { reason: why }),
  };
}

function partyOf({
  whom,
  guardian,
}: {
  readonly whom: string | undefined;
  readonly guardian: string | undefined;
}): ContactFacts['with'] {
  if (whom === 'student') return { party: 'student', name: '' };
  if (whom !== undefined) return { party: 'other', name: whom };
  if (guardian === undefined)
    throw new ProblemError([
      { path: '--with', found: 'nothing', allowed: 'student, or who it was: no guardian who may be told is on file' },
    ]);
  return { party: 'guardian', name: guardian };
}

function timeOption(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text))
    throw new ProblemError([
      { path: '--at', found: `"${text}"`, allowed: 'a time with its zone, as 2026-11-16T10:00:00-08:00' },
    ]);
  return at;
}
