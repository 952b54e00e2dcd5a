/** What went out to a student before: the notices on file. */
import type pg from 'pg';
import type { TriggerIdentity } from '../identity.ts';
import { identityOfRow, triggerIdOf } from '../identity.ts';

export interface NoticeOnFile {
  readonly noticeId: number;
  readonly identity: TriggerIdentity;
  readonly issueNo: number;
  readonly origin: 'rollcall' | 'carried-over' | 'adopted';
  readonly batchId: number | null;
  readonly issuedOn: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly triggerOn: string | null;
  readonly noticeSchool: string;
  readonly value: number | null;
  readonly packHash: string;
  readonly state: string;
  readonly correction: 'amended' | 'no-longer-met' | 'met-again' | null;
  readonly nowTriggerOn: string | null;
  readonly nowValue: number | null;
  readonly keptBy: string | null;
  readonly sentence: string;
  /** It was rescinded, and nobody said yet what becomes of its effects. */
  readonly asksEffects: boolean;
}

/** As one line of the worklist shows it. */
export interface SentBefore {
  readonly criterion: string;
  readonly date: string;
  /** The notice's state; for notices that Rollcall did not send, `carried-over` or `adopted`. */
  readonly state: string;
}

/** As the database answers, row by row or as JSON. */
export interface NoticeRow {
  readonly notice_id: number;
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
  readonly issue_no: number;
  readonly origin: NoticeOnFile['origin'];
  readonly batch_id: number | null;
  readonly issued_on: string;
  readonly issued_at: Date | string;
  readonly issued_by: string;
  readonly trigger_on: string | null;
  readonly notice_school_id: string;
  readonly value: string | number | null;
  readonly pack_hash: string;
  readonly state: string;
  readonly correction: NoticeOnFile['correction'];
  readonly now_trigger_on: string | null;
  readonly now_value: string | number | null;
  readonly correction_kept_by: string | null;
  readonly sentence: string;
  readonly asks_effects: boolean;
}

/** Notices on file by student, the earliest first. Input: `students` left out: the whole district. */
export async function readNoticesOnFile(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly students?: readonly string[] },
): Promise<ReadonlyMap<string, readonly NoticeOnFile[]>> {
  const found = await client.query<NoticeRow>({
    // Asked again and again for single students: planned once.
    ...(options.students === undefined ? {} : { name: 'notices-of-students' }),
    text: noticesWhere(options.students === undefined ? '$2::text[] is null' : 'student_id = any ($2)'),
    values: [options.districtId, options.students ?? null],
  });
  const byStudent = new Map<string, NoticeOnFile[]>();
  for (const row of found.rows) {
    const list = byStudent.get(row.student_id);
    if (list === undefined) byStudent.set(row.student_id, [noticeOf(row)]);
    else list.push(noticeOf(row));
  }
  return byStudent;
}

/** The statement that reads notices of district `$1`, the earliest first. Input: of whom. */
export function noticesWhere(of: string): string {
  return `select notice_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, issue_no, origin, batch_id, issued_on,
      issued_at, issued_by, trigger_on, notice_school_id, value, pack_hash, state, correction, now_trigger_on, now_value,
      correction_kept_by, sentence, state = 'rescinded' and exists (select from effects e
        where e.district_id = n.district_id and e.notice_id = n.notice_id and e.asked = 'rescinded') as asks_effects
    from notices n where district_id = $1 and ${of} order by issued_on, notice_id`;
}

/** What a student received before under one pack. Withdrawn notices never went out. */
export function sentBefore(notices: readonly NoticeOnFile[], pack: string): readonly SentBefore[] {
  return notices
    .filter((notice) => notice.identity.pack === pack && notice.state !== 'withdrawn')
    .map((notice) => ({
      criterion: notice.identity.criterion,
      date: notice.issuedOn,
      state: notice.origin === 'rollcall' ? notice.state : notice.origin,
    }));
}

/** The notices of one identity, by issue number; the last one speaks for it. */
export function noticesOf(notices: readonly NoticeOnFile[], triggerId: string): readonly NoticeOnFile[] {
  return notices
    .filter((notice) => triggerIdOf(notice.identity) === triggerId)
    .toSorted((one, other) => one.issueNo - other.issueNo);
}

export function noticeOf(row: NoticeRow): NoticeOnFile {
  return {
    noticeId: row.notice_id,
    identity: identityOfRow(row),
    issueNo: row.issue_no,
    origin: row.origin,
    batchId: row.batch_id,
    issuedOn: row.issued_on,
    issuedAt: new Date(row.issued_at).toISOString(),
    issuedBy: row.issued_by,
    triggerOn: row.trigger_on,
    noticeSchool: row.notice_school_id,
    value: row.value === null ? null : Number(row.value),
    packHash: row.pack_hash,
    state: row.state,
    correction: row.correction,
    nowTriggerOn: row.now_trigger_on,
    nowValue: row.now_value === null ? null : Number(row.now_value),
    keptBy: row.correction_kept_by,
    sentence: row.sentence,
    asksEffects: row.asks_effects,
  };
}
