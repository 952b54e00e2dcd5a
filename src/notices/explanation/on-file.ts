/** What is on file about one student: decisions, notices, lapsed triggers, who recorded what. */
import type pg from 'pg';
import { formatDay, parseDay } from '../../engine/index.ts';
import type { Day } from '../../engine/index.ts';
import { criterionOf, lettersOf, readPackVersions } from '../pack-versions.ts';
import { decisionsByTrigger, decisionsWhere } from '../worklist/person-decisions.ts';
import type { DecisionRow, PersonDecision } from '../worklist/person-decisions.ts';
import { studentTriggerOf, TRIGGERS_OF_STUDENT } from './student-triggers.ts';
import type { StudentTrigger, StudentTriggerRow } from './student-triggers.ts';
import { noticeOf, noticesWhere } from '../worklist/sent-before.ts';
import type { NoticeOnFile, NoticeRow } from '../worklist/sent-before.ts';
import { readWaitingForConference } from '../worklist/worklist.ts';
import { noticeSentences, STEPS_OF_STUDENT, type StepRow } from './notice-sentences.ts';
import type { Language } from './quantities.ts';

export interface StudentOnFile {
  readonly decisions: ReadonlyMap<string, readonly PersonDecision[]>;
  readonly notices: readonly NoticeOnFile[];
  readonly noticeLines: ReadonlyMap<number, readonly string[]>;
  readonly lapsed: readonly StudentTrigger[];
  /** Triggers that wait for a conference date. */
  readonly waitingForConference: ReadonlySet<string>;
  readonly recorders: ReadonlyMap<string, string>;
}

/** Does work with a client that sees other students too. */
export type Around = <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;

interface FileQuestion {
  readonly districtId: number;
  readonly student: string;
  readonly asOf: Day;
  /** Left out: the client sees them. */
  readonly around?: Around;
  readonly language?: Language;
}

/** Reads it as of a day: one question, as each costs a way there and back. */
export async function readStudentOnFile(
  client: pg.ClientBase,
  { districtId, student, asOf, around = (work) => work(client), language = 'en' }: FileQuestion,
): Promise<StudentOnFile> {
  const found = await client.query<FileRow>({ name: 'student-on-file', text: ON_FILE, values: [districtId, student] });
  const { events, decisions, steps, ...rows } = found.rows[0] as FileRow;
  const notices = rows.notices.map(noticeOf);
  const triggers = rows.triggers.map((row) => studentTriggerOf(row, student));
  return {
    decisions: decisionsByTrigger(decisions),
    notices,
    noticeLines: await noticeSentences(client, { districtId, notices, steps }, language),
    lapsed: triggers.filter((trigger) => trigger.state === 'lapsed'),
    waitingForConference: await waitingForConference(client, { districtId, student, asOf, triggers, around }),
    recorders: new Map(events.map((row) => [`${row.event} ${parseDay(row.on_date) ?? 0}`, row.recorded_by])),
  };
}

interface FileRow {
  readonly events: readonly { readonly event: string; readonly on_date: string; readonly recorded_by: string }[];
  readonly decisions: readonly DecisionRow[];
  readonly notices: readonly NoticeRow[];
  readonly steps: readonly StepRow[];
  readonly triggers: readonly StudentTriggerRow[];
}

const OF_STUDENT = 'student_id = $2';

const ON_FILE = `select ${Object.entries({
  events: `select event, on_date, recorded_by from events where district_id = $1 and ${OF_STUDENT} and superseded_import_id is null`,
  decisions: decisionsWhere(OF_STUDENT),
  notices: noticesWhere(OF_STUDENT),
  steps: STEPS_OF_STUDENT,
  triggers: TRIGGERS_OF_STUDENT,
} satisfies Record<keyof FileRow, string>)
  .map(([name, text]) => `coalesce((select json_agg(to_json(r)) from (${text}) r), '[]') as ${name}`)
  .join(', ')}`;

interface ConferenceQuestion extends Required<Omit<FileQuestion, 'language'>> {
  /** Those of the student. */
  readonly triggers: readonly StudentTrigger[];
}

/** Who gets a slot depends on everybody at the school, so it is asked only where one of the student's letters needs one. */
async function waitingForConference(
  client: pg.ClientBase,
  { districtId, student, asOf, triggers, around }: ConferenceQuestion,
): Promise<ReadonlySet<string>> {
  const open = triggers.filter(
    ({ decision, state }) => state === 'active' && (decision === 'issue' || decision === 'held'),
  );
  const packs = await readPackVersions(client, { districtId, hashes: open.map(({ packHash }) => packHash) });
  const needing = open.filter(({ packHash, identity, triggerOn }) => {
    const pack = packs.get(packHash);
    const rule = pack && criterionOf(pack, identity.criterion, parseDay(triggerOn) ?? 0);
    return rule !== undefined && lettersOf(rule).some(({ conference }) => conference);
  });
  if (needing.length === 0) return new Set();
  const schools = [...new Set(needing.map(({ at }) => at))];
  return around((all) => readWaitingForConference(all, { districtId, asOf: formatDay(asOf), student, schools }));
}
