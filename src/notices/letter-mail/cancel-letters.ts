/** Mails of notices that are taken back: what has not left is cancelled, what is leaving or has left stops the taking back. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { LETTER } from './queue-letters.ts';

interface At {
  readonly districtId: number;
  readonly notices: readonly number[];
  readonly now: Date;
}

/**
 * Cancels what waits. Input: a client in the transaction that takes the notices back.
 * Fails: Refusal when a mail has left, or leaves at this moment: nothing is taken back then.
 */
export async function cancelLetters(client: pg.ClientBase, at: At): Promise<number> {
  const mails = await lockMails(client, at);
  if (mails.some(({ state }) => state === 'sent' || state === 'delivered'))
    throw new Refusal('A letter has left by e-mail: it cannot be taken back. Rescind it with a letter.', {
      code: 'mail.left',
    });
  return cancelWaiting(client, at);
}

/** The same for letters that are printed or rescinded: who has had the mail keeps it. */
export async function cancelWaiting(client: pg.ClientBase, { districtId, notices, now }: At): Promise<number> {
  const cancelled = await client.query(
    `update mail_outbox set state = 'cancelled', ended_at = $4
      where district_id = $1 and thing = $2 and thing_id = any ($3) and state in ('waiting', 'paused')`,
    [districtId, LETTER, notices, now],
  );
  return cancelled.rowCount ?? 0;
}

/** Whoever sends one holds its row; to wait for a mail server would hold up the whole district. */
export async function lockMails(
  client: pg.ClientBase,
  { districtId, notices }: At,
): Promise<readonly { readonly state: string }[]> {
  const all = await client.query<{ count: number }>(
    `select count(*)::integer as count from mail_outbox where district_id = $1 and thing = $2 and thing_id = any ($3)`,
    [districtId, LETTER, notices],
  );
  const locked = await client.query<{ state: string }>(
    `select state from mail_outbox where district_id = $1 and thing = $2 and thing_id = any ($3)
      order by mail_id for update skip locked`,
    [districtId, LETTER, notices],
  );
  if (locked.rows.length === all.rows[0]?.count) return locked.rows;
  throw new Refusal('A letter is leaving by e-mail at this moment. Look again in a minute.', { code: 'mail.leaving' });
}
