import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { renderText } from '../content/plain-text.ts';
import type { FilledBlock, LetterContent } from '../content/letter-content.ts';
import { dateFact, SAMPLE_LOGO, sampleContent } from '../testing/sample-letter.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { createLetterEngine, LetterFailure } from './index.ts';

const images = new Map([['logo.svg', SAMPLE_LOGO]]);
const engine = createLetterEngine({ images });
afterAll(() => engine.close());

const HEAD = { title: 'First notice, Batch B1', author: 'Lakeside Unified School District' };

function paragraph(text: string): FilledBlock {
  return { kind: 'paragraph', children: [{ kind: 'text', text }] };
}

function withText(text: string, content = sampleContent()): LetterContent {
  return { ...content, blocks: [...content.blocks, paragraph(text)] };
}

describe('a letter by itself', () => {
  it('is PDF/UA-1: marked, titled, in its language, with headings, table heads and alternative texts', async () => {
    const pdf = await readPdf(await engine.renderOne(sampleContent({ language: 'es' })));
    expect(pdf).toMatchObject({
      isMarked: true,
      hasPdfUaMark: true,
      title: 'La asistencia de Maya: primer aviso',
      language: 'es',
    });
    const tags = pdf.tags[0] ?? [];
    expect(tags.filter((tag) => tag === 'H1')).toHaveLength(1);
    expect(tags).toEqual(
      expect.arrayContaining(['Document', 'H2', 'P', 'L', 'LI', 'Table', 'THead', 'TH', 'TBody', 'TD', 'Figure']),
    );
    expect(pdf.alts).toEqual(['Logotipo de Oak Middle School']);
  });

  it.each(['en', 'es'])('reads back as the letter says, in %s', async (language) => {
    const content = sampleContent({ language });
    const pdf = await readPdf(await engine.renderOne(content));
    const read = letters(pdf.pages.join(' '));
    for (const line of renderText(content)
      .split('\n')
      .flatMap((text) => text.replace(/^\s*- /, '').split('|'))) {
      expect(read).toContain(letters(line));
    }
  });

  it('has the same bytes when it is made again, also by another process', async () => {
    const first = await engine.renderOne(sampleContent());
    await engine.renderOne(sampleContent({ language: 'es' }));
    const other = createLetterEngine({ images });
    const again = await other.renderOne(sampleContent());
    await other.close();
    expect((await engine.renderOne(sampleContent())).equals(first)).toBe(true);
    expect(again.equals(first)).toBe(true);
  });

  it('runs on to a second page with thirty dates, the head of the table repeated, each page counted', async () => {
    const dates = Array.from({ length: 30 }, (_, day) => dateFact(`2026-10-${String(day + 1).padStart(2, '0')}`));
    const pdf = await readPdf(await engine.renderOne(sampleContent({ dates })));
    expect(pdf.pages).toHaveLength(2);
    expect(pdf.pages.map((page) => /Page \d of 2/.exec(page)?.[0])).toEqual(['Page 1 of 2', 'Page 2 of 2']);
    expect(pdf.pages[1]).toContain('What was recorded');
  });

  it('links to where it says', async () => {
    const link: FilledBlock = {
      kind: 'paragraph',
      children: [{ kind: 'link', href: 'https://lakeside.example/help', children: [{ kind: 'text', text: 'Help' }] }],
    };
    const pdf = await readPdf(
      await engine.renderOne({ ...sampleContent(), blocks: [...sampleContent().blocks, link] }),
    );
    expect(pdf.links).toEqual(['https://lakeside.example/help']);
  });

  it.each([
    ['ar', 'rtl', 'حضور مايا في المدرسة'],
    ['zh', 'ltr', '玛雅的出勤'],
    ['ko', 'ltr', '마야의 출석'],
    ['pa', 'ltr', 'ਮਾਇਆ ਦੀ ਹਾਜ਼ਰੀ'],
    ['hy', 'ltr', 'Մայայի հաճախումը'],
    ['am', 'ltr', 'የማያ መገኘት'],
    ['hi', 'ltr', 'माया की उपस्थिति'],
    ['ru', 'ltr', 'Посещаемость Майи'],
    ['vi', 'ltr', 'Việc đi học của Maya'],
  ] as const)('has the letters of %s', async (language, direction, text) => {
    const pdf = await engine.renderOne({ ...withText(text), language, direction });
    expect(pdf.toString('latin1')).toContain(direction === 'rtl' ? '/Direction /R2L' : '/Direction /L2R');
    expect((await readPdf(pdf)).language).toBe(language);
  });
});

describe('letters together', () => {
  it('each start on a page of their own, count their own pages and say their language', async () => {
    const long = Array.from({ length: 30 }, (_, day) => dateFact(`2026-10-${String(day + 1).padStart(2, '0')}`));
    const { pdf, pages, made, failed } = await engine.renderDocument(
      [
        sampleContent({ reference: 'N1' }),
        sampleContent({ reference: 'N2', dates: long }),
        sampleContent({ reference: 'N3', language: 'es' }),
      ],
      HEAD,
    );
    expect({ pages, made, failed }).toEqual({
      pages: [
        { first: 1, last: 1 },
        { first: 2, last: 3 },
        { first: 4, last: 4 },
      ],
      made: [0, 1, 2],
      failed: [],
    });
    const read = await readPdf(pdf);
    expect(read.pages.map((page) => /(Page|Página) \d (of|de) \d/.exec(page)?.[0])).toEqual([
      'Page 1 of 1',
      'Page 1 of 2',
      'Page 2 of 2',
      'Página 1 de 1',
    ]);
    expect(read.languages).toContain('es');
    expect(read).toMatchObject({ isMarked: true, hasPdfUaMark: true, title: 'First notice, Batch B1', language: 'en' });
  });

  it('go out without the one that has a character no font has, which is named', async () => {
    const group = Array.from({ length: 9 }, (_, index) => sampleContent({ reference: `N${index}` }));
    group[4] = withText('Congratulations \u{1F600} and \u16A0');
    const { made, failed, pdf } = await engine.renderDocument(group, HEAD);
    expect(made).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
    expect(failed).toEqual([{ index: 4, reason: 'characters', characters: ['\u{1F600}', '\u16A0'] }]);
    expect((await readPdf(pdf)).pages).toHaveLength(8);
  });

  it('are none when all of them fail', async () => {
    const { made, failed } = await engine.renderDocument([withText('\u{1F600}'), withText('\u16A0')], HEAD);
    expect(made).toEqual([]);
    expect(failed.map((failure) => failure.characters)).toEqual([['\u{1F600}'], ['\u16A0']]);
  });

  it('name the characters without quoting the letter', async () => {
    await expect(engine.renderOne(withText('Maya \u{1F600}'))).rejects.toThrow(
      new LetterFailure({ index: 0, reason: 'characters', characters: ['\u{1F600}'] }),
    );
    await expect(engine.renderOne(withText('Maya \u{1F600}'))).rejects.toThrow(/^no font has U\+1F600$/);
  });
});

describe('a cover sheet', () => {
  it.each([
    ['a control character', 'Ma\u0007ya', ['\u0007'], 'Ma[U+0007]ya'],
    ['a mark of byte order inside a name', '\u200b\ufeffMaya', ['\ufeff'], '[U+FEFF]Maya'],
    ['half a character', 'Ma\ud800ya', [], 'Ma[U+D800]ya'],
  ])('is made with %s in a name, shown by its number', async (_, name, missing, shown) => {
    const section = { heading: 'Left out', paragraphs: [], head: ['student'], rows: [[name]] };
    const cover = await engine.renderCover({ title: 'B1', subtitle: 'x', foot: 'x', sections: [section] }, HEAD);
    expect(cover.missing).toEqual(missing);
    expect((await readPdf(cover.pdf)).pages[0]).toContain(shown);
  });

  it('shows the number of a character in place of one that no font has', async () => {
    const section = { heading: 'Names', paragraphs: [], head: ['Student'], rows: [['Torres \u{1F600}, Maya']] };
    const cover = await engine.renderCover(
      { title: 'First notice', subtitle: 'Batch B1', foot: 'Cover', sections: [section] },
      HEAD,
    );
    expect(cover).toMatchObject({ pages: 1, missing: ['\u{1F600}'] });
    expect((await readPdf(cover.pdf)).pages[0]).toContain('Torres [U+1F600], Maya');
  });
});

describe('what a letter cannot do', () => {
  it.each(['#read("/etc/passwd")', '*bold* _it_ $x$ <label>', '#import "@preview/x:0.1.0"', '\\u{41}', '`#panic()`'])(
    '%j is printed as it stands',
    async (text) => {
      const pdf = await readPdf(await engine.renderOne(withText(text)));
      expect(letters(pdf.pages[0] ?? '')).toContain(letters(text));
    },
  );

  it('a picture that is not there, or a link that is not https, stops that letter alone', async () => {
    const image: FilledBlock = {
      kind: 'signature',
      image: { hash: '../../../etc/passwd', type: 'svg', alt: 'x' },
      space: false,
      lines: ['x'],
    };
    const link: FilledBlock = {
      kind: 'paragraph',
      children: [{ kind: 'link', href: 'file:///etc/passwd', children: [{ kind: 'text', text: 'x' }] }],
    };
    const broken = [image, link].map((block) => ({ ...sampleContent(), blocks: [...sampleContent().blocks, block] }));
    const { made, failed } = await engine.renderDocument([...broken, sampleContent()], HEAD);
    expect(made).toEqual([2]);
    expect(failed.map((failure) => failure.reason)).toEqual(['refused', 'refused']);
  });

  it('take more time than it is given: it is stopped, the others are made', async () => {
    const endless = withText('word '.repeat(400_000));
    const strict = createLetterEngine({ images, limits: { milliseconds: 1500, bytes: 1024 ** 3 } });
    const { made, failed } = await strict.renderDocument([sampleContent(), endless], HEAD);
    await strict.close();
    expect(made).toEqual([0]);
    expect(failed).toEqual([{ index: 1, reason: expect.stringMatching(/time|memory/), characters: [] }]);
  });

  it.skipIf(process.platform !== 'linux')('take more memory than it is given: it is stopped', async () => {
    const huge = withText('word '.repeat(400_000));
    const strict = createLetterEngine({ images, limits: { milliseconds: 60_000, bytes: 250 * 1024 ** 2 } });
    await expect(strict.renderOne(huge)).rejects.toThrow('setting the letter took too much memory');
    await expect(strict.renderOne(sampleContent())).resolves.toBeInstanceOf(Buffer);
    await strict.close();
  });

  it.skipIf(process.platform !== 'linux')('leave a process behind when the engine is closed', async () => {
    const short = createLetterEngine({ images });
    await short.renderOne(sampleContent());
    const before = childrenOf(process.pid);
    await short.close();
    await expect.poll(() => childrenOf(process.pid).length, { timeout: 5000 }).toBe(before.length - 1);
  });
});

/** The text without white space, as readers break lines in their own ways. */
function letters(text: string): string {
  return text.normalize('NFC').replaceAll(/[\s\u00AD]+/g, '');
}

function childrenOf(pid: number): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (
        Number(parent) === pid &&
        state !== 'Z' &&
        readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('compile-child')
      );
    } catch {
      return false;
    }
  });
}
