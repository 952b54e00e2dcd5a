/** Batches: progress, print files, undo. */
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withTransaction } from '../../db/index.ts';
import { enqueue, printFolder, type JobData } from '../../jobs/index.ts';
import { mark } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import type { Context, Handlers } from '../context.ts';
import { problem } from '../problems.ts';
import type { batchesContract, Making } from './contract.ts';
import { readBatches } from './list-batches.ts';
import { mailingCsv } from './mailing.ts';
import { readFileNames, readMaking, readMakingJob } from './making.ts';
import { markOpened, openPrintFiles } from './print.ts';
import { instead, sendNow } from './batch-mail.ts';
import { batchIdOf, readBatch, readBatchRow } from './read-batch.ts';
import { pause, undo } from './take-back.ts';

/** Files of a batch that was taken back can be printed by nobody; a job that is just writing them may leave some. */
async function clearAway(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 }).catch(() => undefined);
}

export const batchesHandlers: Handlers<typeof batchesContract> = {
  readBatches: async (context) => {
    await context.audit({ action: 'view-list', detail: { list: 'batches', school: context.query.school } });
    return readBatches(context, context.query);
  },
  readBatch: async (context) => readBatch(context, batchIdOf(context.params.batch)),
  undoBatch: async (context) => {
    const { params, parts, audit } = context;
    const { notices, students } = await undo(context, batchIdOf(params.batch));
    await audit({ action: 'undo-issue', students, detail: { batch: params.batch, notices } });
    await clearAway(printFolder(parts.home, batchIdOf(params.batch)));
    return { notices };
  },
  pauseBatch: async (context) => {
    const { params, body, audit } = context;
    const answer = await pause(context, { batchId: batchIdOf(params.batch), isPaused: body.isPaused });
    await audit({ action: body.isPaused ? 'pause-undo' : 'resume-undo', detail: { batch: params.batch } });
    return answer;
  },
  printBatch: async (context) => {
    const { params, body, audit } = context;
    const opened = await openPrintFiles(context, { batchId: batchIdOf(params.batch), letters: body.letters });
    const { files, printed, again, students } = opened;
    await audit({
      action: 'print',
      students,
      detail: { batch: params.batch, letters: files.map((file) => file.letter), printed, again },
    });
    return { files: [...files], printed, again };
  },
  printFromPage: async (context) => {
    const { params, body, districtId, parts, audit } = context;
    const batchId = batchIdOf(params.batch);
    await requireOpened(context, batchId);
    const job = await readMaking(parts.db.pool, { districtId, batchId });
    const file = job?.making.files.find((one) => one.letter === body.letter);
    if (file === undefined) throw problem('not-found');
    if (body.page > file.pages)
      throw problem('invalid', {
        errors: [{ path: 'page', message: `found ${body.page}; allowed: 1 to ${file.pages}` }],
      });
    await audit({ action: 'print-from-page', detail: { batch: params.batch, letter: body.letter, page: body.page } });
    return ask(context, { batch: batchId, letter: body.letter, fromPage: body.page });
  },
  readMaking: async (context) => {
    const { params, districtId, parts } = context;
    const batchId = batchIdOf(params.batch);
    await requireWhole(context, batchId);
    const job = await readMakingJob(parts.db.pool, { districtId, batchId, job: params.job });
    if (job === null) throw problem('not-found');
    return job.making;
  },
  makeLetters: async (context) => {
    const { params, audit } = context;
    await requireWhole(context, batchIdOf(params.batch));
    await audit({ action: 'make-letters', detail: { batch: params.batch } });
    return ask(context, { batch: batchIdOf(params.batch) });
  },
  readPrintFile: async (context) => sendPrintFile(context),
  markBatch: async (context) => {
    const { db, districtId, parts, actor, params, body, audit } = context;
    const batchId = batchIdOf(params.batch);
    const row = await readBatchRow(db.pool, context, batchId);
    if (!row.isWhole) throw problem('not-found');
    const now = parts.now();
    const { marked, skipped } = await mark(db, {
      districtId,
      named: { kind: 'batch', id: batchId },
      mark: 'sent',
      ...body,
      by: actor.name,
      now,
      onMarked: (client) => markOpened(client, { districtId, batchId, by: actor.name, now }),
    });
    const students = await readStudents(context, batchId);
    await audit({ action: 'mark-sent', students, detail: { batch: params.batch, way: body.way, on: body.on } });
    return { marked: marked.length, skipped: { ...skipped } };
  },
  sendBatchNow: async (context) => {
    const { params, audit } = context;
    const { letters, students } = await sendNow(context, batchIdOf(params.batch));
    await audit({ action: 'send-now', students, detail: { batch: params.batch, letters } });
    return { letters };
  },
  printInstead: async (context) => {
    const { params, body, audit } = context;
    const { making, letters, students } = await instead(context, batchIdOf(params.batch), body.notices);
    await audit({ action: 'print-instead', students, detail: { batch: params.batch, letters } });
    return making;
  },
  exportMailing: async (context) => {
    const { db, districtId, params, audit } = context;
    const batchId = batchIdOf(params.batch);
    await requireWhole(context, batchId);
    const { text, lines } = await mailingCsv(db.pool, districtId, batchId);
    const students = await readStudents(context, batchId);
    await audit({ action: 'export', students, detail: { list: 'mailing', batch: params.batch, lines: lines.length } });
    return { name: `mailing-${params.batch}.csv`, type: 'text/csv', body: text };
  },
};

type Asking = Pick<Context, 'db' | 'districtId' | 'parts'> & { readonly actor: NonNullable<Context['actor']> };

/** Print files hold letters of the whole batch. Fails: `not-found` where some of it is out of reach. */
async function requireWhole(context: Asking, batchId: number): Promise<Awaited<ReturnType<typeof readBatchRow>>> {
  const row = await readBatchRow(context.db.pool, context, batchId);
  if (!row.isWhole) throw problem('not-found');
  return row;
}

/** A file is read after it was opened by name, because from then on its letters count as printed. */
async function requireOpened(context: Asking, batchId: number): Promise<void> {
  const row = await requireWhole(context, batchId);
  if (row.openedAt === null || row.withdrawn === row.notices)
    throw new Refusal('This print file was not opened for printing.', { code: 'print.not-opened' });
}

/** Asks for a job. */
async function ask({ db, districtId, actor, parts }: Asking, data: JobData['letters']): Promise<Making> {
  const job = await withTransaction(db, (client) =>
    enqueue(client, 'letters', { districtId, by: actor.name, now: parts.now(), data }),
  );
  return { job, state: 'waiting', done: 0, total: 0, reason: null, files: [] };
}

async function sendPrintFile(context: Parameters<(typeof batchesHandlers)['readPrintFile']>[0]) {
  const { districtId, parts, params, audit } = context;
  const batchId = batchIdOf(params.batch);
  await requireOpened(context, batchId);
  const names = await readFileNames(parts.db.pool, { districtId, batchId });
  if (!names.has(params.file)) throw problem('not-found');
  const path = join(printFolder(parts.home, batchId), params.file);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    throw new Refusal('This print file is not on this machine. Make the letters again, then print.', {
      code: 'print.elsewhere',
    });
  const students = await readStudents(context, batchId);
  await audit({ action: 'view-document', students, detail: { batch: params.batch, file: params.file } });
  context.reply.header('content-length', found.size);
  return { name: `${params.batch}-${params.file}`, type: 'application/pdf' as const, body: createReadStream(path) };
}

async function readStudents({ db, districtId }: Asking, batchId: number): Promise<readonly string[]> {
  const found = await db.pool.query<{ student_id: string }>(
    `select distinct student_id from notices where district_id = $1 and batch_id = $2 and state not in ('withdrawn', 'rescinded')`,
    [districtId, batchId],
  );
  return found.rows.map((row) => row.student_id);
}
