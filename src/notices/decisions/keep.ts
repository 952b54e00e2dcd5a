/** A person looked at what changed after sending, and the notice stands. */
import type pg from 'pg';
import { lockDistrict } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { Database } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { keepRows } from '../effects/decide-effect.ts';
import { isOpenCorrection } from '../worklist/corrections.ts';
import { appendSteps, lockNotices } from './notice-rows.ts';
import type { NoticeRow } from './notice-rows.ts';

export interface KeepRequest {
  readonly districtId: number;
  readonly noticeId: number;
  readonly reason: string;
  readonly by: string;
  readonly now: Date;
  /** ISO. */
  readonly on: string;
}

/** Keeps an amended or no longer met notice as it was sent. Fails: Refusal when nothing about it waits for a decision. */
export async function keepNotice(
  db: Pick<Database, 'pool'>,
  request: KeepRequest,
): Promise<{ readonly notice: string; readonly correction: string }> {
  return withTransaction(db, async (client) => {
    await lockDistrict(client, request.districtId);
    const [notice] = (await lockNotices(client, request.districtId, { kind: 'notice', id: request.noticeId })) as [
      NoticeRow,
    ];
    if (notice.correction === null || !isOpenCorrection(notice))
      throw new Refusal(`${notice.name} has not changed since it was sent; there is nothing to decide.`, {
        code: 'notice.unchanged',
        values: { name: notice.name },
      });
    await client.query(
      'update notices set correction_kept_by = $3, correction_kept_reason = $4 where district_id = $1 and notice_id = $2',
      [request.districtId, notice.noticeId, request.by, request.reason],
    );
    await keepAllOf(client, request, notice.noticeId);
    await appendSteps(client, request, [
      { notice: notice.noticeId, step: 'kept', on: request.on, note: request.reason },
    ]);
    return { notice: notice.name, correction: notice.correction };
  });
}

/** Whoever keeps a notice keeps what it brought about and nobody has decided on yet. */
async function keepAllOf(client: pg.ClientBase, request: KeepRequest, noticeId: number): Promise<void> {
  const asked = await client.query<{ effect_id: number }>(
    `select effect_id from effects where district_id = $1 and notice_id = $2 and asked <> ''`,
    [request.districtId, noticeId],
  );
  await keepRows(
    client,
    { districtId: request.districtId, name: request.by, on: request.on },
    { effects: asked.rows.map((row) => row.effect_id), reason: request.reason },
  );
}
