/** Asks the text provider what became of the messages that have left, and takes what it reports by itself. */
import type { ClientBase, Pool } from 'pg';
import { inTransaction } from './in-transaction.ts';
import { recordResult, type DeliveryResult, type EndedMail, type MailHooks } from './record-result.ts';
import { askText, textStateOf, type TextSettings, type TextState } from './text.ts';

/** Asked after 1, 2, 4, 8 … minutes, for about three days; then it stays "sent". */
const MOST_ASKS = 12;
const AT_ONCE = 200;

export interface AskRequest {
  readonly districtId: number;
  readonly now: () => Date;
  readonly text: TextSettings | null;
  readonly hooks: MailHooks;
  readonly signal?: AbortSignal;
}

/** Returns how many results came in. */
export async function askResults(pool: Pick<Pool, 'connect'>, request: AskRequest): Promise<number> {
  const { districtId, text, now, signal } = request;
  if (text === null) return 0;
  const client = await pool.connect();
  try {
    const due = await client.query<Asked>(
      `select mail_id as id, provider_id as "providerId", asks from mail_outbox
        where district_id = $1 and ask_at <= $2 and state = 'sent' order by ask_at limit ${AT_ONCE}`,
      [districtId, now()],
    );
    let came = 0;
    for (const mail of due.rows) {
      if (signal?.aborted === true) break;
      const state = await askText(text, mail.providerId);
      if (await inTransaction(client, () => note(client, request, mail, state))) came += 1;
    }
    return came;
  } finally {
    client.release();
  }
}

interface Asked {
  readonly id: number;
  readonly providerId: string;
  readonly asks: number;
}

/** True: there is a result. */
async function note(client: ClientBase, request: AskRequest, { id, asks }: Asked, state: TextState): Promise<boolean> {
  const { districtId, now, hooks } = request;
  const result = resultOf(state);
  if (result !== null)
    return (await recordResult(client, { districtId, mailId: id, result, by: 'provider', now: now(), hooks })) !== null;
  const next = asks + 1 >= MOST_ASKS ? null : new Date(now().getTime() + 2 ** (asks + 1) * 60_000);
  await client.query(
    `update mail_outbox set asks = asks + 1, ask_at = $3 where district_id = $1 and mail_id = $2 and state = 'sent'`,
    [districtId, id, next],
  );
  return false;
}

function resultOf(state: TextState): DeliveryResult | null {
  if (state.kind === 'delivered') return { kind: 'delivered' };
  return state.kind === 'failed' ? { kind: 'failed', why: state.why, reason: state.reason } : null;
}

/**
 * What the provider reports of itself: a message by its number, a status and the code of an error. Null: no such message, nothing final,
 * or known already. Input: a connection that is not walled.
 */
export async function takeReport(
  client: ClientBase,
  report: { readonly providerId: string; readonly status: string; readonly code: number },
  { now, hooks }: { readonly now: Date; readonly hooks: MailHooks },
): Promise<EndedMail | null> {
  const result = resultOf(textStateOf(report.status, report.code));
  if (result === null || report.providerId === '') return null;
  const found = await client.query<{ districtId: number; mailId: number }>(
    `select district_id as "districtId", mail_id as "mailId" from mail_outbox where provider_id = $1 for update`,
    [report.providerId],
  );
  const [mail] = found.rows;
  return mail === undefined ? null : recordResult(client, { ...mail, result, by: 'provider', now, hooks });
}
