/** Where the provider of text messages reports what became of one, and what people answer: no session, but a signature. Says nothing back. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { withTransaction } from '../db/index.ts';
import {
  ANSWERS_PATH,
  isSignedText,
  noteStop,
  RESULTS_PATH,
  stopOf,
  takeReport,
  textNumber,
  textSettingsOf,
} from '../messages/index.ts';
import { MAIL_HOOKS } from '../notices/index.ts';
import type { ServerParts } from './context.ts';
import { problem } from './problems.ts';

const LARGEST_REPORT = 16 * 1024;

/** A form is read here and nowhere else: a page of another site could send one. Without settings or a true signature: not found. */
export function mountTextResults(
  app: FastifyInstance,
  { db, districtId, env, now }: Pick<ServerParts, 'db' | 'districtId' | 'env' | 'now'>,
): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LARGEST_REPORT },
      (_request, body, done) => {
        done(null, Object.fromEntries(new URLSearchParams(String(body))));
      },
    );
    scope.post(RESULTS_PATH, { schema: { hide: true } }, async (request, reply) => {
      const form = await signedForm(env, request, RESULTS_PATH);
      const report = {
        providerId: form['MessageSid'] ?? '',
        status: form['MessageStatus'] ?? '',
        code: Number(form['ErrorCode'] ?? 0) || 0,
      };
      await withTransaction(db, (client) => takeReport(client, report, { now: now(), hooks: MAIL_HOOKS }));
      return reply.code(204).send();
    });
    scope.post(ANSWERS_PATH, { schema: { hide: true } }, async (request, reply) => {
      const form = await signedForm(env, request, ANSWERS_PATH);
      const kind = stopOf(form['Body'] ?? '', form['OptOutType']);
      const number = textNumber(form['From'] ?? '');
      if (kind !== null && number !== null)
        await noteStop(db.pool, districtId, { number, kind, source: 'answer', by: '', at: now() });
      // What the provider reads as: answer nothing.
      return reply.type('text/xml').send('<Response/>');
    });
  });
}

/** What was sent, where its signature over our address is true. Fails: not found. */
async function signedForm(
  env: ServerParts['env'],
  request: FastifyRequest,
  path: string,
): Promise<Readonly<Record<string, string>>> {
  const settings = await textSettingsOf(env);
  const signature = request.headers['x-twilio-signature'];
  const form = (request.body ?? {}) as Readonly<Record<string, string>>;
  const callback = settings?.callback ?? null;
  if (settings === null || callback === null || typeof signature !== 'string') throw problem('not-found');
  const url = path === RESULTS_PATH ? callback : new URL(path, callback).href;
  if (!isSignedText(settings.token, signature, { url, form })) throw problem('not-found');
  return form;
}
