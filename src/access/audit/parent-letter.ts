/** What a parent is given who asks for the record of disclosures of their child (34 CFR 99.32 (c)): a letter in English or Spanish. */
import type { DisclosureOnFile } from './disclosures.ts';
import { PARENT_LETTER_WORDS, type ParentLetterLanguage } from './parent-letter-words.ts';

export interface ParentLetterFacts {
  readonly language: ParentLetterLanguage;
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

/** The letter before it is set, as text or as a PDF. */
export interface ParentLetter {
  readonly language: ParentLetterLanguage;
  readonly district: string;
  readonly title: string;
  readonly law: string;
  readonly student: string;
  readonly printed: string;
  /** In place of entries where there are none. */
  readonly nothing: string;
  readonly entries: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

/** The oldest first; lines that were corrected are shown with what took their place. Texts of people stay as they wrote them. */
export function planParentLetter(facts: ParentLetterFacts): ParentLetter {
  const { language, district, student, on, timeZone, disclosures } = facts;
  const words = PARENT_LETTER_WORDS[language];
  return {
    language,
    district,
    title: words.title,
    law: words.law,
    student: words.student(student),
    printed: words.printed(dayInWords(on, language)),
    nothing: words.nothing,
    entries: disclosures.toReversed().map((line, at) => ({
      heading: words.entry(at + 1, dayInWords(line.on, language), line.id),
      lines: entryLines(line, { language, timeZone }),
    })),
  };
}

/** As plain text, at most 76 characters a line. */
export function parentLetter(facts: ParentLetterFacts): string {
  const { district, title, law, student, printed, nothing, entries } = planParentLetter(facts);
  const head = [district, '', ...wrapped(title), law, '', student, printed, ''];
  const body =
    entries.length === 0
      ? wrapped(nothing)
      : entries.flatMap(({ heading, lines }) => [heading, ...lines.flatMap((line) => wrapped(line, '   ')), '']);
  return `${[...head, ...body].join('\n').trimEnd()}\n`;
}

function entryLines(
  line: DisclosureOnFile,
  { language, timeZone }: Pick<ParentLetterFacts, 'language' | 'timeZone'>,
): readonly string[] {
  const words = PARENT_LETTER_WORDS[language];
  const writtenOn = dayInWords(line.at.toLocaleDateString('sv-SE', { timeZone }), language);
  return [
    words[line.kind](line.party),
    words.what(line.given),
    words.interest(line.interest),
    words.writtenDown(line.person, writtenOn),
    ...(line.corrects === null ? [] : [words.corrects(line.corrects)]),
    ...(line.correctedBy === null ? [] : [words.correctedBy(line.correctedBy)]),
  ];
}

/** `October 31, 2025`, `31 de octubre de 2025` */
function dayInWords(iso: string, language: ParentLetterLanguage): string {
  const format = new Intl.DateTimeFormat(`${language}-US`, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    calendar: 'gregory',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${iso}T12:00:00Z`));
}

const WIDTH = 76;

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
