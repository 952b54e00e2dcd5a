import { readPdfObjects, type PdfObject } from './pdf-objects.ts';
import { rewriteReferences, type Renaming } from './rewrite-references.ts';

/** Writes several tagged PDFs as one, part by part, so that the whole is never in memory. */
export interface PdfJoin {
  /** Appends the pages of a part. */
  add(pdf: Buffer): Promise<void>;
  /** `front`: pages that go before all others. Ends: at least one part, or a front, is needed. */
  finish(front?: Buffer): Promise<void>;
}

/** Object numbers that are given before they are written. */
const PAGES = 1;
const STRUCTURE = 2;
/** The one element above the letters: what was the document of a part becomes a part of it. */
const DOCUMENT = 3;
/** No PDF has an object of this number: it stands for the pages of the joined file. */
const NO_OBJECT = 0;

/** A letter is some hundred small objects: they are written together. */
const BYTES_OF_A_WRITE = 1_000_000;

interface Part {
  readonly pages: number;
  readonly pageCount: number;
  readonly documents: string;
  readonly parents: string;
  readonly keys: readonly [number, number];
  readonly ids: string;
  readonly roles: ReadonlyMap<string, string>;
  readonly catalog: string;
  readonly info: number;
  readonly metadata: { readonly dictionary: string; readonly xml: string };
  readonly id: string;
}

/**
 * Joins PDFs that Typst made. Tags, languages, alternative texts, table headers and page labels stay, which no library here keeps.
 * Input: `write` appends bytes to the file. Fails: throws where a part is not built as Typst 0.14 builds it.
 */
export function joinPdfs(write: (bytes: Buffer) => Promise<void>): PdfJoin {
  const offsets: number[] = [0, 0, 0, 0];
  const parts: Part[] = [];
  let length = 0;
  let nextKey = 0;
  let waiting: Buffer[] = [];
  let waitingLength = 0;
  async function put(bytes: Buffer): Promise<void> {
    length += bytes.length;
    waiting.push(bytes);
    waitingLength += bytes.length;
    if (waitingLength >= BYTES_OF_A_WRITE) await flush();
  }
  async function flush(): Promise<void> {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    waitingLength = 0;
    await write(bytes);
  }
  async function putObject(number: number, body: readonly (string | Buffer)[]): Promise<void> {
    offsets[number] = length;
    await put(
      Buffer.concat(
        [`${number} 0 obj\n`, ...body, '\nendobj\n\n'].map((piece) =>
          typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece,
        ),
      ),
    );
  }
  async function addPart(pdf: Buffer): Promise<Part> {
    if (length === 0) await put(Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n\n', 'latin1'));
    const read = readPart(pdf, { firstNumber: offsets.length, firstKey: nextKey, partNumber: parts.length });
    nextKey = read.part.keys[1];
    for (const object of read.objects) {
      const text = rewriteReferences(object.text, read.renaming);
      await putObject(
        read.renaming.objects.get(object.number) as number,
        object.stream === undefined
          ? [text.trimEnd()]
          : [text, object.stream.subarray(0, trimmedLength(object.stream))],
      );
    }
    return read.part;
  }
  return {
    async add(pdf) {
      parts.push(await addPart(pdf));
    },
    async finish(front) {
      const inOrder = front === undefined ? parts : [await addPart(front), ...parts];
      const [first] = inOrder;
      if (first === undefined) throw new Error('pdf: nothing to join');
      await putObject(PAGES, [pagesOf(inOrder)]);
      await putObject(STRUCTURE, [structureOf(inOrder, nextKey)]);
      await putObject(DOCUMENT, [
        `<<\n  /Type /StructElem\n  /S /Document\n  /P ${STRUCTURE} 0 R\n  /K [${inOrder.map((part) => part.documents).join(' ')}]\n>>`,
      ]);
      const metadata = offsets.length;
      await putObject(metadata, metadataOf(first, inOrder));
      const catalog = offsets.length;
      await putObject(catalog, [catalogOf(first, metadata)]);
      await put(crossReferences(offsets, { start: length, catalog, first }));
      await flush();
    },
  };
}

interface ReadPart {
  readonly part: Part;
  readonly renaming: Renaming;
  readonly objects: readonly PdfObject[];
}

function readPart(
  pdf: Buffer,
  at: { readonly firstNumber: number; readonly firstKey: number; readonly partNumber: number },
): ReadPart {
  const { objects, root, info, id } = readPdfObjects(pdf);
  const byNumber = new Map(objects.map((object) => [object.number, object]));
  const catalog = byNumber.get(root)?.text ?? '';
  const pages = numberIn(catalog, /\/Pages (\d+) 0 R/);
  const structure = numberIn(catalog, /\/StructTreeRoot (\d+) 0 R/);
  const metadata = numberIn(catalog, /\/Metadata (\d+) 0 R/);
  const outlines = Number(/\/Outlines (\d+) 0 R/.exec(catalog)?.[1] ?? -1);
  if (byNumber.get(outlines)?.text.includes('/First') === true)
    throw new Error('pdf: bookmarks; print files have none');
  if (/\/(Names|Dests|AcroForm|Threads|PageLabels) /.test(catalog))
    throw new Error('pdf: a catalog with more than pages and tags');
  const kept = objects.filter((object) => ![root, structure, metadata, outlines].includes(object.number));
  const numbers = new Map(kept.map((object, index) => [object.number, at.firstNumber + index]));
  const renaming: Renaming = {
    objects: new Map([...numbers, [structure, DOCUMENT], [NO_OBJECT, PAGES]]),
    keyOffset: at.firstKey,
    idPrefix: `P${String(at.partNumber).padStart(6, '0')}`,
  };
  const tree = byNumber.get(structure)?.text ?? '';
  const part: Part = {
    pages: numbers.get(pages) as number,
    pageCount: numberIn(byNumber.get(pages)?.text ?? '', /\/Count (\d+)/),
    ...structureParts(tree, renaming),
    catalog: catalog.replace(/\s*\/Outlines \d+ 0 R/, ''),
    info: numbers.get(info ?? -1) ?? 0,
    metadata: metadataParts(byNumber.get(metadata)),
    id,
  };
  return {
    part,
    renaming,
    objects: kept
      .map((object) => (object.number === pages ? withParent(object) : object))
      .map((object) => (isDocument(object, structure) ? asPart(object) : object)),
  };
}

function structureParts(
  tree: string,
  renaming: Renaming,
): Pick<Part, 'documents' | 'parents' | 'keys' | 'ids' | 'roles'> {
  const parents = /\/ParentTree <<\s*\/Nums \[([^\]]*)\]/.exec(tree)?.[1];
  const documents = /\/K \[([^\]]*)\]/.exec(tree)?.[1];
  if (parents === undefined || documents === undefined) throw new Error('pdf: tags of another make');
  const shifted = parents.replaceAll(
    /(\d+) (\d+ 0 R)/g,
    (_, key: string, reference: string) =>
      `${Number(key) + renaming.keyOffset} ${rewriteReferences(reference, renaming)}`,
  );
  const names = /\/IDTree <<\s*\/Names \[([^\]]*)\]/.exec(tree)?.[1] ?? '';
  const roles = /\/RoleMap <<([^>]*)>>/.exec(tree)?.[1] ?? '';
  return {
    documents: rewriteReferences(documents, renaming),
    parents: shifted,
    keys: [renaming.keyOffset, renaming.keyOffset + numberIn(tree, /\/ParentTreeNextKey (\d+)/)],
    ids: rewriteReferences(names, renaming).replaceAll('(U', `(${renaming.idPrefix}U`),
    roles: new Map([...roles.matchAll(/\/(\S+)\s+\/(\S+)/g)].map((match) => [match[1] ?? '', match[2] ?? ''])),
  };
}

function isDocument(object: PdfObject, structure: number): boolean {
  return object.text.includes('/S /Document') && object.text.includes(`/P ${structure} 0 R`);
}

function asPart(object: PdfObject): PdfObject {
  return { ...object, text: object.text.replace('/S /Document', '/S /Part') };
}

function withParent(pages: PdfObject): PdfObject {
  return { ...pages, text: pages.text.replace('/Type /Pages', `/Type /Pages\n  /Parent ${NO_OBJECT} 0 R`) };
}

function pagesOf(parts: readonly Part[]): string {
  const count = parts.reduce((sum, part) => sum + part.pageCount, 0);
  return `<<\n  /Type /Pages\n  /Count ${count}\n  /Kids [${parts.map((part) => `${part.pages} 0 R`).join(' ')}]\n>>`;
}

function structureOf(parts: readonly Part[], nextKey: number): string {
  const byKey = parts.filter((part) => part.keys[1] > part.keys[0]).toSorted((a, b) => a.keys[0] - b.keys[0]);
  const parents = byKey.map((part) => `<< /Limits [${part.keys[0]} ${part.keys[1] - 1}] /Nums [${part.parents}] >>`);
  const ids = parts
    .map((part) => part.ids.trim())
    .filter((names) => names !== '')
    .toSorted();
  const idKids = ids.map(
    (names) =>
      `<< /Limits [${names.slice(0, names.indexOf(')') + 1)} ${names.slice(names.lastIndexOf('('), names.lastIndexOf(')') + 1)}] /Names [${names}] >>`,
  );
  const roles = new Map(parts.flatMap((part) => [...part.roles]));
  return [
    '<<\n  /Type /StructTreeRoot',
    `  /RoleMap << ${[...roles].map(([from, to]) => `/${from} /${to}`).join(' ')} >>`,
    `  /K [${DOCUMENT} 0 R]`,
    `  /ParentTree << /Kids [${parents.join('\n')}] >>`,
    ...(idKids.length === 0 ? [] : [`  /IDTree << /Kids [${idKids.join('\n')}] >>`]),
    `  /ParentTreeNextKey ${nextKey}\n>>`,
  ].join('\n');
}

function metadataParts(object: PdfObject | undefined): Part['metadata'] {
  const stream = object?.stream?.toString('utf8') ?? '';
  const xml = /^stream\n([\s\S]*)\nendstream/.exec(stream)?.[1];
  if (object === undefined || xml === undefined) throw new Error('pdf: no metadata');
  return { dictionary: object.text, xml };
}

function metadataOf(first: Part, parts: readonly Part[]): readonly (string | Buffer)[] {
  const count = parts.reduce((sum, part) => sum + part.pageCount, 0);
  const xml = Buffer.from(first.metadata.xml.replace(/<xmpTPg:NPages>\d+</, `<xmpTPg:NPages>${count}<`));
  return [first.metadata.dictionary.replace(/\/Length \d+/, `/Length ${xml.length}`), 'stream\n', xml, '\nendstream'];
}

function catalogOf(first: Part, metadata: number): string {
  return first.catalog
    .trimEnd()
    .replace(/\/Pages \d+ 0 R/, `/Pages ${PAGES} 0 R`)
    .replace(/\/StructTreeRoot \d+ 0 R/, `/StructTreeRoot ${STRUCTURE} 0 R`)
    .replace(/\/Metadata \d+ 0 R/, `/Metadata ${metadata} 0 R`);
}

function crossReferences(
  offsets: readonly number[],
  at: { readonly start: number; readonly catalog: number; readonly first: Part },
): Buffer {
  const rows = offsets.map((offset, number) =>
    number === 0 ? '0000000000 65535 f\r\n' : `${String(offset).padStart(10, '0')} 00000 n\r\n`,
  );
  const trailer = `trailer\n<<\n  /Size ${offsets.length}\n  /Root ${at.catalog} 0 R\n  /Info ${at.first.info} 0 R\n  ${at.first.id}\n>>\nstartxref\n${at.start}\n%%EOF\n`;
  return Buffer.from(`xref\n0 ${offsets.length}\n${rows.join('')}${trailer}`, 'latin1');
}

function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`pdf: nothing like ${pattern.source}`);
  return Number(found);
}

/** Without white space behind `endstream`. */
function trimmedLength(stream: Buffer): number {
  let end = stream.length;
  while (end > 0 && (stream[end - 1] === 0x0a || stream[end - 1] === 0x0d || stream[end - 1] === 0x20)) end--;
  return end;
}
