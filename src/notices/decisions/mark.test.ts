import { afterAll, describe, expect, it } from 'vitest';
import { absent } from '../../calculation/test-bundle.ts';
import { withTransaction } from '../../db/index.ts';
import { parseBatchOrNotice, parseNotice } from '../identity.ts';
import { readNotice, readNoticeLog } from '../log/notice-log.ts';
import {
  AS_OF,
  dropTestDistricts,
  issueAt,
  ladderPack,
  lakeside,
  lakesideBundle,
  linesOf,
  NOW,
  TestDistrict,
  worklistOf,
} from '../testing/lakeside.ts';
import { asking, events, issued, marking, stateOf } from '../testing/issued.ts';
import { presumeReceived, receivedOn } from './presume-received.ts';
import { withdraw } from './withdraw.ts';

afterAll(dropTestDistricts);

describe('mark', () => {
  it('records sent and received, as steps and as events that criteria can count on', async () => {
    const { district, batch, notice } = await issued();
    expect(await marking(district, batch, 'sent', '2025-11-03', { way: 'certified', number: '9407' })).toMatchObject({
      marked: [notice],
      state: 'sent',
      skipped: {},
    });
    await marking(district, notice, 'received', '2025-11-06');
    expect(await events(district)).toEqual([
      ['letter-sent', 'A', '2025-11-03', true],
      ['letter-received', 'A', '2025-11-06', true],
    ]);
    const shown = await readNotice(district.db.pool, district.id, parseNotice(notice));
    expect(shown?.steps.map(({ step, on, way, note }) => [step, on, way, note])).toEqual([
      ['issued', AS_OF, '', ''],
      ['sent', '2025-11-03', 'certified', '9407'],
      ['received', '2025-11-06', '', ''],
    ]);
  });

  it('a letter that comes back was not received, and can be sent again', async () => {
    const { district, notice, noticeId } = await issued();
    await marking(district, notice, 'sent', '2025-11-03', { way: 'mail' });
    await withTransaction(district.db, (client) =>
      presumeReceived(client, { districtId: district.id, asOf: '2025-11-10', by: 'rollcall', now: NOW }),
    );
    expect(await stateOf(district)).toEqual(['received']);
    await marking(district, notice, 'returned', '2025-11-13');
    expect(await district.rows('tasks', 'task_id')).toMatchObject([
      {
        student_id: 'maya',
        what: 'key:address',
        role: 'clerk',
        due_on: '2025-11-18',
        state: 'open',
        notice_id: noticeId,
      },
    ]);
    expect(await events(district)).toEqual([
      ['letter-sent', 'A', '2025-11-03', true],
      ['letter-received', 'A', '2025-11-10', false],
      ['letter-returned', 'A', '2025-11-13', true],
    ]);
    await marking(district, notice, 'sent', '2025-11-14', { way: 'sent-home' });
    expect(await stateOf(district)).toEqual(['sent']);
  });

  it('refuses what makes no sense, and says what does', async () => {
    const { district, notice, batch } = await issued();
    await expect(marking(district, notice, 'received', '2025-11-03')).rejects.toThrow(
      'is issued: you cannot mark it received. Possible: make its letters, mark it sent, withdraw it.',
    );
    await expect(marking(district, notice, 'sent', '2025-11-03')).rejects.toThrow('Say how it was sent');
    await expect(marking(district, notice, 'sent', '2025-10-30', { way: 'mail' })).rejects.toThrow(
      'cannot be sent on 2025-10-30',
    );
    // The clock says Nov 21, 2025: a year on is Nov 22, 2026.
    await expect(marking(district, notice, 'sent', '2026-11-23', { way: 'mail' })).rejects.toThrow(
      '2026-11-23 is more than a year after today, 2025-11-21. Is the year right? Nothing was marked.',
    );
    await expect(
      marking(district, notice, 'sent', '2030-11-16', { way: 'mail', now: new Date('2025-10-01T12:00:00Z') }),
    ).rejects.toThrow(`2030-11-16 is more than a year after ${notice} was issued, on 2025-10-31.`);
    await expect(marking(district, notice, 'sent', '2025-11-03', { way: 'mail', number: '1' })).rejects.toThrow(
      'certified',
    );
    await expect(marking(district, batch, 'returned', '2025-11-03')).rejects.toThrow(
      'No notice of this batch can be marked returned: they are issued.',
    );
    await expect(marking(district, 'N999999', 'returned', '2025-11-03')).rejects.toThrow('There is no notice N999999.');
  });

  it('takes a day ahead, up to a year', async () => {
    const { district, notice } = await issued();
    await marking(district, notice, 'sent', '2026-11-22', { way: 'mail' });
    expect(await stateOf(district)).toEqual(['sent']);
  });

  it('of a batch, marks what can be marked and counts the rest', async () => {
    const district = await lakeside();
    const { batch } = await issueAt(district);
    const [entry] = await readNoticeLog(district.db.pool, district.id, {});
    await withdraw(district.db, {
      ...asking(district),
      named: parseBatchOrNotice(entry?.notice ?? ''),
      reason: 'x',
      undo: false,
    });
    const result = await marking(district, batch ?? '', 'sent', '2025-11-03', { way: 'mail' });
    expect(result.marked).toHaveLength(3);
    expect(result.skipped).toEqual({ withdrawn: 1 });
  });
});

describe('received is presumed', () => {
  it('on the n-th day in session after the mailing, not before, and once', async () => {
    const { district, notice } = await issued();
    await marking(district, notice, 'sent', '2025-11-03', { way: 'mail' });
    const presume = (asOf: string) =>
      withTransaction(district.db, (client) =>
        presumeReceived(client, { districtId: district.id, asOf, by: 'rollcall', now: NOW }),
      );
    expect(await presume('2025-11-09')).toBe(0);
    expect(await presume('2025-11-20')).toBe(1);
    expect(await presume('2025-11-20')).toBe(0);
    expect(await events(district)).toEqual([
      ['letter-sent', 'A', '2025-11-03', true],
      ['letter-received', 'A', '2025-11-10', true],
    ]);
  });

  it('not of what was handed over, or sent another way', async () => {
    const { district, notice } = await issued();
    await marking(district, notice, 'sent', '2025-11-03', { way: 'handed-over' });
    expect(
      await withTransaction(district.db, (client) =>
        presumeReceived(client, { districtId: district.id, asOf: '2025-12-19', by: 'rollcall', now: NOW }),
      ),
    ).toBe(0);
  });

  it('counts days in session only', () => {
    expect(receivedOn(['2025-11-03', '2025-11-04', '2025-11-10'], '2025-11-03', 2)).toBe('2025-11-10');
    expect(receivedOn(['2025-11-04'], '2025-11-03', 2)).toBeUndefined();
    expect(receivedOn([], '2025-11-03', 0)).toBe('2025-11-03');
  });
});

describe('a criterion that waits for the letter before to be received', () => {
  it('is met when the letter is marked received, and no longer when it comes back', async () => {
    const pack = ladderPack();
    const next = pack.get('criteria/B.yaml') ?? '';
    const waiting = next
      .replace('window: year', 'window: { since: letter-received, ref: A }')
      .replace('atLeast: 6', 'atLeast: 1');
    pack.set('criteria/B.yaml', waiting.replace('group: ladder\n', '').replace(/order: 2\n/, ''));
    const district = await TestDistrict.create();
    await district.import(
      lakesideBundle([...absent('maya', 'U', '09-22 09-23 10-06'), ...absent('maya', 'U', '10-20')]),
    );
    await district.usePack(pack);
    await district.calculate('2025-10-10');
    await issueAt(district, { asOf: '2025-10-10' });
    await district.calculate(AS_OF);
    expect(linesOf(await worklistOf(district))).toEqual([]);
    const [entry] = await readNoticeLog(district.db.pool, district.id, {});
    await marking(district, entry?.notice ?? '', 'sent', '2025-10-10', { way: 'certified' });
    await marking(district, entry?.notice ?? '', 'received', '2025-10-14');
    expect(linesOf(await worklistOf(district))).toEqual(['B maya issue']);
    await marking(district, entry?.notice ?? '', 'returned', '2025-10-24');
    expect(linesOf(await worklistOf(district))).toEqual([]);
  });
});
