/** A report as a tagged PDF and as CSV. */
import { renderSheet } from '../../documents/index.ts';
import { csvRow } from '../csv.ts';
import type { Speaker } from '../app-words.ts';
import type { ReportPage } from './contract.ts';

export interface Printed {
  readonly speaker: Speaker;
  /** Of the PDF: the district. */
  readonly author: string;
  /** Who printed it, and when, ISO. */
  readonly by: string;
  readonly at: string;
}

/** Across the page; the date of its data and who printed it on each. */
export function pdfOfReport(page: ReportPage, { speaker, author, by, at }: Printed): Promise<Buffer> {
  const t = speaker.words('paper');
  const through = page.through === null ? t('noData') : t('dataThrough', { date: speaker.date(page.through) });
  const printed = t('printed', { time: speaker.date(at, 'moment'), person: by });
  return renderSheet(
    {
      language: speaker.language,
      sender: author,
      title: page.title,
      lines: page.lines,
      foot: [page.title, page.lines[0] ?? '', through, printed].join(' · '),
      pageLine: t('page', { page: '{page}', pages: '{pages}' }),
      isWide: false,
      sections: page.sections.map(({ heading, paragraphs, columns, rows }) => ({
        heading,
        paragraphs,
        columns: columns.map(({ head, width, isEnd }) => ({ head, width, end: isEnd })),
        rows: rows.map((row) => row.map(({ text }) => text)),
      })),
    },
    author,
  );
}

/** One line for each figure: the sections have columns of their own. */
export function csvOfReport({ month, through, sections }: ReportPage): string {
  const lines = sections.flatMap(({ heading, columns, rows }) =>
    rows.flatMap(([first, ...rest]) =>
      rest.map(({ text }, at) =>
        csvRow([month.slice(0, 7), heading, first?.text ?? '', columns[at + 1]?.head ?? '', text, through ?? '']),
      ),
    ),
  );
  return [csvRow(['month', 'section', 'line', 'column', 'value', 'data_through']), ...lines].join('');
}
