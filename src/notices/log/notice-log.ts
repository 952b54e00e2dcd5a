/** The log of letters: what was sent to whom, when, how, and did it arrive. */
import type pg from 'pg';
import type { EvidenceJson } from '../../db/evidence-pack.ts';
import { batchName, noticeName, ROLLCALL } from '../identity.ts';
import type { LetterMailState } from '../letter-mail/states.ts';

export interface LogFilter {
  readonly student?: string;
  /** The school it was issued from. */
  readonly school?: string;
  readonly criterion?: string;
  readonly pack?: string;
  readonly state?: string;
  readonly batch?: number;
  /** Ends: both included, ISO; the day of issue. */
  readonly from?: string;
  readonly to?: string;
  readonly way?: LogWay;
  /**
   * What the wall of the client shows, where that is a part of the district: letters are looked up for each of its notices, not looked
   * through for all; of single students the notices are looked up by these students.
   */
  readonly within?: 'schools' | 'students';
}

/** How letters go: some on paper, some by e-mail, or one by e-mail that did not arrive and is still to print. */
export const LOG_WAYS = ['paper', 'email', 'email-failed'] as const;
export type LogWay = (typeof LOG_WAYS)[number];

/** Letters that were to go by e-mail, by what became of them. `printed`: on paper, because a person said so. */
export interface MailCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly failed: number;
  readonly printed: number;
}

export interface LogEntry {
  readonly notice: string;
  readonly batch: string | null;
  readonly pack: string;
  readonly criterion: string;
  readonly student: string;
  readonly name: string;
  readonly grade: string;
  readonly school: string;
  readonly school_name: string;
  readonly issued_on: string;
  readonly issued_by: string;
  readonly origin: 'rollcall' | 'carried-over' | 'adopted';
  readonly state: string;
  /** The last step of its way, with its day and way. */
  readonly state_on: string | null;
  readonly way: string;
  readonly note: string;
  readonly correction: 'amended' | 'no-longer-met' | 'met-again' | null;
  /** Letters as they were sent, one to a household. */
  readonly letters: number;
  readonly by_email: MailCounts;
  readonly recipients: readonly string[];
  readonly languages: readonly string[];
}

interface LogRow {
  readonly notice_id: number;
  readonly batch_id: number | null;
  readonly pack_id: string;
  readonly criterion: string;
  readonly student_id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly grade: string | null;
  readonly notice_school_id: string;
  readonly school_name: string | null;
  readonly issued_on: string;
  readonly issued_by: string;
  readonly origin: LogEntry['origin'];
  readonly state: string;
  readonly step_on: string | null;
  readonly way: string | null;
  readonly note: string | null;
  readonly correction: LogEntry['correction'];
  readonly letters: number;
  readonly by_email: MailCounts | null;
  readonly recipients: string[] | null;
  readonly languages: string[] | null;
}

/** Part of the list: what comes after a notice of it, and how many of them. */
export interface LogPage {
  readonly after: { readonly issuedOn: string; readonly noticeId: number } | null;
  readonly limit: number;
}

/** Notices that match, the latest first. */
export async function readNoticeLog(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  filter: LogFilter,
  page?: LogPage,
): Promise<readonly LogEntry[]> {
  const after = page?.after ?? null;
  const found = await client.query<LogRow>(logSqlOf(filter), [
    ...valuesOf(districtId, filter),
    after?.issuedOn ?? null,
    after?.noticeId ?? null,
    page?.limit ?? null,
  ]);
  return found.rows.map(entryOf);
}

/** How many match. */
export async function countNotices(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  filter: LogFilter,
): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::integer as count from notices n ${matchesOf(filter)}`,
    valuesOf(districtId, filter),
  );
  return found.rows[0]?.count ?? 0;
}

function valuesOf(districtId: number, filter: LogFilter): unknown[] {
  return [
    districtId,
    filter.student ?? null,
    filter.school ?? null,
    filter.criterion ?? null,
    filter.pack ?? null,
    filter.state ?? null,
    filter.batch ?? null,
    filter.from ?? null,
    filter.to ?? null,
  ];
}

/** Notices one of whose letters goes this way. In words of its own for each, so that an index answers it. */
const BY_WAY: Readonly<Record<LogWay, string>> = {
  paper: `w.by_email in ('', 'print')`,
  email: `w.by_email <> '' and w.by_email in ('waiting', 'sent', 'failed')`,
  'email-failed': `w.by_email <> '' and n.state not in ('withdrawn', 'rescinded')
              and (w.by_email = 'failed' or (w.by_email = 'sent' and n.state = 'returned'))`,
};

/** What Rollcall issued by itself sent nothing: it is shown of a student, a level, a state or a batch that is asked for. */
function matchesOf({ way, within }: LogFilter): string {
  return `
   where n.district_id = $1${within === 'students' ? OF_STUDENTS : ''}
     and ($2::text is null or n.student_id = $2)
     and ($3::text is null or n.notice_school_id = $3)
     and ($4::text is null or n.criterion = $4)
     and ($5::text is null or n.pack_id = $5)
     and ($6::text is null or n.state = $6 or n.origin = $6 or n.correction = $6)
     and ($7::bigint is null or n.batch_id = $7)
     and ($8::date is null or n.issued_on >= $8)
     and ($9::date is null or n.issued_on <= $9)
     and (coalesce($2, $4, $6, $7::text) is not null or n.issued_by <> '${ROLLCALL}')${
       way === undefined
         ? ''
         : `
     and ${hasLetter(BY_WAY[way], within !== undefined)}`
     }`;
}

/** What the wall says anyhow, as something that an index answers. */
const OF_STUDENTS = `
     and n.student_id = any (array(select wall_students()))`;

/** As a value the planner cannot turn into a join, which would ask the wall of every letter of the district. */
function hasLetter(condition: string, isOfFew: boolean): string {
  const letters = `notice_letters w where w.district_id = n.district_id and w.notice_id = n.notice_id and w.letter_no < 101 and ${condition}`;
  return isOfFew ? `coalesce((select true from ${letters} limit 1), false)` : `exists (select from ${letters})`;
}

/** Which notices stand on the page is read from one index; only those of the page are read whole. */
function logSqlOf(filter: LogFilter): string {
  return `
  select n.notice_id, n.batch_id, n.pack_id, n.criterion, n.student_id, s.first_name, s.last_name, s.grade, n.notice_school_id,
         sc.name as school_name, n.issued_on, n.issued_by, n.origin, n.state, n.correction,
         st.on_date as step_on, st.way, st.note, coalesce(l.letters, 0)::integer as letters, l.by_email, l.recipients, l.languages
    from (select n.notice_id from notices n ${matchesOf(filter)}
             and ($10::date is null or (n.issued_on, n.notice_id) < ($10::date, $11::bigint))
           order by n.issued_on desc, n.notice_id desc
           limit $12) p
    join notices n on n.district_id = $1 and n.notice_id = p.notice_id
    left join students s on s.district_id = n.district_id and s.student_id = n.student_id
    left join schools sc on sc.district_id = n.district_id and sc.school_id = n.notice_school_id
    left join lateral (
      select on_date, way, note from notice_steps
       where district_id = n.district_id and notice_id = n.notice_id and step = n.state
       order by step_id desc limit 1) st on true
    left join lateral (
      select count(*) as letters, array_agg(array_to_string(recipients, ' and ') order by letter_no) as recipients,
             array_agg(distinct language) as languages,
             jsonb_build_object('waiting', count(*) filter (where by_email = 'waiting'), 'sent', count(*) filter (where by_email = 'sent'),
               'failed', count(*) filter (where by_email = 'failed'), 'printed', count(*) filter (where by_email = 'print')) as by_email
        from notice_letters where district_id = n.district_id and notice_id = n.notice_id and letter_no < 101) l on true
   order by n.issued_on desc, n.notice_id desc`;
}

function entryOf(row: LogRow): LogEntry {
  return {
    notice: noticeName(row.notice_id),
    batch: row.batch_id === null ? null : batchName(row.batch_id),
    pack: row.pack_id,
    criterion: row.criterion,
    student: row.student_id,
    name: row.last_name === null ? '' : `${row.last_name}, ${row.first_name ?? ''}`,
    grade: row.grade ?? '',
    school: row.notice_school_id,
    school_name: row.school_name ?? '',
    issued_on: row.issued_on,
    issued_by: row.issued_by,
    origin: row.origin,
    state: row.state,
    state_on: row.step_on,
    way: row.way ?? '',
    note: row.note ?? '',
    correction: row.correction,
    letters: row.letters,
    by_email: row.by_email ?? NO_MAILS,
    recipients: row.recipients ?? [],
    languages: row.languages ?? [],
  };
}

const NO_MAILS: MailCounts = { waiting: 0, sent: 0, failed: 0, printed: 0 };

export interface NoticeStep {
  readonly step: string;
  readonly on: string;
  readonly way: string;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

export interface NoticeLetter {
  readonly letter_no: number;
  readonly letter: string;
  readonly language: string;
  readonly wanted_language: string;
  readonly recipients: readonly string[];
  readonly address: readonly string[];
  /** The e-mail address it was to go to; '' on paper from the start. */
  readonly send_to: string;
  readonly by_email: LetterMailState;
  readonly seal: string;
}

/** A notice as it was sent, and what is found now where that differs. */
export interface NoticeAsSent extends LogEntry {
  readonly cycle: string;
  readonly occurrence: number;
  readonly issue_no: number;
  readonly date: string | null;
  readonly value: number | null;
  readonly evidence: readonly EvidenceJson[];
  readonly pack_hash: string;
  readonly sentence: string;
  readonly now: {
    readonly date: string | null;
    readonly value: number | null;
    readonly evidence: readonly EvidenceJson[];
    readonly since: string;
  } | null;
  readonly kept: { readonly by: string; readonly reason: string } | null;
  readonly letters_as_sent: readonly NoticeLetter[];
  readonly steps: readonly NoticeStep[];
}

/** One notice, exactly as it was stamped. Returns undefined when there is no such notice. */
export async function readNotice(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  noticeId: number,
): Promise<NoticeAsSent | undefined> {
  const student = await client.query<{ student_id: string }>(
    'select student_id from notices where district_id = $1 and notice_id = $2',
    [districtId, noticeId],
  );
  const [named] = student.rows;
  if (named === undefined) return undefined;
  const log = await readNoticeLog(client, districtId, { student: named.student_id });
  const entry = log.find((one) => one.notice === noticeName(noticeId));
  if (entry === undefined) return undefined;
  const found = await client.query<FrozenRow>(
    `select cycle_on, occurrence, issue_no, trigger_on, value, evidence, pack_hash, sentence, correction, correction_on, now_trigger_on,
            now_value, now_evidence, correction_kept_by, correction_kept_reason
       from notices where district_id = $1 and notice_id = $2`,
    [districtId, noticeId],
  );
  const row = found.rows[0] as FrozenRow;
  return {
    ...entry,
    cycle: row.cycle_on,
    occurrence: row.occurrence,
    issue_no: row.issue_no,
    date: row.trigger_on,
    value: numberOrNull(row.value),
    evidence: row.evidence,
    pack_hash: row.pack_hash,
    sentence: row.sentence,
    now:
      row.correction === null
        ? null
        : {
            date: row.now_trigger_on,
            value: numberOrNull(row.now_value),
            evidence: row.now_evidence ?? [],
            since: row.correction_on ?? '',
          },
    kept:
      row.correction_kept_by === null ? null : { by: row.correction_kept_by, reason: row.correction_kept_reason ?? '' },
    letters_as_sent: await readLetters(client, districtId, noticeId),
    steps: await readSteps(client, districtId, noticeId),
  };
}

interface FrozenRow {
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly issue_no: number;
  readonly trigger_on: string | null;
  readonly value: string | null;
  readonly evidence: readonly EvidenceJson[];
  readonly pack_hash: string;
  readonly sentence: string;
  readonly correction: string | null;
  readonly correction_on: string | null;
  readonly now_trigger_on: string | null;
  readonly now_value: string | null;
  readonly now_evidence: readonly EvidenceJson[] | null;
  readonly correction_kept_by: string | null;
  readonly correction_kept_reason: string | null;
}

async function readLetters(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  noticeId: number,
): Promise<readonly NoticeLetter[]> {
  const found = await client.query<NoticeLetter>(
    `select letter_no, letter, language, wanted_language, recipients, address, send_to, by_email, content_hash as seal
       from notice_letters where district_id = $1 and notice_id = $2 order by letter_no`,
    [districtId, noticeId],
  );
  return found.rows;
}

async function readSteps(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  noticeId: number,
): Promise<readonly NoticeStep[]> {
  const found = await client.query<Omit<NoticeStep, 'at'> & { readonly at: Date }>(
    `select step, on_date as on, way, note, done_by as by, done_at as at
       from notice_steps where district_id = $1 and notice_id = $2 order by step_id`,
    [districtId, noticeId],
  );
  return found.rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
