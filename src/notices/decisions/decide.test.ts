import { afterAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { Refusal } from '../../problem.ts';
import { absent } from '../../calculation/test-bundle.ts';
import { explainWhy } from '../explanation/why.ts';
import {
  AS_OF,
  TestDistrict,
  deciding,
  dropTestDistricts,
  issueAt,
  ladderPack,
  lakeside,
  lakesideBundle,
  linesOf,
  triggerId,
  worklistOf,
} from '../testing/lakeside.ts';
import { INCIDENT_REFUSAL } from '../effects/withdraw-effects.ts';
import { approve, decline, hold, lift, note } from './decide.ts';

afterAll(dropTestDistricts);

async function decided(district: TestDistrict, student: string, criterion = 'A'): Promise<readonly string[]> {
  return linesOf(await worklistOf(district, { students: [student], criterion }));
}

async function whyOf(district: TestDistrict, student: string, criterion = 'A'): Promise<string> {
  const why = await withTransaction(district.db, (client) =>
    explainWhy(client, { districtId: district.id, student, criterion, asOf: parseDay(AS_OF) as number }),
  );
  return JSON.stringify(why?.criteria);
}

describe('decline', () => {
  it('is not offered again, whatever is calculated, until it is lifted', async () => {
    const district = await lakeside();
    await decline(district.db, deciding(district, 'maya', 'A', { reason: 'in hospital' }));
    expect(await decided(district, 'maya')).toEqual(['A maya declined']);
    await district.calculate('2025-11-07', { full: true });
    expect(await decided(district, 'maya')).toEqual(['A maya declined']);
    const later = { asOf: '2025-11-07', filter: { students: ['maya'] } };
    expect(await issueAt(district, later)).toMatchObject({ issued: 0 });
    expect(await whyOf(district, 'maya')).toContain('Declined by A. Bell on Fri Oct 31, 2025: in hospital.');
    const { lifted } = await lift(district.db, deciding(district, 'maya', 'A', { reason: 'back at school' }));
    expect(lifted).toMatchObject([{ kind: 'declined', reason: 'in hospital' }]);
    expect(await decided(district, 'maya')).toEqual(['A maya issue']);
    expect(await whyOf(district, 'maya')).toContain('Lifted by A. Bell');
  });

  it('a declined level of a ladder is passed over', async () => {
    const district = await lakeside();
    await decline(district.db, deciding(district, 'ada', 'A'));
    expect(linesOf(await worklistOf(district, { students: ['ada'] }))).toEqual(['A ada declined', 'B ada issue']);
  });

  it('by the trigger id of the worklist as well', async () => {
    const district = await lakeside();
    await decline(district.db, { ...deciding(district, 'maya', 'A'), trigger: { triggerId: triggerId('maya', 'A') } });
    expect(await decided(district, 'maya')).toEqual(['A maya declined']);
  });

  it('refuses what was issued, what is declined already, what was never met', async () => {
    const district = await lakeside();
    await issueAt(district, { filter: { students: ['maya'] } });
    await expect(decline(district.db, deciding(district, 'maya', 'A'))).rejects.toThrow(
      /was issued on Fri Oct 31, 2025.*rollcall withdraw N/,
    );
    await decline(district.db, deciding(district, 'leo', 'A'));
    await expect(decline(district.db, deciding(district, 'leo', 'A'))).rejects.toThrow(
      'Declined already by A. Bell on Fri Oct 31, 2025: because.',
    );
    await expect(decline(district.db, deciding(district, 'leo', 'B'))).rejects.toThrow(
      'No trigger of B is on file for this student.',
    );
    await expect(lift(district.db, deciding(district, 'ada', 'A'))).rejects.toThrow('there is nothing to lift');
  });

  it('refuses a criterion that makes an incident', async () => {
    const pack = ladderPack();
    pack.set(
      'criteria/I.yaml',
      'code: I\ntitle: Incident\ndescription: x\nrelease: automatic\nwhen:\n  type: total\n  counts:\n    - { status: [absent] }\n  measure: dates\n  atLeast: 3\nthen:\n  - { incident: ATT }\n',
    );
    const district = await TestDistrict.create();
    await district.import(lakesideBundle(absent('maya', 'U', '09-22 09-23 10-06')));
    await district.usePack(pack);
    await district.calculate(AS_OF);
    await expect(decline(district.db, deciding(district, 'maya', 'I'))).rejects.toThrow(INCIDENT_REFUSAL);
    expect(linesOf(await worklistOf(district))).toEqual(['A maya issue']);
    expect(await issueAt(district)).toMatchObject({ issued: 1 });
  });

  it('no refusal names a student', async () => {
    const district = await lakeside();
    const message = await decline(district.db, deciding(district, 'maya', 'C')).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(message).not.toMatch(/maya|Torres/i);
  });
});

describe('hold', () => {
  it('holds up to and including its day, and a calculation after that day finds it due', async () => {
    const district = await lakeside();
    await hold(district.db, { ...deciding(district, 'maya', 'A', { reason: 'family moves' }), until: '2025-11-07' });
    expect(await decided(district, 'maya')).toEqual(['A maya held person']);
    expect(await issueAt(district, { filter: { students: ['maya'] } })).toMatchObject({ issued: 0, held: 1 });
    expect(await whyOf(district, 'maya')).toContain('Held until Fri Nov 7, 2025 by A. Bell: family moves.');
    await district.calculate('2025-11-07', { full: true });
    expect(linesOf(await worklistOf(district, { students: ['maya'] }, '2025-11-07'))).toEqual(['A maya held person']);
    expect(linesOf(await worklistOf(district, { students: ['maya'] }, '2025-11-08'))).toEqual(['A maya issue']);
  });

  it('a later hold takes the place of the one before; a day that is over is refused', async () => {
    const district = await lakeside();
    await hold(district.db, { ...deciding(district, 'maya', 'A'), until: '2025-12-31' });
    await hold(district.db, { ...deciding(district, 'maya', 'A'), until: '2025-11-03' });
    expect(linesOf(await worklistOf(district, { students: ['maya'] }, '2025-11-04'))).toEqual(['A maya issue']);
    expect(() => hold(district.db, { ...deciding(district, 'maya', 'A'), until: '2025-10-30' })).toThrow(Refusal);
  });

  it('a note on the desk names its days and stays until it is lifted', async () => {
    const district = await lakeside();
    await note(district.db, {
      ...deciding(district, 'maya', 'A', { reason: 'doctor' }),
      days: ['2025-09-23', '2025-09-22'],
      until: null,
    });
    expect(await decided(district, 'maya')).toEqual(['A maya held note']);
    expect(await whyOf(district, 'maya')).toContain(
      'An excuse for Mon Sep 22 and Tue Sep 23 lies on the desk since Fri Oct 31, 2025; the SIS does not show it yet.',
    );
    await district.calculate('2025-12-05', { full: true });
    expect(linesOf(await worklistOf(district, { students: ['maya'] }, '2025-12-05'))).toEqual(['A maya held note']);
    await lift(district.db, { ...deciding(district, 'maya', 'A'), kind: 'note' });
    expect(await decided(district, 'maya')).toEqual(['A maya issue']);
  });
});

describe('approve', () => {
  const pack = { approval: true, skipped: 'all' } as const;

  it('lets a discretionary notice go out, and lifting it makes it wait again', async () => {
    const district = await lakeside({ pack });
    expect(await decided(district, 'ada', 'B')).toEqual(['B ada held approval']);
    await approve(district.db, deciding(district, 'ada', 'B', { reason: 'spoke with the team' }));
    expect(await decided(district, 'ada', 'B')).toEqual(['B ada issue']);
    await district.calculate(AS_OF, { full: true });
    expect(await decided(district, 'ada', 'B')).toEqual(['B ada issue']);
    await lift(district.db, { ...deciding(district, 'ada', 'B'), kind: 'approved' });
    expect(await decided(district, 'ada', 'B')).toEqual(['B ada held approval']);
  });

  it('counts from the day it was met', async () => {
    const district = await lakeside({ pack });
    const early = approve(district.db, deciding(district, 'ada', 'B', { on: '2025-10-08' }));
    await expect(early).rejects.toThrow('It was met on 2025-10-09; approve it on that day or later.');
  });

  it('is refused where no approval is asked for', async () => {
    const district = await lakeside({ pack });
    await expect(approve(district.db, deciding(district, 'ada', 'A'))).rejects.toThrow('A needs no approval.');
  });
});
