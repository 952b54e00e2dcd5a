/** Sends what waits in the outbox, one message at a time; several workers never send the same one at once. */
import type { ClientBase, Pool } from 'pg';
import { sendMail, type MailResult, type MailSettings } from './mail.ts';

/** What carries a message of one way; null: not set up. */
export interface Providers {
  readonly email: MailSettings | null;
}

export interface SendFigures {
  readonly sent: number;
  /** Did not leave, and are tried again. */
  readonly again: number;
  /** Did not leave, and are given up. */
  readonly failed: number;
  /** Wait because their way is not set up. */
  readonly waiting: number;
}

/** After so many tries a message is given up. */
const MOST_TRIES = 8;
const FIRST_WAIT_MINUTES = 2;

export interface SendRequest {
  readonly districtId: number;
  readonly now: () => Date;
  readonly providers: Providers;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number) => void;
}

/** Input: a pool that is not walled. Fails: nothing that a provider does; each message says itself what became of it. */
export async function sendWaiting(pool: Pick<Pool, 'connect'>, request: SendRequest): Promise<SendFigures> {
  const figures = { sent: 0, again: 0, failed: 0, waiting: 0 };
  const client = await pool.connect();
  try {
    const ways = request.providers.email === null ? [] : ['email'];
    while (request.signal?.aborted !== true) {
      const outcome = await sendNext(client, { ...request, ways });
      if (outcome === null) break;
      figures[outcome] += 1;
      request.progress?.(figures.sent);
    }
    figures.waiting = await countWaiting(client, request.districtId, ways);
  } finally {
    client.release();
  }
  return figures;
}

interface Waiting {
  readonly id: number;
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  readonly ics: string;
  readonly method: '' | 'REQUEST' | 'CANCEL';
  readonly tries: number;
}

type Sending = SendRequest & { readonly ways: readonly string[] };

/** The row is held while its message is sent: who dies in between has sent it perhaps, and it is sent again under the same Message-ID. */
async function sendNext(client: ClientBase, request: Sending): Promise<'sent' | 'again' | 'failed' | null> {
  const { districtId, now, ways, providers } = request;
  await client.query('begin');
  try {
    const found = await client.query<Waiting>(
      `select mail_id as id, key, send_to as "to", subject, body as text, language, ics, ics_method as method, tries
         from mail_outbox where district_id = $1 and state = 'waiting' and next_try_at <= $2 and way = any ($3)
        order by next_try_at, mail_id limit 1 for update skip locked`,
      [districtId, now(), ways],
    );
    const [mail] = found.rows;
    const outcome = mail === undefined || providers.email === null ? null : await send(client, request, mail);
    await client.query('commit');
    return outcome;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function send(client: ClientBase, request: Sending, mail: Waiting): Promise<'sent' | 'again' | 'failed'> {
  const { districtId, now, providers } = request;
  const { id, key, to, subject, text, language, ics, method, tries } = mail;
  const result: MailResult = await sendMail(providers.email as MailSettings, {
    to,
    subject,
    text,
    key,
    language,
    ...(method === '' ? {} : { ics: { method, text: ics } }),
  });
  const outcome = result.outcome === 'sent' ? 'sent' : tries + 1 >= MOST_TRIES ? 'failed' : 'again';
  const next = new Date(now().getTime() + FIRST_WAIT_MINUTES * 2 ** tries * 60_000);
  await client.query(
    `update mail_outbox set state = $3, tries = tries + 1, reason = $4, next_try_at = $5, ended_at = $6
      where district_id = $1 and mail_id = $2`,
    [
      districtId,
      id,
      outcome === 'again' ? 'waiting' : outcome,
      result.outcome === 'sent' ? '' : result.reason,
      next,
      outcome === 'again' ? null : now(),
    ],
  );
  return outcome;
}

async function countWaiting(client: ClientBase, districtId: number, ways: readonly string[]): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::int as count from mail_outbox where district_id = $1 and state = 'waiting' and not way = any ($2)`,
    [districtId, ways],
  );
  return found.rows[0]?.count ?? 0;
}
