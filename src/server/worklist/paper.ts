/** The worklist on paper: the columns of the screen. */
import { lookFirstTexts, sendMark, valueText, type WorklistSpeaker } from '../../web/words/worklist-text.ts';
import type { Speaker } from '../app-words.ts';
import type { PaperColumn } from '../list-on-paper.ts';
import type { WorklistChoice, WorklistLine } from './contract.ts';

const FILTERS = ['type', 'level', 'pack', 'decision', 'grade', 'at'] as const;

/** Student, Gr, Level, Count, Met on, Sends, Look first; a list of several schools has the school too. */
export function paperColumns(
  speaker: Speaker,
  { tab, hasSchools }: { readonly tab: WorklistChoice['tab']; readonly hasSchools: boolean },
): readonly PaperColumn<WorklistLine>[] {
  const t = speaker.words('worklist');
  const saying: WorklistSpeaker = { t, language: speaker.language, date: speaker.date };
  return [
    { head: t('columns.student'), width: 20, cell: ({ name }) => name },
    { head: t('columns.grade'), width: 5, cell: ({ grade }) => grade },
    ...(hasSchools ? [{ head: t('columns.school'), width: 16, cell: (line: WorklistLine) => line.schoolName }] : []),
    { head: t('columns.level'), width: 8, cell: ({ level }) => level },
    { head: t('columns.count'), width: 8, end: true, cell: (line) => countText(speaker, line) },
    { head: t('columns.metOn'), width: 10, cell: ({ metOn }) => speaker.date(metOn, 'day') },
    ...(tab === 'due'
      ? [
          {
            head: t('columns.sends'),
            width: 9,
            cell: ({ sends, byEmail }: WorklistLine) =>
              [...sends.map(sendMark), ...(byEmail > 0 ? ['@'] : [])].join(' '),
          },
        ]
      : []),
    {
      head: t(tab === 'due' ? 'columns.lookFirst' : 'columns.why'),
      width: 24,
      cell: (line) => lookFirstTexts(saying, line).join(' · '),
    },
  ];
}

/** The tab and each filter in words; a search is only said, never its text. */
export function chosenWords(
  speaker: Speaker,
  choice: WorklistChoice & { readonly text?: string },
  schoolName: string,
): readonly string[] {
  const t = speaker.words('worklist');
  const paper = speaker.words('paper');
  const filters = FILTERS.filter((filter) => choice[filter].length > 0).map((filter) =>
    paper('filter', {
      name: t(`filters.${filter}`),
      value: choice[filter].map((value) => valueText(t, filter, { value })).join(', '),
    }),
  );
  const searched = (choice.text ?? '') === '' ? [] : [paper('searched')];
  return [schoolName === '' ? paper('allSchools') : schoolName, t(`tabs.${choice.tab}`), ...filters, ...searched];
}

function countText(speaker: Speaker, { count, unit }: WorklistLine): string {
  return unit === 'percent' ? speaker.number(count / 100, { as: 'percent', digits: 1 }) : speaker.number(count);
}
