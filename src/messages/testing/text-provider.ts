/** A provider of text messages for tests: real HTTP, the REST interface and the answers of Twilio, nothing sent. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TextSettings } from '../text.ts';

export interface KeptText {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly callback: string;
  readonly date_created: string;
  status: string;
  error_code: number | null;
}

export interface TextProvider {
  readonly url: string;
  readonly settings: TextSettings;
  readonly texts: KeptText[];
  /** What the next requests to send are answered with, instead of taking the message. `silent`: taken, and the line breaks. */
  readonly answers: ({ readonly status: number; readonly code: number } | 'silent')[];
  /** How often the list was asked for. */
  lists: number;
  close(): Promise<void>;
}

const ACCOUNT = 'ACtest';
const TOKEN = 'token-of-the-test';

/** Starts it on a free port. `now` is what it writes as the time of a message. */
export async function startTextProvider({
  now = () => new Date(),
}: { readonly now?: () => Date } = {}): Promise<TextProvider> {
  const kept: Pick<TextProvider, 'texts' | 'answers' | 'lists'> = { texts: [], answers: [], lists: 0 };
  const server = createServer((request, response) => {
    void answer(kept, now, request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { readonly port: number };
  const url = `http://127.0.0.1:${port}`;
  const settings = { url, account: ACCOUNT, token: TOKEN, from: '+15105550100', callback: null };
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  return Object.assign(kept, { url, settings, close });
}

async function answer(
  kept: Pick<TextProvider, 'texts' | 'answers' | 'lists'>,
  now: () => Date,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const url = new URL(request.url ?? '/', 'http://provider');
  const given = request.headers.authorization ?? '';
  if (given !== `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`) {
    send(401, { code: 20003, message: 'Authenticate', status: 401 });
    return;
  }
  const path = /^\/2010-04-01\/Accounts\/ACtest\/Messages(?:\/(SM\w+))?\.json$/.exec(url.pathname);
  if (path === null) send(404, { code: 20404, status: 404 });
  else if (request.method === 'POST') await take(kept, now, { request, response, send });
  else if (path[1] !== undefined) {
    const found = kept.texts.find(({ sid }) => sid === path[1]);
    send(found === undefined ? 404 : 200, found ?? { code: 20404, status: 404 });
  } else {
    kept.lists += 1;
    send(200, { messages: kept.texts.filter(({ to }) => to === url.searchParams.get('To')) });
  }
}

interface Taking {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly send: (status: number, body: unknown) => void;
}

async function take(
  { texts, answers }: Pick<TextProvider, 'texts' | 'answers'>,
  now: () => Date,
  { request, response, send }: Taking,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'));
  const refusal = answers.shift();
  if (refusal !== undefined && refusal !== 'silent') {
    send(refusal.status, { code: refusal.code, message: `To ${form.get('To') ?? ''}`, status: refusal.status });
    return;
  }
  const kept: KeptText = {
    sid: `SM${String(texts.length + 1).padStart(32, '0')}`,
    to: form.get('To') ?? '',
    from: form.get('From') ?? form.get('MessagingServiceSid') ?? '',
    body: form.get('Body') ?? '',
    callback: form.get('StatusCallback') ?? '',
    date_created: now().toUTCString(),
    status: 'queued',
    error_code: null,
  };
  texts.push(kept);
  if (refusal === 'silent') response.destroy();
  else send(201, kept);
}
