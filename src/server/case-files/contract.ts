/** The attendance file as one sealed PDF, and to whom it was given. */
import { z } from 'zod';
import { dateField, file, route } from '../route.ts';

export const PartField = z.enum([
  'filing',
  'timeline',
  'attendance',
  'letters',
  'contacts',
  'journal',
  'meetings',
  'contracts',
  'plans',
  'referrals',
  'documents',
  'disclosures',
]);

const FilePartShape = z.object({
  part: PartField,
  title: z.string(),
  entries: z.int(),
  /** From 1; 0 where it stands for itself. */
  page: z.int(),
  pages: z.int(),
});

export const SealedFileShape = z.object({
  /** `F12`. */
  file: z.string(),
  purpose: z.enum(['case-file', 'court-packet']),
  pages: z.int(),
  size: z.int(),
  seal: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  parts: z.array(FilePartShape),
});

const params = z.object({ case: z.string().max(20) });
const fileParams = z.object({ file: z.string().regex(/^F[1-9]\d{0,14}$/) });
const purpose = z.enum(['case-file', 'court-packet']);

export const caseFilesContract = {
  previewCaseFile: route({
    method: 'POST',
    path: '/api/cases/:case/file/preview',
    tag: 'case-files',
    summary: 'What a sealed file would hold: its parts in the given order, with their pages. Nothing is written.',
    action: 'seal-file',
    params,
    body: z.object({ purpose: purpose.default('case-file'), parts: z.array(PartField).max(12).optional() }),
    ok: z.object({ parts: z.array(FilePartShape), pages: z.int(), carried: z.array(z.string()) }),
  }),
  listSealedFiles: route({
    method: 'GET',
    path: '/api/cases/:case/files',
    tag: 'case-files',
    summary: 'Files that were sealed, the newest first.',
    action: 'see-cases',
    params,
    ok: z.object({ items: z.array(SealedFileShape) }),
  }),
  sealCaseFile: route({
    method: 'POST',
    path: '/api/cases/:case/files',
    tag: 'case-files',
    summary: 'Seals the ticked parts in their order as one PDF.',
    action: 'seal-file',
    status: 201,
    params,
    body: z.object({ purpose: purpose.default('case-file'), parts: z.array(PartField).min(1).max(12) }),
    ok: SealedFileShape,
  }),
  readSealedFile: route({
    method: 'GET',
    path: '/api/files/:file.pdf',
    tag: 'case-files',
    summary: 'A sealed file, as it was sealed.',
    action: 'see-cases',
    params: fileParams,
    ok: file('application/pdf'),
  }),
  giveSealedFile: route({
    method: 'POST',
    path: '/api/files/:file/give',
    idempotent: true,
    tag: 'case-files',
    summary: 'Writes down to whom a sealed file was given and why: a disclosure.',
    action: 'seal-file',
    params: fileParams,
    body: z.object({
      party: z.string().trim().min(1).max(200),
      interest: z.string().trim().min(1).max(500),
      on: dateField,
    }),
    ok: z.object({ disclosure: z.int() }),
  }),
};
