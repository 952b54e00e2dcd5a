/** A list as a PDF: the columns of the screen, what was chosen, from which data, who printed it and when. */
import { MOST_SHEET_ROWS, renderSheet } from '../documents/index.ts';
import { speakerOf, type Speaker } from './app-words.ts';
import type { Context, FileAnswer } from './context.ts';
import { readDistrict } from './me/district.ts';
import { problem } from './problems.ts';

export interface PaperColumn<T> {
  readonly head: string;
  /** Its share of the page. */
  readonly width: number;
  /** Figures stand at the end of their column. */
  readonly end?: boolean;
  readonly cell: (row: T) => string;
}

export interface PaperList<T> {
  /** As the browser saves it. */
  readonly name: string;
  readonly title: string;
  /** What was chosen, below the title; the number of rows follows. */
  readonly chosen: readonly string[];
  /** The last day with data, ISO; null: none yet; undefined: a list that is not of attendance. */
  readonly through?: string | null;
  /** The criteria that the rows stand for. */
  readonly levels?: readonly string[];
  readonly columns: readonly PaperColumn<T>[];
  readonly rows: readonly T[];
}

type Asking = Pick<Context, 'parts' | 'districtId'> & { readonly actor: NonNullable<Context['actor']> };

/** The reader's words, the district's days. */
export async function speakerFor({ parts, districtId, actor }: Asking): Promise<Speaker> {
  const { zone } = await readDistrict(parts.db, districtId);
  return speakerOf(actor.language, zone);
}

/** The name of a school; its id where it has none. */
export async function schoolNameOf(
  { parts, districtId }: Pick<Asking, 'parts' | 'districtId'>,
  school: string,
): Promise<string> {
  const { schools } = await readDistrict(parts.db, districtId);
  return schools.find((one) => one.school === school)?.name ?? school;
}

/** Fails: `too-long` for more rows than a sheet takes. */
export async function listOnPaper<T>(asking: Asking, speaker: Speaker, list: PaperList<T>): Promise<FileAnswer> {
  const { name, title, chosen, columns, rows } = list;
  if (rows.length > MOST_SHEET_ROWS) throw problem('too-long', { facts: { most: MOST_SHEET_ROWS } });
  const t = speaker.words('paper');
  const district = await readDistrict(asking.parts.db, asking.districtId);
  const pdf = await renderSheet(
    {
      language: speaker.language,
      sender: '',
      title,
      lines: [[district.name, ...chosen, t('rows', { count: rows.length })].join(' · ')],
      foot: [title, ...footOf(speaker, list), printedBy(asking, speaker)].join(' · '),
      pageLine: pageLineOf(speaker),
      isWide: true,
      sections: [
        {
          heading: '',
          paragraphs: [],
          columns: columns.map(({ head, width, end = false }) => ({ head, width, end })),
          rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
        },
      ],
    },
    district.name,
  );
  return { name, type: 'application/pdf', body: pdf };
}

/** `Page {page} of {pages}`, to be filled in where the pages are made. */
export function pageLineOf(speaker: Speaker): string {
  return speaker.words('paper')('page', { page: '{page}', pages: '{pages}' });
}

/** Most criteria that the foot names. */
const MOST_LEVELS = 8;

function footOf<T>(speaker: Speaker, { through, levels = [] }: PaperList<T>): readonly string[] {
  const t = speaker.words('paper');
  const data =
    through === undefined ? [] : [through === null ? t('noData') : t('dataThrough', { date: speaker.date(through) })];
  const named = levels.slice(0, MOST_LEVELS).join(', ');
  const rest = levels.length - MOST_LEVELS;
  const criteria = rest > 0 ? t('andMore', { levels: named, count: rest }) : named;
  return [...data, ...(levels.length === 0 ? [] : [t('criteria', { levels: criteria })])];
}

function printedBy({ parts, actor }: Asking, speaker: Speaker): string {
  const time = speaker.date(parts.now().toISOString(), 'moment');
  return speaker.words('paper')('printed', { time, person: actor.name });
}
