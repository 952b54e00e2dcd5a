import { afterAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { absent } from '../../calculation/test-bundle.ts';
import { adopt } from '../../calculation/index.ts';
import { explainWhy } from '../explanation/why.ts';
import { parseBatchOrNotice, parseNotice } from '../identity.ts';
import { readNotice, readNoticeLog } from '../log/notice-log.ts';
import { readTotals } from '../log/totals.ts';
import {
  AS_OF,
  EVERYBODY,
  NOW,
  TestDistrict,
  deciding,
  dropTestDistricts,
  issueAt,
  ladderPack,
  lakeside,
  lakesideBundle,
  linesOf,
  worklistOf,
} from '../testing/lakeside.ts';
import { lift } from './decide.ts';
import { keepNotice } from './keep.ts';
import { mark } from './mark.ts';
import type { Mark, MarkRequest } from './mark.ts';
import { markProduced } from './mark-produced.ts';
import { presumeReceived, receivedOn } from './presume-received.ts';
import { reissue } from './reissue.ts';
import { rescind } from './rescind.ts';
import { withdraw } from './withdraw.ts';

afterAll(dropTestDistricts);

/** Maya's first letter, issued. */
async function issued(): Promise<{
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

function asking(district: TestDistrict, on = AS_OF) {
  return { districtId: district.id, by: 'A. Bell', now: NOW, on };
}

function produce(district: TestDistrict, noticeId: number): Promise<unknown> {
  return withTransaction(district.db, (client) => markProduced(client, { ...asking(district), notices: [noticeId] }));
}

function marking(district: TestDistrict, named: string, what: Mark, on: string, more: Partial<MarkRequest> = {}) {
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

async function stateOf(district: TestDistrict): Promise<unknown> {
  return (
    await district.query('select state from notices where district_id = $1 order by notice_id', [district.id])
  ).map((row) => row['state']);
}

async function events(district: TestDistrict): Promise<unknown> {
  const rows = await district.query(
    `select event, ref, on_date, superseded_import_id is null as stands from events where district_id = $1 and origin = 'rollcall' order by event_id`,
    [district.id],
  );
  return rows.map((row) => [row['event'], row['ref'], row['on_date'], row['stands']]);
}

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

describe('a correction after sending', () => {
  async function corrected(attendance: readonly string[]): Promise<Awaited<ReturnType<typeof issued>>> {
    const one = await issued();
    await produce(one.district, one.noticeId);
    await one.district.import(lakesideBundle([...EVERYBODY.filter((row) => !row.startsWith('maya')), ...attendance]));
    await one.district.calculate(AS_OF);
    return one;
  }

  it('that moves a day shows both versions, and nothing is sent again', async () => {
    const { district, noticeId } = await corrected(absent('maya', 'U', '09-22 09-24 10-06'));
    expect(linesOf(await worklistOf(district, { students: ['maya'] }))).toEqual(['A maya issued amended']);
    expect(await issueAt(district, { filter: { students: ['maya'] } })).toMatchObject({ issued: 0 });
    const shown = await readNotice(district.db.pool, district.id, noticeId);
    expect(shown?.evidence.map(({ date }) => date)).toEqual(['2025-09-22', '2025-09-23', '2025-10-06']);
    expect(shown?.now?.evidence.map(({ date }) => date)).toEqual(['2025-09-22', '2025-09-24', '2025-10-06']);
  });

  it('that ends it is put before a person, who may keep it with a reason', async () => {
    const { district, noticeId, notice } = await corrected([
      ...absent('maya', 'U', '09-22 09-23'),
      ...absent('maya', 'E', '10-06'),
    ]);
    expect((await worklistOf(district, { decision: 'changed' })).lines).toMatchObject([
      { student: 'maya', reason: 'no-longer-met' },
    ]);
    const why = await withTransaction(district.db, (client) =>
      explainWhy(client, { districtId: district.id, student: 'maya', criterion: 'A', asOf: parseDay(AS_OF) as number }),
    );
    expect(JSON.stringify(why)).toContain('Sent on Fri Oct 31, 2025; today the count is less than 3. Decide.');
    await keepNotice(district.db, { ...asking(district), noticeId, reason: 'the note is for another day' });
    const kept = await withTransaction(district.db, (client) =>
      explainWhy(client, { districtId: district.id, student: 'maya', criterion: 'A', asOf: parseDay(AS_OF) as number }),
    );
    expect(JSON.stringify(kept)).not.toContain('Decide.');
    expect(JSON.stringify(kept).match(/the note is for another day/g)).toHaveLength(1);
    expect((await worklistOf(district, { decision: 'changed' })).lines).toEqual([]);
    await expect(keepNotice(district.db, { ...asking(district), noticeId, reason: 'again' })).rejects.toThrow(
      `${notice} has not changed since it was sent`,
    );
  });

  it('may be rescinded with a letter: the notice stays as it was sent and is not offered again', async () => {
    const { district, noticeId, notice } = await corrected([
      ...absent('maya', 'U', '09-22 09-23'),
      ...absent('maya', 'E', '10-06'),
    ]);
    const before = await readNotice(district.db.pool, district.id, noticeId);
    const result = await rescind(district.db, { ...asking(district, '2025-11-03'), noticeId, reason: 'note arrived' });
    expect(result).toEqual({ notice, letterOn: AS_OF, letters: 1, missing: [] });
    const after = await readNotice(district.db.pool, district.id, noticeId);
    expect(after).toMatchObject({
      state: 'rescinded',
      evidence: before?.evidence,
      date: before?.date,
      value: before?.value,
    });
    expect(after?.letters_as_sent.map(({ letter_no, letter, language }) => [letter_no, letter, language])).toEqual([
      [1, 'first', 'es'],
      [101, 'rescission', 'es'],
    ]);
    expect((await worklistOf(district, { decision: 'changed' })).lines).toEqual([]);
    await expect(rescind(district.db, { ...asking(district), noticeId, reason: 'twice' })).rejects.toThrow(
      'is rescinded',
    );
  });

  it('a person decides on a new notice when it is met again', async () => {
    const { district, noticeId } = await corrected(absent('maya', 'U', '09-22 09-23'));
    await rescind(district.db, { ...asking(district), noticeId, reason: 'note arrived' });
    await expect(reissue(district.db, { ...asking(district), noticeId, reason: 'x' })).rejects.toThrow(
      'A is not met now',
    );
    await district.import(
      lakesideBundle([
        ...EVERYBODY.filter((row) => !row.startsWith('maya')),
        ...absent('maya', 'U', '09-22 09-23 10-20'),
      ]),
    );
    await district.calculate(AS_OF);
    expect(await issueAt(district, { filter: { students: ['maya'] } })).toMatchObject({ issued: 0 });
    expect((await worklistOf(district, { decision: 'changed' })).lines).toMatchObject([
      { student: 'maya', reason: 'met-again' },
    ]);
    expect(
      await reissue(district.db, { ...asking(district, '2025-11-03'), noticeId, reason: 'three days again' }),
    ).toMatchObject({ issued: 1, letters: 1 });
    expect(
      await district.query('select issue_no, state, trigger_on from notices where district_id = $1 order by issue_no', [
        district.id,
      ]),
    ).toEqual([
      { issue_no: 1, state: 'rescinded', trigger_on: '2025-10-06' },
      { issue_no: 2, state: 'issued', trigger_on: '2025-10-20' },
    ]);
    expect((await worklistOf(district, { decision: 'changed' })).lines).toEqual([]);
  });

  it('what was settled without sending may be issued by a person after all', async () => {
    const district = await lakeside();
    await adopt(district.db, { districtId: district.id, asOf: parseDay(AS_OF) as number, by: 'A. Bell', now: NOW });
    expect(await issueAt(district, { filter: { students: ['maya'] } })).toMatchObject({ issued: 0 });
    const [entry] = await readNoticeLog(district.db.pool, district.id, { student: 'maya' });
    expect(entry).toMatchObject({ origin: 'adopted', letters: 0 });
    const named = parseBatchOrNotice(entry?.notice ?? '');
    const withdrawn = withdraw(district.db, { ...asking(district), named, reason: 'x', undo: false });
    await expect(withdrawn).rejects.toThrow('was settled without sending: you cannot withdraw it.');
    const again = await reissue(district.db, {
      ...asking(district),
      noticeId: named.id,
      reason: 'the family never had it',
    });
    expect(again).toMatchObject({ issued: 1, letters: 1 });
  });

  it('a notice that stands as it was sent is not issued again', async () => {
    const { district, noticeId } = await issued();
    await expect(reissue(district.db, { ...asking(district), noticeId, reason: 'x' })).rejects.toThrow(
      'stands as it was sent',
    );
  });
});

describe('rescind before anything was produced', () => {
  it('is refused: withdraw it', async () => {
    const { district, noticeId } = await issued();
    await expect(rescind(district.db, { ...asking(district), noticeId, reason: 'x' })).rejects.toThrow(
      'Possible: make its letters, mark it sent, withdraw it.',
    );
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

describe('the log of letters', () => {
  it('answers did you send it, filters, and totals by month, school and level', async () => {
    const district = await lakeside();
    await issueAt(district);
    const [batchEntry] = await readNoticeLog(district.db.pool, district.id, { student: 'maya' });
    await marking(district, batchEntry?.notice ?? '', 'sent', '2025-11-03', { way: 'mail' });
    expect(await readNoticeLog(district.db.pool, district.id, { student: 'maya' })).toMatchObject([
      {
        criterion: 'A',
        name: 'Torres, Maya',
        school_name: 'Oak Middle School',
        issued_on: AS_OF,
        state: 'sent',
        state_on: '2025-11-03',
        way: 'mail',
        recipients: ['Ana Torres'],
        languages: ['es'],
        letters: 1,
      },
    ]);
    expect(await readNoticeLog(district.db.pool, district.id, { state: 'sent' })).toHaveLength(1);
    expect(await readNoticeLog(district.db.pool, district.id, { school: 'elm' })).toHaveLength(1);
    expect(await readNoticeLog(district.db.pool, district.id, { from: '2025-11-01' })).toEqual([]);
    expect(await readNoticeLog(district.db.pool, district.id, { from: AS_OF, to: AS_OF })).toHaveLength(4);
    expect(await readTotals(district.db.pool, { districtId: district.id })).toMatchObject([
      { month: '2025-10', school: 'elm', criterion: 'A', notices: 1, letters: 1 },
      { month: '2025-10', school: 'oak', criterion: 'A', notices: 3, letters: 4 },
    ]);
  });
});
