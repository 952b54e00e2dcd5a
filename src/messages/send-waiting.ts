/** Sends what waits in the outbox, one message at a time; several workers never send the same one at once. */
import type { ClientBase, Pool } from 'pg';
import { readFamilyHours } from './channels.ts';
import { nextFamilyMoment, type FamilyHours } from './family-hours.ts';
import { inTransaction } from './in-transaction.ts';
import { sendMail, type Mail, type MailResult, type MailSettings } from './mail.ts';
import { noteWays } from './message-ways.ts';
import { recordResult, type MailHooks } from './record-result.ts';
import { findTexts, sendText, type TextSettings } from './text.ts';
import { noteStop, readStops } from './text-stops.ts';

/** What carries a message of one way; null: not set up. */
export interface Providers {
  readonly email: MailSettings | null;
  readonly text?: TextSettings | null;
}

export interface SendFigures {
  readonly sent: number;
  /** Did not leave, and are tried again. */
  readonly again: number;
  /** Did not leave, and are given up. */
  readonly failed: number;
  /** Wait because their way is not set up, or not as the provider wants it. */
  readonly waiting: number;
}

/** After so many tries a message is given up. */
const MOST_TRIES = 8;
const FIRST_WAIT_MINUTES = 2;
/** Where the settings are wrong, a message waits so long and has not been tried. Unit: minutes. */
const SETUP_WAIT_MINUTES = 15;
/** The provider is asked so long after a text has left. Unit: minutes. */
const FIRST_ASK_MINUTES = 1;

export interface SendRequest {
  readonly districtId: number;
  readonly now: () => Date;
  readonly providers: Providers;
  /** What follows when a message has left or failed, by the thing it is about. */
  readonly hooks?: MailHooks;
  /** Reads a file that goes along, by its path below the home; undefined: it is not on this machine. */
  readonly readFile?: (file: string) => Promise<Buffer | undefined>;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number) => void;
}

type Outcome = 'sent' | 'again' | 'failed' | 'setup';

/** Input: a pool that is not walled. Fails: nothing that a provider does; each message says itself what became of it. */
export async function sendWaiting(pool: Pick<Pool, 'connect'>, request: SendRequest): Promise<SendFigures> {
  const figures = { sent: 0, again: 0, failed: 0 };
  const { email, text = null } = request.providers;
  const ways = new Set([...(email === null ? [] : ['email']), ...(text === null ? [] : ['text'])]);
  const client = await pool.connect();
  try {
    const hours = await readFamilyHours(client, request.districtId);
    await noteWays(client, request.districtId, { email: email !== null, text: text !== null, now: request.now() });
    while (request.signal?.aborted !== true) {
      const next = await sendNext(client, { ...request, ways: [...ways], hours });
      if (next === null) break;
      // What is wrong with the settings is wrong for all messages of this way.
      if (next.outcome === 'setup') ways.delete(next.way);
      else figures[next.outcome] += 1;
      request.progress?.(figures.sent);
    }
    return { ...figures, waiting: await countWaiting(client, request.districtId, [...ways]) };
  } finally {
    client.release();
  }
}

interface Waiting {
  readonly id: number;
  readonly way: 'email' | 'text';
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  readonly ics: string;
  readonly method: '' | 'REQUEST' | 'CANCEL';
  readonly file: string;
  readonly fileName: string;
  readonly tries: number;
  readonly tryingSince: Date | null;
}

type Sending = SendRequest & { readonly ways: readonly string[]; readonly hours: FamilyHours };

interface Sent {
  readonly way: 'email' | 'text';
  readonly outcome: Outcome;
}

/**
 * A message that goes out with notices waits while these can be undone. The row is held while its message is sent: who dies in between
 * has sent it perhaps. An e-mail is sent again under the same Message-ID; of a text the provider is asked first whether it has it.
 */
async function sendNext(client: ClientBase, request: Sending): Promise<Sent | null> {
  const claimed = await claim(client, request);
  if (claimed === null) return null;
  return inTransaction(client, async () => {
    const found = await client.query<Waiting>(
      `select mail_id as id, way, key, send_to as "to", subject, body as text, language, ics, ics_method as method, tries,
          attachment as file, attachment_name as "fileName",
          trying_since as "tryingSince"
         from mail_outbox where district_id = $1 and mail_id = $2 and state = 'waiting' for update skip locked`,
      [request.districtId, claimed.id],
    );
    const [mail] = found.rows;
    // Another worker holds it or has sent it, or somebody took it back just now.
    if (mail === undefined) return { way: claimed.way, outcome: 'again' };
    const result = await carry(client, request, { ...mail, tryingSince: claimed.tryingSince });
    return { way: mail.way, outcome: await record(client, request, mail, result) };
  });
}

interface Claimed {
  readonly id: number;
  readonly way: 'email' | 'text';
  /** When an earlier try began whose end nobody knows. */
  readonly tryingSince: Date | null;
}

/** Chooses the next one and writes, before it is tried, that a try has begun. */
function claim(client: ClientBase, { districtId, now, ways, hours }: Sending): Promise<Claimed | null> {
  return inTransaction(client, async () => {
    const at = now();
    const mayFamily = nextFamilyMoment(hours, at).getTime() === at.getTime();
    const found = await client.query<Claimed>(
      `select mail_id as id, way, trying_since as "tryingSince" from mail_outbox o
        where district_id = $1 and state = 'waiting' and next_try_at <= $2 and way = any ($3)
          and not exists (select from batches b where b.district_id = o.district_id and b.batch_id = o.batch_id
            and b.opened_at is null and (b.paused_at is not null or b.undo_until > $2))
          and (attachment = '' or attachment_at is not null) and (not to_family or $4)
        order by next_try_at, mail_id limit 1 for update skip locked`,
      [districtId, at, ways, mayFamily],
    );
    const [next] = found.rows;
    if (next?.way === 'text' && next.tryingSince === null)
      await client.query('update mail_outbox set trying_since = $3 where district_id = $1 and mail_id = $2', [
        districtId,
        next.id,
        now(),
      ]);
    return next ?? null;
  });
}

async function carry(client: ClientBase, request: Sending, mail: Waiting): Promise<MailResult> {
  const { districtId, providers } = request;
  const { to, subject, text, key, language, ics, method, tryingSince } = mail;
  if (mail.way === 'email') {
    const invitation = method === '' ? {} : { ics: { method, text: ics } };
    const attachment = await attachmentOf(request, mail);
    if (attachment === null) return NO_FILE;
    return sendMail(providers.email as MailSettings, {
      to,
      subject,
      text,
      key,
      language,
      ...invitation,
      ...attachment,
    });
  }
  const settings = providers.text as TextSettings;
  if (tryingSince !== null) {
    const known = await findTexts(settings, { to, text }, tryingSince);
    if (known === null) return UNSURE;
    const [ours] = await notOnFile(client, districtId, known);
    if (ours !== undefined) return { outcome: 'sent', providerId: ours };
  }
  if ((await readStops(client, districtId, [to])).size > 0) return STOPPED;
  return sendText(settings, { to, text });
}

/** What goes along; null: it should and is not there. */
async function attachmentOf(
  { readFile }: Sending,
  { file, fileName }: Waiting,
): Promise<{ readonly attachment?: NonNullable<Mail['attachment']> } | null> {
  if (file === '') return {};
  const content = await readFile?.(file);
  return content === undefined ? null : { attachment: { name: fileName, content } };
}

const NO_FILE: MailResult = {
  outcome: 'failed',
  kind: 'again',
  why: 'given-up',
  reason: 'The file that goes along is not on this machine.',
};

const STOPPED: MailResult = {
  outcome: 'failed',
  kind: 'final',
  why: 'stopped',
  reason: 'The person wants no text messages.',
};

const UNSURE: MailResult = {
  outcome: 'failed',
  kind: 'again',
  why: 'given-up',
  isUnsure: true,
  reason: 'Nobody knows whether an earlier try went through, and the text provider did not say.',
};

/** Two messages with the same words to one number are two: what another message holds is not ours. */
async function notOnFile(client: ClientBase, districtId: number, ids: readonly string[]): Promise<readonly string[]> {
  const found = await client.query<{ id: string }>(
    'select provider_id as id from mail_outbox where district_id = $1 and provider_id = any ($2)',
    [districtId, ids],
  );
  const known = new Set(found.rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

async function record(
  client: ClientBase,
  { districtId, now, hooks = {} }: Sending,
  { id, way, to, tries }: Waiting,
  result: MailResult,
): Promise<Outcome> {
  const at = now();
  const told = { districtId, mailId: id, by: '', now: at, hooks };
  if (result.outcome === 'sent') {
    const { providerId = '' } = result;
    const askAt = way === 'text' ? minutesAfter(at, FIRST_ASK_MINUTES) : null;
    await countTry(client, districtId, id);
    await recordResult(client, { ...told, result: { kind: 'left', providerId, askAt } });
    return 'sent';
  }
  const { kind, why, reason, isUnsure = false } = result;
  if (kind === 'final' || (kind === 'again' && tries + 1 >= MOST_TRIES)) {
    await countTry(client, districtId, id);
    if (why === 'stopped')
      await noteStop(client, districtId, { number: to, kind: 'stop', source: 'provider', by: '', at });
    await recordResult(client, {
      ...told,
      result: { kind: 'failed', why: kind === 'final' ? why : 'given-up', reason },
    });
    return 'failed';
  }
  const wait = kind === 'setup' ? SETUP_WAIT_MINUTES : FIRST_WAIT_MINUTES * 2 ** tries;
  await client.query(
    `update mail_outbox set tries = tries + $3, reason = $4, next_try_at = $5, trying_since = case when $6 then trying_since end
      where district_id = $1 and mail_id = $2`,
    [districtId, id, kind === 'setup' ? 0 : 1, reason, minutesAfter(at, wait), isUnsure],
  );
  return kind === 'setup' ? 'setup' : 'again';
}

async function countTry(client: ClientBase, districtId: number, id: number): Promise<void> {
  await client.query('update mail_outbox set tries = tries + 1 where district_id = $1 and mail_id = $2', [
    districtId,
    id,
  ]);
}

function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

async function countWaiting(client: ClientBase, districtId: number, ways: readonly string[]): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::int as count from mail_outbox where district_id = $1 and state = 'waiting' and not way = any ($2)`,
    [districtId, ways],
  );
  return found.rows[0]?.count ?? 0;
}
