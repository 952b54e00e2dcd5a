/** The parts of a sealed file, in the order in which they are offered. */
import type { SheetSection } from '../documents/index.ts';

export const FILE_PARTS = [
  'filing',
  'timeline',
  'attendance',
  'letters',
  'contacts',
  'journal',
  'meetings',
  'contracts',
  'plans',
  'referrals',
  'documents',
  'disclosures',
] as const;
export type FilePartKey = (typeof FILE_PARTS)[number];

/** What a court is given first; a file without a plan has no filing sheet. */
export const CASE_FILE_PARTS: readonly FilePartKey[] = FILE_PARTS.filter((part) => part !== 'filing');
export const COURT_PACKET_PARTS: readonly FilePartKey[] = FILE_PARTS;

/** Something that is joined behind the sheet of its part. */
export type Attachment =
  | { readonly kind: 'pdf'; readonly title: string; readonly bytes: Buffer }
  | { readonly kind: 'image'; readonly title: string; readonly bytes: Buffer; readonly type: 'png' | 'jpg' }
  /** No page can be made of it: it goes along inside the PDF as the file it is. */
  | { readonly kind: 'file'; readonly title: string; readonly bytes: Buffer; readonly name: string };

export interface FilePart {
  readonly key: FilePartKey;
  readonly title: string;
  /** How many things it holds. */
  readonly entries: number;
  readonly sections: readonly SheetSection[];
  readonly attachments: readonly Attachment[];
}

export const PART_TITLES: Readonly<Record<FilePartKey, string>> = {
  filing: 'Filing sheet',
  timeline: 'Timeline',
  attendance: 'Attendance days',
  letters: 'Letters as sent',
  contacts: 'Contacts with the family',
  journal: 'Journal',
  meetings: 'Meetings',
  contracts: 'Attendance contracts',
  plans: 'Intervention plans',
  referrals: 'Referrals',
  documents: 'Documents received',
  disclosures: 'Disclosures of this record',
};

type Column = readonly [head: string, width: number];

/** A section with a table; `rows` as long as `columns`. */
export function tableSection(
  heading: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paragraphs: readonly string[] = [],
): SheetSection {
  return {
    heading,
    paragraphs: rows.length === 0 && paragraphs.length === 0 ? ['None on file.'] : paragraphs,
    columns: columns.map(([head, width]) => ({ head, width, end: false })),
    rows,
  };
}

/** Labels with their values; blank ones are left out. */
export function factsSection(heading: string, facts: readonly (readonly [string, string])[]): SheetSection {
  const known = facts.filter(([, value]) => value !== '');
  return tableSection(
    heading,
    [
      ['', 2],
      ['', 5],
    ],
    known.map(([label, value]) => [label, value]),
  );
}
