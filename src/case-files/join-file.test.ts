import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLetterEngine } from '../documents/index.ts';
import { readPdf, type ReadPdf } from '../documents/testing/read-pdf.ts';
import { SAMPLE_LOGO, sampleContent } from '../documents/testing/sample-letter.ts';
import { tableSection } from './file-part.ts';
import { joinFile, type JoinedFile, type PieceToJoin } from './join-file.ts';

const HEAD = {
  title: 'Attendance file',
  author: 'Lakeside',
  foot: 'File C1',
  madeAt: new Date('2026-11-16T18:00:00Z'),
};
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const engine = createLetterEngine({ images: new Map([['logo.svg', SAMPLE_LOGO]]) });
let file: JoinedFile;
let read: ReadPdf;

async function sheet(title: string): Promise<Buffer> {
  const sections = [
    tableSection(
      '',
      [
        ['Day', 3],
        ['Entry', 5],
      ],
      [['Mon, Nov 16, 2026', `An entry of ${title}`]],
    ),
  ];
  const blank = { sender: 'Lakeside', lines: [], foot: '', pageLine: '', isWide: false, language: 'en' };
  return (await engine.renderSheet({ ...blank, title, sections }, { title, author: 'Lakeside' })).pdf;
}

/** As an office program without tags writes it. */
async function untagged(): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (const text of ['First page', 'Second page']) pdf.addPage([612, 792]).drawText(text, { x: 72, y: 700 });
  return Buffer.from(await pdf.save());
}

beforeAll(async () => {
  const letter = await engine.renderOne(sampleContent({ reference: 'N1', language: 'es' }));
  const pieces: readonly PieceToJoin[] = [
    { title: 'Letters', depth: 0, content: { kind: 'pdf', title: 'Letters', bytes: await sheet('Letters') } },
    { title: 'N1', depth: 1, content: { kind: 'pdf', title: 'N1', bytes: letter } },
    { title: 'Documents', depth: 0, content: { kind: 'pdf', title: 'Documents', bytes: await sheet('Documents') } },
    { title: 'Note of the doctor', depth: 1, content: { kind: 'pdf', title: '', bytes: await untagged() } },
    { title: 'Photograph', depth: 1, content: { kind: 'image', title: '', type: 'png', bytes: PIXEL } },
    { title: 'Broken', depth: 1, content: { kind: 'pdf', title: '', bytes: Buffer.from('%PDF-1.7 and no more') } },
  ];
  file = await joinFile(pieces, HEAD);
  read = await readPdf(file.pdf);
});
afterAll(() => engine.close());

describe('a joined file', () => {
  test('is tagged on each page: its own pages as they were made, what came without tags as figures with a name', () => {
    expect(read).toMatchObject({ isMarked: true, title: 'Attendance file', language: 'en' });
    expect(read.pages).toHaveLength(6);
    expect(read.tags[0]).toEqual(expect.arrayContaining(['Part', 'H1', 'Table', 'TH', 'TD']));
    expect(read.tags[2]).toEqual(expect.arrayContaining(['Part', 'H1', 'Table', 'TH', 'TD']));
    expect(read.tags.slice(3).every((tags) => tags.includes('Figure'))).toBe(true);
    expect(read.alts).toEqual(
      expect.arrayContaining(['Note of the doctor, page 1 of 2', 'Note of the doctor, page 2 of 2', 'Photograph']),
    );
  });

  test('keeps the language of each letter, and the picture of its letterhead with its words', async () => {
    expect(read.languages).toContain('es');
    const alone = await readPdf(await engine.renderOne(sampleContent({ reference: 'N1', language: 'es' })));
    expect(alone.alts.length).toBeGreaterThan(0);
    expect(read.alts).toEqual(expect.arrayContaining([...alone.alts]));
  });

  test('has one number through the whole file, which is not read aloud as part of a page', () => {
    expect(read.pages.map((page) => /File C1 - page \d of 6/.exec(page)?.[0])).toEqual(
      [1, 2, 3, 4, 5, 6].map((page) => `File C1 - page ${page} of 6`),
    );
  });

  test('carries along what no page can be made of, and has no tag for it', () => {
    expect(file.carried).toEqual(['Broken']);
    expect(file.pieces.at(-1)).toMatchObject({ title: 'Broken', pages: 0 });
  });

  test('has names of cells that no two pieces share', async () => {
    const { context } = await PDFDocument.load(file.pdf);
    const ids = context
      .enumerateIndirectObjects()
      .flatMap(
        ([, object]) =>
          /\/S \/TH[^]*?\/ID \(([^)]+)\)|\/ID \(([^)]+)\)[^]*?\/S \/TH/.exec(object.toString())?.slice(1) ?? [],
      )
      .filter((id) => id !== undefined);
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
