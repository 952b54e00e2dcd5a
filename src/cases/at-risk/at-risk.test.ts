import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError, Refusal } from '../../problem.ts';
import {
  addReasonByHand,
  endExpired,
  endReason,
  giveReasons,
  listAtRisk,
  readAtRisk,
  type NewReason,
} from '../index.ts';
import { openTestSchool, SCHOOL_ON, type TestSchool } from '../testing-school.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.db.drop());
beforeEach(() => school.db.pool.query('truncate at_risk_records, casework_steps'));

const given = (more: Partial<NewReason> = {}): NewReason => ({
  student: 'maya',
  school: 'oak',
  reason: 'ATTENDANCE',
  factors: ['ATTENDANCE'],
  from: SCHOOL_ON,
  until: '2026-11-20',
  because: 'RISK',
  noticeId: 7,
  ...more,
});
const give = (...reasons: NewReason[]) => school.as('rollcall', (client, who) => giveReasons(client, who, reasons));
const holding = async (on: string, student = 'maya') =>
  (await readAtRisk(school.db.pool, { districtId: 1, student, on }))
    .filter(({ holds }) => holds)
    .map(({ reason }) => reason);
const list = async (more: Partial<Parameters<typeof listAtRisk>[1]> = {}) =>
  listAtRisk(school.db.pool, { districtId: 1, on: SCHOOL_ON, limit: 50, offset: 0, ...more });

describe('an at-risk reason', () => {
  it('holds from its first to its last day', async () => {
    await give(given());
    expect(await holding('2026-11-15')).toEqual([]);
    expect(await holding('2026-11-16')).toEqual(['ATTENDANCE']);
    expect(await holding('2026-11-20')).toEqual(['ATTENDANCE']);
    expect(await holding('2026-11-21')).toEqual([]);
  });

  it('is dropped by the next calculation after its last day, which says so in the history', async () => {
    const [record] = await give(given());
    const runOn = (on: string) => school.as('rollcall', (client, who) => endExpired(client, { ...who, on }));
    expect([await runOn('2026-11-20'), await runOn('2026-11-21'), await runOn('2026-11-22')]).toEqual([0, 1, 0]);
    const [one] = await readAtRisk(school.db.pool, { districtId: 1, student: 'maya', on: '2026-11-21' });
    expect(one).toMatchObject({ record, state: 'expired', holds: false, until: '2026-11-20' });
  });

  it('is given once by one notice', async () => {
    const [first] = await give(given());
    expect(await give(given())).toEqual([first]);
    expect(await school.rows('select from at_risk_records')).toHaveLength(1);
  });

  it('is added by hand with the factors of its reason and others', async () => {
    const byHand = {
      student: 'maya',
      school: 'oak',
      reason: 'ATTENDANCE',
      factors: ['HOUSING'],
      note: 'moved in with an aunt',
      until: '2027-01-15',
    };
    await school.as('team', (client, who) => addReasonByHand(client, who, byHand));
    const [one] = await readAtRisk(school.db.pool, { districtId: 1, student: 'maya', on: SCHOOL_ON });
    expect(one).toMatchObject({
      factors: ['ATTENDANCE', 'HOUSING'],
      because: 'by hand',
      madeBy: 'The team',
      until: '2027-01-15',
    });
    await school.as('team', (client, who) => addReasonByHand(client, who, { ...byHand, reason: '' }));
    expect(await holding(SCHOOL_ON)).toEqual(['', 'ATTENDANCE']);
  });

  it('is not added with codes that the catalog has not, without any factor, or ending yesterday', async () => {
    const wrong = {
      student: 'maya',
      school: 'oak',
      reason: 'NOPE',
      factors: ['WEATHER'],
      note: '',
      until: '2026-11-15',
    };
    const adding = school.as('team', (client, who) => addReasonByHand(client, who, wrong));
    await expect(adding).rejects.toThrow(ProblemError);
    await expect(adding).rejects.toMatchObject({
      problems: [{ path: 'reason' }, { path: 'factors' }, { path: 'until' }],
    });
    const nothing = { ...wrong, reason: '', factors: [], until: SCHOOL_ON };
    await expect(school.as('team', (client, who) => addReasonByHand(client, who, nothing))).rejects.toThrow(
      'at least one factor',
    );
  });

  it('ends when a person ends it, from that day on, and once', async () => {
    const [record] = await give(given({ from: '2026-11-10' }));
    const end = () =>
      school.as('team', (client, who) => endReason(client, who, { record: record as number, reason: 'attends again' }));
    await end();
    expect([await holding('2026-11-15'), await holding(SCHOOL_ON)]).toEqual([['ATTENDANCE'], []]);
    await expect(end()).rejects.toThrow(Refusal);
  });
});

describe('the list of students at risk', () => {
  beforeEach(async () => {
    await give(
      given(),
      given({ noticeId: 8, student: 'kwame', school: 'elm', reason: 'HOUSING', factors: ['HOUSING'] }),
      given({ noticeId: 9, student: 'lee', until: '2026-11-16' }),
    );
  });
  const names = async (more: Parameters<typeof list>[0]) => (await list(more)).items.map(({ student }) => student);

  it('has everybody by name, and by school, reason and factor', async () => {
    expect(await names({})).toEqual(['lee', 'kwame', 'maya']);
    expect(await names({ schools: ['oak'] })).toEqual(['lee', 'maya']);
    expect(await names({ reason: 'HOUSING' })).toEqual(['kwame']);
    expect(await names({ factor: 'ATTENDANCE' })).toEqual(['lee', 'maya']);
    expect(await names({ factor: 'HEALTH' })).toEqual([]);
  });

  it('has nobody whose reason is over, and pages with a total', async () => {
    expect(await names({ on: '2026-11-17' })).toEqual(['kwame', 'maya']);
    expect(await list({ limit: 1, offset: 1 })).toMatchObject({ total: 3, items: [{ student: 'kwame' }] });
  });
});
