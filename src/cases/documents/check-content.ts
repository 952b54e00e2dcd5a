/** What a file is, by what it holds: its name and the type that a browser says are not believed. */
import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { ProblemError } from '../../problem.ts';
import { FILE_KINDS, type FileKind } from './document.ts';

/**
 * The kind of a file on the disk.
 * Fails: ProblemError for anything but PDF, PNG, JPEG, docx, xlsx and odt, and for office files with macros or a password.
 */
export async function checkContent(path: string): Promise<FileKind> {
  const head = await readHead(path);
  if (isZip(head)) return checkOffice(path);
  const found = await fileTypeFromBuffer(head);
  const kind = PLAIN_KINDS.find((one) => one === found?.ext);
  if (kind === undefined)
    throw refused(found === undefined ? 'a file of an unknown type' : `a file of the type ${found.ext}`);
  // What a reader of PDF forgives at the front is where another kind of file could stand.
  if (kind === 'pdf' && !head.subarray(0, 5).equals(PDF_HEAD)) throw refused('a PDF that does not begin as one');
  return kind;
}

const PLAIN_KINDS = FILE_KINDS.filter((kind) => kind === 'pdf' || kind === 'png' || kind === 'jpg');
const PDF_HEAD = Buffer.from('%PDF-');
/** As much as any of the types needs to be known by. Unit: bytes. */
const HEAD_BYTES = 4100;

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isZip(head: Buffer): boolean {
  return head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));
}

/** Far more than an office file of 20 MB has. */
const MOST_ENTRIES = 5_000;
/** What all parts may unpack to, as declared: nothing is unpacked here, but somebody opens it. */
const MOST_UNPACKED = 400 * 1024 ** 2;
const MOST_TYPES_BYTES = 1024 ** 2;

/** A zip is a Word, Excel or OpenDocument text file only if the parts that make it one are there, and none that runs. */
async function checkOffice(path: string): Promise<FileKind> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(() => {
    throw refused('a damaged zip file');
  });
  try {
    const entries = await readEntries(zip);
    const kind = officeKind(entries);
    if (kind === undefined) throw refused('a zip file that is no office file');
    await requireDeclared(zip, entries, kind);
    return kind;
  } catch (error) {
    throw error instanceof ProblemError ? error : refused('a damaged office file');
  } finally {
    zip.close();
  }
}

async function readEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw refused(`an office file of ${zip.entryCount} parts`);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw refused('an office file with a password');
    if (RUNS.test(entry.fileName)) throw refused('an office file with macros or other programs in it');
    unpacked += entry.uncompressedSize;
    entries.set(entry.fileName, entry);
  }
  if (unpacked > MOST_UNPACKED) throw refused('an office file that unpacks to too much');
  return entries;
}

/** Macros of Microsoft and OpenDocument, controls, and files put inside that run. */
const RUNS = /vbaProject|vbaData|activeX\/|^Basic\/|^Scripts\/|\.(?:exe|dll|js|vbs|bat|cmd|ps1|jar|scr|hta|lnk)$/i;

function officeKind(entries: ReadonlyMap<string, Entry>): FileKind | undefined {
  if (entries.has('mimetype') && entries.has('content.xml')) return 'odt';
  if (!entries.has('[Content_Types].xml')) return undefined;
  if (entries.has('word/document.xml')) return 'docx';
  return entries.has('xl/workbook.xml') ? 'xlsx' : undefined;
}

const DECLARED: Readonly<Partial<Record<FileKind, { readonly part: string; readonly says: string }>>> = {
  odt: { part: 'mimetype', says: 'application/vnd.oasis.opendocument.text' },
  docx: { part: '[Content_Types].xml', says: 'wordprocessingml.document.main+xml' },
  xlsx: { part: '[Content_Types].xml', says: 'spreadsheetml.sheet.main+xml' },
};

async function requireDeclared(zip: ZipFile, entries: ReadonlyMap<string, Entry>, kind: FileKind): Promise<void> {
  const declared = DECLARED[kind];
  const entry = declared === undefined ? undefined : entries.get(declared.part);
  if (declared === undefined || entry === undefined) throw refused('an office file that does not say what it is');
  const text = await readPart(zip, entry);
  if (!text.includes(declared.says)) throw refused('an office file that says it is something else');
  if (text.includes('macroEnabled')) throw refused('an office file with macros or other programs in it');
}

async function readPart(zip: ZipFile, entry: Entry): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += (chunk as Buffer).length;
    if (size > MOST_TYPES_BYTES) throw refused('an office file with far too large a part');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refused(found: string): ProblemError {
  return new ProblemError([
    {
      path: 'file',
      found,
      allowed: 'PDF, PNG, JPEG, Word (docx), Excel (xlsx) or OpenDocument text (odt), without macros or a password',
    },
  ]);
}
