/** Both logs as files for a spreadsheet, a piece at a time, so that a long log is never held whole. */
import { Readable } from 'node:stream';
import type { DisclosureOnFile, EntryOnFile } from '../../access/index.ts';
import { csvRow } from '../csv.ts';
import { studentKeyOf } from '../keys.ts';

type Columns<T> = readonly (readonly [head: string, valueOf: (line: T) => string | number])[];

const ENTRY_COLUMNS: Columns<EntryOnFile> = [
  ['entry', ({ id }) => id],
  ['at', ({ at }) => at.toISOString()],
  ['person', ({ person }) => person],
  ['person_id', ({ personId }) => personId],
  ['from', ({ from }) => from],
  ['action', ({ action }) => action],
  ['outcome', ({ outcome }) => outcome],
  ['students', ({ students }) => students.map(studentKeyOf).join(' ')],
  ['detail', ({ detail }) => JSON.stringify(detail)],
  ['sealed', ({ isSealed }) => (isSealed ? 'yes' : 'no')],
];

const DISCLOSURE_COLUMNS: Columns<DisclosureOnFile> = [
  ['line', ({ id }) => id],
  ['student_number', ({ studentId }) => studentId],
  ['name', ({ name }) => name],
  ['kind', ({ kind }) => kind],
  ['on', ({ on }) => on],
  ['party', ({ party }) => party],
  ['interest', ({ interest }) => interest],
  ['given', ({ given }) => given],
  ['written_down_by', ({ person }) => person],
  ['written_down_at', ({ at }) => at.toISOString()],
  ['corrects', ({ corrects }) => corrects ?? ''],
  ['corrected_by', ({ correctedBy }) => correctedBy ?? ''],
];

type NextPiece<T> = (before: number | undefined) => Promise<readonly T[]>;

export function csvOfEntries(next: NextPiece<EntryOnFile>): Readable {
  return Readable.from(rowsOf(ENTRY_COLUMNS, next), { objectMode: false });
}

export function csvOfDisclosures(next: NextPiece<DisclosureOnFile>): Readable {
  return Readable.from(rowsOf(DISCLOSURE_COLUMNS, next), { objectMode: false });
}

async function* rowsOf<T extends { readonly id: number }>(
  columns: Columns<T>,
  next: NextPiece<T>,
): AsyncGenerator<string> {
  yield csvRow(columns.map(([head]) => head));
  let before: number | undefined;
  for (;;) {
    const lines = await next(before);
    const last = lines.at(-1);
    if (last === undefined) return;
    yield lines.map((line) => csvRow(columns.map(([, valueOf]) => valueOf(line)))).join('');
    before = last.id;
  }
}
