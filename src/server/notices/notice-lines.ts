/** Entries of the log in the words of the API. */
import { nextState, type LogEntry, type NoticeState } from '../../notices/index.ts';
import { csvRow } from '../csv.ts';
import { MARKS, type Mark, type NoticeLine } from './contract.ts';

const ACTIONS = { sent: 'send', received: 'receive', returned: 'return', failed: 'fail' } as const;

/** Input: `keys` of students within reach; an entry of another is left out. */
export function linesOf(entries: readonly LogEntry[], keys: ReadonlyMap<string, string>): NoticeLine[] {
  return entries.flatMap((entry) => {
    const key = keys.get(entry.student);
    return key === undefined ? [] : [lineOf(entry, key)];
  });
}

export function lineOf(entry: LogEntry, studentKey: string): NoticeLine {
  const state = entry.state as NoticeState;
  return {
    notice: entry.notice,
    batch: entry.batch,
    pack: entry.pack,
    level: entry.criterion,
    student: studentKey,
    name: entry.name,
    grade: entry.grade,
    school: entry.school,
    schoolName: entry.school_name,
    issuedOn: entry.issued_on,
    issuedBy: entry.issued_by,
    origin: entry.origin,
    state,
    stateOn: entry.state_on,
    way: entry.way,
    note: entry.note,
    correction: entry.correction,
    letters: entry.letters,
    byEmail: { ...entry.by_email },
    recipients: [...entry.recipients],
    languages: [...entry.languages],
    marks: entry.origin === 'rollcall' && entry.letters === 0 ? [] : marksOf(entry.origin, state),
  };
}

/** What may be said of a letter in this state. */
export function marksOf(origin: LogEntry['origin'], state: NoticeState): Mark[] {
  if (origin !== 'rollcall') return [];
  return MARKS.filter((mark) => nextState(state, ACTIONS[mark]) !== undefined);
}

const COLUMNS: readonly (readonly [head: string, valueOf: (entry: LogEntry) => string | number])[] = [
  ['notice', (entry) => entry.notice],
  ['batch', (entry) => entry.batch ?? ''],
  ['issued_on', (entry) => entry.issued_on],
  ['issued_by', (entry) => entry.issued_by],
  ['pack', (entry) => entry.pack],
  ['level', (entry) => entry.criterion],
  ['student_number', (entry) => entry.student],
  ['name', (entry) => entry.name],
  ['grade', (entry) => entry.grade],
  ['school', (entry) => entry.school],
  ['school_name', (entry) => entry.school_name],
  ['letters', (entry) => entry.letters],
  ['recipients', (entry) => entry.recipients.join('; ')],
  ['languages', (entry) => entry.languages.join(' ')],
  ['state', (entry) => (entry.origin === 'rollcall' ? entry.state : entry.origin)],
  ['state_on', (entry) => entry.state_on ?? ''],
  ['way', (entry) => entry.way],
  ['email_waiting', (entry) => entry.by_email.waiting],
  ['email_sent', (entry) => entry.by_email.sent],
  ['email_failed', (entry) => entry.by_email.failed],
  ['note', (entry) => entry.note],
  ['changed_since', (entry) => entry.correction ?? ''],
];

export function csvOfNotices(entries: readonly LogEntry[]): string {
  return [COLUMNS.map(([head]) => head), ...entries.map((entry) => COLUMNS.map(([, valueOf]) => valueOf(entry)))]
    .map(csvRow)
    .join('');
}
