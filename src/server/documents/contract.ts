/** Documents of a student: filed, opened, moved and taken out. */
import { z } from 'zod';
import { dateField, file, pageOf, pageQuery, route } from '../route.ts';

export const DOCUMENT_KINDS = [
  'medical-note',
  'parent-note',
  'signed-contract',
  'letter-copy',
  'assessment',
  'other',
] as const;

/** Unit: bytes. The parts around the file take some more. */
export const LARGEST_DOCUMENT = 20 * 1024 ** 2;

const params = z.object({ student: z.string().max(20) });
const documentParams = z.object({ document: z.coerce.number<string | number>().int().positive() });
const reason = z.string().trim().min(1).max(500);

export const StudentDocument = z
  .object({
    document: z.int(),
    kind: z.enum(DOCUMENT_KINDS),
    title: z.string(),
    fileName: z.string(),
    type: z.enum(['pdf', 'png', 'jpg', 'docx', 'xlsx', 'odt']),
    size: z.int().describe('Bytes.'),
    sha256: z.string(),
    year: z.int(),
    receivedOn: dateField,
    days: z.array(dateField).describe('That a note covers.'),
    note: z.string(),
    state: z.enum(['filed', 'moved', 'taken-out', 'purged']),
    stateReason: z.string(),
    stateBy: z.string(),
    stateAt: z.iso.datetime().nullable(),
    movedFrom: z.boolean().describe('It was filed to another student first.'),
    by: z.string(),
    madeAt: z.iso.datetime(),
    mayOpen: z.boolean(),
    mayMove: z.boolean(),
    excusal: z
      .object({ excusal: z.int(), state: z.string(), holds: z.array(z.string()) })
      .nullable()
      .describe('The excusal that was proposed with it, and the criteria whose notices wait for it.'),
  })
  .meta({ id: 'StudentDocument' });
export type StudentDocument = z.output<typeof StudentDocument>;

const Filed = z.object({
  document: z.int(),
  /** The excusal that was proposed; null without days. */
  excusal: z.int().nullable(),
  /** Notices that wait for it. */
  held: z.int(),
});

export const documentsContract = {
  readDocuments: route({
    method: 'GET',
    path: '/api/students/:student/documents',
    tag: 'documents',
    summary: 'What was filed, the newest first; moved and taken out documents are named with the reason.',
    action: 'see-cases',
    params,
    query: z.object(pageQuery),
    ok: pageOf(StudentDocument),
  }),
  fileDocument: route({
    method: 'POST',
    path: '/api/students/:student/documents',
    tag: 'documents',
    summary:
      'Files one document (the fields `kind`, `title`, `receivedOn`, `days`, `note`, then the part `file`). A note with days proposes their excusal.',
    action: 'manage-case',
    idempotent: true,
    upload: true,
    parts: { file: 'file', fields: ['kind', 'title', 'receivedOn', 'days', 'note'] },
    bodyLimit: LARGEST_DOCUMENT + 256 * 1024,
    status: 201,
    params,
    ok: Filed,
  }),
  openDocument: route({
    method: 'GET',
    path: '/api/documents/:document/file',
    tag: 'documents',
    summary: 'The document as it was filed. Leaves an audit entry. Nothing in it runs.',
    action: 'see-cases',
    params: documentParams,
    query: z.object({ download: z.stringbool().default(false) }),
    ok: file('application/octet-stream'),
  }),
  moveDocument: route({
    method: 'POST',
    path: '/api/documents/:document/move',
    tag: 'documents',
    summary:
      'Files it to the right student. The entry at the wrong one stays, without its content and with the reason.',
    action: 'move-document',
    params: documentParams,
    body: z.object({ student: z.string().max(20), reason }),
    ok: z.object({ document: z.int() }),
  }),
  takeOutDocument: route({
    method: 'POST',
    path: '/api/documents/:document/take-out',
    tag: 'documents',
    summary: 'Takes it out of the file. The entry stays with the reason.',
    action: 'move-document',
    params: documentParams,
    body: z.object({ reason }),
    ok: z.object({ document: z.int() }),
  }),
  putBackDocument: route({
    method: 'POST',
    path: '/api/documents/:document/put-back',
    tag: 'documents',
    summary: 'Puts back what was taken out.',
    action: 'move-document',
    params: documentParams,
    body: z.object({ reason }),
    ok: z.object({ document: z.int() }),
  }),
};
