import { LetterFailure, type FailedLetter, type LetterEngine, type PageRange } from '../typst/index.ts';
import { joinPdfs } from '../pdf/join-pdfs.ts';
import { planCoverSheet, titleOf } from './cover-sheet.ts';
import { inMailingOrder } from './mailing-order.ts';
import type { PrintEntry, PrintIndex } from './print-entry.ts';
import type { ContentReader, ReadLetter } from './read-contents.ts';

/** Letters set in one go. Larger documents take more memory for each letter (docs/adr/0005-print-files.md). */
const LETTERS_OF_A_PART = 100;

export interface FileRequest {
  readonly index: PrintIndex;
  readonly letter: string;
  readonly read: ContentReader;
  readonly engine: LetterEngine;
  readonly write: (bytes: Buffer) => Promise<void>;
  readonly onMade?: (letters: number) => void;
  /** After a jam: only the letters from the one on this page of the whole file, without the cover sheet. */
  readonly fromPage?: number;
}

/** What one print file holds. Pages count from 1 in the file, the cover sheet included. */
export interface PrintedFile {
  readonly letter: string;
  readonly made: readonly (PageRange & { readonly entry: PrintEntry })[];
  readonly failed: readonly FailedEntry[];
  readonly coverPages: number;
  readonly pages: number;
}

/**
 * Makes the print file of one kind of letter: cover sheet, then letters in mailing order, a part at a time.
 * Ends: the same frozen letters give the same bytes.
 */
export async function printFile(request: FileRequest): Promise<PrintedFile> {
  const entries = inMailingOrder(request.index.entries.filter((entry) => entry.letter === request.letter));
  if (request.fromPage === undefined) return printLetters(request, entries);
  const whole = await printLetters({ ...request, write: async () => undefined }, entries);
  const left = whole.made.filter((page) => page.last >= (request.fromPage ?? 1)).map((page) => page.entry);
  return {
    ...(await printLetters(request, left.length === 0 ? [] : left, { withCover: false })),
    failed: whole.failed,
  };
}

async function printLetters(
  request: FileRequest,
  entries: readonly PrintEntry[],
  { withCover = true } = {},
): Promise<PrintedFile> {
  const { index, letter, engine } = request;
  const head = { title: `${titleOf(letter)}, ${index.name}`, author: index.district };
  const join = joinPdfs(request.write);
  const lacks = new Map<string, Set<string>>();
  const made: (PageRange & { entry: PrintEntry })[] = [];
  const failed: FailedEntry[] = [];
  let pages = 0;
  for (let from = 0; from < entries.length; from += LETTERS_OF_A_PART) {
    const part = entries.slice(from, from + LETTERS_OF_A_PART);
    const letters = await request.read(part);
    for (const { school, lacks: parts } of letters)
      for (const name of parts) lacks.set(school, (lacks.get(school) ?? new Set()).add(name));
    const rendered = await engine.renderDocument(
      letters.map(({ content }) => content),
      head,
    );
    for (const failure of rendered.failed) failed.push({ entry: part[failure.index] as PrintEntry, failure });
    rendered.made.forEach((number, place) =>
      made.push({ ...shifted(rendered.pages[place], pages), entry: part[number] as PrintEntry }),
    );
    if (rendered.made.length > 0) await join.add(rendered.pdf);
    pages += rendered.pages.at(-1)?.last ?? 0;
    request.onMade?.(part.length);
  }
  if (!withCover) {
    if (made.length > 0) await join.finish();
    return { letter, made, failed, coverPages: 0, pages };
  }
  const missing = index.missing.filter((entry) => entry.letter === letter || entry.letter === null);
  const cover = await engine.renderCover(
    planCoverSheet({ index, letter, entries, failed, missing, lacks, letterPages: pages }),
    head,
  );
  await join.finish(cover.pdf);
  const coverPages = cover.pages;
  return {
    letter,
    made: made.map((entry) => ({ ...entry, ...shifted(entry, coverPages) })),
    failed,
    coverPages,
    pages: pages + coverPages,
  };
}

export interface FailedEntry {
  readonly entry: PrintEntry;
  readonly failure: FailedLetter;
}

/** Makes each letter by itself. Ends: letters that cannot be made are left out and returned. */
export async function printEach(
  request: Pick<FileRequest, 'read' | 'engine' | 'onMade'>,
  entries: readonly PrintEntry[],
  write: (entry: PrintEntry, pdf: Buffer) => Promise<void>,
): Promise<readonly FailedEntry[]> {
  const failed: FailedEntry[] = [];
  for (let from = 0; from < entries.length; from += LETTERS_OF_A_PART) {
    const part = entries.slice(from, from + LETTERS_OF_A_PART);
    const letters = await request.read(part);
    for (const [place, entry] of part.entries()) {
      const failure = await printOne(request.engine, letters[place] as ReadLetter, (pdf) => write(entry, pdf));
      if (failure !== undefined) failed.push({ entry, failure });
      request.onMade?.(1);
    }
  }
  return failed;
}

async function printOne(
  engine: LetterEngine,
  letter: ReadLetter,
  write: (pdf: Buffer) => Promise<void>,
): Promise<FailedLetter | undefined> {
  try {
    await write(await engine.renderOne(letter.content));
    return undefined;
  } catch (error) {
    if (error instanceof LetterFailure) return error.failed;
    throw error;
  }
}

function shifted(range: PageRange | undefined, by: number): PageRange {
  return { first: (range?.first ?? 1) + by, last: (range?.last ?? 1) + by };
}
