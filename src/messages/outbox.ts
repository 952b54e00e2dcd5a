/**
 * Messages that wait to be sent. Who tells somebody something queues it in the transaction of what is told; a job sends it.
 *
 *   await queueMail(client, { districtId, to: 'ana@example.org', subject, text, language: 'es', key: `meeting-12-3`, by, now });
 */
import type { ClientBase } from 'pg';
import { statesFor, type MailFailure, type MailState } from './states.ts';

type Client = Pick<ClientBase, 'query'>;

export interface QueuedMail {
  readonly districtId: number;
  /** An e-mail address; of a text message the phone number. */
  readonly to: string;
  readonly toName?: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  /** The same key twice is one message; letters, digits, points and hyphens. */
  readonly key: string;
  readonly by: string;
  readonly now: Date;
  /** `email` unless given. */
  readonly way?: 'email' | 'text';
  /** An invitation for a calendar. */
  readonly ics?: { readonly method: 'REQUEST' | 'CANCEL'; readonly text: string };
  /** Whom it is about; left out: no student. */
  readonly student?: string | null;
  /** What it is about, as `{ thing: 'meeting', id: 12 }`. */
  readonly about?: { readonly thing: string; readonly id: number };
  /** Not before then; at once unless given. */
  readonly notBefore?: Date;
  /** In whose list it stands; left out: in the district's only. */
  readonly school?: string;
  /** The batch of notices it goes out with: it waits while that can be undone, and is paused with it. */
  readonly batch?: number | null;
  /** For a guardian or a student: it leaves in the hours of the district alone. */
  readonly toFamily?: boolean;
}

/** Queues a message on the caller's connection: it exists when the caller's transaction is committed, and not before. */
export async function queueMail(
  client: Client,
  mail: QueuedMail,
): Promise<{ readonly mailId: number; readonly isNew: boolean }> {
  const { districtId, key, ics, about, now } = mail;
  const written = await client.query<{ id: number }>(
    `insert into mail_outbox (district_id, way, key, send_to, send_to_name, subject, body, language, ics, ics_method, student_id,
       thing, thing_id, queued_by, queued_at, next_try_at, school_id, batch_id, to_family)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     on conflict (district_id, key) do nothing returning mail_id as id`,
    [
      districtId,
      mail.way ?? 'email',
      key,
      mail.to,
      mail.toName ?? '',
      mail.subject,
      mail.text,
      mail.language,
      ics?.text ?? '',
      ics?.method ?? '',
      mail.student ?? null,
      about?.thing ?? '',
      about?.id ?? null,
      mail.by,
      now,
      mail.notBefore ?? now,
      mail.school ?? '',
      mail.batch ?? null,
      mail.toFamily ?? false,
    ],
  );
  const [fresh] = written.rows;
  if (fresh !== undefined) return { mailId: fresh.id, isNew: true };
  const known = await client.query<{ id: number }>(
    'select mail_id as id from mail_outbox where district_id = $1 and key = $2',
    [districtId, key],
  );
  return { mailId: known.rows[0]?.id ?? 0, isNew: false };
}

/** Takes back what has not left yet. Returns how many. */
export async function cancelMailAbout(
  client: Client,
  districtId: number,
  options: { readonly about: { readonly thing: string; readonly id: number }; readonly now: Date },
): Promise<number> {
  const { about, now } = options;
  const cancelled = await client.query(
    `update mail_outbox set state = 'cancelled', ended_at = $4
      where district_id = $1 and thing = $2 and thing_id = $3 and state = any ($5)`,
    [districtId, about.thing, about.id, now, statesFor('cancel')],
  );
  return cancelled.rowCount ?? 0;
}

/** A message and what became of it, without its text. */
export interface MailOnFile {
  readonly mailId: number;
  readonly way: 'email' | 'text';
  readonly key: string;
  readonly to: string;
  readonly toName: string;
  readonly subject: string;
  readonly state: MailState;
  readonly tries: number;
  readonly reason: string;
  /** Why it failed, as a word for which the app has a sentence; '' it did not. */
  readonly why: MailFailure | '';
  readonly queuedBy: string;
  readonly queuedAt: Date;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
}

/** The messages about a thing, the newest first. */
export async function readMailAbout(
  client: Client,
  districtId: number,
  about: { readonly thing: string; readonly ids: readonly number[] },
): Promise<readonly (MailOnFile & { readonly thingId: number })[]> {
  const found = await client.query<MailOnFile & { readonly thingId: number }>(
    `select mail_id as "mailId", way, key, send_to as "to", send_to_name as "toName", subject, state, tries, reason, why,
       queued_by as "queuedBy", queued_at as "queuedAt", sent_at as "sentAt", ended_at as "endedAt", thing_id as "thingId"
     from mail_outbox where district_id = $1 and thing = $2 and thing_id = any ($3) order by mail_id desc`,
    [districtId, about.thing, about.ids],
  );
  return found.rows;
}

export type MailCounts = Readonly<Record<'email' | 'text', { readonly waiting: number; readonly failed: number }>>;

/** How many wait, and how many failed for good since a moment, by way. */
export async function countMail(client: Client, districtId: number, since: Date): Promise<MailCounts> {
  const found = await client.query<{ way: 'email' | 'text'; waiting: number; failed: number }>(
    `select way, count(*) filter (where state in ('waiting', 'paused'))::int as waiting,
        count(*) filter (where state = 'failed' and ended_at >= $2)::int as failed
       from mail_outbox where district_id = $1 and state in ('waiting', 'paused', 'failed') group by way`,
    [districtId, since],
  );
  const counts = { email: { waiting: 0, failed: 0 }, text: { waiting: 0, failed: 0 } };
  for (const { way, waiting, failed } of found.rows) counts[way] = { waiting, failed };
  return counts;
}
