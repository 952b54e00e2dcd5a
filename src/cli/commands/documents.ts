/** `rollcall documents`: files of a student, and the excusals that notes propose. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import {
  DOCUMENT_KINDS,
  fileDocument,
  NOTE_KINDS,
  readDocument,
  readDocuments,
  readStoredFile,
  storeFileAt,
  type DocumentKind,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { decideExcusal, holdExcusal, proposeExcusal, readExcusals } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession } from '../session.ts';
import { countOption, listOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { registerMoves } from './documents-move.ts';

interface AddOptions {
  readonly student: string;
  readonly kind: DocumentKind;
  readonly title?: string;
  readonly received?: string;
  readonly days?: readonly string[];
  readonly note?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const documents = program
    .command('documents')
    .description('Documents of a student: filed, listed, read, moved; and the excusals that notes propose.');
  registerAdd(documents);
  registerList(documents);
  registerRead(documents);
  registerMoves(documents);
  registerExcusals(documents);
}

function registerAdd(documents: Command): void {
  const add = documents
    .command('add')
    .description(
      'File a document (PDF, PNG, JPEG, docx, xlsx, odt, up to 20 MB). A note with days proposes their excusal.',
    )
    .argument('<file>', 'the file')
    .requiredOption('--student <id>', 'the student')
    .addOption(new Option('--kind <kind>', 'what it is').choices([...DOCUMENT_KINDS]).default('other'))
    .option('--title <text>', 'how it is called')
    .option('--received <date>', 'the day it came; today when left out')
    .option('--days <dates>', 'the days that a note covers, joined by commas', listOption)
    .option('--note <text>', 'what it says');
  formatOption(add).action((path: string, options: AddOptions) =>
    withSession(async (session) => {
      const { db, districtId, home } = session;
      const who = await whoOfSession(session);
      const { student, kind, title = '', note = '' } = options;
      const days = (options.days ?? []).map((day) => formatDay(dayOption('--days', day)));
      const receivedOn =
        options.received === undefined ? {} : { receivedOn: formatDay(dayOption('--received', options.received)) };
      const file = await storeFileAt({ home, districtId }, path);
      const filed = await withTransaction(db, async (client) => {
        const documentId = await fileDocument(client, who, {
          student,
          kind,
          title,
          note,
          days,
          file,
          fileName: basename(path),
          ...receivedOn,
        });
        const isNote = NOTE_KINDS.has(kind) && days.length > 0;
        const reason =
          [note, title, kind === 'medical-note' ? 'Medical note' : 'Note of the parent'].find((text) => text !== '') ??
          '';
        return {
          documentId,
          excusal: isNote ? await proposeExcusal(client, who, { student, days, reason, documentId }) : null,
        };
      });
      const { excusal, documentId } = filed;
      const held = excusal === null ? 0 : await withTransaction(db, (client) => holdExcusal(client, who, excusal));
      if (options.format === 'json')
        printJsonLine({ document: documentId, type: file.type, sha256: file.sha256, excusal, held });
      else
        remark(
          `Document ${documentId} is filed${excusal === null ? '' : `; excusal ${excusal} is proposed, ${held} notices wait for it`}.`,
        );
    }),
  );
}

function registerList(documents: Command): void {
  const list = documents
    .command('list')
    .description('What was filed, the newest first.')
    .requiredOption('--student <id>', 'the student');
  formatOption(list).action(({ student, format }: { readonly student: string; readonly format: Format }) =>
    withSession(async ({ db, districtId }) => {
      const found = await readDocuments(db.pool, { districtId, student });
      if (format === 'json') {
        for (const { documentId, ...one } of found) printJsonLine({ document: documentId, ...one });
        return;
      }
      if (found.length === 0) return remark('No document was filed yet.');
      printTable(
        ['document', 'received', 'kind', 'title', 'type', 'bytes', 'days', 'state', 'by', 'reason'],
        found.map((one) => [
          String(one.documentId),
          one.receivedOn,
          one.kind,
          one.title,
          one.type,
          one.size,
          one.days.join(' '),
          one.state,
          one.by,
          one.stateReason,
        ]),
      );
    }),
  );
}

function registerRead(documents: Command): void {
  documents
    .command('read')
    .description('Write a filed document to a file of this machine.')
    .argument('<document>', 'its number')
    .requiredOption('--out <file>', 'where to; must not exist yet')
    .action((document: string, { out }: { readonly out: string }) =>
      withSession(async ({ db, districtId, home }) => {
        const found = await readDocument(db.pool, districtId, countOption('document', document));
        if (found === undefined || found.state === 'purged' || found.state === 'moved')
          throw new Refusal(`Document ${document} is not there, or was moved or purged.`);
        const bytes = await readStoredFile({ home, districtId }, found.sha256);
        await writeFile(out, bytes, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
          throw new Refusal(`${out} cannot be written: ${error.code ?? 'unknown'}.`);
        });
        remark(`${out}: ${found.type}, ${bytes.length} bytes.`);
      }),
    );
}

function registerExcusals(documents: Command): void {
  const list = documents
    .command('excusals')
    .description('Proposed excusals that wait, the oldest first.')
    .option('--all', 'also those that are over');
  formatOption(list).action(({ all, format }: { readonly all?: boolean; readonly format: Format }) =>
    withSession(async ({ db, districtId }) => {
      const found = await readExcusals(db.pool, { districtId, isOpen: all !== true });
      if (format === 'json') {
        for (const { proposalId, studentNo: _, ...one } of found) printJsonLine({ excusal: proposalId, ...one });
        return;
      }
      if (found.length === 0) return remark('No excusal waits.');
      printTable(
        ['excusal', 'student', 'school', 'days', 'reason', 'state', 'by', 'holds'],
        found.map((one) => [
          String(one.proposalId),
          one.student,
          one.school,
          one.days.join(' '),
          one.reason,
          one.state,
          one.by,
          one.holds.join(' '),
        ]),
      );
    }),
  );
  const decide = documents
    .command('decide')
    .description('Accept a proposed excusal (and change the student information system), refuse or withdraw it.')
    .argument('<excusal>', 'its number')
    .addOption(
      new Option('--action <action>', 'what is decided')
        .choices(['accept', 'refuse', 'withdraw'])
        .makeOptionMandatory(),
    )
    .option('--reason <text>', 'why; kept');
  formatOption(decide).action(
    (
      excusal: string,
      options: { readonly action: 'accept' | 'refuse' | 'withdraw'; readonly reason?: string; readonly format: Format },
    ) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const proposalId = countOption('excusal', excusal);
        const { action, reason = '', format } = options;
        await withTransaction(session.db, (client) => decideExcusal(client, who, { proposalId, action, reason }));
        if (format === 'json') printJsonLine({ excusal: proposalId, action });
        else remark(`Excusal ${proposalId}: ${action}.`);
      }),
  );
}
