import { dateWordsOf } from '../content/dates-in-words.ts';
import { describeFailure, type CoverSection, type CoverSheet, type FailedLetter } from '../typst/index.ts';
import { envelopesOf } from './mailing-order.ts';
import type { MissingEntry, PrintEntry, PrintIndex } from './print-entry.ts';

/** What a cover sheet tells of one print file. */
export interface CoverInput {
  readonly index: PrintIndex;
  /** The kind of letter in this file. */
  readonly letter: string;
  /** In mailing order, those that could not be made too. */
  readonly entries: readonly PrintEntry[];
  readonly failed: readonly { readonly entry: PrintEntry; readonly failure: FailedLetter }[];
  /** Missing addresses of this kind of letter. */
  readonly missing: readonly MissingEntry[];
  /** School -> parts of its letterhead that are not known. */
  readonly lacks: ReadonlyMap<string, ReadonlySet<string>>;
  readonly letterPages: number;
}

/**
 * The cover sheet of a print file: what is in it, and what a person should look at, doubt first.
 * For the school office: it names families. Pure; the same letters give the same sheet.
 */
export function planCoverSheet(input: CoverInput): CoverSheet {
  const { index, letter } = input;
  const made = input.entries.filter((entry) => !input.failed.some((failed) => failed.entry === entry));
  const sections = [
    countSection(input, made),
    failedSection(input),
    missingSection(input.missing),
    flagSection(made),
    languageSection(made),
    envelopeSection(made),
    letterheadSection(input.lacks),
    takenBackSection(index),
  ];
  return {
    title: `${titleOf(letter)}: ${plural(made.length, 'letter')}`,
    subtitle: `${index.name}, issued ${dateWordsOf('en').short(index.issuedOn)} by ${index.issuedBy}. For the school office; not for families.`,
    foot: `Cover sheet of ${index.name}, ${letter}`,
    sections: sections.filter((planned) => planned !== undefined),
  };
}

/** `first-notice` as `First notice`. */
export function titleOf(letter: string): string {
  const words = letter.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The name of a language, as `Spanish`. */
function languageNameOf(tag: string): string {
  try {
    return new Intl.DisplayNames(['en-US'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  'no-guardian': 'nobody is on file for the student',
  'no-mail': 'everybody on file receives no mail',
  'no-contact': 'everybody on file must not be contacted',
  'no-address': 'no address',
  'address-incomplete': 'the address has no city or postal code',
};

const FLAGS: Readonly<Record<string, string>> = {
  'shares-no-contact-address': 'somebody who must not be contacted is on file at this address',
  'two-languages': 'the people at this address want different languages',
};

function countSection(
  { index, letter, letterPages }: CoverInput,
  made: readonly PrintEntry[],
): CoverSection | undefined {
  const languages = [...Map.groupBy(made, (entry) => entry.language)].map(([language, entries]) => [
    `  in ${languageNameOf(language)}`,
    String(entries.length),
  ]);
  const notices = new Set(made.map((entry) => entry.noticeId)).size;
  const byEmail = index.byEmail[letter] ?? 0;
  return section('In this file', {
    head: ['', 'Number'],
    rows: [
      ['Notices', String(notices)],
      ['Letters', String(made.length)],
      ...languages.toSorted((a, b) => Number(b[1]) - Number(a[1]) || (String(a[0]) < String(b[0]) ? -1 : 1)),
      ['Envelopes', String(envelopesOf(made).length)],
      ['Pages of letters', String(letterPages)],
      ...(byEmail === 0 ? [] : [['By e-mail, not in this file', String(byEmail)]]),
    ],
    paragraphs: [
      'In the order of postal codes; letters for one envelope lie next to each other. The address shows in the window of a #10 double-window envelope.',
    ],
  });
}

function failedSection({ failed }: CoverInput): CoverSection | undefined {
  return section('Not in this file: these letters could not be made', {
    paragraphs: ['The notices stay issued. Mend what is named, then print them again.'],
    head: ['Notice', 'Student', 'School', 'Why'],
    rows: failed.map(({ entry, failure }) => [
      entry.reference,
      studentOf(entry),
      entry.school,
      describeFailure(failure),
    ]),
  });
}

function missingSection(missing: readonly MissingEntry[]): CoverSection | undefined {
  return section('No letter: mend the address', {
    head: ['Notice', 'Student', 'School', 'For', 'Why'],
    rows: missing.map((entry) => [
      entry.reference,
      entry.student,
      entry.school,
      entry.guardian ?? 'the family',
      REASONS[entry.reason] ?? entry.reason,
    ]),
  });
}

function flagSection(made: readonly PrintEntry[]): CoverSection | undefined {
  return section('Look at these before mailing', {
    head: ['Notice', 'Student', 'To', 'Why'],
    rows: made.flatMap((entry) =>
      entry.flags.map((flag) => [entry.reference, studentOf(entry), entry.recipients.join(', '), FLAGS[flag] ?? flag]),
    ),
  });
}

function languageSection(made: readonly PrintEntry[]): CoverSection | undefined {
  const unserved = made.filter((entry) => entry.wantedLanguage !== '');
  const families = Map.groupBy(unserved, (entry) =>
    JSON.stringify([studentOf(entry), languageNameOf(entry.language), languageNameOf(entry.wantedLanguage)]),
  );
  return section('Not in the family’s language: the pack has no such letter', {
    head: ['Student', 'Printed in', 'Family wants', 'Notices'],
    rows: [...families].map(([family, entries]) => [...(JSON.parse(family) as string[]), noticesOf(entries)]),
  });
}

function envelopeSection(made: readonly PrintEntry[]): CoverSection | undefined {
  const sharing = envelopesOf(made).filter((entries) => entries.length > 1);
  return section('One envelope for several letters', {
    head: ['To', 'Students', 'Notices'],
    rows: sharing.map((entries) => [
      entries[0]?.recipients.join(', ') ?? '',
      [...new Set(entries.map(studentOf))].join('; '),
      noticesOf(entries),
    ]),
  });
}

function letterheadSection(lacks: CoverInput['lacks']): CoverSection | undefined {
  return section('Letterhead: not known', {
    paragraphs: [
      'Nothing blank is printed for it. The command “rollcall letterhead set” adds it for letters issued from then on.',
    ],
    head: ['School', 'Not known'],
    rows: [...lacks].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([school, parts]) => [school, [...parts].join(', ')]),
  });
}

function takenBackSection({ takenBack }: PrintIndex): CoverSection | undefined {
  return section('Taken back: left out', {
    head: ['Notice', 'State'],
    rows: takenBack.map(({ reference, state }) => [reference, state]),
  });
}

function section(
  heading: string,
  content: {
    readonly paragraphs?: readonly string[];
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  },
): CoverSection | undefined {
  return content.rows.length === 0
    ? undefined
    : { heading, paragraphs: content.paragraphs ?? [], head: content.head, rows: content.rows };
}

function studentOf(entry: PrintEntry): string {
  return [entry.studentLast, entry.studentFirst].filter(Boolean).join(', ');
}

function noticesOf(entries: readonly PrintEntry[]): string {
  return [...new Set(entries.map((entry) => entry.reference))].join(', ');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
