/** What became of a message, written once, and told to whoever queued it, in the same transaction. */
import type { ClientBase } from 'pg';
import { statesFor, type MailAction, type MailFailure } from './states.ts';

type Client = Pick<ClientBase, 'query'>;

/** `unsure`: the provider was not asked, or does not know. */
export type DeliveryResult =
  | { readonly kind: 'left'; readonly providerId: string; readonly askAt: Date | null }
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly why: MailFailure; readonly reason: string }
  | { readonly kind: 'came-back'; readonly reason: string };

/** A message whose result was just written. */
export interface EndedMail {
  readonly mailId: number;
  readonly way: 'email' | 'text';
  readonly key: string;
  readonly thing: string;
  readonly thingId: number | null;
  readonly student: string | null;
  readonly school: string;
  readonly why: MailFailure | '';
  readonly reason: string;
}

/** Called on the connection that writes the result: it stands or falls with it. */
export type MailHook = (
  client: ClientBase,
  told: { readonly districtId: number; readonly now: Date; readonly mail: EndedMail },
) => Promise<void>;

/** By the thing that messages are about: what follows when one has left, arrived, or failed for good. */
export type MailHooks = Readonly<
  Record<string, { readonly left?: MailHook; readonly delivered?: MailHook; readonly failed?: MailHook }>
>;

export interface RecordResult {
  readonly districtId: number;
  readonly mailId: number;
  readonly result: DeliveryResult;
  /** Who says so: 'provider', or the name of a person; '' the sending itself. */
  readonly by: string;
  readonly now: Date;
  readonly hooks: MailHooks;
}

const ACTION_OF: Readonly<Record<DeliveryResult['kind'], MailAction>> = {
  left: 'leave',
  delivered: 'deliver',
  failed: 'fail',
  'came-back': 'come-back',
};
const NEXT = { left: 'sent', delivered: 'delivered', failed: 'failed', 'came-back': 'failed' } as const;
const HOOK_OF = { left: 'left', delivered: 'delivered', failed: 'failed', 'came-back': 'failed' } as const;

/** Returns the message; null where its state does not allow it any more: what was told twice changes nothing. */
export async function recordResult(client: ClientBase, request: RecordResult): Promise<EndedMail | null> {
  const { districtId, mailId, result, by, now, hooks } = request;
  const isFailure = result.kind === 'failed' || result.kind === 'came-back';
  const ended = await writeResult(client, [
    districtId,
    mailId,
    NEXT[result.kind],
    now,
    isFailure ? (result.kind === 'failed' ? result.why : 'came-back') : '',
    isFailure ? result.reason : '',
    by,
    result.kind === 'left' ? result.providerId : '',
    result.kind === 'left' ? result.askAt : null,
    statesFor(ACTION_OF[result.kind]),
  ]);
  if (ended !== undefined) await hooks[ended.thing]?.[HOOK_OF[result.kind]]?.(client, { districtId, now, mail: ended });
  return ended ?? null;
}

async function writeResult(client: Client, values: readonly unknown[]): Promise<EndedMail | undefined> {
  const written = await client.query<EndedMail>(
    `update mail_outbox set state = $3, ended_at = $4, why = $5, reason = $6, told_by = $7, ask_at = $9, trying_since = null,
        provider_id = case when $8 = '' then provider_id else $8 end, sent_at = case when $3 = 'sent' then $4 else sent_at end
      where district_id = $1 and mail_id = $2 and state = any ($10)
      returning mail_id as "mailId", way, key, thing, thing_id as "thingId", student_id as student, school_id as school, why, reason`,
    [...values],
  );
  return written.rows[0];
}
