import { mkdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { ClientBase } from 'pg';
import { Refusal } from '../../problem.ts';
import { createLetterEngine, describeFailure } from '../typst/index.ts';
import { kindsOf } from './mailing-order.ts';
import { printEach, printFile, type FailedEntry, type FileRequest, type PrintedFile } from './print-file.ts';
import type { MissingEntry, PrintEntry, PrintIndex } from './print-entry.ts';
import { printableImages, readImages } from './printable-images.ts';
import { createContentReader, type ContentReader } from './read-contents.ts';
import { readPrintIndex, type PrintSelection } from './read-index.ts';
import { draftPdf, writePdf } from './replace-file.ts';

export interface PrintRequest {
  readonly districtId: number;
  readonly selection: PrintSelection;
  /** The print file; with several kinds of letter each gets a name of its own made from it. */
  readonly out?: string;
  /** A folder for each letter by itself. */
  readonly each?: string;
  /** Only this kind of letter. */
  readonly letter?: string;
  /** After a jam: from the letter on this page. Counts from 1, the cover sheet included. */
  readonly fromPage?: number;
  readonly onProgress?: (made: number, total: number) => void;
}

/** What was printed. Every file is whole and in its place. */
export interface PrintResult {
  readonly files: readonly PrintedPdf[];
  /** Files with one letter each. */
  readonly each: readonly string[];
  /** Notices all of whose letters were made, for the first time. */
  readonly notices: readonly number[];
  /** Notices that had been printed before and were printed again. */
  readonly reprinted: readonly number[];
  readonly failed: readonly {
    readonly notice: string;
    readonly letter: string;
    readonly why: string;
    readonly characters: readonly string[];
  }[];
  readonly missing: readonly MissingEntry[];
  readonly takenBack: PrintIndex['takenBack'];
}

export interface PrintedPdf {
  readonly path: string;
  readonly letter: string;
  readonly letters: number;
  readonly pages: number;
  readonly coverPages: number;
  /** The notice of the first letter, as `N1042`. */
  readonly firstNotice: string | null;
}

/**
 * Makes the PDF files of a batch or notice from what was frozen; computes and changes nothing else.
 * Ends: a file takes its place only when it is whole; a letter that cannot be made is named and left out.
 * Fails: Refusal when there is nothing to print, a page that no letter is on, or a seal that does not hold.
 */
export async function printLetters(client: Pick<ClientBase, 'query'>, request: PrintRequest): Promise<PrintResult> {
  const index = await readPrintIndex(client, request.districtId, request.selection);
  const kinds = chosenKinds(index, request);
  const images = await readImages(client, request.districtId);
  const engine = createLetterEngine({ images });
  try {
    const read = createContentReader(client, {
      districtId: request.districtId,
      images: await printableImages(engine, images),
    });
    const printed = await printKinds({ ...request, index, kinds, read, engine });
    return resultOf(index, printed);
  } finally {
    await engine.close();
  }
}

interface Printing extends PrintRequest, Pick<FileRequest, 'index' | 'read' | 'engine'> {
  readonly kinds: readonly string[];
}

interface Printed {
  readonly files: readonly (PrintedFile & { readonly path: string })[];
  readonly each: readonly { readonly entry: PrintEntry; readonly path: string }[];
  readonly failedEach: readonly FailedEntry[];
}

async function printKinds(printing: Printing): Promise<Printed> {
  const { index, kinds } = printing;
  const chosen = index.entries.filter((entry) => kinds.includes(entry.letter));
  const total = chosen.length * (Number(printing.out !== undefined) + Number(printing.each !== undefined));
  let made = 0;
  printing.onProgress?.(0, total);
  const onMade = (letters: number): void => printing.onProgress?.((made += letters), total);
  const files: (PrintedFile & { path: string })[] = [];
  for (const letter of printing.out === undefined ? [] : kinds)
    files.push(await printKind(printing, { letter, path: pathFor(printing.out ?? '', kinds, letter), onMade }));
  const folder =
    printing.each === undefined
      ? { each: [], failedEach: [] }
      : await printFolder(printing, { chosen, folder: printing.each, onMade });
  return { files, ...folder };
}

async function printKind(
  printing: Printing,
  at: { readonly letter: string; readonly path: string; readonly onMade: (letters: number) => void },
): Promise<PrintedFile & { readonly path: string }> {
  const { index, read, engine, fromPage } = printing;
  const draft = await draftPdf(at.path);
  try {
    const file = await printFile({
      index,
      read,
      engine,
      letter: at.letter,
      write: (bytes) => draft.write(bytes),
      onMade: at.onMade,
      ...(fromPage === undefined ? {} : { fromPage }),
    });
    if (fromPage !== undefined && file.made.length === 0)
      throw new Refusal(`No letter is on page ${fromPage} or after it. Nothing was written.`, {
        code: 'print.no-page',
        values: { page: fromPage },
      });
    await draft.keep();
    return { ...file, path: at.path };
  } finally {
    await draft.discard();
  }
}

async function printFolder(
  { read, engine }: { readonly read: ContentReader; readonly engine: FileRequest['engine'] },
  {
    chosen,
    folder,
    onMade,
  }: { readonly chosen: readonly PrintEntry[]; readonly folder: string; readonly onMade: (letters: number) => void },
): Promise<Pick<Printed, 'each' | 'failedEach'>> {
  await mkdir(folder, { recursive: true });
  const each: { entry: PrintEntry; path: string }[] = [];
  const inOrder = chosen.toSorted((a, b) => a.noticeId - b.noticeId || a.letterNo - b.letterNo);
  const failedEach = await printEach({ read, engine, onMade }, inOrder, async (entry, pdf) => {
    const path = join(folder, `${entry.reference}${entry.letterNo === 1 ? '' : `-${entry.letterNo}`}.pdf`);
    await writePdf(path, pdf);
    each.push({ entry, path });
  });
  return { each, failedEach };
}

/** With one kind exactly the name that was given; with several the kind behind it. */
function pathFor(out: string, kinds: readonly string[], letter: string): string {
  if (kinds.length === 1) return out;
  const { dir, name, ext } = parse(out);
  return join(dir, `${name}-${letter}${ext || '.pdf'}`);
}

function chosenKinds(index: PrintIndex, request: PrintRequest): readonly string[] {
  const kinds = kindsOf(index.entries);
  if (kinds.length === 0)
    throw new Refusal(nothingToPrint(index), { code: 'print.no-letter', values: { name: index.name } });
  if (request.letter !== undefined && !kinds.includes(request.letter))
    throw new Refusal(`${index.name} has no letter ${request.letter}; it has ${kinds.join(', ')}.`);
  const chosen = request.letter === undefined ? kinds : [request.letter];
  if (request.fromPage !== undefined && chosen.length > 1)
    throw new Refusal(
      `${index.name} has a print file for each of ${kinds.join(', ')}: say with --letter which one jammed.`,
    );
  return chosen;
}

function nothingToPrint({ name, missing, takenBack }: PrintIndex): string {
  const why = [
    ...(missing.length === 0 ? [] : [`${missing.length} without an address`]),
    ...(takenBack.length === 0 ? [] : [`${takenBack.length} taken back`]),
  ];
  return `${name} has no letter to print${why.length === 0 ? '' : ` (${why.join(', ')})`}.`;
}

function resultOf(index: PrintIndex, { files, each, failedEach }: Printed): PrintResult {
  const failed = new Map(
    [...files.flatMap((file) => file.failed), ...failedEach].map((entry) => [entry.entry, entry.failure]),
  );
  const printed = new Set([
    ...files.flatMap((file) => file.made.map(({ entry }) => entry)),
    ...each.map(({ entry }) => entry),
  ]);
  const notices = Map.groupBy(index.entries, (entry) => entry.noticeId);
  const isWhole = (entries: readonly PrintEntry[]): boolean =>
    entries.every((entry) => printed.has(entry) && entry.state === 'issued');
  const isAgain = (entries: readonly PrintEntry[]): boolean =>
    entries.some((entry) => printed.has(entry) && entry.state !== 'issued');
  return {
    files: files.map((file) => ({
      path: file.path,
      letter: file.letter,
      letters: file.made.length,
      pages: file.pages,
      coverPages: file.coverPages,
      firstNotice: file.made[0]?.entry.reference ?? null,
    })),
    each: each.map(({ path }) => path),
    notices: [...notices].filter(([, entries]) => isWhole(entries)).map(([notice]) => notice),
    reprinted: [...notices].filter(([, entries]) => isAgain(entries)).map(([notice]) => notice),
    failed: [...failed].map(([entry, failure]) => ({
      notice: entry.reference,
      letter: entry.letter,
      why: describeFailure(failure),
      characters: failure.characters,
    })),
    missing: index.missing,
    takenBack: index.takenBack,
  };
}
