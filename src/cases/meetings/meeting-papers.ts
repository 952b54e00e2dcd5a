/** The agenda to take along, and the minutes for the file: plain values for the PDF. */
import { dateWordsOf } from '../../documents/content/dates-in-words.ts';
import type { FormBlock, FormSheet } from '../../documents/index.ts';
import { paperWordsOf } from '../paper-words.ts';
import { languageName } from './meeting-letter-texts.ts';
import type { Meeting } from './meeting.ts';

export interface MeetingPaper {
  readonly meeting: Meeting;
  readonly language: string;
  /** What was agreed to be done: of the minutes. */
  readonly followUps?: readonly { readonly what: string; readonly who: string; readonly dueOn: string | null }[];
}

/** With room for notes. */
export function agendaOf({ meeting, language }: MeetingPaper): FormSheet {
  const words = paperWordsOf(language);
  const blocks: FormBlock[] = [
    ...(meeting.purpose === ''
      ? []
      : [{ kind: 'heading', text: words.purpose } as const, { kind: 'paragraph', text: meeting.purpose } as const]),
    { kind: 'heading', text: words.people },
    {
      kind: 'table',
      columns: [
        { head: words.name, width: 3 },
        { head: words.as, width: 3 },
        { head: words.answer, width: 2 },
        { head: words.present, width: 1 },
      ],
      rows: meeting.invitees.map(({ name, part, organisation, response }) => [
        name,
        organisation === '' ? words.parts[part] : `${words.parts[part]}, ${organisation}`,
        words.answers[response],
        '',
      ]),
      rowHeight: 0,
    },
    { kind: 'heading', text: words.steps },
    { kind: 'list', ordered: true, items: words.stepList },
    { kind: 'heading', text: words.notes },
    { kind: 'lines', count: 8 },
  ];
  return sheetOf({ meeting, language }, `${words.agenda}: ${words.kinds[meeting.kind]}`, blocks);
}

/** What is filed. */
export function minutesOf({ meeting, language, followUps = [] }: MeetingPaper): FormSheet {
  const words = paperWordsOf(language);
  const dates = dateWordsOf(language);
  const long = (on: string): string => dates.long(on);
  const blocks: FormBlock[] = [
    { kind: 'heading', text: words.came },
    {
      kind: 'table',
      columns: [
        { head: words.name, width: 3 },
        { head: words.as, width: 3 },
        { head: words.present, width: 1 },
      ],
      rows: meeting.invitees.map(({ name, part, organisation, attended }) => [
        name,
        organisation === '' ? words.parts[part] : `${words.parts[part]}, ${organisation}`,
        attended === true ? words.yes : words.no,
      ]),
      rowHeight: 0,
    },
    ...(meeting.family === ''
      ? []
      : [{ kind: 'paragraph', text: `${words.family} ${words.families[meeting.family]}.` } as const]),
    ...textBlocks(words.said, meeting.minutesText),
    ...textBlocks(words.decisions, meeting.decisions),
    ...(followUps.length === 0
      ? []
      : [
          { kind: 'heading', text: words.followUps } as const,
          {
            kind: 'table',
            columns: [
              { head: words.what, width: 4 },
              { head: words.who, width: 2 },
              { head: words.until, width: 2 },
            ],
            rows: followUps.map(({ what, who, dueOn }) => [what, who, dueOn === null ? '' : long(dueOn)]),
            rowHeight: 0,
          } as const,
        ]),
    ...(meeting.minutesBy === ''
      ? []
      : [{ kind: 'paragraph', text: `${words.writtenBy}: ${meeting.minutesBy}` } as const]),
  ];
  return sheetOf({ meeting, language }, words.minutes, blocks);
}

function textBlocks(heading: string, text: string): readonly FormBlock[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) return [];
  return [{ kind: 'heading', text: heading }, ...lines.map((line) => ({ kind: 'paragraph', text: line }) as const)];
}

function sheetOf({ meeting, language }: MeetingPaper, title: string, blocks: readonly FormBlock[]): FormSheet {
  const words = paperWordsOf(language);
  const dates = dateWordsOf(language);
  const interpreter = [words.interpreters[meeting.interpreter], meeting.interpreterName].filter(Boolean).join(', ');
  return {
    language,
    direction: 'ltr',
    sender: meeting.schoolName,
    title,
    facts: [
      [words.student, `${meeting.first} ${meeting.last}`],
      [words.date, dates.full(meeting.on)],
      [words.time, dates.time(meeting.at)],
      [words.place, meeting.place === '' ? meeting.schoolName : meeting.place],
      [words.language, languageName(meeting.language, language)],
      [words.interpreter, interpreter],
    ],
    blocks,
    foot: meeting.schoolName,
    pageLine: words.page,
  };
}
