/** Notifications as they are on file, and the pages that are to be printed. */
import type pg from 'pg';
import {
  createLetterEngine,
  fillMessage,
  LetterFailure,
  parseMessageTemplate,
  type LetterContent,
  type LetterFacts,
} from '../../documents/index.ts';
import type { Way } from './notification.ts';
import type { RecipientState } from './states.ts';

type Client = pg.ClientBase | pg.Pool;

export interface RecipientOnFile {
  readonly recipientId: number;
  readonly notificationId: number;
  readonly noticeId: number;
  readonly student: string;
  readonly studentNo: number;
  readonly first: string;
  readonly last: string;
  readonly school: string;
  readonly schoolName: string;
  readonly criterion: string;
  readonly kind: 'guardian' | 'student' | 'staff';
  readonly name: string;
  readonly language: string;
  /** The way under way or the last one; null: on paper. */
  readonly way: Way | null;
  readonly hasWay: boolean;
  readonly subject: string;
  readonly body: string;
  readonly short: string;
  readonly state: RecipientState;
  readonly why: string;
  readonly reason: string;
  readonly madeAt: Date;
  readonly stateAt: Date;
  readonly stateBy: string;
  /** What the outbox says of its message; null on paper. */
  readonly mail: {
    readonly state: string;
    readonly tries: number;
    readonly reason: string;
    readonly mailId: number;
  } | null;
  /** Until then it can be taken back with its batch, and does not leave; null: nothing holds it. */
  readonly undoUntil: Date | null;
  readonly isPaused: boolean;
  /** The batch of its notice. */
  readonly batchId: number | null;
}

export interface RecipientQuestion {
  readonly districtId: number;
  /** '' or left out: all that the reach shows. */
  readonly school?: string;
  readonly student?: string;
  readonly states?: readonly RecipientState[];
  readonly recipients?: readonly number[];
  readonly notification?: number;
  /** Leaves out what is for staff. */
  readonly isToFamily?: boolean;
  /** Those before this number. */
  readonly before?: number;
  readonly limit?: number;
}

const MOST = 100;

/** The newest first. Which of them stand on the page is chosen before anything beside them is looked up. */
export async function readRecipients(client: Client, question: RecipientQuestion): Promise<readonly RecipientOnFile[]> {
  const {
    districtId,
    school = '',
    student,
    states,
    recipients,
    before,
    notification,
    isToFamily = false,
    limit = MOST,
  } = question;
  const found = await client.query<RecipientOnFile>(
    `select r.recipient_id as "recipientId", r.notification_id as "notificationId", n.notice_id as "noticeId", r.student_id as student,
        s.student_no as "studentNo", s.first_name as first, s.last_name as last, r.school_id as school,
        coalesce(c.name, r.school_id) as "schoolName", t.criterion, r.kind, r.name, r.language,
        r.ways -> r.way_no ->> 'way' as way, jsonb_array_length(r.ways) > 0 as "hasWay",
        r.subject, r.body, r.short, r.state, r.why, r.reason, n.made_at as "madeAt", r.state_at as "stateAt", r.state_by as "stateBy",
        case when m.mail_id is not null then jsonb_build_object('state', m.state, 'tries', m.tries, 'reason', m.reason, 'mailId', m.mail_id)
          end as mail,
        case when b.opened_at is null then b.undo_until end as "undoUntil", b.opened_at is null and b.paused_at is not null as "isPaused", t.batch_id as "batchId"
       from (select * from notification_recipients r
         where r.district_id = $1 and ($2 = '' or r.school_id = $2) and ($3::text is null or r.student_id = $3)
           and ($4::text[] is null or r.state = any ($4)) and ($5::bigint[] is null or r.recipient_id = any ($5))
           and ($6::bigint is null or r.recipient_id < $6) and ($8::bigint is null or r.notification_id = $8)
           and (not $9 or r.kind <> 'staff')
         order by r.recipient_id desc limit $7) r
       cross join lateral (select n.notice_id, n.made_at from notifications n
         where n.district_id = $1 and n.notification_id = r.notification_id offset 0) n
       join notices t on t.district_id = r.district_id and t.notice_id = n.notice_id
       join students s on s.district_id = r.district_id and s.student_id = r.student_id
       left join batches b on b.district_id = t.district_id and b.batch_id = t.batch_id
       left join schools c on c.district_id = r.district_id and c.school_id = r.school_id
       left join mail_outbox m on m.district_id = r.district_id and m.mail_id = r.mail_id
      order by r.recipient_id desc`,
    [
      districtId,
      school,
      student ?? null,
      states ?? null,
      recipients ?? null,
      before ?? null,
      limit,
      notification ?? null,
      isToFamily,
    ],
  );
  return found.rows;
}

export type RecipientCounts = Readonly<Record<RecipientState, number>>;

/** At one school, or all that the reach shows. */
export async function countRecipients(
  client: Client,
  { districtId, school = '' }: { readonly districtId: number; readonly school?: string },
): Promise<RecipientCounts> {
  const found = await client.query<{ state: RecipientState; count: number }>(
    `select state, count(*)::int as count from notification_recipients
      where district_id = $1 and ($2 = '' or school_id = $2) group by state`,
    [districtId, school],
  );
  const counts = { waiting: 0, sent: 0, delivered: 0, print: 0, printed: 0, cancelled: 0 };
  for (const { state, count } of found.rows) counts[state] = count;
  return counts;
}

/** The same words as a page for each of these people, in the order given. */
export async function readPages(
  client: Client,
  districtId: number,
  recipients: readonly number[],
): Promise<readonly { readonly recipientId: number; readonly content: LetterContent }[]> {
  const found = await client.query<{ id: number; template: string; facts: LetterFacts; language: string }>(
    `select recipient_id as id, template, facts, language from notification_recipients
      where district_id = $1 and recipient_id = any ($2) order by array_position($2::bigint[], recipient_id)`,
    [districtId, recipients],
  );
  return found.rows.map(({ id, template, facts, language }) => {
    const reading = parseMessageTemplate(template, `notification/${language}.md`);
    if (!reading.ok) throw new Error('notifications: frozen words that cannot be read');
    return { recipientId: id, content: fillMessage(reading.template, facts).page };
  });
}

/** These pages as one PDF, each on a sheet of its own. Fails: LetterFailure where one cannot be set. */
export async function renderPages(client: Client, districtId: number, recipients: readonly number[]): Promise<Buffer> {
  const pages = await readPages(client, districtId, recipients);
  const engine = createLetterEngine();
  try {
    const { pdf, failed } = await engine.renderDocument(
      pages.map(({ content }) => content),
      {
        title: pages.length === 1 ? (pages[0]?.content.title ?? '') : 'Messages',
        author: pages[0]?.content.school ?? '',
      },
    );
    if (failed[0] !== undefined) throw new LetterFailure(failed[0]);
    return pdf;
  } finally {
    await engine.close();
  }
}
