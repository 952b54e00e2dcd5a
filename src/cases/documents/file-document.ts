/** Files a document to a student; moves it to the right one, takes it out and puts it back, each with a reason that stays. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { findCase, yearOf } from '../core/open-case.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import { readStudentPlace } from '../core/student-place.ts';
import type { Who } from '../core/who.ts';
import {
  DOCUMENT_STATES,
  type DocumentAction,
  type DocumentKind,
  type DocumentOnFile,
  type DocumentState,
} from './document.ts';
import type { StoredFile } from './file-store.ts';
import { findSameFile, readDocument } from './read-documents.ts';

export interface NewDocument {
  readonly student: string;
  readonly kind: DocumentKind;
  /** As a person calls it; '' for none. */
  readonly title: string;
  readonly file: StoredFile;
  /** As it was chosen; only for people to see. */
  readonly fileName: string;
  /** ISO; today when left out. */
  readonly receivedOn?: string;
  /** That a note covers, ISO. */
  readonly days?: readonly string[];
  readonly note?: string;
}

/** In the caller's transaction. Returns its number. Fails: Refusal where the same file is filed to the student already. */
export async function fileDocument(client: pg.ClientBase, who: Who, input: NewDocument): Promise<number> {
  const { student, file, receivedOn = who.on } = input;
  if (receivedOn > who.on)
    throw new ProblemError([{ path: 'receivedOn', found: receivedOn, allowed: 'a day up to today' }]);
  const same = await findSameFile(client, { districtId: who.districtId, student, sha256: file.sha256 });
  if (same !== undefined)
    throw new Refusal(`The same file is filed to this student already (document ${same}).`, { code: 'documents.same' });
  const days = [...new Set(input.days ?? [])].toSorted();
  return insert(client, who, { ...input, receivedOn, days, movedFrom: null });
}

export interface MoveDocument {
  readonly documentId: number;
  readonly toStudent: string;
  readonly reason: string;
}

/** The entry stays at the wrong student, without its content, and says why. Returns the number of the new one. */
export async function moveDocument(
  client: pg.ClientBase,
  who: Who,
  { documentId, toStudent, reason }: MoveDocument,
): Promise<number> {
  const before = await changeState(client, who, { documentId, action: 'move', reason });
  if (before.student === toStudent)
    throw new Refusal('It is filed to this student already.', { code: 'documents.there' });
  const { type, size, sha256 } = before;
  const movedId = await insert(client, who, {
    ...before,
    student: toStudent,
    file: { type, size, sha256 },
    movedFrom: documentId,
    reason,
  });
  return movedId;
}

/** Its content opens only to who may move documents; `putBack` undoes it. */
export async function takeOutDocument(
  client: pg.ClientBase,
  who: Who,
  { documentId, reason }: { readonly documentId: number; readonly reason: string },
): Promise<void> {
  await changeState(client, who, { documentId, action: 'take-out', reason });
}

export async function putBackDocument(
  client: pg.ClientBase,
  who: Who,
  { documentId, reason }: { readonly documentId: number; readonly reason: string },
): Promise<void> {
  await changeState(client, who, { documentId, action: 'put-back', reason });
}

interface Change {
  readonly documentId: number;
  readonly action: Exclude<DocumentAction, 'purge'>;
  readonly reason: string;
}

const STEPS: Readonly<Record<Change['action'], string>> = {
  move: 'moved-away',
  'take-out': 'taken-out',
  'put-back': 'put-back',
};

/** Two who do it at once: one of them. Returns it as it was. */
async function changeState(
  client: pg.ClientBase,
  who: Who,
  { documentId, action, reason }: Change,
): Promise<DocumentOnFile> {
  if (reason.trim() === '') throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'why, in words' }]);
  await client.query('select from documents where district_id = $1 and document_id = $2 for update', [
    who.districtId,
    documentId,
  ]);
  const document = await readDocument(client, who.districtId, documentId);
  if (document === undefined) throw new Refusal(`There is no document ${documentId}.`, { code: 'work.gone' });
  const state: DocumentState = requireStep(DOCUMENT_STATES, { status: document.state, action, who });
  await client.query(
    'update documents set state = $3, state_reason = $4, state_by = $5, state_at = $6 where district_id = $1 and document_id = $2',
    [who.districtId, documentId, state, state === 'filed' ? '' : reason.trim(), who.name, who.now],
  );
  await writeStep(client, who, { ...document, documentId, step: STEPS[action], reason });
  return document;
}

interface Filed extends Omit<NewDocument, 'receivedOn' | 'days'> {
  readonly receivedOn: string;
  readonly days: readonly string[];
  readonly movedFrom: number | null;
  readonly reason?: string;
}

async function insert(client: pg.ClientBase, who: Who, input: Filed): Promise<number> {
  const { student, kind, title, file, fileName, receivedOn, days, note = '', movedFrom, reason = '' } = input;
  const school = await readStudentPlace(client, { districtId: who.districtId, student, on: receivedOn });
  const written = await client.query<{ id: number }>(
    `insert into documents (district_id, student_id, school_id, year, kind, title, file_name, type, size_bytes, sha256, received_on, days, note,
       moved_from_id, made_by_id, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::date[], $13, $14, $15, $16, $17) returning document_id as id`,
    [
      who.districtId,
      student,
      school,
      yearOf(receivedOn),
      kind,
      title.trim(),
      plainName(fileName),
      file.type,
      file.size,
      file.sha256,
      receivedOn,
      days,
      note.trim(),
      movedFrom,
      who.personId,
      who.name,
      who.now,
    ],
  );
  const documentId = written.rows[0]?.id as number;
  const step = movedFrom === null ? 'filed' : 'moved-here';
  await writeStep(client, who, { student, kind, receivedOn, documentId, step, reason });
  return documentId;
}

async function writeStep(
  client: pg.ClientBase,
  who: Who,
  {
    student,
    kind,
    receivedOn,
    documentId,
    step,
    reason,
  }: Pick<DocumentOnFile, 'student' | 'kind' | 'receivedOn' | 'documentId'> & {
    readonly step: string;
    readonly reason: string;
  },
): Promise<void> {
  const file = await findCase(client, { districtId: who.districtId, student, year: yearOf(receivedOn) });
  const caseId = file?.caseId ?? null;
  await appendSteps(client, who, [
    { student, caseId, thing: 'document', thingId: documentId, step, reason, detail: { kind } },
  ]);
}

/** The last part of a path, without signs that are not seen. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  const seen = last.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return seen === '' ? 'file' : seen.slice(0, 150);
}
