/** Taking notices back before anything was produced. */
import type pg from 'pg';
import { lockDistrict, rejudge } from '../../calculation/index.ts';
import { cancelMeetingsOfNotices, type ActingRole, type Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { Database } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import type { EffectCount } from '../effects/plan-effects.ts';
import { withdrawEffects } from '../effects/withdraw-effects.ts';
import type { BatchOrNotice } from '../identity.ts';
import { cancelLetters } from '../letter-mail/cancel-letters.ts';
import { requireNextState } from '../states.ts';
import { insertDecisions, liftDecisions } from './decision-rows.ts';
import { appendSteps, lockNotices, requireOurs, setState } from './notice-rows.ts';
import type { NoticeRow } from './notice-rows.ts';

export interface WithdrawRequest {
  readonly districtId: number;
  readonly named: BatchOrNotice;
  readonly reason: string;
  /** Withdraw and lift in one step: the notices are due again. */
  readonly undo: boolean;
  readonly by: string;
  /** Who takes it back, in the app; left out at the command line. */
  readonly person?: { readonly personId: string; readonly role: ActingRole };
  readonly now: Date;
  /** ISO. */
  readonly on: string;
  /** In the same transaction, before anything is changed: refuses by failing. */
  readonly guard?: (client: pg.ClientBase) => Promise<void>;
  /** In the same transaction, afterwards: what must stand or fall with it. */
  readonly onWithdrawn?: (client: pg.ClientBase) => Promise<void>;
}

/**
 * Withdraws one notice or all of a batch, all or none. Without `undo` they stay declined until that is lifted.
 * What they brought about goes with them, as each kind says.
 * Fails: Refusal when one of them was produced already, made a behavior incident, or there is nothing left to withdraw.
 */
export async function withdraw(
  db: Pick<Database, 'pool'>,
  request: WithdrawRequest,
): Promise<{
  readonly withdrawn: readonly string[];
  readonly due_again: boolean;
  /** Of what they brought about: what stays as it is. */
  readonly stays: readonly EffectCount[];
}> {
  return withTransaction(db, async (client) => {
    await lockDistrict(client, request.districtId);
    await request.guard?.(client);
    const notices = await withdrawable(client, request);
    const ids = notices.map((notice) => notice.noticeId);
    await cancelLetters(client, { districtId: request.districtId, notices: ids, now: request.now });
    const stays = await withdrawEffects(client, whoWithdraws(request), { notices: ids, reason: request.reason });
    await setState(client, request.districtId, ids, 'withdrawn');
    await appendSteps(
      client,
      request,
      ids.map((notice) => ({ notice, step: 'withdrawn', on: request.on, note: request.reason })),
    );
    await client.query('update conference_slots set notice_id = null where district_id = $1 and notice_id = any ($2)', [
      request.districtId,
      ids,
    ]);
    await cancelMeetingsOfNotices(client, whoCancels(request), { noticeIds: ids, reason: request.reason });
    const identities = notices.map((notice) => notice.identity);
    const declined = await insertDecisions(client, request, { identities, kind: 'declined', until: null });
    if (request.undo) await liftDecisions(client, request, declined);
    const students = [...new Set(notices.map((notice) => notice.identity.student))];
    await rejudge(client, { districtId: request.districtId, students, by: request.by, now: request.now });
    await request.onWithdrawn?.(client);
    return { withdrawn: notices.map((notice) => notice.name), due_again: request.undo, stays };
  });
}

function whoWithdraws({ districtId, person, by, now, on }: WithdrawRequest): Who {
  return { districtId, personId: person?.personId ?? '', name: by, role: person?.role ?? 'rollcall', now, on };
}

/** The letter takes its conference with it, whoever withdraws it. */
function whoCancels(request: WithdrawRequest): Who {
  return { ...whoWithdraws(request), role: 'rollcall' };
}

async function withdrawable(client: pg.ClientBase, request: WithdrawRequest): Promise<readonly NoticeRow[]> {
  const named = await lockNotices(client, request.districtId, request.named);
  const notices = request.named.kind === 'batch' ? named.filter((notice) => notice.state !== 'withdrawn') : named;
  if (notices.length === 0)
    throw new Refusal('All notices of this batch are withdrawn already.', { code: 'notice.batch-withdrawn' });
  for (const notice of notices) {
    requireOurs(notice, 'withdraw');
    requireNextState(notice.state, 'withdraw', notice.name);
  }
  return notices;
}
