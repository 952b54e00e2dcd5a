/** The server: the API of the contract, sign-in, the built app, health and figures. Holds no knowledge of attendance. */
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { ServerParts } from './context.ts';
import { contract } from './contract.ts';
import { answerErrors, answerProblem } from './errors.ts';
import { headersOf, refuseForeignOrigin } from './guard.ts';
import { handlers } from './handlers.ts';
import { mountMetrics } from './metrics.ts';
import { completeOpenApi } from './openapi.ts';
import { shapeOf } from './problems.ts';
import { mountTextResults } from './text-results.ts';
import { mountContract } from './mount.ts';
import { mountWeb } from './web.ts';

export interface ServerOptions extends ServerParts {
  /** Structured lines on standard error; false: none. */
  readonly log: boolean;
  /** Addresses of proxies whose X-Forwarded-For is believed; false: none. */
  readonly trustProxy: string | false;
}

/** Requests a minute and person before 429; a screen makes some ten. */
const REQUESTS_A_MINUTE = 3000;
const LARGEST_BODY = 256 * 1024;

/** Builds the server; it listens when asked. Closing it lets requests at work end. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.log && loggerOptions(options.env),
    trustProxy: options.trustProxy,
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    // An address that cannot be read comes here before any route and its hooks.
    frameworkErrors: (_error, _request, reply) => void answerProblem(reply, shapeOf('bad-request')),
  });
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app);
  await secure(app, options);
  await describe(app, options);
  mountMetrics(app, options);
  mountTextResults(app, options);
  mountSignIn(app, options);
  mountContract(app, options, contract, handlers);
  await mountWeb(app, options);
  await app.ready();
  return app;
}

async function secure(app: FastifyInstance, { baseUrl, env }: ServerOptions): Promise<void> {
  const isSecure = baseUrl.startsWith('https:');
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        frameSrc: ["'self'", 'blob:'],
        frameAncestors: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        upgradeInsecureRequests: isSecure ? [] : null,
      },
    },
    strictTransportSecurity: isSecure,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(rateLimit, {
    max: Number(env['ROLLCALL_REQUESTS_A_MINUTE'] ?? REQUESTS_A_MINUTE),
    timeWindow: '1 minute',
    hook: 'preHandler',
    keyGenerator: (request: FastifyRequest) => request.visitor?.actor?.personId ?? request.ip,
  });
  await app.register(multipart, { limits: { files: 1, fields: 20, parts: 21, fieldSize: 10_000 } });
}

async function describe(app: FastifyInstance, { version }: ServerOptions): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rollcall',
        version,
        description: 'Who met which criterion on which date, what went out, and why.',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'rollcall.session_token' } } },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (described) => completeOpenApi(jsonSchemaTransformObject(described), contract),
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: false, uiConfig: { validatorUrl: null } });
}

function mountSignIn(app: FastifyInstance, { signIn, baseUrl }: ServerOptions): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    onRequest: async (request) => refuseForeignOrigin(request),
    handler: async (request, reply) => {
      const answer = await signIn.handle(
        new Request(new URL(request.url, baseUrl), {
          method: request.method,
          headers: headersOf(request),
          ...(request.body === undefined || request.body === null ? {} : { body: JSON.stringify(request.body) }),
        }),
        request.ip,
      );
      reply.code(answer.status).header('cache-control', 'no-store');
      for (const [name, value] of answer.headers) {
        if (!['set-cookie', 'content-length', 'transfer-encoding'].includes(name)) reply.header(name, value);
      }
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
      return reply.send(Buffer.from(await answer.arrayBuffer()));
    },
  });
}

/** One JSON line an answer: the route's pattern instead of the address, so that no line holds a search text or an id. */
function loggerOptions(env: ServerParts['env']) {
  return {
    level: env['ROLLCALL_LOG_LEVEL'] ?? 'info',
    stream: process.stderr,
    serializers: {
      req: (request: FastifyRequest) => ({
        method: request.method,
        route: request.routeOptions?.url ?? 'unknown',
        from: request.ip,
      }),
    },
  };
}
