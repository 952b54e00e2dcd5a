/** What a parent is given who asks for the record of disclosures of their child (34 CFR 99.32 (c)): a letter as plain text. */
import type { DisclosureOnFile } from './disclosures.ts';

export interface ParentLetterFacts {
  readonly district: string;
  /** `First Last`. */
  readonly student: string;
  /** ISO. */
  readonly on: string;
  /** Of the district. */
  readonly timeZone: string;
  /** The newest first. */
  readonly disclosures: readonly DisclosureOnFile[];
}

const WIDTH = 76;

/** The oldest first; lines that were corrected are shown with what took their place. */
export function parentLetter({ district, student, on, timeZone, disclosures }: ParentLetterFacts): string {
  const lines = disclosures.toReversed();
  const head = [
    district,
    '',
    'Record of requests for and disclosures of education records',
    'Kept under 34 CFR 99.32',
    '',
    `Student: ${student}`,
    `Printed: ${dayInWords(on)}`,
    '',
  ];
  const body =
    lines.length === 0
      ? wrapped('No party outside the district is on record as having asked for or been given records of this student.')
      : lines.flatMap((line, at) => [...paragraph(line, at + 1, timeZone), '']);
  return `${[...head, ...body].join('\n').trimEnd()}\n`;
}

function paragraph(line: DisclosureOnFile, no: number, timeZone: string): readonly string[] {
  const verb = line.kind === 'given' ? 'Given to' : 'Asked for, not given:';
  const note = [
    ...(line.corrects === null ? [] : [`Takes the place of line ${line.corrects}.`]),
    ...(line.correctedBy === null ? [] : [`Corrected: line ${line.correctedBy} took its place.`]),
  ];
  return [
    `${no}. ${dayInWords(line.on)} (line ${line.id})`,
    ...wrapped(`${verb} ${line.party}`, '   '),
    ...wrapped(`What: ${line.given}`, '   '),
    ...wrapped(`Interest: ${line.interest}`, '   '),
    ...wrapped(
      `Written down by ${line.person} on ${dayInWords(line.at.toLocaleDateString('sv-SE', { timeZone }))}.`,
      '   ',
    ),
    ...note.flatMap((text) => wrapped(text, '   ')),
  ];
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function dayInWords(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${MONTHS[(month ?? 1) - 1]} ${day}, ${year}`;
}

function wrapped(text: string, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, indent + line];
}
