/** What becomes of a notification when its message has left, arrived or failed: the next way is tried, and behind the last one it is printed. */
import type pg from 'pg';
import type { MailHook, MailHooks } from '../../messages/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { nextStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { queueWay } from './make-notifications.ts';
import type { NewRecipient, Way } from './notification.ts';
import { RECIPIENT, type RecipientAction, type RecipientState } from './states.ts';

interface FollowedRow {
  readonly recipientId: number;
  readonly notificationId: number;
  readonly student: string;
  readonly school: string;
  readonly caseId: number | null;
  readonly batch: number | null;
  readonly kind: NewRecipient['kind'];
  readonly name: string;
  readonly language: string;
  readonly ways: readonly { readonly way: Way; readonly to: string }[];
  readonly wayNo: number;
  readonly subject: string;
  readonly body: string;
  readonly short: string;
  readonly state: RecipientState;
  readonly isCancelled: boolean;
}

type Told = Parameters<MailHook>[1];

/** For the registry of what follows from a message's end. */
export const NOTIFICATION_HOOKS: MailHooks[string] = {
  left: (client, told) => move(client, told, { action: 'leave', step: 'left' }),
  delivered: (client, told) => move(client, told, { action: 'arrive', step: 'delivered' }),
  failed: followFailure,
};

/** It left or arrived: so does the history of the student say. */
async function move(
  client: pg.ClientBase,
  told: Told,
  { action, step }: { readonly action: 'leave' | 'arrive'; readonly step: 'left' | 'delivered' },
): Promise<void> {
  const row = await readFollowed(client, told);
  if (row === undefined || !(await setState(client, told, { row, action, why: '', reason: '' }))) return;
  const { student, school, caseId, notificationId: thingId, name: to } = row;
  await appendSteps(client, await rollcall(client, told), [
    { student, school, caseId, thing: 'message', thingId, step, detail: { way: told.mail.way, to } },
  ]);
}

async function followFailure(client: pg.ClientBase, told: Told): Promise<void> {
  const row = await readFollowed(client, told);
  if (row === undefined) return;
  const { way, why, reason } = told.mail;
  const next = row.isCancelled ? undefined : row.ways[row.wayNo + 1];
  const who = await rollcall(client, told);
  const isMoved = await setState(client, told, {
    row,
    action: next === undefined ? 'to-print' : 'next-way',
    why,
    reason,
  });
  if (!isMoved) return;
  if (next !== undefined) {
    await client.query(
      'update notification_recipients set way_no = way_no + 1 where district_id = $1 and recipient_id = $2',
      [told.districtId, row.recipientId],
    );
    await queueWay(client, { ...row, ...next, districtId: told.districtId, by: who.name, now: told.now, round: '' });
  }
  const { student, school, caseId, notificationId: thingId } = row;
  await appendSteps(client, who, [
    {
      student,
      school,
      caseId,
      thing: 'message',
      thingId,
      step: next === undefined ? 'to-print' : 'next-way',
      detail: { way, why, next: next?.way ?? 'print' },
    },
  ]);
}

/** The person to whom this message is the one under way; locked. */
async function readFollowed(client: pg.ClientBase, { districtId, mail }: Told): Promise<FollowedRow | undefined> {
  const found = await client.query<FollowedRow>(
    `select r.recipient_id as "recipientId", r.notification_id as "notificationId", r.student_id as student, r.school_id as school,
        n.case_id as "caseId", c.batch_id as batch, r.kind, r.name, r.language, r.ways, r.way_no as "wayNo", r.subject, r.body, r.short, r.state,
        n.cancelled_at is not null as "isCancelled"
       from notification_recipients r
       join notifications n on n.district_id = r.district_id and n.notification_id = r.notification_id
       join notices c on c.district_id = n.district_id and c.notice_id = n.notice_id
      where r.district_id = $1 and r.mail_id = $2 for update of r`,
    [districtId, mail.mailId],
  );
  return found.rows[0];
}

interface NewState {
  readonly row: FollowedRow;
  readonly action: RecipientAction;
  readonly why: string;
  readonly reason: string;
}

/** False: its state does not allow it any more. */
async function setState(client: pg.ClientBase, told: Told, { row, action, why, reason }: NewState): Promise<boolean> {
  const next = nextStep(RECIPIENT, { status: row.state, action, role: 'rollcall' });
  if (next === undefined) return false;
  await client.query(
    `update notification_recipients set state = $3, state_at = $4, state_by = '', why = $5, reason = $6
      where district_id = $1 and recipient_id = $2`,
    [told.districtId, row.recipientId, next, told.now, why, reason],
  );
  return true;
}

async function rollcall(client: pg.ClientBase, { districtId, now }: Told): Promise<Who> {
  const on = await todayInDistrict(client, { districtId, now });
  return { districtId, personId: '', name: 'Rollcall', role: 'rollcall', now, on };
}
