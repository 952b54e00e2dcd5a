import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../problem.ts';
import { endExpired, endStatus, giveStatuses, readEligibility, readSteps, type NewStatus } from '../index.ts';
import { nextStatus, overallStatus, type HoldingStatus, type Severities } from './overall.ts';
import { openTestSchool, SCHOOL_ON, whoIs, type TestSchool } from '../testing-school.ts';

const SEVERITIES: Severities = [
  { code: 'eligible', severity: 0 },
  { code: 'probation', severity: 10 },
  { code: 'ineligible', severity: 20 },
];
const status = (source: string, code: string, from: string, until: string | null): HoldingStatus => ({
  source,
  status: code,
  from,
  until,
});

describe('the overall status', () => {
  const statuses = [
    status('attendance', 'probation', '2026-11-02', '2027-01-15'),
    status('report-card', 'ineligible', '2026-11-09', '2026-11-20'),
    status('behavior', 'eligible', '2026-08-24', null),
  ];
  it.each([
    ['2026-11-01', 'eligible', 'behavior'],
    ['2026-11-02', 'probation', 'attendance'],
    ['2026-11-08', 'probation', 'attendance'],
    ['2026-11-09', 'ineligible', 'report-card'],
    ['2026-11-20', 'ineligible', 'report-card'],
    ['2026-11-21', 'probation', 'attendance'],
    ['2027-01-15', 'probation', 'attendance'],
    ['2027-01-16', 'eligible', 'behavior'],
  ])('is on %s the most severe of all that hold: %s, of %s', (on, code, source) => {
    expect(overallStatus(statuses, SEVERITIES, on)).toMatchObject({ status: code, source });
  });

  it('is the mildest of the catalog where nobody says anything', () => {
    expect(overallStatus([], SEVERITIES.toReversed(), SCHOOL_ON)).toEqual({
      status: 'eligible',
      until: null,
      source: null,
    });
  });

  it('lasts as long as the longest of equals, without an end the longest of all', () => {
    const two = [
      status('a', 'probation', '2026-11-02', '2026-11-20'),
      status('b', 'probation', '2026-11-02', '2026-12-20'),
    ];
    expect(overallStatus(two, SEVERITIES, SCHOOL_ON).until).toBe('2026-12-20');
    expect(
      overallStatus([...two, status('c', 'probation', '2026-11-02', null)], SEVERITIES, SCHOOL_ON).until,
    ).toBeNull();
  });

  it('stays as severe as it was when its code ends, which is nobody’s mildest any more', () => {
    const ended = SEVERITIES.map((one) => ({ ...one, isEnded: one.code !== 'probation' }));
    const both = [status('a', 'ineligible', '2026-11-02', null), status('a', 'probation', '2026-11-02', null)];
    expect(overallStatus(both, ended, SCHOOL_ON).status).toBe('ineligible');
    expect(overallStatus([], ended, SCHOOL_ON).status).toBe('probation');
  });

  it('is one that the catalog has not only where nothing else holds', () => {
    const odd = status('sis', 'OK?', '2026-11-02', null);
    expect(overallStatus([odd], SEVERITIES, SCHOOL_ON).status).toBe('OK?');
    expect(overallStatus([odd, status('a', 'eligible', '2026-11-02', null)], SEVERITIES, SCHOOL_ON).status).toBe(
      'eligible',
    );
  });
});

describe('a step', () => {
  const steps = [
    { from: ['eligible', 'watch'], to: 'probation' },
    { from: ['probation'], to: 'ineligible' },
    { from: ['probation'], to: 'never' },
  ];
  it.each([
    ['eligible', 'probation'],
    ['watch', 'probation'],
    ['probation', 'ineligible'],
    ['ineligible', undefined],
  ])('leads from %s to %s', (from, to) => {
    expect(nextStatus(steps, from)).toBe(to);
  });

  it('is none where the calculation alone decides', () => {
    expect(nextStatus('ineligible', 'eligible')).toBe('ineligible');
    expect(nextStatus('ineligible', 'ineligible')).toBe('ineligible');
  });
});

describe('the eligibility of a student', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openTestSchool();
    await school.db.pool.query(`insert into activities (district_id, student_id, activity, start_on, end_on) values
      (1, 'maya', 'soccer', '2026-09-01', '2026-11-16'), (1, 'maya', 'band', '2026-11-17', null), (1, 'lee', 'chess', '2026-09-01', '2026-11-15')`);
    await school.db.pool
      .query(`insert into eligibility_statuses (district_id, student_id, source, status, start_on, end_on) values
      (1, 'maya', 'report-card', 'probation', '2026-11-01', '2026-11-30')`);
  });
  afterAll(() => school.db.drop());
  beforeEach(() => school.db.pool.query('truncate eligibility_records, casework_steps'));

  const given = (more: Partial<NewStatus> = {}): NewStatus => ({
    student: 'maya',
    school: 'oak',
    status: 'ineligible',
    before: 'probation',
    from: SCHOOL_ON,
    until: '2026-11-20',
    because: 'ELIG',
    noticeId: 7,
    ...more,
  });
  const give = (...statuses: NewStatus[]) =>
    school.as('rollcall', (client, who) => giveStatuses(client, who, statuses));
  const read = async (on: string, student = 'maya') => {
    const all = await readEligibility(school.db.pool, { districtId: 1, students: [student], on });
    const one = all.get(student);
    if (one === undefined) throw new Error('no answer');
    return one;
  };

  it('names the activities of the day', async () => {
    expect((await read('2026-11-16')).activities).toEqual(['soccer']);
    expect((await read('2026-11-17')).activities).toEqual(['band']);
    expect((await read(SCHOOL_ON, 'lee')).activities).toEqual([]);
    expect((await read(SCHOOL_ON, 'kwame')).overall).toEqual({ status: 'eligible', until: null, source: null });
  });

  it('is the most severe over attendance and other sources, each with its end', async () => {
    await give(given());
    const during = await read('2026-11-20');
    expect(during.overall).toEqual({ status: 'ineligible', until: '2026-11-20', source: 'attendance' });
    expect(
      during.records.map(({ source, holds, isMostSevere, until }) => [source, holds, isMostSevere, until]),
    ).toEqual([
      ['attendance', true, true, '2026-11-20'],
      ['report-card', true, false, '2026-11-30'],
    ]);
    expect((await read('2026-11-21')).overall).toMatchObject({ status: 'probation', source: 'report-card' });
    expect((await read('2026-12-01')).overall).toMatchObject({ status: 'eligible', source: null });
  });

  it('is given once by one notice, however often it is performed, and again by another', async () => {
    const [first] = await give(given());
    expect(await give(given())).toEqual([first]);
    const [other, same] = await give(given({ noticeId: 8 }), given());
    expect(other).not.toBe(first);
    expect(same).toBe(first);
    expect(await school.rows('select from eligibility_records')).toHaveLength(2);
    expect(await school.rows(`select from casework_steps where step = 'given'`)).toHaveLength(2);
  });

  it('ends when a person ends it, from that day on, with the reason', async () => {
    const [record] = await give(given({ from: '2026-11-10' }));
    await school.as('administrator', (client, who) =>
      endStatus(client, who, { record: record as number, reason: 'excused since' }),
    );
    expect((await read('2026-11-15')).overall.status).toBe('ineligible');
    const today = await read(SCHOOL_ON);
    expect(today.overall.status).toBe('probation');
    expect(today.records[0]).toMatchObject({
      state: 'ended',
      endedBy: 'The administrator',
      endedReason: 'excused since',
      until: '2026-11-15',
    });
    const again = school.as('administrator', (client, who) =>
      endStatus(client, who, { record: record as number, reason: 'twice' }),
    );
    await expect(again).rejects.toThrow(Refusal);
  });

  it('is not ended by a clerk', async () => {
    const [record] = await give(given());
    const ending = school.as('clerk', (client, who) =>
      endStatus(client, who, { record: record as number, reason: 'no' }),
    );
    await expect(ending).rejects.toThrow('the school administrator');
  });

  it('runs out the day after its last day, and the calculation of that day writes it down once', async () => {
    await give(given());
    const runOn = (on: string) => school.as('rollcall', (client, who) => endExpired(client, { ...who, on }));
    expect(await runOn('2026-11-20')).toBe(0);
    expect(await runOn('2026-11-21')).toBe(1);
    expect(await runOn('2026-11-21')).toBe(0);
    const [step] = await readSteps(school.db.pool, { districtId: 1, student: 'maya', things: ['eligibility'] });
    expect(step).toMatchObject({ step: 'expired', on: '2026-11-21' });
    expect((await read('2026-11-20')).overall.status).toBe('ineligible');
    expect(whoIs('clerk').on).toBe(SCHOOL_ON);
  });
});
