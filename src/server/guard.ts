/** The first wall: who asks, whether the route's action is theirs, and whether the school they name is. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { coversSchool, reachOf, recordAudit, type Actor, type Reach } from '../access/index.ts';
import type { ServerParts } from './context.ts';
import { problem } from './problems.ts';
import { districtOnlyFacts } from './runs/district-only.ts';
import type { Route } from './route.ts';

export interface Visitor {
  readonly actor: Actor | null;
  readonly sessionId: string | null;
  readonly sessionEndsAt: Date | null;
  readonly reach: Reach;
}

declare module 'fastify' {
  interface FastifyRequest {
    visitor?: Visitor;
  }
}

const NOBODY: Visitor = { actor: null, sessionId: null, sessionEndsAt: null, reach: { kind: 'none' } };

/** Before the body is read. Fails: `foreign-origin`, `sign-in-first`, `not-open`. */
export async function admit(parts: ServerParts, route: Route, request: FastifyRequest): Promise<void> {
  refuseForeignOrigin(request);
  const session = await parts.signIn.actorOf(headersOf(request));
  if (session === null) {
    request.visitor = NOBODY;
    if (route.action === 'public') return;
    throw problem('sign-in-first');
  }
  const reach: Reach = route.action === 'public' ? { kind: 'none' } : reachOf(session.actor, route.action);
  request.visitor = { actor: session.actor, sessionId: session.sessionId, sessionEndsAt: session.expiresAt, reach };
  if (route.action === 'public' || reach.kind !== 'none') return;
  if (route.districtOnly !== true) throw problem('not-open');
  throw problem('district-only', { facts: await districtOnlyFacts(parts, parts.districtId) });
}

/** After the request was parsed: a school that it names. Fails: `not-found`; a route of the district says why itself. */
export function refuseForeignSchool(request: FastifyRequest): void {
  const { reach } = request.visitor ?? NOBODY;
  const asked = [request.query, request.body].map((part) => (part as { school?: unknown } | undefined)?.school);
  for (const school of asked) {
    if (typeof school !== 'string' || school === '') continue;
    if ((reach.kind === 'schools' || reach.kind === 'none') && !coversSchool(reach, school)) throw problem('not-found');
  }
}

/** A browser says where a request comes from; a page of another site may not act with the person's cookie. */
export function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string' && site !== 'same-origin' && site !== 'none') throw problem('foreign-origin');
  const { origin } = request.headers;
  if (origin !== undefined && hostOf(origin) !== request.host) throw problem('foreign-origin');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  return headers;
}

/** A refusal leaves its entry. */
export async function recordRefusal(
  parts: ServerParts,
  operation: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const actor = request.visitor?.actor ?? null;
  if (actor === null || (reply.statusCode !== 403 && reply.statusCode !== 404)) return;
  await recordAudit(
    parts.db.pool,
    { actor, districtId: parts.districtId, from: request.ip, at: parts.now() },
    { action: operation, outcome: 'refused', detail: { status: reply.statusCode } },
  );
}
