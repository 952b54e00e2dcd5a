import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMeetings, type Meeting } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { withdraw } from '../decisions/withdraw.ts';
import {
  AS_OF,
  EVERYBODY,
  NOW,
  TestDistrict,
  dropTestDistricts,
  issueAt,
  ladderPack,
  lakesideBundle,
} from '../testing/lakeside.ts';
import { addSlots, moveSlot, readSlots } from './slots.ts';

let district: TestDistrict;
const WHO = { personId: '', name: 'A. Bell', role: 'rollcall', now: NOW, on: AS_OF } as const;

beforeAll(async () => {
  district = await TestDistrict.create();
  await district.import(lakesideBundle(EVERYBODY));
  await district.usePack(ladderPack({ conference: true, skipped: 'all' }));
  await district.calculate(AS_OF);
  await district.query(`update guardians set email = guardian_id || '@family.example' where district_id = $1`, [
    district.id,
  ]);
  const slots = { districtId: district.id, on: '2025-12-01', place: 'Room 4', withWhom: 'P. Lang', by: 't', now: NOW };
  for (const school of ['oak', 'elm'])
    await addSlots(district.db.pool, { ...slots, school, times: ['15:30', '15:50', '16:10'] });
});
afterAll(dropTestDistricts);

const meetings = (): Promise<readonly Meeting[]> => readMeetings(district.db.pool, { districtId: district.id });
const mails = () =>
  district.query<{ state: string; method: string; ics: string }>(
    'select state, ics_method as method, ics from mail_outbox where district_id = $1 order by mail_id',
    [district.id],
  );

describe('0.33 a letter that names a conference', () => {
  it('makes a meeting at the time and place of its slot, with the guardians and whom the slot names', async () => {
    const { conferences, batch } = await issueAt(district);
    expect(conferences).toBeGreaterThan(0);
    const made = await meetings();
    expect(made).toHaveLength(conferences);
    const slots = await readSlots(district.db.pool, { districtId: district.id });
    for (const { noticeId, slotId, on, at, minutes, kind, invitees } of made) {
      const slot = slots.find((one) => one.slotId === slotId);
      expect({ on, at, noticeId }).toEqual({ on: slot?.on, at: slot?.at, noticeId: slot?.noticeId });
      expect(kind).toBe('conference');
      expect(minutes).toBe(at === '16:10' ? 30 : 20);
      expect(invitees.at(-1)?.name).toBe('P. Lang');
      expect(invitees[0]?.part).toBe('guardian');
    }
    expect(batch).not.toBeNull();
    expect((await mails()).every(({ state, method }) => state === 'waiting' && method === 'REQUEST')).toBe(true);
  });

  it('takes it along to another slot, and the invitation says so with a higher number', async () => {
    const [meeting] = await meetings();
    const slots = await readSlots(district.db.pool, { districtId: district.id });
    const free = slots.find(({ school, noticeId }) => school === meeting?.school && noticeId === null);
    await withTransaction(district.db, (client) =>
      moveSlot(client, {
        districtId: district.id,
        slotId: meeting?.slotId ?? 0,
        to: free?.slotId ?? 0,
        who: { ...WHO, districtId: district.id },
      }),
    );
    const moved = (await meetings()).find(({ meetingId }) => meetingId === meeting?.meetingId);
    expect(moved).toMatchObject({ at: free?.at, slotId: free?.slotId, sequence: 1 });
    expect((await mails()).some(({ state, ics }) => state === 'waiting' && ics.includes('SEQUENCE:1'))).toBe(true);
  });

  it('takes it back with the letter: no invitation leaves that had not left', async () => {
    const [meeting] = await meetings();
    await withdraw(district.db, {
      districtId: district.id,
      named: { kind: 'notice', id: meeting?.noticeId ?? 0 },
      reason: 'Already met',
      undo: true,
      by: 'A. Bell',
      now: NOW,
      on: AS_OF,
    });
    const after = (await meetings()).find(({ meetingId }) => meetingId === meeting?.meetingId);
    expect(after?.state).toBe('cancelled');
    const left = await district.query(
      `select 1 from mail_outbox where district_id = $1 and thing_id = $2 and state <> 'cancelled'`,
      [district.id, meeting?.meetingId],
    );
    expect(left).toEqual([]);
  });
});
