import { afterAll, describe, expect, it } from 'vitest';
import type { FilledBlock, LetterContent } from '../content/letter-content.ts';
import { plainInlines } from '../content/plain-text.ts';
import { BARE_LETTERHEAD, dateFact, SAMPLE_LETTERHEAD, SAMPLE_LOGO, sampleContent } from '../testing/sample-letter.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { createLetterEngine } from './index.ts';

const engine = createLetterEngine({
  images: new Map([
    ['logo.svg', SAMPLE_LOGO],
    ['signature.svg', SAMPLE_LOGO],
  ]),
});
afterAll(() => engine.close());

const HEAD = { title: 'Notices', author: 'Lakeside Unified School District' };
const CONFERENCE = { on: '2026-12-01', at: '15:30', place: 'Oak Middle School, Room 12', with: 'Patricia Lang' };
/** A signature that is a picture takes more room than one by hand. */
const LETTERHEAD = { ...SAMPLE_LETTERHEAD, signature: { hash: 'signature', type: 'svg', alt: '' } } as const;
const LONG_NAME = { id: '1', first: 'Maximiliano-Alejandro', last: 'Fernández-Villalobos de la Torre', grade: '7' };

/** Unexcused days from October 1, 2026; every third a tardy. */
function someDates(count: number) {
  return Array.from({ length: count }, (_, day) => {
    const on = `2026-${day < 28 ? '10' : '11'}-${String((day % 28) + 1).padStart(2, '0')}`;
    return dateFact(on, day % 3 === 1 ? { status: 'tardy', minutes: 34 } : {});
  });
}

function california(letter: string, language: string, count: number, change: Parameters<typeof sampleContent>[0] = {}) {
  const conference = letter === 'second-notice' ? CONFERENCE : null;
  return sampleContent({
    letter,
    language,
    dates: someDates(count),
    count,
    conference,
    letterhead: LETTERHEAD,
    previousOn: letter === 'first-notice' ? null : '2026-09-30',
    ...change,
  });
}

/** The texts of the pages of each letter, without white space, as readers break lines in their own ways. */
async function pagesOf(letters: readonly LetterContent[]): Promise<readonly (readonly string[])[]> {
  const { pdf, pages, failed } = await engine.renderDocument(letters, HEAD);
  expect(failed).toEqual([]);
  const read = await readPdf(pdf);
  return pages.map(({ first, last }) => read.pages.slice(first - 1, last).map(withoutSpace));
}

function withoutSpace(text: string): string {
  return text.normalize('NFC').replaceAll(/[\s\u00AD]+/g, '');
}

/** The last paragraph before the block that says whom to call. */
function lastParagraph({ blocks }: LetterContent): string {
  const contact = blocks.findLastIndex((block) => block.kind === 'pairs');
  const block: FilledBlock | undefined = blocks[contact - 1];
  if (block?.kind !== 'paragraph') throw new Error('the letter has no paragraph before its contact');
  return withoutSpace(plainInlines(block.children));
}

describe('a California letter', () => {
  it.each([
    ['first-notice', 'en', 3],
    ['first-notice', 'es', 3],
    ['second-notice', 'en', 6],
    ['second-notice', 'es', 6],
    ['third-notice', 'en', 9],
    ['third-notice', 'es', 9],
  ] as const)('%s in %s is one page with %i dates', async (letter, language, count) => {
    const [pages] = await pagesOf([california(letter, language, count)]);
    expect(pages).toHaveLength(1);
  });

  it.each(['en', 'es'])('first notice in %s is one page with long names too', async (language) => {
    const recipients = ['Guadalupe Fernández-Villalobos de la Torre', 'Maximiliano Fernández-Villalobos'];
    const [pages] = await pagesOf([california('first-notice', language, 3, { student: LONG_NAME, recipients })]);
    expect(pages).toHaveLength(1);
  });

  it.each(['first-notice', 'second-notice', 'third-notice'])(
    '%s on two pages keeps its signature with its last paragraph and whom to call',
    async (letter) => {
      const letters = ['en', 'es'].flatMap((language) =>
        [10, 12, 14, 16, 18, 20, 24, 30].map((count) => california(letter, language, count)),
      );
      const read = await pagesOf(letters);
      expect(read.filter((pages) => pages.length === 2).length).toBeGreaterThan(letters.length / 2);
      for (const [place, content] of letters.entries()) {
        const last = read[place]?.at(-1) ?? '';
        expect(last).toContain(lastParagraph(content));
        expect(last).toContain('AlmaBell');
        expect(last).toContain('PatriciaLang');
      }
    },
  );

  it('whose letterhead names nobody to call keeps its last paragraph with its closing words', async () => {
    const letters = Array.from({ length: 16 }, (_, more) =>
      california('third-notice', 'es', 8 + more, {
        letterhead: BARE_LETTERHEAD,
        school: { id: 'oak', name: 'Oak Middle School', phone: '', principal: '' },
      }),
    );
    const read = await pagesOf(letters);
    expect(new Set(read.map((pages) => pages.length))).toEqual(new Set([1, 2]));
    for (const pages of read) expect(pages.at(-1)).toMatch(/Porfavor,llámenosestasemana\.Atentamente,/);
  });
});
