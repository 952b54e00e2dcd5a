import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import {
  addActivity,
  changeCampaign,
  judgeCampaign,
  judgedMonthOf,
  moveActivity,
  putOffCampaign,
  readActivities,
  readCampaigns,
  readSteps,
  startCampaign,
  stopCampaign,
  type CampaignDays,
  type CampaignGround,
  type Who,
} from '../index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

let districtId = 0;
beforeEach(async () => {
  districtId += 1;
  await db.pool.query(`insert into districts (district_id, name) values ($1, 'Lakeside')`, [districtId]);
});

const who = (role: Who['role'] = 'team'): Who => ({
  districtId,
  personId: 'p1',
  name: 'J. Okafor',
  role,
  now: new Date('2026-11-16T17:00:00Z'),
  on: '2026-11-16',
});
const ground: CampaignGround = {
  school: 'oak',
  month: '2026-10-01',
  rate: { enrolledDays: 1000, absentThousandths: 51_000 },
  goalTenths: 960,
};
const days: CampaignDays = { title: 'Glad you are here', startOn: '2026-11-16', endOn: '2026-12-04', ownerId: 'p1' };
const start = (given = days): Promise<number> =>
  withTransaction(db, (client) => startCampaign(client, who(), { ground, days: given }));
const all = () => readCampaigns(db.pool, { districtId });

describe('a campaign', () => {
  it('keeps the figure that asked for it, and says who started it', async () => {
    const campaignId = await start();
    expect(await all()).toMatchObject([
      { campaignId, state: 'running', from: ground.rate, title: 'Glad you are here' },
    ]);
    const steps = await readSteps(db.pool, { districtId, about: { thing: 'campaign', id: campaignId } });
    expect(steps.map(({ step, by }) => [step, by])).toEqual([['started', 'J. Okafor']]);
  });

  it.each([
    ['2026-11-24', false],
    ['2026-11-25', true],
    ['2026-12-08', true],
    ['2026-12-09', false],
  ])('lasts two to three weeks: until %s is %s', async (endOn, isAllowed) => {
    const starting = start({ ...days, endOn });
    if (isAllowed) await expect(starting).resolves.toBeGreaterThan(0);
    else await expect(starting).rejects.toThrow('two to three weeks');
  });

  it('is one at a time at a school, also when two people start it at once', async () => {
    const both = await Promise.allSettled([start(), start()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(start({ ...days, startOn: '2026-12-04', endOn: '2026-12-20' })).rejects.toThrow('runs at this school');
    await expect(start({ ...days, startOn: '2026-12-05', endOn: '2026-12-20' })).resolves.toBeGreaterThan(0);
  });

  it('that was put off is not proposed again, and may be started after all', async () => {
    const putOff = () =>
      withTransaction(db, (client) => putOffCampaign(client, who(), { ground, reason: 'the flu went round' }));
    const campaignId = await putOff();
    expect(await all()).toMatchObject([{ campaignId, state: 'not-now', reason: 'the flu went round', startOn: null }]);
    await expect(putOff()).rejects.toThrow('was decided');
    expect(await start()).toBe(campaignId);
    expect(await all()).toMatchObject([{ state: 'running' }]);
  });

  it('is changed by who saw it as it is, and by nobody else', async () => {
    const campaignId = await start();
    const change = (revision: number) =>
      withTransaction(db, (client) =>
        changeCampaign(client, who(), { campaignId, revision, days: { ...days, title: 'Every day counts' } }),
      );
    expect(await change(1)).toBe(true);
    expect(await change(1)).toBe(false);
    expect(await all()).toMatchObject([{ title: 'Every day counts', revision: 2 }]);
    const unnamed = { campaignId, revision: 2, days: { ...days, ownerId: '' } };
    await withTransaction(db, (client) => changeCampaign(client, who(), unnamed));
    expect(await all()).toMatchObject([{ title: days.title, ownerId: 'p1', revision: 3 }]);
  });

  it('is changed to days beside another of the school, and not into them', async () => {
    const campaignId = await start();
    await start({ ...days, title: 'Back together', startOn: '2027-01-11', endOn: '2027-01-29' });
    const [{ revision } = { revision: 0 }] = (await all()).filter((one) => one.campaignId === campaignId);
    const change = (endOn: string, startOn: string): Promise<boolean> =>
      withTransaction(db, (client) =>
        changeCampaign(client, who(), { campaignId, revision, days: { ...days, startOn, endOn } }),
      );
    await expect(change('2027-01-11', '2026-12-26')).rejects.toThrow('"Back together" runs at this school');
    expect(await change('2027-01-10', '2026-12-26')).toBe(true);
  });

  it('is judged once, with the month after, the other schools and a note on belonging', async () => {
    const campaignId = await start();
    const judge = () =>
      withTransaction(db, (client) =>
        judgeCampaign(client, who(), {
          campaignId,
          month: '2026-12-01',
          rate: { enrolledDays: 900, absentThousandths: 36_000 },
          others: {
            schools: 7,
            before: { enrolledDays: 5000, absentThousandths: 245_000 },
            after: { enrolledDays: 4800, absentThousandths: 240_000 },
          },
          belonging: 'Three families came for the first time.',
        }),
      );
    await judge();
    expect(await all()).toMatchObject([
      { state: 'judged', judgedMonth: '2026-12-01', to: { enrolledDays: 900 }, others: { schools: 7 } },
    ]);
    await expect(judge()).rejects.toThrow('This campaign is judged');
  });

  it('is stopped with a reason; a clerk may not', async () => {
    const campaignId = await start();
    const stop = (role: Who['role']) =>
      withTransaction(db, (client) => stopCampaign(client, who(role), { campaignId, reason: 'the gym burned' }));
    await expect(stop('clerk')).rejects.toThrow('To stop it is for');
    await stop('administrator');
    expect(await all()).toMatchObject([{ state: 'stopped', reason: 'the gym burned' }]);
  });
});

it.each([
  ['2026-12-04', '2026-12-01'],
  ['2026-12-15', '2026-12-01'],
  ['2026-12-16', '2027-01-01'],
  ['2026-11-30', '2026-12-01'],
])('a campaign that ends on %s is judged on the month of %s', (endOn, month) => {
  expect(judgedMonthOf(endOn)).toBe(month);
});

describe('an activity', () => {
  const plan = (student: string | null) =>
    withTransaction(db, (client) =>
      addActivity(client, who(), {
        school: 'oak',
        student,
        campaignId: null,
        kind: 'relationship-mapping',
        what: 'Every student has an adult who knows them',
        on: '2026-11-20',
        ownerId: 'p1',
      }),
    );

  it('is planned, done with what came of it, and opened again; who did what stays', async () => {
    const activityId = await plan(null);
    const move = (action: 'do' | 'plan-again') =>
      withTransaction(db, (client) => moveActivity(client, who(), { activityId, action, note: '31 of 34 mapped' }));
    expect(await move('do')).toBe('done');
    expect(await readActivities(db.pool, { districtId })).toMatchObject([
      { state: 'done', doneOn: '2026-11-16', note: '31 of 34 mapped' },
    ]);
    await expect(move('do')).rejects.toThrow('This activity is done');
    expect(await move('plan-again')).toBe('planned');
    const steps = await readSteps(db.pool, { districtId, about: { thing: 'activity', id: activityId } });
    expect(steps.map(({ step }) => step)).toEqual(['planned', 'done', 'planned']);
  });

  it('with one student is found by the student', async () => {
    await plan('ada');
    await plan(null);
    expect(await readActivities(db.pool, { districtId, student: 'ada' })).toHaveLength(1);
  });
});
