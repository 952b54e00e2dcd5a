/** `rollcall documents move`, `take-out`, `put-back`: a document that was filed to the wrong student, with the reason that stays. */
import type { Command } from 'commander';
import {
  moveDocument,
  putBackDocument,
  readDocument,
  takeOutDocument,
  type DocumentOnFile,
  type Who,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { holdExcusal, proposeExcusal, withdrawExcusalsOf } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import { formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface Given {
  readonly reason: string;
  readonly format: Format;
}

export function registerMoves(documents: Command): void {
  const move = documents
    .command('move')
    .description(
      'Move a document that was filed to the wrong student; its entry stays there, and its excusal goes with it.',
    )
    .argument('<document>', 'its number')
    .requiredOption('--to <student>', 'the student it belongs to')
    .requiredOption('--reason <text>', 'why; kept with both');
  formatOption(move).action((document: string, { to, reason, format }: Given & { readonly to: string }) =>
    withSession(async (session) => {
      const before = await requireDocument(session, document);
      const who = await whoOfSession(session);
      const moved = await withTransaction(session.db, async (client) => {
        const why = requireReason(reason);
        const { documentId } = before;
        const at = await moveDocument(client, who, { documentId, toStudent: to, reason: why });
        const withdrawn = await withdrawExcusalsOf(client, who, { documentId, reason: why });
        const { days } = before;
        const excusal = { student: to, days, reason: excusalReason(before), documentId: at };
        return { documentId: at, excusal: withdrawn > 0 ? await proposeExcusal(client, who, excusal) : null };
      });
      const { documentId, excusal } = moved;
      const held = excusal === null ? 0 : await hold(session, who, excusal);
      if (format === 'json')
        return printJsonLine({ document: documentId, moved_from: before.documentId, excusal, held });
      remark(
        `Document ${before.documentId} is moved: it is document ${documentId} now${excusal === null ? '' : `; excusal ${excusal} is proposed, ${held} notices wait for it`}.`,
      );
    }),
  );
  registerStep(documents, {
    name: 'take-out',
    description:
      'Take a document out: the entry and the reason stay, the file opens to nobody else. Its excusal is withdrawn.',
    done: 'taken out',
    work: async (client, who, { documentId, reason }) => {
      await takeOutDocument(client, who, { documentId, reason });
      await withdrawExcusalsOf(client, who, { documentId, reason });
    },
  });
  registerStep(documents, {
    name: 'put-back',
    description: 'Put a document back that was taken out.',
    done: 'put back',
    work: putBackDocument,
  });
}

interface Step {
  readonly name: string;
  readonly description: string;
  readonly done: string;
  readonly work: typeof takeOutDocument;
}

function registerStep(documents: Command, { name, description, done, work }: Step): void {
  const command = documents
    .command(name)
    .description(description)
    .argument('<document>', 'its number')
    .requiredOption('--reason <text>', 'why; kept');
  formatOption(command).action((document: string, { reason, format }: Given) =>
    withSession(async (session) => {
      const { documentId } = await requireDocument(session, document);
      const who = await whoOfSession(session);
      await withTransaction(session.db, (client) => work(client, who, { documentId, reason: requireReason(reason) }));
      if (format === 'json')
        printJsonLine({ document: documentId, state: name === 'take-out' ? 'taken-out' : 'filed' });
      else remark(`Document ${documentId} is ${done}.`);
    }),
  );
}

async function requireDocument({ db, districtId }: Session, text: string): Promise<DocumentOnFile> {
  const documentId = countOption('document', text);
  const found = await readDocument(db.pool, districtId, documentId);
  if (found === undefined) throw new Refusal(`There is no document ${documentId}.`, { code: 'work.gone' });
  return found;
}

function excusalReason({ note, title, kind }: DocumentOnFile): string {
  const first = [note, title].find((text) => text !== '');
  return first ?? (kind === 'medical-note' ? 'Medical note' : 'Note of the parent');
}

function hold({ db }: Session, who: Who, excusal: number): Promise<number> {
  return withTransaction(db, (client) => holdExcusal(client, who, excusal));
}
