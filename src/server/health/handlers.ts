/** Whether the server is well. */
import type { Handlers } from '../context.ts';
import type { healthContract } from './contract.ts';

export const healthHandlers: Handlers<typeof healthContract> = {
  readHealth: async ({ parts, reply }) => {
    const isThere = await parts.db.pool.query('select 1').then(
      () => true,
      () => false,
    );
    reply.header('cache-control', 'no-store');
    if (!isThere) reply.code(503);
    return {
      status: isThere ? 'well' : 'suffering',
      version: parts.version,
      database: isThere ? 'well' : 'unreachable',
    };
  },
};
