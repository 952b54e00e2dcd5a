/** Documents of a student. */
import { reachOf } from '../../access/index.ts';
import {
  CLOSED_TO_TEACHERS,
  fileDocument,
  MEDIA_TYPES,
  moveDocument,
  NOTE_KINDS,
  putBackDocument,
  readDocument,
  readDocuments,
  readStoredFile,
  takeOutDocument,
  type DocumentOnFile,
  type FileKind,
  type Who,
} from '../../cases/index.ts';
import type pg from 'pg';
import {
  holdExcusal,
  proposeExcusal,
  readExcusals,
  withdrawExcusalsOf,
  type ExcusalOnFile,
} from '../../notices/index.ts';
import { pageOfAll } from '../cases/page.ts';
import { inCasework, leaveVisit } from '../cases/place.ts';
import type { Context, Handlers } from '../context.ts';
import type { FileType } from '../file-type.ts';
import { parseStudentKey, studentKeys, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import type { documentsContract, StudentDocument } from './contract.ts';
import { receiveDocument } from './upload.ts';

export const documentsHandlers: Handlers<typeof documentsContract> = {
  readDocuments: async (context) => {
    const { db, districtId, params } = context;
    const student = await studentOfKey(context, params.student);
    await leaveVisit(context, { no: parseStudentKey(params.student) }, 'documents');
    const all = await readDocuments(db.pool, { districtId, student });
    const excusals = await readExcusals(db.pool, { districtId, student });
    const may = mayOf(context);
    return pageOfAll(
      all.map((document) => documentOf(document, excusals, may)),
      context.query,
    );
  },
  fileDocument: async (context) => {
    const { params, audit } = context;
    const student = await studentOfKey(context, params.student);
    const { fields, file, fileName } = await receiveDocument(context);
    const { receivedOn, kind, days, note, title } = fields;
    const isNote = NOTE_KINDS.has(kind) && days.length > 0;
    const filed = await inCasework(context, 'manage-case', async (client, who) => {
      const on = receivedOn === undefined ? {} : { receivedOn };
      const document = await fileDocument(client, who, { student, kind, title, file, fileName, days, note, ...on });
      const excusal = isNote
        ? await propose(client, who, { student, days, document, note: note === '' ? title : note, kind })
        : null;
      return { document, excusal };
    });
    const held = filed.excusal === null ? 0 : await holdFor(context, filed.excusal);
    await audit({
      action: 'file-document',
      students: [params.student],
      detail: {
        document: filed.document,
        kind,
        type: file.type,
        ...(filed.excusal === null ? {} : { excusal: filed.excusal, held }),
      },
    });
    return { ...filed, held };
  },
  openDocument: async (context) => {
    const { params, query, parts, districtId, audit, reply } = context;
    const document = await openable(context, params.document);
    const body = await readStoredFile({ home: parts.home, districtId }, document.sha256);
    const key = await keyOf(context, document.student);
    await audit({
      action: 'view-document',
      students: [key],
      detail: { document: document.documentId, kind: document.kind },
    });
    // Whatever is in it: no script, no form, nothing fetched, no frame of another site.
    reply.header('content-security-policy', QUIET);
    const isShown = !query.download && (document.type === 'pdf' || document.type === 'png' || document.type === 'jpg');
    const name = `document-${document.documentId}.${document.type}`;
    return { name, type: MEDIA_TYPES[document.type] as FileType['type'], body, isAttachment: !isShown };
  },
  moveDocument: async (context) => {
    const { params, body, audit } = context;
    const before = await openToMove(context, params.document);
    const toStudent = await studentOfKey(context, body.student);
    const moved = await inCasework(context, 'move-document', async (client, who) => {
      const { reason } = body;
      const document = await moveDocument(client, who, { documentId: params.document, toStudent, reason });
      const withdrawn = await withdrawExcusalsOf(client, who, { documentId: params.document, reason });
      const { kind, days, note, title } = before;
      const excusal =
        withdrawn > 0
          ? await propose(client, who, { student: toStudent, days, document, note: note === '' ? title : note, kind })
          : null;
      return { document, excusal };
    });
    if (moved.excusal !== null) await holdFor(context, moved.excusal);
    await audit({
      action: 'move-document',
      students: [await keyOf(context, before.student), body.student],
      detail: { document: params.document, to: moved.document },
    });
    return { document: moved.document };
  },
  takeOutDocument: async (context) => {
    const { params, body, audit } = context;
    const before = await openToMove(context, params.document);
    await inCasework(context, 'move-document', async (client, who) => {
      await takeOutDocument(client, who, { documentId: params.document, reason: body.reason });
      await withdrawExcusalsOf(client, who, { documentId: params.document, reason: body.reason });
    });
    await audit({
      action: 'take-out-document',
      students: [await keyOf(context, before.student)],
      detail: { document: params.document },
    });
    return { document: params.document };
  },
  putBackDocument: async (context) => {
    const { params, body, audit } = context;
    const before = await openToMove(context, params.document);
    await inCasework(context, 'move-document', (client, who) =>
      putBackDocument(client, who, { documentId: params.document, reason: body.reason }),
    );
    await audit({
      action: 'put-back-document',
      students: [await keyOf(context, before.student)],
      detail: { document: params.document },
    });
    return { document: params.document };
  },
};

const QUIET =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'; sandbox";

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'actor' | 'reach'>;

interface May {
  readonly isTeacher: boolean;
  readonly move: boolean;
}

function mayOf({ actor, reach }: Pick<Asking, 'actor' | 'reach'>): May {
  return {
    isTeacher: reach.kind === 'students',
    move: actor !== null && reachOf(actor, 'move-document').kind !== 'none',
  };
}

/** What was taken out opens to who may put it back; what was moved or purged opens to nobody here. */
function mayOpen({ state, kind }: DocumentOnFile, { isTeacher, move }: May): boolean {
  if (isTeacher && CLOSED_TO_TEACHERS.has(kind)) return false;
  return state === 'filed' || (state === 'taken-out' && move);
}

/** Fails: `not-found` out of reach; `not-open` for what this person may not open. */
async function openable(context: Asking, documentId: number): Promise<DocumentOnFile & { readonly type: FileKind }> {
  const document = await readDocument(context.db.pool, context.districtId, documentId);
  if (document === undefined) throw problem('not-found');
  if (!mayOpen(document, mayOf(context))) throw problem('not-open');
  return document;
}

/** Of the students of their schools: the wall shows no others. */
async function openToMove({ db, districtId, reach }: Asking, documentId: number): Promise<DocumentOnFile> {
  const document = await readDocument(db.pool, districtId, documentId);
  if (document === undefined || !(reach.kind === 'district' || reach.kind === 'schools')) throw problem('not-found');
  return document;
}

interface Proposal {
  readonly student: string;
  readonly days: readonly string[];
  readonly document: number;
  readonly note: string;
  readonly kind: string;
}

function propose(client: pg.ClientBase, who: Who, { student, days, document, note, kind }: Proposal): Promise<number> {
  const reason = note !== '' ? note : kind === 'medical-note' ? 'Medical note' : 'Note of the parent';
  return proposeExcusal(client, who, { student, days, reason, documentId: document });
}

/** In a transaction of its own: it may have to wait for a calculation, which finds what is not held by itself. */
function holdFor(context: Pick<Context, 'db' | 'districtId' | 'parts' | 'actor'>, excusal: number): Promise<number> {
  return inCasework(context, 'manage-case', (client, who) => holdExcusal(client, who, excusal));
}

async function keyOf(context: Pick<Context, 'db' | 'districtId'>, student: string): Promise<string> {
  return (await studentKeys(context, [student])).get(student) ?? '';
}

function documentOf(document: DocumentOnFile, excusals: readonly ExcusalOnFile[], may: May): StudentDocument {
  const { documentId, student: _, school: __, movedFrom, movedTo: ___, stateAt, madeAt, days, ...one } = document;
  const excusal = excusals.find((proposal) => proposal.documentId === documentId);
  return {
    ...one,
    document: documentId,
    days: [...days],
    stateAt: stateAt?.toISOString() ?? null,
    madeAt: madeAt.toISOString(),
    movedFrom: movedFrom !== null,
    mayOpen: mayOpen(document, may),
    mayMove: may.move,
    excusal:
      excusal === undefined ? null : { excusal: excusal.proposalId, state: excusal.state, holds: [...excusal.holds] },
  };
}
