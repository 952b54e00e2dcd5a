/** What was queued leaves as soon as a worker is free, not only when the clock says so. */
import type pg from 'pg';
import { enqueue } from '../../jobs/index.ts';
import type { Context } from '../context.ts';

/** In the transaction that queued it. Several changes of a minute are one job. */
export async function mailSoon(
  client: pg.ClientBase,
  { districtId, parts, actor }: Pick<Context, 'districtId' | 'parts' | 'actor'>,
): Promise<void> {
  const now = parts.now();
  const minute = now.toISOString().slice(0, 16);
  await enqueue(client, 'mail', { districtId, by: actor?.name ?? '', now, data: {}, once: `mail ${minute}` });
}
