import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { withTransaction } from '../db/index.ts';
import {
  addSlots,
  approve,
  chooseSlot,
  decline,
  hold,
  note,
  parseTriggerId,
  readWorklist,
  writeConferenceWay,
} from '../notices/index.ts';
import { readFreeSlots } from '../notices/slots/slots.ts';
import {
  AS_OF,
  deciding,
  dropTestDistricts,
  EVERYBODY,
  SIX,
  issueAt,
  lakeside,
  NOW,
  type TestDistrict,
} from '../notices/testing/lakeside.ts';
import { absent } from '../calculation/test-bundle.ts';
import { readWaiting, type WaitingFigures } from './index.ts';

let district: TestDistrict;
beforeEach(async () => {
  district = await lakeside({
    pack: { conference: true, skipped: 'all' },
    attendance: [...EVERYBODY, ...absent('maya', 'U', SIX)],
  });
});
afterAll(() => dropTestDistricts());

describe('the counts of what is due, held, declined and changed are those of the worklist', () => {
  test('after a calculation, with letters that wait for a conference date', async () => {
    const { held } = await expectTheSame();
    expect(held).toContainEqual({ school: 'oak', reason: 'conference', count: 2 });
  });

  test('when there are dates for some of them, the oldest take them', async () => {
    const slots = { districtId: district.id, school: 'oak', on: '2025-11-10', times: ['09:00'], place: 'Room 4' };
    await addSlots(district.db.pool, { ...slots, withWhom: 'B. Ortiz', by: 'x', now: NOW });
    const { held } = await expectTheSame();
    expect(held).toContainEqual({ school: 'oak', reason: 'conference', count: 1 });
  });

  test('when a person chose a date for the youngest, and when all dates are chosen by hand', async () => {
    const slots = {
      districtId: district.id,
      school: 'oak',
      on: '2025-11-10',
      times: ['09:00', '09:30'],
      place: 'Room 4',
    };
    await addSlots(district.db.pool, { ...slots, withWhom: 'B. Ortiz', by: 'x', now: NOW });
    const wanting = (await worklist('oak')).lines.filter(({ letters }) => letters.some(({ conference }) => conference));
    const youngest = wanting.toSorted((one, other) => (one.trigger.triggerOn < other.trigger.triggerOn ? 1 : -1))[0];
    expect(youngest).toBeDefined();
    const free = await readFreeSlots(district.db.pool, { districtId: district.id, after: AS_OF });
    await withTransaction(district.db, (client) =>
      chooseSlot(client, {
        districtId: district.id,
        slotId: free[1]?.slotId ?? 0,
        trigger: parseTriggerId(youngest?.triggerId ?? ''),
        school: 'oak',
        by: 'x',
        now: NOW,
      }),
    );
    await expectTheSame();
    await writeConferenceWay(district.db.pool, district.id, 'by-hand');
    const { held } = await expectTheSame();
    expect(held).toContainEqual({ school: 'oak', reason: 'conference', count: 1 });
  });

  test('after people held, noted, declined and lifted nothing', async () => {
    await hold(district.db, { ...deciding(district, 'maya', 'A'), until: '2025-12-01' });
    await note(district.db, { ...deciding(district, 'leo', 'A'), days: ['2025-10-06'], until: null });
    await decline(district.db, deciding(district, 'hodan', 'A'));
    const { held, declined } = await expectTheSame();
    expect(held.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['person', 'note']));
    expect(declined).toBe(1);
  });

  test('before and after an approval', async () => {
    district = await lakeside({ pack: { approval: true, skipped: 'all' } });
    const { held } = await expectTheSame();
    expect(held.map(({ reason }) => reason)).toContain('approval');
    await approve(district.db, deciding(district, 'ada', 'B'));
    const after = await expectTheSame();
    const waiting = (figures: WaitingFigures): number =>
      figures.held.filter(({ reason }) => reason === 'approval').reduce((sum, { count }) => sum + count, 0);
    expect(waiting(after)).toBe(waiting({ ...after, held }) - 1);
  });

  test('after notices went out', async () => {
    await issueAt(district);
    await expectTheSame();
  });
});

async function worklist(school?: string) {
  return readWorklist(district.db.pool, {
    districtId: district.id,
    asOf: AS_OF,
    filter: school === undefined ? {} : { school },
  });
}

async function expectTheSame(): Promise<WaitingFigures> {
  for (const school of ['oak', 'elm']) {
    const { counts, lines } = await worklist(school);
    const ours = await readWaiting(district.db.pool, { districtId: district.id, asOf: AS_OF, schools: [school] });
    const sum = (rows: readonly { readonly count: number }[]): number =>
      rows.reduce((all, { count }) => all + count, 0);
    expect({
      due: ours.due.reduce((all, { due }) => all + due, 0),
      byHand: ours.byHand,
      toApprove: sum(ours.held.filter(({ reason }) => reason === 'approval')),
      held: sum(ours.held),
      declined: ours.declined,
      changed: ours.changed,
    }).toEqual(counts);
    const due = lines.filter(
      ({ decision, isChanged, actsByItself }) => decision === 'issue' && !isChanged && !actsByItself,
    );
    for (const { criterion, oldestOn, overdue } of ours.due) {
      const own = due.filter((line) => line.criterion === criterion);
      expect(oldestOn).toBe(own.map(({ trigger }) => trigger.triggerOn).sort()[0]);
      expect(overdue).toBe(own.filter(({ doubts }) => doubts.some(({ kind }) => kind === 'overdue')).length);
    }
  }
  return readWaiting(district.db.pool, { districtId: district.id, asOf: AS_OF, schools: undefined });
}
