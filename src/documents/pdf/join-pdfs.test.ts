import { afterAll, describe, expect, it } from 'vitest';
import { readPdf } from '../testing/read-pdf.ts';
import { SAMPLE_LOGO, sampleContent } from '../testing/sample-letter.ts';
import { createLetterEngine } from '../typst/index.ts';
import type { FilledBlock } from '../content/letter-content.ts';
import { joinPdfs } from './join-pdfs.ts';
import { rewriteReferences } from './rewrite-references.ts';

const engine = createLetterEngine({ images: new Map([['logo.svg', SAMPLE_LOGO]]) });
afterAll(() => engine.close());

const HEAD = { title: 'First notice', author: 'Lakeside' };

async function part(...references: readonly string[]): Promise<Buffer> {
  const link: FilledBlock = {
    kind: 'paragraph',
    children: [{ kind: 'link', href: 'https://lakeside.example/(7 0 R)', children: [{ kind: 'text', text: 'Help' }] }],
  };
  const letters = references.map((reference, place) => {
    const content = sampleContent({ reference, language: place === 0 ? 'en' : 'es' });
    return { ...content, blocks: [...content.blocks, link] };
  });
  return (await engine.renderDocument(letters, HEAD)).pdf;
}

async function joined(parts: readonly Buffer[], front?: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const join = joinPdfs(async (bytes) => void chunks.push(Buffer.from(bytes)));
  for (const pdf of parts) await join.add(pdf);
  await join.finish(front);
  return Buffer.concat(chunks);
}

describe('parts joined into one PDF', () => {
  it('keep their text, tags, alternative texts, languages and links, page by page', async () => {
    const parts = [await part('N1', 'N2'), await part('N3'), await part('N4', 'N5')];
    const apart = await Promise.all(parts.map(readPdf));
    const together = await readPdf(await joined(parts));
    expect(together.pages).toEqual(apart.flatMap((pdf) => pdf.pages));
    expect(together.tags.map(withoutRoot)).toEqual(apart.flatMap((pdf) => pdf.tags.map(withoutRoot)));
    expect(together.alts).toEqual(apart.flatMap((pdf) => pdf.alts));
    expect(together.languages).toEqual(apart.flatMap((pdf) => pdf.languages));
    expect(together.links).toEqual(Array.from({ length: 5 }, () => 'https://lakeside.example/(7%200%20R)'));
    expect(together).toMatchObject({ isMarked: true, hasPdfUaMark: true, title: 'First notice', language: 'en' });
  });

  it('may have pages in front that are made last', async () => {
    const cover = await engine.renderCover(
      {
        title: 'Cover',
        subtitle: 'Batch B1',
        foot: 'Cover',
        sections: [{ heading: 'Counts', paragraphs: [], head: ['', 'Number'], rows: [['Letters', '1']] }],
      },
      { title: 'Print file', author: 'Lakeside' },
    );
    const pdf = await readPdf(await joined([await part('N1')], cover.pdf));
    expect(pdf.pages).toHaveLength(2);
    expect(pdf.pages[0]).toContain('Batch B1');
    expect(pdf.tags[0]).toContain('TH');
    expect(pdf.title).toBe('Print file');
  });

  it('give table cells ids of their own, and every page a key of its own', async () => {
    const text = (await joined([await part('N1'), await part('N2')])).toString('latin1');
    const ids = [...text.matchAll(/\/ID \((P\d+U[\dxy]+)\)/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = [...text.matchAll(/\/StructParents (\d+)/g)].map((match) => match[1]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are the same bytes each time', async () => {
    const once = await joined([await part('N1'), await part('N2')]);
    const again = await joined([await part('N1'), await part('N2')]);
    expect(again.equals(once)).toBe(true);
  });

  it('are refused when they are of another make', async () => {
    await expect(joined([Buffer.from('%PDF-1.7\nnothing\n%%EOF')])).rejects.toThrow(
      'pdf: no classic cross-reference table',
    );
    await expect(joined([])).rejects.toThrow('pdf: nothing to join');
    await expect(joined([await engine.renderOne(sampleContent())])).rejects.toThrow('pdf: bookmarks');
  });
});

describe('references', () => {
  const renaming = { objects: new Map([[3, 30]]), keyOffset: 5, idPrefix: 'P1' };

  it.each([
    ['/K [3 0 R 3 0 R]', '/K [30 0 R 30 0 R]'],
    ['/StructParents 2 /StructParent 1', '/StructParents 7 /StructParent 6'],
    ['/Title (page 3 0 R (3 0 R) \\) 3 0 R)', '/Title (page 3 0 R (3 0 R) \\) 3 0 R)'],
    ['/Alt <3 0> /K 3 0 R', '/Alt <3 0> /K 30 0 R'],
    ['<< /A 3 0 R >>', '<< /A 30 0 R >>'],
    ['/ID (U1x0y0) /Headers [(U1x0y0) (U1x1y0)]', '/ID (P1U1x0y0) /Headers [(P1U1x0y0) (P1U1x1y0)]'],
    ['[0.3 0 0]', '[0.3 0 0]'],
  ])('%s becomes %s', (before, after) => {
    expect(rewriteReferences(before, renaming)).toBe(after);
  });

  it('to an object that is gone are a mistake of ours', () => {
    expect(() => rewriteReferences('4 0 R', renaming)).toThrow('left out');
  });
});

/** The tag above the letters is a document in a part, and in the joined file a document with parts in it. */
function withoutRoot(tags: readonly string[]): readonly string[] {
  return tags.filter((tag) => !['Root', 'Document', 'Part'].includes(tag));
}
