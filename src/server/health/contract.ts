/** Whether the server is well, for whoever watches over it. */
import { z } from 'zod';
import { route } from '../route.ts';

export const healthContract = {
  readHealth: route({
    method: 'GET',
    path: '/api/health',
    tag: 'health',
    summary: 'Whether the server and its database are well. Answers 503 where they are not.',
    action: 'public',
    ok: z.object({
      status: z.enum(['well', 'suffering']),
      version: z.string(),
      database: z.enum(['well', 'unreachable']),
    }),
  }),
};
