/** One PDF of many: tags, bookmarks, page numbers, office files carried along. */
import {
  PDFArray,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  rgb,
  StandardFonts,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';
import type { Attachment } from './file-part.ts';
import { drawAside, joinTags, type TagJoin } from './join-tags.ts';

export interface JoinedPiece {
  readonly title: string;
  /** 0: a part; 1: a paper of the part before it. */
  readonly depth: 0 | 1;
  /** The first page, from 1. */
  readonly page: number;
  readonly pages: number;
}

export interface PieceToJoin {
  readonly title: string;
  readonly depth: 0 | 1;
  readonly content: Attachment;
}

export interface JoinedFile {
  readonly pdf: Buffer;
  readonly pages: number;
  readonly pieces: readonly JoinedPiece[];
  /** Titles of papers of which no page could be made; they are inside the PDF as they came. */
  readonly carried: readonly string[];
}

const LETTER = { width: 612, height: 792 } as const;
const MARGIN = 36;

/**
 * Joins the pieces in their order.
 * Input: `foot` stands on every page before its number; letters of the Latin alphabet only.
 * Ends: a page of a paper is turned neither way; a picture is scaled down to its page, never up.
 */
export async function joinFile(
  pieces: readonly PieceToJoin[],
  head: { readonly title: string; readonly author: string; readonly foot: string; readonly madeAt: Date },
): Promise<JoinedFile> {
  const joined = await PDFDocument.create();
  const tags = joinTags(joined);
  const placed: JoinedPiece[] = [];
  const carried: string[] = [];
  for (const { title, depth, content } of pieces) {
    const page = joined.getPageCount() + 1;
    const isJoined = await addPiece(joined, tags, { title, depth, content });
    if (!isJoined) {
      carried.push(title);
      await joined.attach(content.bytes, attachmentName(content, carried.length), { description: title });
    }
    placed.push({ title, depth, page, pages: joined.getPageCount() + 1 - page });
  }
  await numberPages(joined, head.foot);
  tags.finish();
  addBookmarks(joined, placed);
  joined.setTitle(head.title, { showInWindowTitleBar: true });
  joined.setAuthor(head.author);
  joined.setLanguage('en');
  joined.setProducer('Rollcall');
  joined.setCreationDate(head.madeAt);
  joined.setModificationDate(head.madeAt);
  const pdf = Buffer.from(await joined.save({ useObjectStreams: true }));
  return { pdf, pages: joined.getPageCount(), pieces: placed, carried };
}

/** false: no page can be made of it. */
async function addPiece(joined: PDFDocument, tags: TagJoin, { title, depth, content }: PieceToJoin): Promise<boolean> {
  if (content.kind === 'file') return false;
  try {
    if (content.kind === 'pdf') {
      const source = await PDFDocument.load(content.bytes, { updateMetadata: false });
      return tags.addPdf(source, { title, depth }) > 0;
    }
    const image = content.type === 'png' ? await joined.embedPng(content.bytes) : await joined.embedJpg(content.bytes);
    const page = joined.addPage([LETTER.width, LETTER.height]);
    const most = { width: LETTER.width - 2 * MARGIN, height: LETTER.height - 2 * MARGIN };
    const scale = Math.min(1, most.width / image.width, most.height / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    page.drawImage(image, { x: (LETTER.width - width) / 2, y: LETTER.height - MARGIN - height, width, height });
    tags.addPicture(page, { title, depth });
    return true;
  } catch {
    // A scan that is locked or broken: it goes along as it came, and the contents say so.
    return false;
  }
}

function attachmentName(content: Attachment, no: number): string {
  if (content.kind === 'file') return content.name;
  return `paper-${no}.${content.kind === 'pdf' ? 'pdf' : content.type}`;
}

const FOOT_SIZE = 8;

async function numberPages(joined: PDFDocument, foot: string): Promise<void> {
  const font = await joined.embedFont(StandardFonts.Helvetica);
  const pages = joined.getPages();
  for (const [at, page] of pages.entries()) {
    const text = `${foot} - page ${at + 1} of ${pages.length}`;
    const width = font.widthOfTextAtSize(text, FOOT_SIZE);
    const { x, y, width: across } = page.getCropBox();
    const left = x + across - width - 24;
    drawAside(page, () => {
      page.drawRectangle({ x: left - 3, y: y + 9, width: width + 6, height: FOOT_SIZE + 5, color: rgb(1, 1, 1) });
      page.drawText(text, { x: left, y: y + 13, size: FOOT_SIZE, font, color: rgb(0.29, 0.34, 0.38) });
    });
  }
}

interface Bookmark {
  readonly ref: PDFRef;
  readonly title: string;
  readonly page: PDFPage;
  readonly children: Bookmark[];
}

/** Parts, and below each the papers that came with it. What has no page has no bookmark. */
function addBookmarks(joined: PDFDocument, pieces: readonly JoinedPiece[]): void {
  const { context, catalog } = joined;
  const top: Bookmark[] = [];
  for (const { title, depth, page, pages } of pieces) {
    if (pages === 0) continue;
    const one: Bookmark = { ref: context.nextRef(), title, page: joined.getPage(page - 1), children: [] };
    const parent = top.at(-1);
    if (depth === 1 && parent !== undefined) parent.children.push(one);
    else top.push(one);
  }
  const root = context.nextRef();
  const writeLevel = (level: readonly Bookmark[], parent: PDFRef): void => {
    for (const [at, one] of level.entries()) {
      const target = PDFArray.withContext(context);
      target.push(one.page.ref);
      target.push(PDFName.of('Fit'));
      const entry = context.obj({});
      entry.set(PDFName.of('Title'), PDFHexString.fromText(one.title));
      entry.set(PDFName.of('Parent'), parent);
      entry.set(PDFName.of('Dest'), target);
      link(entry, 'Prev', level[at - 1]);
      link(entry, 'Next', level[at + 1]);
      link(entry, 'First', one.children[0]);
      link(entry, 'Last', one.children.at(-1));
      if (one.children.length > 0) entry.set(PDFName.of('Count'), PDFNumber.of(one.children.length));
      context.assign(one.ref, entry);
      writeLevel(one.children, one.ref);
    }
  };
  writeLevel(top, root);
  const outlines = context.obj({});
  outlines.set(PDFName.of('Type'), PDFName.of('Outlines'));
  link(outlines, 'First', top[0]);
  link(outlines, 'Last', top.at(-1));
  outlines.set(PDFName.of('Count'), PDFNumber.of(top.reduce((sum, { children }) => sum + 1 + children.length, 0)));
  context.assign(root, outlines);
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

function link(entry: { set: (key: PDFName, value: PDFRef) => void }, name: string, to: Bookmark | undefined): void {
  if (to !== undefined) entry.set(PDFName.of(name), to.ref);
}
