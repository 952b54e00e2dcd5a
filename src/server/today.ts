/** Which day it is in the district, said with every answer: a browser's clock may be wrong, or stand in another zone. */
import type { FastifyReply } from 'fastify';
import { readTimeZone, todayIn } from '../db/zone.ts';
import { TODAY_HEADER } from './client.ts';
import type { ServerParts } from './context.ts';

/** A zone hardly ever changes; asking for it with each request would cost as much as many answers. */
const ZONE_KEPT_MS = 60_000;

/** Writes the day into an answer's head. An answer whose zone cannot be read goes out without it. */
export function todaySayer({ db, districtId, now }: ServerParts): (reply: FastifyReply) => Promise<void> {
  let kept: { readonly zone: string; readonly readAt: number } | undefined;
  return async (reply) => {
    const at = now();
    if (kept === undefined || Math.abs(at.getTime() - kept.readAt) > ZONE_KEPT_MS) {
      const zone = await readTimeZone(db.pool, districtId).catch(() => undefined);
      if (zone === undefined) return;
      kept = { zone, readAt: at.getTime() };
    }
    reply.header(TODAY_HEADER, todayIn(kept.zone, at));
  };
}
