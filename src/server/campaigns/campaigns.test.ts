import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  // So that every school lies below its goal.
  await server.db.pool.query(
    `insert into school_settings (district_id, school_id, attendance_goal_tenths) values (1, '', 1000)`,
  );
});
afterAll(() => server.close());

describe('campaigns', () => {
  test('one is proposed by the last full month, started once, and not proposed again', async () => {
    const team = await server.as('team');
    const { proposals, months } = await team.readCampaigns({ query: {} });
    const [proposal] = proposals;
    expect(proposal).toMatchObject({ month: '2026-10-01', goal: 100 });
    expect(months.find(({ month }) => month === '2026-10-01')?.percent).toBeGreaterThan(80);
    const body = {
      school: proposal?.school ?? '',
      title: 'Glad you are here',
      startOn: '2026-11-16',
      endOn: '2026-12-04',
    };
    const { campaign } = await team.startCampaign({ body });
    await expect(team.startCampaign({ body })).rejects.toMatchObject({ problem: { status: 409 } });
    const page = await team.readCampaigns({ query: {} });
    expect(page.proposals.map(({ school }) => school)).not.toContain(proposal?.school);
    expect(page.campaigns).toMatchObject([
      { campaign, before: proposal?.percent, judgedMonth: '2026-12-01', judgeFrom: '2027-01-01', canJudge: false },
    ]);
    await expect(
      team.judgeCampaign({ params: { campaign }, body: { belonging: 'more families came' } }),
    ).rejects.toMatchObject({ problem: { status: 409 } });
  });

  test('an activity of it is planned and done', async () => {
    const team = await server.as('team');
    const [campaign] = (await team.readCampaigns({ query: {} })).campaigns;
    const { activity } = await team.addActivity({
      body: {
        school: campaign?.school ?? '',
        campaign: campaign?.campaign ?? 0,
        student: null,
        kind: 'engage-family',
        what: 'Coffee at the gate',
        on: '2026-11-17',
        done: null,
      },
    });
    await team.stepActivity({ params: { activity }, body: { action: 'do', note: '40 families' } });
    const page = await team.readCampaigns({ query: {} });
    expect(page.campaigns[0]?.activities).toMatchObject([{ activity, state: 'done', note: '40 families' }]);
  });

  test('a clerk sees them and starts none', async () => {
    const clerk = await server.as('clerk');
    expect((await clerk.readCampaigns({ query: {} })).mayManage).toBe(false);
    await expect(clerk.putOffCampaign({ body: { school: 'oak', reason: 'x' } })).rejects.toMatchObject({
      problem: { status: 403 },
    });
  });
});

test('a meeting of the team has its agenda made from what is due, keeps it with the minutes, and its decisions are tasks', async () => {
  const team = await server.as('team');
  const [school] = (await team.listSchools()).items;
  const at = school?.school ?? '';
  expect(await team.readDayOfSchool({ query: { school: at, on: '2026-11-21' } })).toEqual({
    isSchoolDay: false,
    next: '2026-11-30',
  });
  expect(await team.readDayOfSchool({ query: { school: at, on: '2026-11-18' } })).toMatchObject({ isSchoolDay: true });
  const { meeting } = await team.planTeamMeeting({
    body: { school: school?.school ?? '', on: '2026-11-18', at: '15:30', place: 'Library' },
  });
  const before = await team.readTeamMeeting({ params: { meeting } });
  expect(before).toMatchObject({ state: 'planned', isFrozen: false, agenda: { month: { month: '2026-10-01' } } });
  await team.writeTeamMinutes({
    params: { meeting },
    revision: String(before.revision),
    body: {
      people: 'J. Okafor',
      minutes: 'We looked at the list.',
      decisions: [{ what: 'Call three families', role: 'intervention-team', dueOn: '2026-11-25', student: null }],
    },
  });
  expect(await team.readTeamMeeting({ params: { meeting } })).toMatchObject({
    state: 'held',
    isFrozen: true,
    agenda: before.agenda,
    tasks: [{ what: 'Call three families', state: 'open' }],
  });
  const list = await team.listTeamMeetings({ query: { school: school?.school ?? '' } });
  expect(list).toMatchObject({ cadence: 'twice-a-month', nextBy: '2026-12-02' });
});
