import { describe, expect, test } from 'vitest';
import { renderSheet } from './render-sheet.ts';
import { readPdf } from './testing/read-pdf.ts';
import type { Sheet } from './typst/index.ts';

const column = (head: string, end = false) => ({ head, width: 1, end });

function listOf(rows: number, change: Partial<Sheet> = {}): Sheet {
  return {
    language: 'en',
    sender: '',
    title: 'Worklist',
    lines: [`Oak Middle School · Due: ${rows}`],
    foot: 'Data through Thu, Nov 12, 2026 · L1, L2',
    pageLine: 'Page {page} of {pages}',
    isWide: true,
    sections: [
      {
        heading: '',
        paragraphs: [],
        columns: [column('Student'), column('Count', true)],
        rows: Array.from({ length: rows }, (_, index) => [`Lindqvist ${index}, Ada`, String(index)]),
      },
    ],
    ...change,
  };
}

describe('a list on paper', () => {
  test('repeats its heads and says the data and the page on each page, and no row is lost or split', async () => {
    const read = await readPdf(await renderSheet(listOf(100), 'Lakeside Unified'));
    expect(read.pages.length).toBeGreaterThan(2);
    for (const [index, page] of read.pages.entries()) {
      expect(page).toContain('Student');
      expect(page).toContain('Data through Thu, Nov 12, 2026 · L1, L2');
      expect(page).toContain(`Page ${index + 1} of ${read.pages.length}`);
    }
    const text = read.pages.join('\n');
    expect(Array.from({ length: 100 }, (_, index) => text.includes(`Lindqvist ${index}, Ada`))).not.toContain(false);
  });

  test('is tagged: a title, a table with heads, and the language it is in', async () => {
    const read = await readPdf(await renderSheet(listOf(3, { language: 'es', title: 'Lista de trabajo' }), 'Lakeside'));
    expect(read).toMatchObject({ isMarked: true, hasPdfUaMark: true, title: 'Lista de trabajo', language: 'es' });
    expect(read.tags[0]).toEqual(expect.arrayContaining(['H1', 'Table', 'TH', 'TD']));
  });

  test('shows a character that no font has by its number, for one name must not cost the list', async () => {
    const sheet = listOf(1, { lines: ['Ada \u{1F984} Lindqvist'] });
    const read = await readPdf(await renderSheet(sheet, 'Lakeside'));
    expect(read.pages[0]).toContain('Ada [U+1F984] Lindqvist');
  });

  test('two asked for at once are both made', async () => {
    const made = await Promise.all([renderSheet(listOf(1), 'a'), renderSheet(listOf(2), 'b')]);
    const read = await Promise.all(made.map(readPdf));
    expect(read.map(({ pages }) => pages[0]?.match(/Due: \d/)?.[0])).toEqual(['Due: 1', 'Due: 2']);
  });
});
