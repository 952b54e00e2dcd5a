/** The letters of notices were made. */
import type pg from 'pg';
import { raiseRevision } from '../../db/revisions.ts';
import { appendSteps } from './notice-rows.ts';

export interface ProducedRequest {
  readonly districtId: number;
  readonly notices: readonly number[];
  /** ISO. */
  readonly on: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * Marks notices as produced: those that were issued and not yet produced. Safe to repeat.
 * Returns them, and those that were withdrawn while their letters were made: these letters must not go out.
 */
export async function markProduced(
  client: pg.ClientBase,
  request: ProducedRequest,
): Promise<{ readonly produced: readonly number[]; readonly withdrawn: readonly number[] }> {
  const locked = await client.query<{ notice_id: number; state: string }>(
    'select notice_id, state from notices where district_id = $1 and notice_id = any ($2) order by notice_id for update',
    [request.districtId, request.notices],
  );
  const produced = locked.rows.filter((row) => row.state === 'issued').map((row) => row.notice_id);
  await client.query(`update notices set state = 'produced' where district_id = $1 and notice_id = any ($2)`, [
    request.districtId,
    produced,
  ]);
  await appendSteps(
    client,
    request,
    produced.map((notice) => ({ notice, step: 'produced', on: request.on })),
  );
  if (produced.length > 0) await raiseRevision(client, request.districtId, 'letters');
  return { produced, withdrawn: locked.rows.filter((row) => row.state === 'withdrawn').map((row) => row.notice_id) };
}
