/** Figures for Prometheus: durations by route, and what Node says of itself. Names no person and no school. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { ServerParts } from './context.ts';
import { problem } from './problems.ts';

/** Mounts `/api/metrics`: for the loopback, or with the token of `ROLLCALL_METRICS_TOKEN`. */
export function mountMetrics(app: FastifyInstance, { env }: Pick<ServerParts, 'env'>): void {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'rollcall_' });
  const durations = new Histogram({
    name: 'rollcall_http_request_seconds',
    help: 'Seconds from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    durations.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.get('/api/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!maySeeMetrics(request, env['ROLLCALL_METRICS_TOKEN'])) throw problem('not-found');
    return reply.type(register.contentType).send(await register.metrics());
  });
}

function maySeeMetrics(request: FastifyRequest, token: string | undefined): boolean {
  // A proxy on this machine hands on what others ask: it is the loopback too, and says so.
  const isHandedOn = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  if (token === undefined || token === '')
    return !isHandedOn && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip);
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
