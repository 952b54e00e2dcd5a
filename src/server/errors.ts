/** Every error leaves the server as problem+json of the one catalogue. */
import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { traceOf } from '../jobs/index.ts';
import { problemOfRoom, shapeOf, type ProblemCode } from './problems.ts';
import type { ProblemShape } from './route.ts';

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerProblem(reply, problemOf(error, request)));
}

export function answerProblem(reply: FastifyReply, shape: ProblemShape): FastifyReply {
  return reply
    .code(shape.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(shape);
}

function problemOf(error: FastifyError, request: FastifyRequest): ProblemShape {
  const known = problemOfRoom(error);
  if (known !== undefined) return known.shape;
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error);
  const code = codeOfStatus(error.statusCode);
  if (code !== undefined) return shapeOf(code);
  const reference = randomBytes(4).toString('hex');
  request.log.error({ reference, error: traceOf(error) }, 'a request failed');
  return shapeOf('internal', { reference });
}

function invalid(error: FastifyError): ProblemShape {
  const place = (error as { validationContext?: string }).validationContext ?? '';
  const errors = (error.validation ?? []).map(({ instancePath, message }) => ({
    path: `${place}${instancePath.replaceAll('/', '.')}`,
    message: message ?? 'not allowed',
  }));
  return shapeOf('invalid', { errors });
}

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'bad-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'wrong-type',
  429: 'too-many',
  503: 'stopping',
};

function codeOfStatus(status: number | undefined): ProblemCode | undefined {
  if (status === undefined || status >= 500) return status === 503 ? 'stopping' : undefined;
  return BY_STATUS[status] ?? 'bad-request';
}
