/** Text that no database keeps: the character zero, and halves of characters. */
import type { FastifyRequest } from 'fastify';
import { problem } from './problems.ts';

/** Before the request is looked at. Fails: `invalid`, naming the first place of such a text. */
export function refuseOddText({ params, query, body }: Pick<FastifyRequest, 'params' | 'query' | 'body'>): void {
  for (const [place, part] of Object.entries({ params, querystring: query, body })) {
    const path = oddPlace(part, place);
    if (path !== undefined)
      throw problem('invalid', { errors: [{ path, message: 'allowed: text without the character zero' }] });
  }
}

/** Depth: what JSON.parse made, so it ends; texts of a file are streams and are not looked into. */
function oddPlace(part: unknown, path: string): string | undefined {
  if (typeof part === 'string') return part.includes('\0') || !part.isWellFormed() ? path : undefined;
  if (typeof part !== 'object' || part === null || Buffer.isBuffer(part)) return undefined;
  for (const [key, value] of Object.entries(part)) {
    if (key.includes('\0') || !key.isWellFormed()) return path;
    const found = oddPlace(value, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
