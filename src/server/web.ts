/** The built app: files with their hash in the name for a year, the page itself fresh each time, for the person who asks. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServerParts } from './context.ts';
import { answerProblem } from './errors.ts';
import { linksFor, type FirstLoad, type PageVisitor } from './first-load.ts';
import { headersOf } from './guard.ts';
import { ownSchools, readDistrict } from './me/district.ts';
import { shapeOf } from './problems.ts';

export async function mountWeb(app: FastifyInstance, parts: ServerParts): Promise<void> {
  const { webRoot } = parts;
  const page = webRoot === null ? null : pageOf(parts, webRoot);
  if (webRoot !== null && page !== null) {
    await app.register(fastifyStatic, {
      root: join(webRoot, 'assets'),
      prefix: '/assets/',
      index: false,
      wildcard: true,
      preCompressed: true,
      maxAge: '1y',
      immutable: true,
    });
    app.get('/', { schema: { hide: true } }, page);
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w+$/.test(pathOf(request.url));
    if (page !== null && isPage) return page(request, reply);
    return answerProblem(reply, shapeOf('not-found'));
  });
}

/** The page, in the person's language, with links to what the browser will need: it has them fetched while the app's code is on its way. */
function pageOf(parts: ServerParts, webRoot: string) {
  const read = keptPage(webRoot);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const [{ html, load }, person] = await Promise.all([read(), personOf(parts, request)]);
    const language = person?.language ?? languageOf(request.headers['accept-language']);
    const links = linksFor(load, { path: pathOf(request.url), visitor: person, language });
    // What the page names depends on who asks, so it is kept nowhere.
    reply.code(200).type('text/html; charset=utf-8').header('cache-control', 'no-store');
    return reply.send(
      html
        .replace('<html lang="en"', `<html lang="${language}"`)
        .replace('<script', `${links.before}<script`)
        .replace('</head>', `${links.after}</head>`),
    );
  };
}

interface Page {
  readonly html: string;
  readonly load: FirstLoad;
}

/** Read anew when the app was built anew. */
function keptPage(webRoot: string): () => Promise<Page> {
  let kept: (Page & { readonly builtAt: number }) | undefined;
  return async () => {
    const builtAt = (await stat(join(webRoot, 'index.html'))).mtimeMs;
    if (kept?.builtAt === builtAt) return kept;
    const [html, load] = await Promise.all(
      ['index.html', 'first-load.json'].map((name) => readFile(join(webRoot, name), 'utf8')),
    );
    kept = { html: html ?? '', load: JSON.parse(load ?? '') as FirstLoad, builtAt };
    return kept;
  };
}

type Person = NonNullable<PageVisitor> & { readonly language: string };

/** Who asks, as far as the page must know; null also where that cannot be asked: the app will say so itself. */
async function personOf(parts: ServerParts, request: FastifyRequest): Promise<Person | null> {
  if (request.headers.cookie === undefined) return null;
  try {
    const actor = (await parts.signIn.actorOf(headersOf(request)))?.actor;
    if (actor === undefined) return null;
    const { schools, hasDistrict } = ownSchools(actor, await readDistrict(parts.db, actor.districtId));
    const school = hasDistrict ? null : (schools[0]?.school ?? null);
    return { role: actor.grants[0]?.role ?? '', school, language: actor.language };
  } catch (error) {
    request.log.warn({ kind: error instanceof Error ? error.name : 'unknown' }, 'a page without its person');
    return null;
  }
}

/** The first language of a browser that the app has. */
function languageOf(header: string | undefined): string {
  const tags = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return tags.find((tag) => tag === 'en' || tag === 'es') ?? 'en';
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
