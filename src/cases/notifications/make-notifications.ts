/** Writes notifications and queues their first messages, in the transaction that stamps their notices. */
import type pg from 'pg';
import { readDistrictSettings } from '../../db/district-settings.ts';
import { queueMail } from '../../messages/index.ts';
import { findCases } from '../core/find-cases.ts';
import { yearOf } from '../core/open-case.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import type { NewNotification, NewRecipient, Way } from './notification.ts';

/** What messages of a notification are about. */
export const NOTIFICATION = 'notification';

export interface NotificationOfNotice extends NewNotification {
  readonly noticeId: number;
  readonly student: string;
  readonly school: string;
}

/**
 * In their order; done again it changes nothing. A message waits in the outbox while the batch of its notice can be undone.
 * Fails: throws where the words are missing; they are there once a notice is stamped.
 */
export async function makeNotifications(
  client: pg.ClientBase,
  who: Who,
  notifications: readonly NotificationOfNotice[],
): Promise<readonly number[]> {
  if (notifications.length === 0) return [];
  const cases = await findCases(client, {
    districtId: who.districtId,
    students: [...new Set(notifications.map(({ student }) => student))],
    year: yearOf(who.on),
  });
  const batches = await readBatches(client, who.districtId, notifications);
  // Also what the command line issues, whose batch has no end of its undo.
  const { undoMinutes } = await readDistrictSettings(client, who.districtId);
  const notBefore = new Date(who.now.getTime() + undoMinutes * 60_000);
  const ids: number[] = [];
  for (const notification of notifications) {
    const caseId = cases.get(notification.student)?.caseId ?? null;
    const { id, isNew } = await insertNotification(client, who, { notification, caseId });
    ids.push(id);
    if (!isNew) continue;
    const batch = batches.get(notification.noticeId) ?? null;
    for (const recipient of notification.recipients)
      await tell(client, who, { notification, id, recipient, batch, notBefore });
    await appendSteps(client, who, [
      {
        student: notification.student,
        school: notification.school,
        caseId,
        thing: 'message',
        thingId: id,
        step: 'made',
        detail: { name: notification.name, told: notification.told, ...countWays(notification.recipients) },
      },
    ]);
  }
  return ids;
}

/** How many leave first by e-mail, by text, and on paper. */
export function countWays(recipients: readonly NewRecipient[]): Readonly<Record<Way | 'print', number>> {
  const first = (way: Way): number => recipients.filter(({ ways }) => ways[0]?.way === way).length;
  return {
    email: first('email'),
    text: first('text'),
    print: recipients.filter(({ ways }) => ways.length === 0).length,
  };
}

async function readBatches(
  client: pg.ClientBase,
  districtId: number,
  notifications: readonly NotificationOfNotice[],
): Promise<ReadonlyMap<number, number>> {
  const found = await client.query<{ noticeId: number; batch: number }>(
    `select notice_id as "noticeId", batch_id as batch from notices
      where district_id = $1 and notice_id = any ($2) and batch_id is not null`,
    [districtId, notifications.map(({ noticeId }) => noticeId)],
  );
  return new Map(found.rows.map(({ noticeId, batch }) => [noticeId, batch]));
}

async function insertNotification(
  client: pg.ClientBase,
  who: Who,
  { notification, caseId }: { readonly notification: NotificationOfNotice; readonly caseId: number | null },
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const { noticeId, student, school, name, told } = notification;
  const written = await client.query<{ id: number; isNew: boolean }>(
    `with fresh as (
       insert into notifications (district_id, notice_id, student_id, school_id, case_id, name, told, made_by, made_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (district_id, notice_id, name, told) do nothing
       returning notification_id)
     select notification_id as id, true as "isNew" from fresh
     union all select notification_id, false from notifications
      where district_id = $1 and notice_id = $2 and name = $6 and told = $7`,
    [who.districtId, noticeId, student, school, caseId, name, told, who.name, who.now],
  );
  const [row] = written.rows;
  if (row === undefined) throw new Error('a notification that is neither new nor there');
  return row;
}

interface Telling {
  readonly notification: NotificationOfNotice;
  readonly id: number;
  readonly recipient: NewRecipient;
  readonly batch: number | null;
  readonly notBefore: Date;
}

async function tell(
  client: pg.ClientBase,
  who: Who,
  { notification, id, recipient, batch, notBefore }: Telling,
): Promise<void> {
  const { student, school } = notification;
  const { kind, id: personId, name, ways, language, words } = recipient;
  if (words === null) throw new Error('a notification without words');
  const [first] = ways;
  const written = await client.query<{ id: number }>(
    `insert into notification_recipients (district_id, notification_id, student_id, school_id, kind, person_id, name, language, ways, subject,
       body, short, facts, template, state, why, state_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning recipient_id as id`,
    [
      who.districtId,
      id,
      student,
      school,
      kind,
      personId,
      name,
      language,
      JSON.stringify(ways),
      words.subject,
      words.body,
      words.short,
      JSON.stringify(words.facts),
      words.template,
      first === undefined ? 'print' : 'waiting',
      first === undefined ? (recipient.hasStopped ? 'stopped' : 'no-way') : '',
      who.now,
    ],
  );
  const recipientId = written.rows[0]?.id ?? 0;
  if (first === undefined) return;
  await queueWay(client, {
    ...words,
    ...first,
    districtId: who.districtId,
    notificationId: id,
    recipientId,
    kind,
    name,
    language,
    student,
    school,
    batch,
    by: who.name,
    now: who.now,
    notBefore,
    round: '',
  });
}

export interface QueuedWay {
  readonly districtId: number;
  readonly notificationId: number;
  readonly recipientId: number;
  readonly way: Way;
  readonly to: string;
  readonly kind: NewRecipient['kind'];
  readonly name: string;
  readonly subject: string;
  readonly body: string;
  readonly short: string;
  readonly language: string;
  readonly student: string;
  readonly school: string;
  readonly batch: number | null;
  readonly by: string;
  readonly now: Date;
  /** Left out: at once. */
  readonly notBefore?: Date;
  /** Tells a message that is tried anew from the earlier one. */
  readonly round: string;
}

/** Queues the message of one way, and writes that it is the one under way. */
export async function queueWay(client: pg.ClientBase, queued: QueuedWay): Promise<void> {
  const { districtId, notificationId, recipientId, way, to, round } = queued;
  const { mailId } = await queueMail(client, {
    districtId,
    way,
    to,
    toName: queued.name,
    subject: queued.subject,
    text: way === 'text' ? queued.short : queued.body,
    language: queued.language,
    key: `notification-${districtId}-${recipientId}-${way}${round}`,
    by: queued.by,
    now: queued.now,
    student: queued.student,
    school: queued.school,
    batch: queued.batch,
    toFamily: queued.kind !== 'staff',
    about: { thing: NOTIFICATION, id: notificationId },
    ...(queued.notBefore === undefined ? {} : { notBefore: queued.notBefore }),
  });
  await client.query('update notification_recipients set mail_id = $3 where district_id = $1 and recipient_id = $2', [
    districtId,
    recipientId,
    mailId,
  ]);
}
