/** A letter that was issued, and what may become of it: what tests of that begin with. */
import { withTransaction } from '../../db/index.ts';
import { parseBatchOrNotice, parseNotice } from '../identity.ts';
import { readNoticeLog } from '../log/notice-log.ts';
import { AS_OF, issueAt, lakeside, NOW, type TestDistrict } from './lakeside.ts';
import { mark, type Mark, type MarkRequest } from '../decisions/mark.ts';
import { markProduced } from '../decisions/mark-produced.ts';

/** Maya's first letter, issued. */
export async function issued(): Promise<{
  readonly district: TestDistrict;
  readonly batch: string;
  readonly notice: string;
  readonly noticeId: number;
}> {
  const district = await lakeside();
  const { batch } = await issueAt(district, { filter: { students: ['maya'] } });
  const [entry] = await readNoticeLog(district.db.pool, district.id, { student: 'maya' });
  const notice = entry?.notice ?? '';
  return { district, batch: batch ?? '', notice, noticeId: parseNotice(notice) };
}

export function asking(district: TestDistrict, on = AS_OF) {
  return { districtId: district.id, by: 'A. Bell', now: NOW, on };
}

export function produce(district: TestDistrict, noticeId: number): Promise<unknown> {
  return withTransaction(district.db, (client) => markProduced(client, { ...asking(district), notices: [noticeId] }));
}

export function marking(
  district: TestDistrict,
  named: string,
  what: Mark,
  on: string,
  more: Partial<MarkRequest> = {},
) {
  return mark(district.db, {
    districtId: district.id,
    named: parseBatchOrNotice(named),
    mark: what,
    on,
    by: 'A. Bell',
    now: NOW,
    ...more,
  });
}

export async function stateOf(district: TestDistrict): Promise<unknown> {
  return (
    await district.query('select state from notices where district_id = $1 order by notice_id', [district.id])
  ).map((row) => row['state']);
}

export async function events(district: TestDistrict): Promise<unknown> {
  const rows = await district.query(
    `select event, ref, on_date, superseded_import_id is null as stands from events where district_id = $1 and origin = 'rollcall' order by event_id`,
    [district.id],
  );
  return rows.map((row) => [row['event'], row['ref'], row['on_date'], row['stands']]);
}
