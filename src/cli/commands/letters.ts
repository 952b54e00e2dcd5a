/** `rollcall letters`: makes the PDF letters of a batch or notice from what was frozen. */
import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { lockDistrict } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import {
  printLetters,
  readPrintIndex,
  recordReprint,
  type PrintRequest,
  type PrintResult,
} from '../../documents/index.ts';
import { makeMailFiles, type MailFiles } from '../../jobs/index.ts';
import { markProduced, parseBatchOrNotice, printInstead } from '../../notices/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { formatCount, formatOption, printJsonLine, printTable, progressBar, remark, type Format } from '../output.ts';
import { todayOf, withSession, type Session } from '../session.ts';

interface LettersOptions {
  readonly batch?: string;
  readonly notice?: string;
  readonly out?: string;
  readonly each?: string;
  readonly letter?: string;
  readonly fromPage?: number;
  readonly rescissions?: boolean;
  readonly instead?: boolean;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('letters')
    .description(
      'Make the PDF letters of a batch or notice as they were stamped: a print file for each kind of letter, in mailing order, ' +
        'behind a cover sheet for the office. Making them again shows what was sent and is no new notice.',
    )
    .option('--batch <id>', 'as B12')
    .option('--notice <id>', 'as N12: one notice by itself')
    .option('--out <file>', 'the print file; with several kinds of letter each has its kind behind the name')
    .option('--each <folder>', 'a file for each letter, named by its notice')
    .option('--letter <kind>', 'only this kind of letter')
    .option(
      '--from-page <n>',
      'after a jam: from the letter on this page of the print file, without the cover sheet',
      pageNumber,
    )
    .option('--rescissions', 'the letters that take notices back, in place of those that were sent')
    .option('--instead', 'of a batch: the letters that did not arrive by e-mail; from now on they are on paper');
  formatOption(command).action((options: LettersOptions) => withSession((session) => run(session, options)));
}

function pageNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('A page is a whole number from 1.');
  return Number(text);
}

/** Times the letters are made anew because a notice was withdrawn meanwhile. */
const MOST_ROUNDS = 3;

async function run(session: Session, options: LettersOptions): Promise<void> {
  const asked = requestOf(session, options);
  const mails = await makeMails(session, asked, options);
  if (mails !== null && mails.paper === 0) return reportMails(mails, options);
  const request = await withInstead(session, asked, options);
  for (let round = 1; ; round++) {
    const result = await print(session, request);
    const withdrawn = await record(session, result, options);
    if (withdrawn === 0) return report(result, options, mails);
    if (round === MOST_ROUNDS)
      throw new Refusal('Notices are being withdrawn while their letters are made. Try again when that is done.');
    remark(`${withdrawn} withdrawn while the letters were made: making the files again without them.`);
  }
}

interface Mails {
  /** Letters of the batch that go by e-mail, and of them: their PDF was made. */
  readonly letters: number;
  readonly made: number;
  readonly failed: MailFiles['failed'];
  /** Letters of the batch on paper. */
  readonly paper: number;
}

/** Letters of a whole batch that go by e-mail: their mails leave with these files. Null: none does, or a part is printed. */
async function makeMails(
  { db, districtId, home, now }: Session,
  { selection, letter, fromPage }: PrintRequest,
  { instead }: LettersOptions,
): Promise<Mails | null> {
  const { batch, rescissions } = selection;
  if (batch === undefined || rescissions === true || instead === true || letter !== undefined || fromPage !== undefined)
    return null;
  const paper = await readPrintIndex(db.pool, districtId, { batch });
  const letters = Object.values(paper.byEmail).reduce((all, count) => all + count, 0);
  if (letters === 0) return null;
  const { made, failed } = await makeMailFiles(db, { districtId, home, batch, now });
  return { letters, made, failed, paper: paper.entries.length };
}

/** From now on these letters are on paper. */
async function withInstead(session: Session, request: PrintRequest, options: LettersOptions): Promise<PrintRequest> {
  const { batch } = request.selection;
  if (options.instead !== true) return request;
  if (batch === undefined)
    throw new ProblemError([
      { path: '--instead', found: 'no --batch', allowed: 'the batch whose letters did not arrive' },
    ]);
  const { db, districtId, by, now } = session;
  const on = await todayOf(session);
  const { notices } = await withTransaction(db, async (client) => {
    await lockDistrict(client, districtId);
    return printInstead(client, { districtId, named: { kind: 'batch', id: batch }, by, now: now(), on });
  });
  return { ...request, selection: { batch, instead: notices } };
}

function reportMails(mails: Mails, { format }: LettersOptions): void {
  if (format === 'json') return printJsonLine({ files: [], ...mailsJson(mails) });
  remark('Nothing of it is printed: all of its letters go by e-mail.');
  remarkMails(mails);
}

function mailsJson(mails: Mails | null): object {
  return mails === null ? {} : { by_email: { letters: mails.letters, files_made: mails.made, failed: mails.failed } };
}

function remarkMails({ letters, made, failed }: Mails): void {
  remark(
    `${counted(letters, 'letter')} by e-mail, not in the print files: ${counted(made, 'PDF')} made. A worker sends them (rollcall work, or the app).`,
  );
  for (const { notice, why } of failed) remark(`${notice} waits to leave by e-mail: ${why}.`);
}

function requestOf({ districtId }: Session, options: LettersOptions): PrintRequest {
  const { batch, notice, out, each, letter, fromPage, rescissions } = options;
  if ((batch === undefined) === (notice === undefined))
    throw new ProblemError([
      { path: '--batch, --notice', found: batch === undefined ? 'neither' : 'both', allowed: 'one of them' },
    ]);
  if (out === undefined && each === undefined)
    throw new ProblemError([{ path: '--out, --each', found: 'neither', allowed: 'a file, a folder, or both' }]);
  if (fromPage !== undefined && out === undefined)
    throw new ProblemError([
      { path: '--from-page', found: 'no --out', allowed: 'the file to write the rest to, with --out' },
    ]);
  return {
    districtId,
    selection: {
      ...(batch === undefined ? {} : { batch: numberOf('--batch', 'batch', batch) }),
      ...(notice === undefined ? {} : { notice: numberOf('--notice', 'notice', notice) }),
      rescissions: rescissions === true,
    },
    ...(out === undefined ? {} : { out: resolve(out) }),
    ...(each === undefined ? {} : { each: resolve(each) }),
    ...(letter === undefined ? {} : { letter }),
    ...(fromPage === undefined ? {} : { fromPage }),
  };
}

function numberOf(path: string, kind: 'batch' | 'notice', text: string): number {
  const named = parseBatchOrNotice(text);
  if (named.kind !== kind)
    throw new ProblemError([{ path, found: text, allowed: kind === 'batch' ? 'a batch as B12' : 'a notice as N12' }]);
  return named.id;
}

async function print({ db }: Session, request: PrintRequest): Promise<PrintResult> {
  let bar: ReturnType<typeof progressBar> | undefined;
  const result = await printLetters(db.pool, {
    ...request,
    onProgress: (made, total) => (bar ??= progressBar(total, 'letters made')).to(made),
  });
  const made = Math.max(result.each.length, sum(result.files.map((file) => file.letters)));
  bar?.done(`${counted(made, 'letter')} made`);
  return result;
}

/** Returns how many notices were withdrawn while their letters were made. */
async function record(session: Session, result: PrintResult, options: LettersOptions): Promise<number> {
  if (options.rescissions === true) return 0;
  const { db, districtId, by } = session;
  const on = await todayOf(session);
  const now = session.now();
  return withTransaction(db, async (client) => {
    const { withdrawn } = await markProduced(client, { districtId, notices: [...result.notices], on, by, now });
    if (withdrawn.length === 0) await recordReprint(client, { districtId, notices: result.reprinted, on, by, now });
    return withdrawn.length;
  });
}

function report(result: PrintResult, options: LettersOptions, mails: Mails | null): void {
  if (options.format === 'json') {
    const { notices, reprinted, failed, missing, takenBack, files, each } = result;
    printJsonLine({
      files: files.map(({ path, letter, letters, pages, coverPages, firstNotice }) => ({
        path,
        letter,
        letters,
        pages,
        cover_pages: coverPages,
        first_notice: firstNotice,
      })),
      each: each.length,
      produced: notices.length,
      reprinted: reprinted.length,
      failed,
      missing: missing.map(({ reference, reason }) => ({ notice: reference, reason })),
      taken_back: takenBack.map(({ reference }) => reference),
      ...mailsJson(mails),
    });
    return;
  }
  printTable(
    ['file', 'letter', 'letters', 'pages', 'of them cover', 'starts with'],
    result.files.map((file) => [file.path, file.letter, file.letters, file.pages, file.coverPages, file.firstNotice]),
  );
  if (result.each.length > 0) remark(`${counted(result.each.length, 'file')} of one letter in ${options.each}.`);
  if (options.fromPage !== undefined)
    for (const file of result.files)
      remark(
        `Page ${options.fromPage} of the print file is in the letter of ${file.firstNotice}: it starts again there, without the cover sheet.`,
      );
  if (mails !== null) remarkMails(mails);
  if (result.reprinted.length > 0)
    remark(
      `${counted(result.reprinted.length, 'notice')} had been printed before: the same letters again, no new notice.`,
    );
  for (const { notice, why } of result.failed) remark(`${notice} was left out: ${why}.`);
  if (result.missing.length > 0)
    remark(`${formatCount(result.missing.length)} without a letter: the cover sheet names them.`);
  if (result.takenBack.length > 0) remark(`${formatCount(result.takenBack.length)} taken back were left out.`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
