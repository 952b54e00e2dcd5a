/** Students by the part of their days they missed, in words: a line for each grade or school. */
import { addGrades, FEWEST_TO_SHOW, hideSmall, type GradeFigures } from '../../insight/index.ts';
import type { Cell, ReportSection } from './contract.ts';
import { cell, columnsOf, countText, rateText, shareText, type Telling } from './sections.ts';

const BAND_NAMES = ['below-5', '5-10', '10-20', '20-up'] as const;

/** "71 of 640 students (11%) missed 10% or more"; to the public without the part where so few did. */
export function chronicHeading(telling: Telling, { students, bands }: GradeFigures): string {
  const { speaker, isPublic } = telling;
  const chronic = bands[2] + bands[3];
  const t = speaker.words('reports');
  if (isPublic && chronic > 0 && chronic < FEWEST_TO_SHOW)
    return t('bands.headingFew', { told: countText(telling, chronic), all: speaker.number(students) });
  return t('bands.heading', {
    count: chronic,
    told: speaker.number(chronic),
    all: speaker.number(students),
    share: shareText(speaker, chronic, students),
  });
}

export interface BandsAsked {
  readonly heading: string;
  readonly head: string;
  readonly headWidth?: number;
  /** `query`: what the address of the list behind a number has besides the band; null: no list. */
  readonly lines: readonly { readonly label: string; readonly query: string | null; readonly figures: GradeFigures }[];
}

/** To the public without small counts, and without those that would give one away. */
export function bandsSection(telling: Telling, { heading, head, headWidth = 16, lines }: BandsAsked): ReportSection {
  const { speaker, isPublic } = telling;
  const t = speaker.words('reports');
  const shown = hidden(
    telling,
    lines.map(({ figures }) => [...figures.bands]),
  );
  // How many there are in a small group would follow from the others and all together.
  const students = hidden(
    telling,
    lines.map(({ figures }) => [figures.students]),
  );
  const all = addGrades(lines.map(({ figures }) => figures));
  const together: BandRow = {
    label: t('together'),
    figures: all,
    bands: hidden(telling, [[...all.bands]])[0] ?? [],
    students: all.students,
    query: isPublic ? null : '',
  };
  const rows = lines.map((line, at): BandRow => ({
    ...line,
    bands: shown[at] ?? [],
    students: students[at]?.[0] ?? null,
  }));
  const isHidden = shown.some((row) => row.includes(null));
  return {
    heading,
    paragraphs: [t('bands.how'), ...(isHidden ? [t('bands.hidden', { count: FEWEST_TO_SHOW })] : [])],
    columns: columnsOf([
      { head, width: headWidth },
      { head: t('students'), width: 11, isEnd: true },
      { head: t('attendance.rate'), width: 13, isEnd: true },
      ...BAND_NAMES.map((band) => ({ head: t(`bands.${band}`), isEnd: true })),
      { head: t('bands.share'), isEnd: true },
    ]),
    rows: [...rows, ...(lines.length > 1 ? [together] : [])].map((row) => cellsOf(telling, row)),
  };
}

function hidden(
  { isPublic }: Telling,
  counts: readonly (readonly number[])[],
): readonly (readonly (number | null)[])[] {
  return isPublic ? hideSmall(counts) : counts;
}

interface BandRow {
  readonly label: string;
  readonly figures: GradeFigures;
  /** null: hidden. */
  readonly bands: readonly (number | null)[];
  readonly students: number | null;
  readonly query: string | null;
}

function cellsOf({ speaker, isPublic }: Telling, { label, figures, bands, students, query }: BandRow): Cell[] {
  const t = speaker.words('reports');
  const textOf = (count: number | null): string => (count === null ? t('hidden') : speaker.number(count));
  const isFew = isPublic && figures.students < FEWEST_TO_SHOW;
  const isOpen = (count: number | null): boolean => query !== null && !isPublic && count !== 0;
  const share = shareText(speaker, figures.bands[2] + figures.bands[3], figures.students);
  return [
    cell(label),
    cell(textOf(students)),
    cell(isFew ? t('hidden') : rateText(speaker, figures)),
    ...bands.map((count, at) =>
      cell(textOf(count), isOpen(count) ? `/data/attendance?band=${BAND_NAMES[at]}${query}` : undefined),
    ),
    cell(bands.includes(null) ? t('hidden') : share),
  ];
}
