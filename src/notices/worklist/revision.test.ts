import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRevision } from '../../db/revisions.ts';
import { withTransaction } from '../../db/index.ts';
import { approve, decline, hold, lift, note } from '../decisions/decide.ts';
import { keepNotice } from '../decisions/keep.ts';
import { mark } from '../decisions/mark.ts';
import { markProduced } from '../decisions/mark-produced.ts';
import { reissue } from '../decisions/reissue.ts';
import { rescind } from '../decisions/rescind.ts';
import { withdraw } from '../decisions/withdraw.ts';
import { explainWhy } from '../explanation/why.ts';
import { previewIssue } from '../issue/issue-notices.ts';
import { addSlots, moveSlot, readSlots, takeOutSlot } from '../slots/slots.ts';
import {
  AS_OF,
  deciding,
  dropTestDistricts,
  EVERYBODY,
  issueAt,
  ladderPack,
  lakeside,
  lakesideBundle,
  NOW,
  worklistOf,
} from '../testing/lakeside.ts';
import type { TestDistrict } from '../testing/lakeside.ts';

afterAll(dropTestDistricts);

/** As another process sees it: through connections of its own. */
let elsewhere: pg.Pool;
let district: TestDistrict;
beforeEach(async () => {
  district = await lakeside({ pack: { conference: true, approval: true } });
  elsewhere = new pg.Pool({ connectionString: district.db.url, max: 2 });
});
afterEach(() => elsewhere.end());

const revision = (): Promise<string> => readRevision(elsewhere, district.id);

async function isRaisedBy(write: () => Promise<unknown>): Promise<boolean> {
  const before = await revision();
  await write();
  return (await revision()) !== before;
}

const writing = () => ({ districtId: district.id, by: 'A. Bell', now: NOW, on: AS_OF });
const noticeOf = async (student: string): Promise<number> => {
  const found = await district.query<{ notice_id: number }>(
    'select notice_id from notices where district_id = $1 and student_id = $2 order by notice_id desc limit 1',
    [district.id, student],
  );
  return found[0]?.notice_id ?? 0;
};
const inTransaction = (work: (client: pg.ClientBase) => Promise<unknown>): Promise<unknown> =>
  withTransaction(district.db, work);

describe('the revision of a district, as another process reads it', () => {
  it('is raised by an import, a calculation and a pack in use', async () => {
    expect(await isRaisedBy(() => district.import(lakesideBundle([...EVERYBODY].slice(1))))).toBe(true);
    expect(await isRaisedBy(() => district.calculate('2025-11-03'))).toBe(true);
    await district.usePack(ladderPack({ settle: 3 }));
    expect(await isRaisedBy(() => district.calculate('2025-11-03'))).toBe(true);
  });

  it('is raised by every decision of a person, and by its lifting', async () => {
    expect(await isRaisedBy(() => decline(district.db, deciding(district, 'maya', 'A')))).toBe(true);
    expect(await isRaisedBy(() => lift(district.db, deciding(district, 'maya', 'A')))).toBe(true);
    const until = { until: '2025-11-30' };
    expect(await isRaisedBy(() => hold(district.db, { ...deciding(district, 'leo', 'A'), ...until }))).toBe(true);
    const days = { days: ['2025-09-22'], until: null };
    expect(await isRaisedBy(() => note(district.db, { ...deciding(district, 'hodan', 'A'), ...days }))).toBe(true);
    await issueAt(district, { filter: { students: ['ada'] } });
    expect(await isRaisedBy(() => approve(district.db, deciding(district, 'ada', 'B')))).toBe(true);
  });

  it('is raised by issuing, by letters made, and by all that becomes of a notice', async () => {
    expect(await isRaisedBy(() => issueAt(district))).toBe(true);
    const [ada, leo, hodan] = await Promise.all(['ada', 'leo', 'hodan'].map(noticeOf));
    expect(
      await isRaisedBy(() =>
        withdraw(district.db, { ...writing(), named: { kind: 'notice', id: leo ?? 0 }, reason: 'x', undo: true }),
      ),
    ).toBe(true);
    const made = { ...writing(), notices: [ada ?? 0, hodan ?? 0] };
    expect(await isRaisedBy(() => inTransaction((client) => markProduced(client, made)))).toBe(true);
    const sent = {
      ...writing(),
      named: { kind: 'notice', id: ada ?? 0 } as const,
      mark: 'sent' as const,
      way: 'mail' as const,
    };
    expect(await isRaisedBy(() => mark(district.db, sent))).toBe(true);
    expect(await isRaisedBy(() => rescind(district.db, { ...writing(), noticeId: hodan ?? 0, reason: 'x' }))).toBe(
      true,
    );
    expect(await isRaisedBy(() => reissue(district.db, { ...writing(), noticeId: hodan ?? 0, reason: 'x' }))).toBe(
      true,
    );
  });

  it('is raised when a changed notice is kept', async () => {
    await issueAt(district);
    const maya = await noticeOf('maya');
    await district.import(lakesideBundle(EVERYBODY.filter((row) => !row.startsWith('maya'))));
    await district.calculate('2025-11-03');
    expect(await isRaisedBy(() => keepNotice(district.db, { ...writing(), noticeId: maya, reason: 'x' }))).toBe(true);
  });

  it('is raised by slots that are added, moved and taken out', async () => {
    const slots = { ...writing(), school: 'oak', on: '2025-12-01', place: 'Room 4', withWhom: 'Ms. Lang' };
    const { pool } = district.db;
    expect(await isRaisedBy(() => addSlots(pool, { ...slots, times: ['15:30', '15:50'] }))).toBe(true);
    const [first, second] = await readSlots(pool, { districtId: district.id });
    await issueAt(district);
    await district.query('update conference_slots set notice_id = $2 where district_id = $1 and slot_id = $3', [
      district.id,
      await noticeOf('ada'),
      first?.slotId,
    ]);
    const who = {
      districtId: district.id,
      personId: '',
      name: 'A. Bell',
      role: 'rollcall',
      now: NOW,
      on: AS_OF,
    } as const;
    const move = { districtId: district.id, slotId: first?.slotId ?? 0, to: second?.slotId ?? 0, who };
    expect(await isRaisedBy(() => inTransaction((client) => moveSlot(client, move)))).toBe(true);
    const out = { ...writing(), slotId: first?.slotId ?? 0 };
    expect(await isRaisedBy(() => takeOutSlot(pool, out))).toBe(true);
  });

  it('is not raised by reading, nor by a write that was undone', async () => {
    const read = async (): Promise<void> => {
      await worklistOf(district);
      await previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
      await inTransaction((client) => explainWhy(client, { districtId: district.id, student: 'maya', asOf: 20_392 }));
    };
    expect(await isRaisedBy(read)).toBe(false);
    expect(await isRaisedBy(() => decline(district.db, deciding(district, 'maya', 'C')).catch(() => undefined))).toBe(
      false,
    );
  });
});
