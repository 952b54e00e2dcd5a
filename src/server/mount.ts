/** Makes a Fastify route of each route of the contract. */
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
import { recordAudit, scopedDatabase } from '../access/index.ts';
import type { Context, FileAnswer, Handler, ServerParts } from './context.ts';
import { admit, recordRefusal, refuseForeignSchool } from './guard.ts';
import { once } from './idempotency.ts';
import { refuseOddText } from './odd-text.ts';
import { problem } from './problems.ts';
import { withTitles } from './titles.ts';
import { todaySayer } from './today.ts';
import { Written } from './written.ts';
import { isFile, ProblemShape, type Contract, type Route } from './route.ts';

export function mountContract(
  app: FastifyInstance,
  parts: ServerParts,
  contract: Contract,
  handlers: Readonly<Record<string, unknown>>,
): void {
  const sayToday = todaySayer(parts);
  for (const [operation, route] of Object.entries(contract)) {
    const handler = handlers[operation] as Handler<Route>;
    app.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(operation, route),
      ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
      onRequest: (request) => admit(parts, route, request),
      preValidation: async (request) => refuseOddText(request),
      preHandler: async (request) => refuseForeignSchool(request),
      onSend: async (request, reply) => {
        await sayToday(reply);
        await recordRefusal(parts, operation, request, reply);
      },
      handler: (request, reply) => answer({ parts, operation, route, handler }, request, reply),
    });
  }
}

interface Mounted {
  readonly parts: ServerParts;
  readonly operation: string;
  readonly route: Route;
  readonly handler: Handler<Route>;
}

async function answer(mounted: Mounted, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { route, handler } = mounted;
  const context = contextOf(mounted, request, reply);
  reply.code(route.status ?? 200).header('cache-control', 'no-store');
  if (route.idempotent === true) return answerOnce(mounted, context, reply);
  const result = await handler(context);
  if (isFile(route.ok)) return sendFile(reply, result);
  const written: unknown = result;
  if (written instanceof Written) return reply.type('application/json; charset=utf-8').send(written.body);
  const { parts, actor } = context;
  return withTitles(result, { db: parts.db, districtId: parts.districtId, language: actor?.language ?? 'en' });
}

async function answerOnce({ parts, operation, handler, route }: Mounted, context: Context, reply: FastifyReply) {
  if (context.idempotencyKey === '') throw problem('idempotency-key-missing');
  const { personId } = context.actor;
  const { params, query, body } = context as { params: unknown; query: unknown; body: unknown };
  // What is uploaded is read by the handler, piece by piece: another file shows by its size.
  const size = route.upload === true ? [headerOf(context.request, 'content-length')] : [];
  const request = { personId, key: context.idempotencyKey, operation, asked: [params, query, body, ...size] };
  const { status, answer: result } = await once(parts, request, async () => ({
    answer: z.encode(route.ok as z.ZodType, await handler(context)),
    status: reply.statusCode,
  }));
  reply.code(status);
  return result;
}

function contextOf({ parts, route }: Mounted, request: FastifyRequest, reply: FastifyReply): Context {
  const visitor = request.visitor ?? { actor: null, sessionId: null, sessionEndsAt: null, reach: { kind: 'none' } };
  const { actor, reach, sessionId, sessionEndsAt } = visitor;
  const { districtId, now } = parts;
  const revision = headerOf(request, 'if-match').replace(/^(?:W\/)?"(.*)"$/, '$1');
  if (route.ifMatch === true && revision === '') throw problem('if-match-missing');
  const context = {
    params: request.params,
    query: request.query,
    body: request.body,
    actor,
    reach,
    db: actor === null ? parts.db : scopedDatabase(parts.db, actor, reach),
    districtId,
    parts,
    sessionId,
    sessionEndsAt,
    audit: (entry: Parameters<typeof recordAudit>[2]) =>
      recordAudit(parts.db.pool, { actor, districtId, from: request.ip, at: now() }, entry),
    idempotencyKey: headerOf(request, 'idempotency-key').slice(0, 200),
    revision,
    request,
    reply,
  };
  return context as unknown as Context;
}

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value.trim() : '';
}

function sendFile(reply: FastifyReply, { name, type, body, isAttachment }: FileAnswer): FastifyReply {
  const charset = type.startsWith('text/') ? '; charset=utf-8' : '';
  const isShown = !(isAttachment ?? type.startsWith('text/'));
  return reply
    .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename="${name}"`)
    .type(`${type}${charset}`)
    .serializer((payload: string) => payload)
    .send(body);
}

function schemaOf(operation: string, route: Route): FastifySchema {
  const { tag, summary, params, query, body, ok, status = 200 } = route;
  return {
    operationId: operation,
    tags: [tag],
    summary,
    ...(route.action === 'public' ? { security: [] } : { description: `For who may \`${route.action}\`.` }),
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    ...(route.upload === true ? { consumes: ['multipart/form-data'] } : {}),
    ...(headersOfRoute(route) === undefined ? {} : { headers: headersOfRoute(route) }),
    response: {
      [status]: isFile(ok)
        ? { description: 'A file', content: { [ok.type]: { schema: z.string().meta({ format: 'binary' }) } } }
        : ok,
      default: { description: 'A problem', content: { 'application/problem+json': { schema: ProblemShape } } },
    },
  };
}

function headersOfRoute({ idempotent, ifMatch }: Route): z.ZodType | undefined {
  if (idempotent === true) return z.looseObject({ 'idempotency-key': z.string().max(200).optional() });
  return ifMatch === true ? z.looseObject({ 'if-match': z.string().max(200).optional() }) : undefined;
}
