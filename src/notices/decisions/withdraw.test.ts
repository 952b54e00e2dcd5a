import { afterAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { parseBatchOrNotice, parseNotice } from '../identity.ts';
import { readNoticeLog } from '../log/notice-log.ts';
import { AS_OF, deciding, dropTestDistricts, issueAt, lakeside, linesOf, worklistOf } from '../testing/lakeside.ts';
import { asking, issued, produce, stateOf } from '../testing/issued.ts';
import { lift } from './decide.ts';
import { markProduced } from './mark-produced.ts';
import { withdraw } from './withdraw.ts';

afterAll(dropTestDistricts);

describe('withdraw', () => {
  it('leaves the notice declined, also after a calculation, until that is lifted; then a second one has its own number', async () => {
    const { district, notice } = await issued();
    await withdraw(district.db, {
      ...asking(district),
      named: parseBatchOrNotice(notice),
      reason: 'wrong day',
      undo: false,
    });
    expect(linesOf(await worklistOf(district, { students: ['maya'] }))).toEqual(['A maya declined']);
    await district.calculate('2025-11-07', { full: true });
    expect(linesOf(await worklistOf(district, { students: ['maya'] }))).toEqual(['A maya declined']);
    await district.calculate(AS_OF, { full: true });
    expect(await issueAt(district, { filter: { students: ['maya'] } })).toMatchObject({ issued: 0 });
    await lift(district.db, deciding(district, 'maya', 'A', { reason: 'was right' }));
    expect(await issueAt(district, { filter: { students: ['maya'] } })).toMatchObject({ issued: 1 });
    expect(
      await district.query('select issue_no, state from notices where district_id = $1 order by issue_no', [
        district.id,
      ]),
    ).toEqual([
      { issue_no: 1, state: 'withdrawn' },
      { issue_no: 2, state: 'issued' },
    ]);
  });

  it('undo makes all of a batch due again in one step', async () => {
    const district = await lakeside();
    const { batch } = await issueAt(district);
    const result = await withdraw(district.db, {
      ...asking(district),
      named: parseBatchOrNotice(batch ?? ''),
      reason: 'undone',
      undo: true,
    });
    expect(result.withdrawn).toHaveLength(4);
    expect((await worklistOf(district)).counts).toMatchObject({ due: 5, declined: 0 });
    expect(await issueAt(district)).toMatchObject({ issued: 4 });
  });

  it('is all or none, and refused once letters were made', async () => {
    const district = await lakeside();
    const { batch } = await issueAt(district);
    const [entry] = await readNoticeLog(district.db.pool, district.id, {});
    await produce(district, parseNotice(entry?.notice ?? ''));
    const undone = withdraw(district.db, {
      ...asking(district),
      named: parseBatchOrNotice(batch ?? ''),
      reason: 'undone',
      undo: true,
    });
    await expect(undone).rejects.toThrow(
      /is produced: you cannot withdraw it\. Possible: mark it sent, mark it failed, rescind it\.|Possible: make its letters/,
    );
    expect(await stateOf(district)).not.toContain('withdrawn');
  });

  it('frees the conference slot', async () => {
    const { district, notice, noticeId } = await issued();
    await district.query(
      `insert into conference_slots (district_id, school_id, on_date, at_time, place, with_whom, added_by, added_at, notice_id) values ($1, 'oak', '2025-12-01', '15:30', '', '', 'A. Bell', now(), $2)`,
      [district.id, noticeId],
    );
    await withdraw(district.db, { ...asking(district), named: parseBatchOrNotice(notice), reason: 'x', undo: true });
    expect(
      await district.query('select notice_id from conference_slots where district_id = $1', [district.id]),
    ).toEqual([{ notice_id: null }]);
  });
});

describe('produced', () => {
  it('once, and it names what was withdrawn while the letters were made', async () => {
    const district = await lakeside();
    const { batch } = await issueAt(district);
    const entries = await readNoticeLog(district.db.pool, district.id, {});
    const ids = entries.map((entry) => parseNotice(entry.notice));
    await withdraw(district.db, {
      ...asking(district),
      named: parseBatchOrNotice(entries[0]?.notice ?? ''),
      reason: 'x',
      undo: false,
    });
    const produced = () =>
      withTransaction(district.db, (client) => markProduced(client, { ...asking(district), notices: ids }));
    expect(await produced()).toMatchObject({ withdrawn: [ids[0]] });
    expect(await produced()).toMatchObject({ produced: [] });
    expect(batch).not.toBeNull();
  });
});
