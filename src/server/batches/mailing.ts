/** Recipients of a batch for a mail house: one line a letter, in the order of the print files. */
import type pg from 'pg';
import { readMailing, type MailingLine } from '../../documents/index.ts';
import { csvRow } from '../csv.ts';

const LINES_OF_AN_ADDRESS = 4;

/** RFC 4180; each row ends with CR LF. Letters that were taken back are not in it. */
export async function mailingCsv(
  client: Pick<pg.ClientBase, 'query'>,
  districtId: number,
  batch: number,
): Promise<{ readonly text: string; readonly lines: readonly MailingLine[] }> {
  const lines = await readMailing(client, districtId, batch);
  const rows = [HEAD, ...lines.map(rowOf)];
  return { text: rows.map(csvRow).join(''), lines };
}

const HEAD: readonly string[] = [
  'letter',
  'place_in_file',
  'notice',
  'language',
  'envelope',
  'recipients',
  ...Array.from({ length: LINES_OF_AN_ADDRESS }, (_, at) => `address_${at + 1}`),
  'postal_code',
];

function rowOf(line: MailingLine): readonly (string | number)[] {
  const address = Array.from({ length: LINES_OF_AN_ADDRESS }, (_, at) => line.address[at] ?? '');
  return [
    line.letter,
    line.place,
    line.reference,
    line.language,
    line.envelope,
    line.recipients.join(' and '),
    ...address,
    line.postalCode,
  ];
}
