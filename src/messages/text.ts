/** Text messages by a provider that speaks Twilio's REST interface. */
import { readSetting } from '../access/index.ts';
import type { MailResult } from './mail.ts';
import type { MailFailure } from './states.ts';

export interface TextSettings {
  /** As `https://api.twilio.com`, without a path. */
  readonly url: string;
  readonly account: string;
  readonly token: string;
  /** A number as `+15105550100`, or a messaging service as `MG…`. */
  readonly from: string;
  /** Where the provider reports what became of a message; null: it is only asked. */
  readonly callback: string | null;
}

export interface TextMessage {
  /** As `+15105550100`. */
  readonly to: string;
  readonly text: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const TWILIO = 'https://api.twilio.com';
const TIMEOUT_MS = 20_000;
export const RESULTS_PATH = '/api/text-results';
/** Where the provider sends what people answer. */
export const ANSWERS_PATH = '/api/text-answers';

/**
 * From `ROLLCALL_TEXT_ACCOUNT`, `ROLLCALL_TEXT_TOKEN` (or `ROLLCALL_TEXT_TOKEN_FILE`), `ROLLCALL_TEXT_FROM` and `ROLLCALL_TEXT_URL`;
 * null where texts are not set up. Fails: Refusal where the token's file cannot be read.
 */
export async function textSettingsOf(env: Environment): Promise<TextSettings | null> {
  const account = env['ROLLCALL_TEXT_ACCOUNT']?.trim() ?? '';
  const from = env['ROLLCALL_TEXT_FROM']?.trim() ?? '';
  const token = (await readSetting(env, 'ROLLCALL_TEXT_TOKEN')) ?? '';
  if (account === '' || token === '' || from === '') return null;
  const url = (env['ROLLCALL_TEXT_URL']?.trim() || TWILIO).replace(/\/+$/, '');
  return { url, account, token, from, callback: callbackOf(env) };
}

/** A provider reports over TLS to an address that the internet reaches: that of the app, or one of its own. */
function callbackOf(env: Environment): string | null {
  const given = env['ROLLCALL_TEXT_CALLBACK']?.trim() ?? '';
  if (given === 'off') return null;
  if (given !== '') return given;
  const base = env['ROLLCALL_BASE_URL']?.trim() ?? '';
  return base.startsWith('https://') ? `${base.replace(/\/+$/, '')}${RESULTS_PATH}` : null;
}

/** Hands one message to the provider. The reason of a failure holds no number and no secret. */
export async function sendText(settings: TextSettings, { to, text }: TextMessage): Promise<MailResult> {
  const form = new URLSearchParams({ To: to, Body: text });
  form.set(settings.from.startsWith('MG') ? 'MessagingServiceSid' : 'From', settings.from);
  if (settings.callback !== null) form.set('StatusCallback', settings.callback);
  const answer = await ask(settings, 'Messages.json', form);
  if (answer.kind === 'silent')
    return { outcome: 'failed', kind: 'again', why: 'given-up', isUnsure: true, reason: answer.reason };
  const { status, body } = answer;
  if (status >= 200 && status < 300 && typeof body.sid === 'string') return { outcome: 'sent', providerId: body.sid };
  return refusalOf(status, body);
}

export type TextState =
  | { readonly kind: 'under-way' }
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly why: MailFailure; readonly reason: string }
  | { readonly kind: 'unknown' };

/** Asks what became of a message. `unknown`: the provider did not say. */
export async function askText(settings: TextSettings, providerId: string): Promise<TextState> {
  const answer = await ask(settings, `Messages/${encodeURIComponent(providerId)}.json`);
  if (answer.kind === 'silent' || answer.status !== 200) return { kind: 'unknown' };
  const { status, error_code: code } = answer.body;
  return textStateOf(typeof status === 'string' ? status : '', Number(code ?? 0));
}

/** What a provider's word for a status says, with the code of its error. */
export function textStateOf(status: string, code: number): TextState {
  if (status === 'delivered' || status === 'read') return { kind: 'delivered' };
  if (status === 'undelivered' || status === 'failed' || status === 'canceled') {
    const why = WHY[code] ?? 'unreachable';
    return { kind: 'failed', why, reason: sentenceOf(why, code) };
  }
  return UNDER_WAY.has(status) ? { kind: 'under-way' } : { kind: 'unknown' };
}

const UNDER_WAY = new Set(['accepted', 'scheduled', 'queued', 'sending', 'sent']);

/**
 * The numbers that the provider gave lately to messages with this text to this number: where nobody knows whether a try went
 * through. Null: the provider did not say.
 */
export async function findTexts(
  settings: TextSettings,
  { to, text }: TextMessage,
  since: Date,
): Promise<readonly string[] | null> {
  const answer = await ask(settings, `Messages.json?${new URLSearchParams({ To: to, PageSize: '50' }).toString()}`);
  if (answer.kind === 'silent' || answer.status !== 200 || !Array.isArray(answer.body.messages)) return null;
  const from = since.getTime() - 60_000;
  return (answer.body.messages as readonly ProviderMessage[])
    .filter((one) => one.body === text && Date.parse(one.date_created ?? '') >= from)
    .flatMap(({ sid }) => sid ?? []);
}

interface ProviderMessage {
  readonly sid?: string;
  readonly body?: string;
  /** RFC 2822. */
  readonly date_created?: string;
}

interface ProviderBody extends Readonly<Record<string, unknown>> {
  readonly sid?: unknown;
  readonly status?: unknown;
  readonly code?: unknown;
  readonly error_code?: unknown;
  readonly messages?: unknown;
}

type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: ProviderBody }
  | { readonly kind: 'silent'; readonly reason: string };

async function ask({ url, account, token }: TextSettings, path: string, form?: URLSearchParams): Promise<Answer> {
  try {
    const response = await fetch(`${url}/2010-04-01/Accounts/${encodeURIComponent(account)}/${path}`, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
        accept: 'application/json',
      },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(form === undefined ? {} : { body: form }),
    });
    const body = (await response.json().catch(() => ({}))) as ProviderBody;
    return { kind: 'answer', status: response.status, body };
  } catch (error) {
    const isLate = (error as Error).name === 'TimeoutError';
    const reason = isLate ? 'The text provider did not answer in time.' : 'The text provider cannot be reached.';
    return { kind: 'silent', reason };
  }
}

/** By the provider's code: why a message does not arrive. Source: Twilio, error and warning dictionary. */
const WHY: Readonly<Record<number, MailFailure>> = {
  21211: 'number',
  21265: 'number',
  21614: 'landline',
  30006: 'landline',
  21610: 'stopped',
  21408: 'not-allowed',
  21612: 'unreachable',
  30003: 'unreachable',
  30005: 'number',
  30004: 'filtered',
  30007: 'filtered',
  30034: 'not-allowed',
  30032: 'not-allowed',
  21617: 'too-long',
  21605: 'too-long',
};

/** The sender, the service or the address for reports is not right: every message would fail alike. */
const SETUP_CODES: ReadonlySet<number> = new Set([
  20003, 20404, 21603, 21606, 21609, 21659, 21660, 21701, 21703, 21705,
]);

const SENTENCES: Readonly<Partial<Record<MailFailure, string>>> = {
  number: 'The number is no phone number that can be reached.',
  landline: 'The number cannot get text messages.',
  stopped: 'The person has answered STOP to text messages of this sender.',
  unreachable: 'The phone could not be reached.',
  filtered: 'The carrier did not let the message through.',
  'not-allowed': 'The account of the text provider may not send to this number.',
  'too-long': 'The message is too long for the text provider.',
};

function sentenceOf(why: MailFailure, code: number): string {
  const said = SENTENCES[why] ?? 'The text provider refused the message.';
  return code === 0 ? said : `${said} (code ${code})`;
}

/** 429 and 5xx: later. The account or the sender: nothing leaves until it is mended. Everything else is about this message, and final. */
function refusalOf(status: number, body: ProviderBody): MailResult {
  const code = Number(body.code ?? 0) || 0;
  if (status === 429 || status >= 500) {
    const reason = `The text provider could not take the message now (answer ${status}).`;
    return { outcome: 'failed', kind: 'again', why: 'given-up', isUnsure: status >= 500, reason };
  }
  if (status === 401 || status === 403 || status === 404 || SETUP_CODES.has(code)) {
    const reason = `The text provider does not take the account, the token or the sender of ROLLCALL_TEXT_… (answer ${status}${code === 0 ? '' : `, code ${code}`}).`;
    return { outcome: 'failed', kind: 'setup', why: 'refused', reason };
  }
  const why = WHY[code] ?? 'refused';
  return { outcome: 'failed', kind: 'final', why, reason: sentenceOf(why, code) };
}
