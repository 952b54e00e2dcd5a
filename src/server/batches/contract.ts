/** Batches: what was issued together, its print files, and taking all of it back. */
import { z } from 'zod';
import { EffectCountShape } from '../effects/contract.ts';
import { dateField, file, pageOf, pageQuery, route, schoolField } from '../route.ts';
import { IssueRow } from '../issue/contract.ts';

/** `B12`. */
export const batchField = z.string().regex(/^B[1-9]\d{0,14}$/, 'a batch as B12');

export const SENDING_WAYS = ['mail', 'certified', 'sent-home', 'handed-over'] as const;

/** Why all of it cannot be undone. */
const NO_UNDO = ['time', 'opened', 'undone', 'part', 'not-from-here', 'automatic'] as const;

export const Undo = z.object({
  isPossible: z.boolean(),
  why: z.enum(NO_UNDO).nullable(),
  /** Null while the clock stands still, and where there is none. */
  until: z.iso.datetime().nullable(),
  isPaused: z.boolean(),
  /** Seconds that are left, now. */
  seconds: z.int().nonnegative(),
  notices: z.int(),
});
export type Undo = z.output<typeof Undo>;

export const PrintFile = z
  .object({
    /** Its name in the address. */
    file: z.string(),
    letter: z.string(),
    letters: z.int(),
    pages: z.int(),
    coverPages: z.int(),
  })
  .meta({ id: 'PrintFile' });
export type PrintFile = z.output<typeof PrintFile>;

/** The job that makes print files. */
export const Making = z.object({
  job: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  done: z.int(),
  total: z.int(),
  /** Why it failed, in words. */
  reason: z.string().nullable(),
  files: z.array(PrintFile),
});
export type Making = z.output<typeof Making>;

/** Why a mail did not arrive, as a word for which the app has a sentence; '' where it is not known. */
const BatchMail = z.object({
  /** Letters that were to go by e-mail. */
  letters: z.int(),
  waiting: z.int(),
  sent: z.int(),
  /** No mailbox took them, or they came back: to print. */
  failed: z.int(),
  /** Printed instead, because a person said so. */
  printed: z.int(),
  /** Of those that wait: when the first may leave; null where none waits, the clock stands still, or it may leave now. */
  leavesAt: z.iso.datetime().nullable(),
  /** They would leave before, were it not for the hours in which families get messages. */
  waitsForHours: z.boolean(),
  /** A mail server is set up: else they wait. */
  isSetUp: z.boolean(),
  /** Of those that failed, two hundred at most. */
  failures: z.array(z.object({ notice: z.string(), to: z.array(z.string()), why: z.string() })),
});
export type BatchMail = z.output<typeof BatchMail>;

export const Batch = z
  .object({
    batch: z.string(),
    /** The date that its letters bear. */
    asOf: dateField,
    issuedAt: z.iso.datetime(),
    issuedBy: z.string(),
    notices: z.int(),
    letters: z.int(),
    /** Null: none of its letters was to go by e-mail. */
    eMail: BatchMail.nullable(),
    languages: z.array(z.string()),
    rows: z.array(IssueRow.omit({ example: true })),
    /** What followed besides letters, without what was undone since. */
    effects: z.array(EffectCountShape),
    /** Rollcall issued it by itself, after a calculation. */
    isAutomatic: z.boolean(),
    /** Notices by what became of them. */
    states: z.record(z.string(), z.int()),
    /** Notices that can be marked as sent: not those whose letters all go by e-mail. */
    toMark: z.int(),
    /** All of it is of the person's schools. */
    isWhole: z.boolean(),
    undo: Undo,
    /** Null where nothing is made by a job: issued at the command line. */
    making: Making.nullable(),
    /** A notice was taken back since the print files were made: they must be made again before they are printed. */
    isStale: z.boolean(),
    /** Letters that could not be made. */
    failed: z.array(z.object({ notice: z.string(), letter: z.string(), why: z.string() })),
    /** Recipients without an address; the cover sheet names them. */
    missing: z.int(),
    /** Who opened a print file first, and when. */
    opened: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'Batch' });
export type Batch = z.output<typeof Batch>;

const BatchLine = z.object({
  batch: z.string(),
  issuedAt: z.iso.datetime(),
  issuedBy: z.string(),
  notices: z.int(),
  levels: z.array(z.string()),
  /** Of the notices: not yet printed. */
  notPrinted: z.int(),
  withdrawn: z.int(),
});

const params = z.object({ batch: batchField });
const letterField = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,80}$/);

export const batchesContract = {
  readBatches: route({
    method: 'GET',
    path: '/api/batches',
    tag: 'batches',
    summary: 'What was issued together, newest first.',
    action: 'see-notices',
    query: z.object({ school: schoolField, ...pageQuery }),
    ok: pageOf(BatchLine),
  }),
  readBatch: route({
    method: 'GET',
    path: '/api/batches/:batch',
    tag: 'batches',
    summary: 'One batch: what happened, how far its letters are, and until when it can be undone.',
    action: 'see-notices',
    params,
    ok: Batch,
  }),
  undoBatch: route({
    method: 'POST',
    path: '/api/batches/:batch/undo',
    tag: 'batches',
    summary: 'Takes back all of it in one step: its notices are due again. Not after a print file was opened.',
    action: 'undo-issue',
    params,
    idempotent: true,
    ok: z.object({ notices: z.int() }),
  }),
  pauseBatch: route({
    method: 'POST',
    path: '/api/batches/:batch/pause',
    tag: 'batches',
    summary: 'Stops the clock of the undo, or lets it go on.',
    action: 'undo-issue',
    params,
    body: z.object({ isPaused: z.boolean() }),
    ok: Undo,
  }),
  printBatch: route({
    method: 'POST',
    path: '/api/batches/:batch/print',
    tag: 'batches',
    summary: 'Opens print files: their notices count as printed from now on, and the batch cannot be undone any more.',
    action: 'print',
    params,
    body: z.object({ letters: z.array(letterField).max(50).optional() }),
    ok: z.object({ files: z.array(PrintFile), printed: z.int(), again: z.int() }),
  }),
  printFromPage: route({
    method: 'POST',
    path: '/api/batches/:batch/from-page',
    tag: 'batches',
    summary: 'After a jam: asks for the rest of a print file, from the letter on this page, without the cover sheet.',
    action: 'print',
    params,
    body: z.object({ letter: letterField, page: z.int().min(1).max(1_000_000) }),
    status: 202,
    ok: Making,
  }),
  readMaking: route({
    method: 'GET',
    path: '/api/batches/:batch/making/:job',
    tag: 'batches',
    summary: 'How far a job is that makes print files of this batch.',
    action: 'print',
    params: params.extend({ job: z.uuid() }),
    ok: Making,
  }),
  makeLetters: route({
    method: 'POST',
    path: '/api/batches/:batch/letters',
    tag: 'batches',
    summary: 'Makes the print files again: after a failure, or where some are missing.',
    action: 'print',
    params,
    status: 202,
    ok: Making,
  }),
  readPrintFile: route({
    method: 'GET',
    path: '/api/batches/:batch/files/:file',
    tag: 'batches',
    summary: 'A print file: cover sheet, then the letters in mailing order. Only after it was opened for printing.',
    action: 'print',
    params: params.extend({ file: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,120}\.pdf$/) }),
    ok: file('application/pdf'),
  }),
  markBatch: route({
    method: 'POST',
    path: '/api/batches/:batch/mark',
    tag: 'batches',
    summary: 'Marks all of it as sent, in one way on one day.',
    action: 'mark-notice',
    params,
    body: z.object({
      way: z.enum(SENDING_WAYS),
      on: dateField,
      note: z.string().trim().max(300).default(''),
    }),
    ok: z.object({ marked: z.int(), skipped: z.record(z.string(), z.int()) }),
  }),
  sendBatchNow: route({
    method: 'POST',
    path: '/api/batches/:batch/send-now',
    tag: 'batches',
    summary: 'Lets its e-mails leave now. From then on the batch cannot be undone any more.',
    action: 'undo-issue',
    params,
    ok: z.object({ letters: z.int() }),
  }),
  printInstead: route({
    method: 'POST',
    path: '/api/batches/:batch/print-instead',
    tag: 'batches',
    summary:
      'Prints letters that did not arrive by e-mail: makes their file. With notices: those, also while their e-mail waits; it does not leave then.',
    action: 'print',
    params,
    body: z.object({
      notices: z
        .array(z.string().regex(/^N[1-9]\d{0,14}$/, 'a notice as N12'))
        .min(1)
        .max(2000)
        .optional(),
    }),
    status: 202,
    ok: Making,
  }),
  exportMailing: route({
    method: 'GET',
    path: '/api/batches/:batch/mailing.csv',
    tag: 'batches',
    summary: 'Recipients and addresses for a mail house, one line a letter in mailing order.',
    action: 'export',
    params,
    ok: file('text/csv'),
  }),
};
