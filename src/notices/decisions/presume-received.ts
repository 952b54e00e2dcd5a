/** "Received" is presumed n school days after mailing, where the pack says so. A letter that comes back ends it. */
import type pg from 'pg';
import { forgetJudged } from '../../calculation/index.ts';
import { readPackVersions } from '../pack-versions.ts';
import { readSchoolDays } from '../worklist/school-days.ts';
import { recordLetterEvents } from './letter-events.ts';
import { appendSteps } from './notice-rows.ts';
import { identityOfRow, type TriggerIdentity } from '../identity.ts';

export interface PresumeRequest {
  readonly districtId: number;
  /** ISO. */
  readonly asOf: string;
  readonly by: string;
  readonly now: Date;
}

interface MailedNotice {
  readonly noticeId: number;
  readonly identity: TriggerIdentity;
  readonly school: string;
  readonly packHash: string;
  readonly mailedOn: string;
}

/**
 * Marks as received what was mailed long enough ago: at least n days in session of the notice's school lie after the day
 * of mailing, up to and including the as-of date. The day it counts as received is the n-th of them.
 * Input: a client in a transaction that holds the district's lock. Safe to repeat. Returns how many.
 */
export async function presumeReceived(client: pg.ClientBase, request: PresumeRequest): Promise<number> {
  const mailed = await readMailed(client, request);
  if (mailed.length === 0) return 0;
  const packs = await readPackVersions(client, {
    districtId: request.districtId,
    hashes: mailed.map((notice) => notice.packHash),
  });
  const from = mailed.map((notice) => notice.mailedOn).reduce((oldest, day) => (day < oldest ? day : oldest));
  const schools = [...new Set(mailed.map((notice) => notice.school))];
  const days = await readSchoolDays(client, { districtId: request.districtId, from, through: request.asOf, schools });
  const received = mailed.flatMap((notice) => {
    const after = packs.get(notice.packHash)?.presumeReceivedAfterSchoolDays;
    if (after === null || after === undefined) return [];
    const on = receivedOn(days.get(notice.school) ?? [], notice.mailedOn, after);
    return on === undefined ? [] : [{ notice, on }];
  });
  await client.query(
    `update notices set state = 'received' where district_id = $1 and notice_id = any ($2) and state = 'sent'`,
    [request.districtId, received.map(({ notice }) => notice.noticeId)],
  );
  await appendSteps(
    client,
    request,
    received.map(({ notice, on }) => ({ notice: notice.noticeId, step: 'received', on, way: 'presumed' })),
  );
  await recordLetterEvents(client, request, { event: 'letter-received', letters: received });
  await forgetJudged(client, request.districtId, [...new Set(received.map(({ notice }) => notice.identity.student))]);
  return received.length;
}

/** The n-th day in session after the mailing; undefined while it has not come. Input: days in order, ISO. */
export function receivedOn(
  schoolDays: readonly string[],
  mailedOn: string,
  afterSchoolDays: number,
): string | undefined {
  if (afterSchoolDays === 0) return mailedOn;
  return schoolDays.filter((day) => day > mailedOn)[afterSchoolDays - 1];
}

async function readMailed(client: pg.ClientBase, request: PresumeRequest): Promise<readonly MailedNotice[]> {
  const found = await client.query<{
    notice_id: number;
    pack_id: string;
    student_id: string;
    criterion: string;
    cycle_on: string;
    occurrence: number;
    school_id: string;
    notice_school_id: string;
    pack_hash: string;
    on_date: string;
  }>(
    `select n.notice_id, n.pack_id, n.student_id, n.criterion, n.cycle_on, n.occurrence, n.school_id, n.notice_school_id, n.pack_hash,
            s.on_date
       from notices n
       join lateral (select on_date, way from notice_steps s
                      where s.district_id = n.district_id and s.notice_id = n.notice_id and s.step = 'sent'
                      order by s.step_id desc limit 1) s on s.way in ('mail', 'certified', 'e-mail')
      where n.district_id = $1 and n.state = 'sent' and n.origin = 'rollcall' and s.on_date <= $2
      order by n.notice_id
      for update of n`,
    [request.districtId, request.asOf],
  );
  return found.rows.map((row) => ({
    noticeId: row.notice_id,
    identity: identityOfRow(row),
    school: row.notice_school_id,
    packHash: row.pack_hash,
    mailedOn: row.on_date,
  }));
}
