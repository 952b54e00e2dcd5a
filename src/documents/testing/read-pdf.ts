/** Reads a PDF back with pdf.js, as another program would. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  readonly isMarked: boolean;
  readonly title: string;
  readonly language: string | null;
  readonly hasPdfUaMark: boolean;
  /** Text of each page, in the order of the file. */
  readonly pages: readonly string[];
  /** Roles of the tags of each page, in reading order, as `H1`. */
  readonly tags: readonly (readonly string[])[];
  /** Alternative texts of the figures, and the languages that tags say. */
  readonly alts: readonly string[];
  readonly languages: readonly string[];
  readonly links: readonly string[];
}

interface Tag {
  readonly role?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly children?: readonly Tag[];
}

export async function readPdf(pdf: Buffer): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const { info } = await document.getMetadata();
  const markInfo = (await document.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
  const pages: string[] = [];
  const tags: Tag[][] = [];
  const links: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    tags.push(flatten((await page.getStructTree()) as Tag | null));
    for (const annotation of await page.getAnnotations())
      if (typeof annotation.url === 'string') links.push(annotation.url);
  }
  const all = tags.flat();
  await document.loadingTask.destroy();
  const facts = info as Readonly<Record<string, unknown>>;
  return {
    isMarked: markInfo?.get('Marked') === true,
    title: typeof facts['Title'] === 'string' ? facts['Title'] : '',
    language: typeof facts['Language'] === 'string' ? facts['Language'] : null,
    hasPdfUaMark: pdf.includes('<pdfuaid:part>1</pdfuaid:part>'),
    pages,
    tags: tags.map((page) => page.flatMap((tag) => tag.role ?? [])),
    alts: all.flatMap((tag) => tag.alt ?? []),
    languages: all.flatMap((tag) => tag.lang ?? []),
    links,
  };
}

function flatten(tag: Tag | null): Tag[] {
  return tag === null ? [] : [tag, ...(tag.children ?? []).flatMap((child) => flatten(child))];
}
