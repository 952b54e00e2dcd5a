/** The worklist as a file for a spreadsheet. */
import { csvRow, type Cell } from '../csv.ts';
import type { WorklistLine } from './contract.ts';
import type { Entry } from './entry.ts';

const COLUMNS: readonly (readonly [head: string, valueOf: (entry: Entry) => Cell])[] = [
  ['student_number', (entry) => entry.studentNumber],
  ['name', ({ line }) => line.name],
  ['grade', ({ line }) => line.grade],
  ['school', ({ line }) => line.school],
  ['school_name', ({ line }) => line.schoolName],
  ['pack', ({ line }) => line.pack],
  ['level', ({ line }) => line.level],
  ['title', ({ line }) => line.title],
  ['count', ({ line }) => line.count],
  ['unit', ({ line }) => line.unit],
  ['met_on', ({ line }) => line.metOn],
  ['state', ({ line }) => line.state],
  ['reason', ({ line }) => line.reason ?? ''],
  ['until', ({ line }) => line.person?.until ?? ''],
  ['decided_by', ({ line }) => line.person?.by ?? ''],
  ['because', ({ line }) => line.person?.reason ?? ''],
  ['does', ({ line }) => line.types.join(' ')],
  ['languages', ({ line }) => line.sends.map(({ language }) => language).join(' ')],
  ['by_email', ({ line }) => line.byEmail],
  ['look_first', ({ line }) => line.doubts.map(doubtText).join('; ')],
  ['can_go_out', ({ line }) => (line.state === 'due' ? (line.isReady ? 'yes' : 'no') : '')],
  ['sent_before', ({ line }) => line.sentBefore.map((sent) => `${sent.level} ${sent.on} ${sent.state}`).join('; ')],
  ['conference', ({ line }) => (line.conference === null ? '' : `${line.conference.on} ${line.conference.at}`)],
  ['notice', ({ line }) => line.notice ?? ''],
];

/** The last two columns say from which data it comes. */
export function csvOfWorklist(
  entries: readonly Entry[],
  from: { readonly through: string | null; readonly asOf: string | null },
): string {
  const rows = entries.map((entry) => [
    ...COLUMNS.map(([, valueOf]) => valueOf(entry)),
    from.asOf ?? '',
    from.through ?? '',
  ]);
  return [[...COLUMNS.map(([head]) => head), 'as_of', 'data_through'], ...rows].map(csvRow).join('');
}

function doubtText(doubt: WorklistLine['doubts'][number]): string {
  switch (doubt.kind) {
    case 'in-english':
      return `no letter in ${doubt.language}`;
    case 'overdue':
      return `${doubt.schoolDays} school days overdue`;
    case 'contacted':
      return `contacted ${doubt.on} (${doubt.contact}, ${doubt.outcome})`;
    default:
      return doubt.kind;
  }
}
