/** What people do with a notification: print it, have it tried again, take it back. */
import type pg from 'pg';
import { cancelMailAbout } from '../../messages/index.ts';
import { Refusal } from '../../problem.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { NOTIFICATION, queueWay } from './make-notifications.ts';
import type { NewRecipient, Way } from './notification.ts';
import { RECIPIENT, type RecipientState } from './states.ts';

interface Row {
  readonly recipientId: number;
  readonly notificationId: number;
  readonly student: string;
  readonly school: string;
  readonly caseId: number | null;
  readonly state: RecipientState;
  readonly mailId: number | null;
  readonly ways: readonly { readonly way: Way; readonly to: string }[];
  readonly kind: NewRecipient['kind'];
  readonly name: string;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
  readonly short: string;
}

/** The pages of these people are on paper. Fails: Refusal where one is not on the print list. */
export async function markPrinted(client: pg.ClientBase, who: Who, recipients: readonly number[]): Promise<void> {
  const rows = await lock(client, who, recipients);
  for (const row of rows) requireStep(RECIPIENT, { status: row.state, action: 'print', who });
  await write(client, who, rows, 'printed');
  await note(
    client,
    who,
    rows.filter(({ state }) => state !== 'printed'),
    'printed',
  );
}

/** A message that waits or has left is put on the print list instead; what waits is taken back. */
export async function printInstead(client: pg.ClientBase, who: Who, recipients: readonly number[]): Promise<void> {
  const rows = await lock(client, who, recipients);
  for (const row of rows) requireStep(RECIPIENT, { status: row.state, action: 'to-print', who });
  await client.query(
    `update mail_outbox set state = 'cancelled', ended_at = $3
      where district_id = $1 and mail_id = any ($2) and state in ('waiting', 'paused')`,
    [who.districtId, rows.flatMap(({ mailId }) => mailId ?? []), who.now],
  );
  await write(client, who, rows, 'print', 'person');
  await note(client, who, rows, 'to-print');
}

/** The first of the ways is tried anew. Fails: Refusal where there is no way, or it is not on the print list. */
export async function tryAgain(client: pg.ClientBase, who: Who, recipient: number): Promise<void> {
  const rows = await lock(client, who, [recipient]);
  const [row] = rows as [Row];
  requireStep(RECIPIENT, { status: row.state, action: 'again', who });
  const [first] = row.ways;
  if (first === undefined)
    throw new Refusal('Nobody gave an e-mail address or a phone number for this person: print it.', {
      code: 'message.no-way',
    });
  await client.query('update notification_recipients set way_no = 0 where district_id = $1 and recipient_id = $2', [
    who.districtId,
    recipient,
  ]);
  await write(client, who, rows, 'waiting');
  await queueWay(client, {
    ...row,
    ...first,
    districtId: who.districtId,
    batch: null,
    by: who.name,
    now: who.now,
    round: `-${who.now.getTime()}`,
  });
  await note(client, who, rows, 'again');
}

/** Takes back what has not left. What has left stays on record. */
export async function cancelNotifications(
  client: pg.ClientBase,
  who: Who,
  { notifications, reason }: { readonly notifications: readonly number[]; readonly reason: string },
): Promise<void> {
  const { districtId, now } = who;
  for (const id of notifications)
    await cancelMailAbout(client, districtId, { about: { thing: NOTIFICATION, id }, now });
  await client.query(
    `update notification_recipients set state = 'cancelled', state_at = $3, state_by = $4
      where district_id = $1 and notification_id = any ($2) and state in ('waiting', 'print')`,
    [districtId, notifications, now, who.name],
  );
  const ended = await client.query<{ id: number; student: string; school: string; caseId: number | null }>(
    `update notifications set cancelled_at = $3, cancelled_reason = $4
      where district_id = $1 and notification_id = any ($2) and cancelled_at is null
      returning notification_id as id, student_id as student, school_id as school, case_id as "caseId"`,
    [districtId, notifications, now, reason],
  );
  await appendSteps(
    client,
    who,
    ended.rows.map(({ id, ...at }) => ({ ...at, thing: 'message', thingId: id, step: 'cancelled', reason })),
  );
}

async function lock(
  client: pg.ClientBase,
  { districtId }: Who,
  recipients: readonly number[],
): Promise<readonly Row[]> {
  const found = await client.query<Row>(
    `select r.recipient_id as "recipientId", r.notification_id as "notificationId", r.student_id as student, r.school_id as school,
        n.case_id as "caseId", r.state, r.mail_id as "mailId", r.ways, r.kind, r.name, r.language, r.subject, r.body, r.short
       from notification_recipients r
       join notifications n on n.district_id = r.district_id and n.notification_id = r.notification_id
      where r.district_id = $1 and r.recipient_id = any ($2) order by r.recipient_id for update of r`,
    [districtId, recipients],
  );
  if (found.rows.length < new Set(recipients).size)
    throw new Refusal('A message is not there, or not at one of your schools.', { code: 'message.not-there' });
  return found.rows;
}

async function write(
  client: pg.ClientBase,
  who: Who,
  rows: readonly Row[],
  state: RecipientState,
  why?: string,
): Promise<void> {
  await client.query(
    `update notification_recipients set state = $3, state_at = $4, state_by = $5, why = coalesce($6, why)
      where district_id = $1 and recipient_id = any ($2)`,
    [who.districtId, rows.map(({ recipientId }) => recipientId), state, who.now, who.name, why ?? null],
  );
}

async function note(client: pg.ClientBase, who: Who, rows: readonly Row[], step: string): Promise<void> {
  await appendSteps(
    client,
    who,
    rows.map(({ student, school, caseId, notificationId }) => ({
      student,
      school,
      caseId,
      thing: 'message',
      thingId: notificationId,
      step,
      detail: step === 'to-print' ? { next: 'print', why: 'person' } : {},
    })),
  );
}
