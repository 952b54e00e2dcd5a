/** Both logs on paper, and the letter to a parent. */
import { renderSheet } from '../../documents/index.ts';
import type { DisclosureOnFile, EntryOnFile, ParentLetter } from '../../access/index.ts';
import { actionText } from '../../web/words/audit-text.ts';
import { speakerOf, type Speaker } from '../app-words.ts';
import { studentKeyOf } from '../keys.ts';
import { pageLineOf, type PaperColumn } from '../list-on-paper.ts';

/** Students of an entry that paper names by their keys; the rest is counted. */
const MOST_KEYS = 12;

export function entryColumns(speaker: Speaker): readonly PaperColumn<EntryOnFile>[] {
  const t = speaker.words('audit');
  return [
    { head: t('columns.at'), width: 16, cell: ({ at }) => momentText(speaker, at) },
    { head: t('columns.person'), width: 13, cell: ({ person }) => (person === '' ? t('nobody') : person) },
    { head: t('columns.action'), width: 20, cell: (entry) => actionText(t, entry) },
    { head: t('columns.students'), width: 16, cell: ({ students }) => keysText(speaker, students) },
    { head: t('columns.from'), width: 13, cell: ({ from }) => from },
    { head: t('columns.outcome'), width: 8, cell: ({ outcome }) => t(`outcomes.${outcome}`) },
    { head: t('columns.sealed'), width: 10, cell: ({ isSealed }) => (isSealed ? t('sealed') : t('notYet')) },
  ];
}

export function disclosureColumns(speaker: Speaker): readonly PaperColumn<DisclosureOnFile>[] {
  const t = speaker.words('disclosures');
  return [
    { head: t('columns.student'), width: 16, cell: ({ name }) => name },
    { head: t('columns.on'), width: 13, cell: ({ on }) => speaker.date(on) },
    { head: t('columns.party'), width: 16, cell: ({ party }) => party },
    { head: t('columns.interest'), width: 18, cell: ({ interest }) => interest },
    { head: t('columns.given'), width: 18, cell: ({ given }) => given },
    {
      head: t('columns.kind'),
      width: 11,
      cell: ({ kind, correctedBy }) =>
        correctedBy === null ? t(`kinds.${kind}`) : t('correctedBy', { line: correctedBy }),
    },
    { head: t('columns.by'), width: 14, cell: ({ person, at }) => `${person}, ${momentText(speaker, at)}` },
  ];
}

/** The filter in words; people and students stand as the address names them. */
export function chosenWords(speaker: Speaker, asked: Readonly<Record<string, string | undefined>>): readonly string[] {
  const paper = speaker.words('paper');
  const audit = speaker.words('audit');
  const { person, student, action, outcome, kind, from, to } = asked;
  const words: readonly (readonly [value: string | undefined, text: (value: string) => string])[] = [
    [person, (value) => paper('filter', { name: audit('filter.person'), value })],
    [student, (value) => paper('student', { student: value })],
    [action, (value) => actionText(audit, { action: value, outcome: 'done', detail: {} })],
    [outcome, (value) => audit(`outcomes.${value}`)],
    [kind, (value) => speaker.words('disclosures')(`kinds.${value}`)],
    [from, (value) => paper('from', { date: speaker.date(value) })],
    [to, (value) => paper('to', { date: speaker.date(value) })],
  ];
  const chosen = words.flatMap(([value, text]) => (value === undefined ? [] : [text(value)]));
  return chosen.length === 0 ? [paper('all')] : chosen;
}

/** The letter to a parent as a tagged PDF, in the language asked for. */
export function parentLetterPdf(letter: ParentLetter, zone: string): Promise<Buffer> {
  const { language, district, title, law, student, printed, nothing, entries } = letter;
  const sections =
    entries.length === 0
      ? [{ heading: '', paragraphs: [nothing], columns: [], rows: [] }]
      : entries.map(({ heading, lines }) => ({ heading, paragraphs: lines, columns: [], rows: [] }));
  return renderSheet(
    {
      language,
      sender: district,
      title,
      lines: [law, student, printed],
      foot: title,
      pageLine: pageLineOf(speakerOf(language, zone)),
      isWide: false,
      sections,
    },
    district,
  );
}

function momentText(speaker: Speaker, at: Date): string {
  const instant = at.toISOString();
  return `${speaker.date(instant, 'date')}, ${speaker.date(instant, 'time')}`;
}

function keysText(speaker: Speaker, students: readonly number[]): string {
  const keys = students.slice(0, MOST_KEYS).map(studentKeyOf).join(', ');
  const rest = students.length - MOST_KEYS;
  return rest > 0 ? `${keys} ${speaker.words('audit')('andMore', { count: rest })}` : keys;
}
