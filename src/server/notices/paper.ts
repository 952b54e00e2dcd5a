/** Letters sent on paper: the columns of the screen. */
import { nameOfLanguage } from '../../web/words/format.ts';
import { statusText, type NoticeSpeaker } from '../../web/words/notice-text.ts';
import type { Speaker } from '../app-words.ts';
import type { PaperColumn } from '../list-on-paper.ts';
import type { NoticeLine } from './contract.ts';

/** A line without what only a screen needs. */
export type PaperLine = Omit<NoticeLine, 'student' | 'marks'>;

export function paperColumns(
  speaker: Speaker,
  { hasPacks, hasSchools }: { readonly hasPacks: boolean; readonly hasSchools: boolean },
): readonly PaperColumn<PaperLine>[] {
  const t = speaker.words('letters');
  const saying: NoticeSpeaker = { t, parts: speaker.words('parts'), date: speaker.date };
  const school: PaperColumn<PaperLine> = { head: t('column.school'), width: 16, cell: ({ schoolName }) => schoolName };
  return [
    { head: t('column.student'), width: 18, cell: ({ name }) => name },
    {
      head: t('column.level'),
      width: hasPacks ? 18 : 8,
      cell: ({ level, pack }) => (hasPacks ? `${level} · ${pack}` : level),
    },
    ...(hasSchools ? [school] : []),
    { head: t('column.issued'), width: 15, cell: ({ issuedOn }) => speaker.date(issuedOn) },
    { head: t('column.status'), width: 20, cell: (line) => statusText(saying, line) },
    {
      head: t('column.to'),
      width: 24,
      cell: ({ recipients, languages }) =>
        [
          ...recipients,
          ...languages.map((tag) => t('language', { language: nameOfLanguage(tag, speaker.language) })),
        ].join(', '),
    },
  ];
}

interface Asked {
  readonly school: string;
  readonly level: string;
  readonly pack: string;
  readonly status: string;
  readonly way: string;
  readonly batch: string;
  readonly student: string;
  readonly from: string;
  readonly to: string;
}

/** Each filter in words. A student stands by the key, as in the address. */
export function chosenWords(speaker: Speaker, asked: Asked, schoolName: string): readonly string[] {
  const t = speaker.words('letters');
  const paper = speaker.words('paper');
  const { level, pack, status, way, batch, student, from, to } = asked;
  const words: readonly (readonly [value: string, text: () => string])[] = [
    [level, () => t('filter.levelChip', { value: level })],
    [pack, () => pack],
    [status, () => t('filter.statusChip', { value: statusWord(speaker, status) })],
    [way, () => t('filter.wayChip', { value: t(`filter.ways.${way}`) })],
    [batch, () => t('filter.batch', { batch })],
    [student, () => paper('student', { student })],
    [from, () => paper('from', { date: speaker.date(from) })],
    [to, () => paper('to', { date: speaker.date(to) })],
  ];
  const chosen = words.filter(([value]) => value !== '').map(([, text]) => text());
  return [schoolName === '' ? paper('allSchools') : schoolName, ...chosen];
}

function statusWord(speaker: Speaker, status: string): string {
  if (status === 'adopted' || status === 'met-again') return speaker.words('letters')(`status.${status}`);
  return speaker.words('parts')(`status.${status}`);
}
