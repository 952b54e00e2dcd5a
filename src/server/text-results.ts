/** Where the provider of text messages reports what became of one: no session, but a signature. Says nothing back. */
import type { FastifyInstance } from 'fastify';
import { withTransaction } from '../db/index.ts';
import { isSignedText, RESULTS_PATH, takeReport, textSettingsOf } from '../messages/index.ts';
import { MAIL_HOOKS } from '../notices/index.ts';
import type { ServerParts } from './context.ts';
import { problem } from './problems.ts';

const LARGEST_REPORT = 16 * 1024;

/** A form is read here and nowhere else: a page of another site could send one. Without settings or a true signature: not found. */
export function mountTextResults(
  app: FastifyInstance,
  { db, env, now }: Pick<ServerParts, 'db' | 'env' | 'now'>,
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
      const settings = await textSettingsOf(env);
      const signature = request.headers['x-twilio-signature'];
      const form = (request.body ?? {}) as Readonly<Record<string, string>>;
      const url = settings?.callback ?? null;
      if (settings === null || url === null || typeof signature !== 'string') throw problem('not-found');
      if (!isSignedText(settings.token, signature, { url, form })) throw problem('not-found');
      const report = {
        providerId: form['MessageSid'] ?? '',
        status: form['MessageStatus'] ?? '',
        code: Number(form['ErrorCode'] ?? 0) || 0,
      };
      await withTransaction(db, (client) => takeReport(client, report, { now: now(), hooks: MAIL_HOOKS }));
      return reply.code(204).send();
    });
  });
}
