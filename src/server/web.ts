/** The built app: files with their hash in the name for a year, the page itself fresh each time. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { answerProblem } from './errors.ts';
import { shapeOf } from './problems.ts';

export async function mountWeb(app: FastifyInstance, webRoot: string | null): Promise<void> {
  if (webRoot !== null) {
    await app.register(fastifyStatic, {
      root: webRoot,
      index: false,
      wildcard: true,
      preCompressed: true,
      maxAge: '1y',
      immutable: true,
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w+$/.test(pathOf(request.url));
    if (webRoot !== null && isPage) return reply.sendFile('index.html', { maxAge: 0, immutable: false });
    return answerProblem(reply, shapeOf('not-found'));
  });
  if (webRoot !== null)
    app.get('/', { schema: { hide: true } }, (_request, reply) =>
      reply.sendFile('index.html', { maxAge: 0, immutable: false }),
    );
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
