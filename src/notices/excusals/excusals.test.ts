import { afterAll, describe, expect, it } from 'vitest';
import type { ActingRole, Who } from '../../cases/index.ts';
import { lockDistrict } from '../../calculation/index.ts';
import { absent } from '../../calculation/test-bundle.ts';
import { withTransaction } from '../../db/index.ts';
import {
  AS_OF,
  deciding,
  dropTestDistricts,
  EVERYBODY,
  issueAt,
  lakeside,
  lakesideBundle,
  linesOf,
  NOW,
  worklistOf,
  type TestDistrict,
} from '../testing/lakeside.ts';
import { hold } from '../decisions/decide.ts';
import { holdForExcusals } from './hold-notices.ts';
import { decideExcusal, holdExcusal, proposeExcusal, settleExcusals, withdrawExcusalsOf } from './propose-excusal.ts';
import { countExcusals, readExcusals } from './read-excusals.ts';

afterAll(dropTestDistricts);

const whoIn = (district: TestDistrict, role: ActingRole = 'clerk'): Who => ({
  districtId: district.id,
  personId: 'p-1',
  name: 'A. Bell',
  role,
  now: NOW,
  on: AS_OF,
});
const linesFor = async (district: TestDistrict, student: string) =>
  linesOf(await worklistOf(district, { students: [student] }));

async function propose(district: TestDistrict, days: readonly string[], student = 'maya'): Promise<number> {
  const who = whoIn(district);
  const proposal = await withTransaction(district.db, (client) =>
    proposeExcusal(client, who, { student, days, reason: 'Doctor’s note', documentId: 7 }),
  );
  await withTransaction(district.db, (client) => holdExcusal(client, who, proposal));
  return proposal;
}
const decide = (district: TestDistrict, proposalId: number, action: 'accept' | 'refuse', role: ActingRole = 'clerk') =>
  withTransaction(district.db, (client) =>
    decideExcusal(client, whoIn(district, role), {
      proposalId,
      action,
      reason: action === 'accept' ? '' : 'not signed',
    }),
  );
/** As a calculation does it. */
const look = (district: TestDistrict, asOf = AS_OF) =>
  withTransaction(district.db, async (client) => {
    await lockDistrict(client, district.id);
    return {
      settled: await settleExcusals(client, whoIn(district, 'rollcall'), asOf),
      held: await holdForExcusals(client, whoIn(district, 'rollcall')),
    };
  });

describe('a note that is proposed as an excusal', () => {
  it('holds each open notice that rests on one of its days, and no other', async () => {
    const district = await lakeside();
    await propose(district, ['2025-10-06']);
    expect(await linesFor(district, 'maya')).toEqual(['A maya held note']);
    expect(await linesFor(district, 'leo')).toEqual(['A leo issue']);
    expect(await issueAt(district, { filter: { students: ['maya'] } })).toMatchObject({ issued: 0 });
    const [proposal] = await readExcusals(district.db.pool, { districtId: district.id });
    expect(proposal).toMatchObject({
      state: 'proposed',
      days: ['2025-10-06'],
      holds: ['A'],
      school: 'oak',
      documentId: 7,
    });
  });

  it('that covers other days holds nothing', async () => {
    const district = await lakeside();
    await propose(district, ['2025-10-07']);
    expect(await linesFor(district, 'maya')).toEqual(['A maya issue']);
  });

  it.each(['2025-06-30', '2026-07-01'])('of another school year is a slip of the pen: %s', async (day) => {
    const district = await lakeside();
    await expect(propose(district, ['2025-10-06', day])).rejects.toThrow('days of this school year');
    expect(await readExcusals(district.db.pool, { districtId: district.id })).toEqual([]);
  });

  it('goes on holding when it is accepted, until the student information system shows the days excused', async () => {
    const district = await lakeside({ attendance: [...EVERYBODY, ...absent('maya', 'U', '10-13')] });
    const proposal = await propose(district, ['2025-10-06']);
    await decide(district, proposal, 'accept');
    expect(await look(district)).toEqual({ settled: 0, held: 0 });
    expect(await linesFor(district, 'maya')).toEqual(['A maya held note']);
    const excused = EVERYBODY.map((row) => (row.startsWith('maya,oak,2025-10-06') ? row.replace(',U,', ',E,') : row));
    await district.import(lakesideBundle([...excused, ...absent('maya', 'U', '10-13')]));
    await district.calculate(AS_OF);
    expect(await look(district)).toEqual({ settled: 1, held: 0 });
    // Four days less the excused one: three are left, and the letter may go.
    expect(await linesFor(district, 'maya')).toEqual(['A maya issue']);
    const [ended] = await readExcusals(district.db.pool, { districtId: district.id });
    expect(ended).toMatchObject({ state: 'shown', endedOn: AS_OF, decidedBy: 'A. Bell' });
  });

  it('is not settled before its last day is over, nor while one day of two is unverified', async () => {
    const district = await lakeside({ attendance: [...EVERYBODY, ...absent('maya', 'V', '10-14')] });
    await propose(district, ['2025-10-14', '2025-10-15']);
    expect((await look(district)).settled).toBe(0);
    await district.import(lakesideBundle([...EVERYBODY, ...absent('maya', 'E', '10-14')]));
    expect((await look(district, '2025-10-14')).settled).toBe(0);
    expect((await look(district, '2025-10-15')).settled).toBe(1);
  });

  it('that the office refuses holds nothing any more, and cannot be decided twice', async () => {
    const district = await lakeside();
    const proposal = await propose(district, ['2025-10-06']);
    await expect(decide(district, proposal, 'refuse', 'team')).rejects.toThrow(/is for the attendance clerk/);
    await decide(district, proposal, 'refuse');
    expect(await linesFor(district, 'maya')).toEqual(['A maya issue']);
    await expect(decide(district, proposal, 'accept')).rejects.toThrow(/is refused/);
  });

  it('is withdrawn with its document: the notices are due again', async () => {
    const district = await lakeside();
    await propose(district, ['2025-10-06']);
    const withdrawn = await withTransaction(district.db, (client) =>
      withdrawExcusalsOf(client, whoIn(district), { documentId: 7, reason: 'filed to the wrong student' }),
    );
    expect(withdrawn).toBe(1);
    expect(await linesFor(district, 'maya')).toEqual(['A maya issue']);
  });

  it('holds also what is found after it was written', async () => {
    const district = await lakeside({ attendance: EVERYBODY.filter((row) => !row.startsWith('maya,oak,2025-10-06')) });
    await propose(district, ['2025-09-23']);
    expect(await linesFor(district, 'maya')).toEqual([]);
    await district.import(lakesideBundle(EVERYBODY));
    await district.calculate(AS_OF);
    expect(await linesFor(district, 'maya')).toEqual(['A maya issue']);
    expect((await look(district)).held).toBe(1);
    expect(await linesFor(district, 'maya')).toEqual(['A maya held note']);
    expect((await look(district)).held).toBe(0);
  });

  it('leaves what a person holds as it is', async () => {
    const district = await lakeside();
    await hold(district.db, { ...deciding(district, 'maya', 'A'), until: '2025-12-01' });
    const proposal = await propose(district, ['2025-10-06']);
    await decide(district, proposal, 'refuse');
    expect(await linesFor(district, 'maya')).toEqual(['A maya held person']);
  });

  it('is listed page by page, and counted under the same question', async () => {
    const district = await lakeside();
    for (const day of ['2025-09-23', '2025-09-24', '2025-09-25']) await propose(district, [day]);
    const question = { districtId: district.id, isOpen: true, schools: ['oak'] };
    const all = await readExcusals(district.db.pool, question);
    expect(all).toHaveLength(3);
    const pages = [0, 1, 2, 3].map((skip) => readExcusals(district.db.pool, { ...question, skip, limit: 1 }));
    expect((await Promise.all(pages)).flat()).toEqual(all);
    expect(await countExcusals(district.db.pool, question)).toBe(3);
    expect(await countExcusals(district.db.pool, { ...question, schools: ['elm'] })).toBe(0);
  });

  it('needs days and a reason', async () => {
    const district = await lakeside();
    await expect(propose(district, [])).rejects.toThrow(/1 to 200 days/);
  });
});
