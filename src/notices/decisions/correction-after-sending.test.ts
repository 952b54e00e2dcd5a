import { afterAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { absent } from '../../calculation/test-bundle.ts';
import { adopt } from '../../calculation/index.ts';
import { explainWhy } from '../explanation/why.ts';
import { parseBatchOrNotice } from '../identity.ts';
import { readNotice, readNoticeLog } from '../log/notice-log.ts';
import {
  AS_OF,
  dropTestDistricts,
  EVERYBODY,
  issueAt,
  lakeside,
  lakesideBundle,
  linesOf,
  NOW,
  worklistOf,
} from '../testing/lakeside.ts';
import { asking, issued, produce } from '../testing/issued.ts';
import { keepNotice } from './keep.ts';
import { reissue } from './reissue.ts';
import { rescind } from './rescind.ts';
import { withdraw } from './withdraw.ts';

afterAll(dropTestDistricts);

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
