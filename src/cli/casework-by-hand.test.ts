/** What people add and answer by hand on the command line: each verb does what it says, and refuses what it must. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCampaign } from '../cases/index.ts';
import { openTestSchool, type TestSchool } from '../cases/testing-school.ts';
import { linesOf, runRollcall, type Ran } from './testing.ts';

const home = mkdtempSync(join(tmpdir(), 'rollcall-by-hand-'));
let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.db.drop();
  rmSync(home, { recursive: true, force: true });
});

const rollcall = (...words: readonly string[]): Promise<Ran> =>
  runRollcall(words, { DATABASE_URL: school.db.url, ROLLCALL_USER: 'A. Bell', ROLLCALL_HOME: home });

/** What it says. Fails where the command does. */
async function says(...words: readonly string[]): Promise<string> {
  const said = await rollcall(...words);
  expect(said, `${words.join(' ')}: ${said.text}`).toMatchObject({ status: 0 });
  return said.text;
}

/** Why it refuses. Fails where it does not, or says it by its own insides. */
async function refuses(...words: readonly string[]): Promise<string> {
  const said = await rollcall(...words);
  expect([1, 2], `${words.join(' ')}: ${said.text}`).toContain(said.status);
  expect(said.err).not.toContain('    at ');
  return said.text;
}

async function listed(...words: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  return linesOf(await rollcall(...words, '--format', 'json'));
}

/** A day of so many days from today: the command line goes by the clock. */
const day = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(
    new Date(Date.now() + days * 86_400_000),
  );

describe('by hand', { timeout: 900_000 }, () => {
  it('an alert stands on the page until its last day, or until somebody ends it with the reason', async () => {
    const add = ['alerts', 'add', '--student', 'maya', '--says', 'Call the aunt first', '--until'];
    expect(await refuses(...add, day(-1))).toMatch(/until: found .* allowed: /);
    expect(await refuses('alerts', 'add', '--student', 'nobody', '--says', 'Call', '--until', day(3))).toContain(
      'student is not there',
    );
    expect(await refuses('alerts', 'add', '--student', 'maya', '--says', ' ', '--until', day(3))).toContain('--says');
    const [made] = await listed(...add, day(10));
    const alert = String(made?.['alert']);
    expect(await listed('alerts', '--student', 'maya')).toMatchObject([
      { alert: Number(alert), says: 'Call the aunt first', untilOn: day(10), because: 'by hand' },
    ]);
    expect(await says('alerts', 'list', '--student', 'kwame')).toContain('No alert');
    expect(await refuses('alerts', 'end', alert)).toContain('--reason');
    expect(await says('alerts', 'end', alert, '--reason', 'she moved')).toBe(`Alert ${alert} is ended.\n`);
    expect(await refuses('alerts', 'end', alert, '--reason', 'again')).toContain('is ended');
    expect(await refuses('alerts', 'end', '99', '--reason', 'nothing there')).toContain('no such alert');
    expect(await listed('alerts', 'list', '--student', 'maya')).toEqual([]);
  });

  it('somebody else is invited and taken out, and what people answered is written down', async () => {
    const add = ['meetings', 'add', '--student', 'maya', '--time', '15:30', '--date', day(-1), '--no-mail'];
    const [first] = await listed(...add);
    const meeting = String(first?.['meeting']);
    const invite = ['meetings', 'invite', meeting, '--no-mail'];
    expect(await refuses(...invite)).toContain('found nobody');
    expect(await refuses(...invite, '--name', 'Ana Torres')).toMatch(/found "Ana Torres"; allowed: .*The team/);
    expect(await refuses(...invite, '--name', 'Rui Torres')).toContain('found "Rui Torres"');
    await says(...add, '--invite', 'The team');
    const more = await says(...invite, '--name', 'the team', '--agency', 'Rosa Diaz (County)');
    expect(more).toContain('At that time: The team, a meeting at 15:30.');
    expect(more).toContain('4 invited');
    expect(await refuses(...invite, '--agency', 'Rosa Diaz')).toContain('invited already');
    const reply = ['meetings', 'reply', meeting, '--name'];
    expect(await refuses(...reply, 'Nobody', '--answer', 'accepted')).toContain('Rosa Diaz');
    expect(await refuses(...reply, 'Ana Torres', '--answer', 'maybe')).toContain('tentative');
    const [answered] = await listed(...reply, 'ana torres', '--answer', 'tentative', '--note', 'if the bus runs');
    expect(answered?.['invitees']).toContainEqual(
      expect.objectContaining({ name: 'Ana Torres', response: 'tentative', responseNote: 'if the bus runs' }),
    );
    expect(await says('meetings', 'take-out', meeting, '--name', 'Rosa Diaz')).toContain('3 invited');
    expect(await refuses('meetings', 'take-out', meeting, '--name', 'Rosa Diaz')).toContain('found "Rosa Diaz"');
    expect(await refuses('meetings', 'take-out', '99', '--name', 'Rosa Diaz')).toContain('no meeting 99');
  });

  it('minutes are written later with what follows, and a meeting that was not held is planned again', async () => {
    const [made] = await listed(
      'meetings',
      'add',
      '--student',
      'lee',
      '--time',
      '9:00',
      '--date',
      day(-2),
      '--no-mail',
    );
    const meeting = String(made?.['meeting']);
    const minutes = ['meetings', 'minutes', meeting];
    expect(await refuses(...minutes, '--minutes', 'The bus')).toContain('is planned');
    await says('meetings', 'held', meeting, '--minutes', 'The bus is late', '--follow-up', `A pass (clerk, ${day(3)})`);
    expect(await refuses(...minutes)).toContain('--minutes, --decisions or --follow-up');
    expect(await refuses(...minutes, '--follow-up', 'A ride')).toContain('Call the aunt (clerk, 2026-12-01)');
    expect(await refuses(...minutes, '--follow-up', 'A ride (team)')).toContain('Call the aunt');
    const [later] = await listed(
      ...minutes,
      '--decisions',
      'A ride',
      '--follow-up',
      `A ride (the dog) (team, ${day(4)})`,
    );
    expect(later).toMatchObject({ state: 'held', minutesText: 'The bus is late', decisions: 'A ride' });
    expect((await listed('tasks', 'list')).map(({ what }) => what)).toEqual(['A pass', 'A ride (the dog)']);
    const back = ['meetings', 'take-back', meeting];
    expect(await refuses(...back)).toContain('--reason');
    expect(await listed(...back, '--reason', 'nobody came')).toMatchObject([{ state: 'planned', family: '' }]);
    expect(await refuses(...back, '--reason', 'again')).toContain('is planned');
  });

  it('the team writes its minutes, and what it decided becomes tasks', async () => {
    await says('team-meetings', 'plan', '--school', 'oak', '--date', day(-1));
    const minutes = ['team-meetings', 'minutes', '1'];
    expect(await refuses(...minutes)).toContain('--minutes: found nothing');
    expect(await refuses('team-meetings', 'minutes', '99', '--minutes', 'x')).toContain('no team meeting 99');
    const decision = ['--minutes', 'We begin with Maya', '--decision'];
    expect(await refuses(...minutes, ...decision, 'Call (teacher)')).toContain('intervention-team');
    expect(await refuses(...minutes, ...decision, 'Call (clerk, nobody)')).toContain('student is not there');
    const two = [`Call, then write (clerk, ${day(5)}, maya)`, '--decision', 'Map relationships (intervention-team)'];
    expect(await says(...minutes, '--people', 'A. Bell', ...decision, ...two)).toContain('2 tasks are made');
    expect(await says(...minutes, '--minutes', 'We began with Maya')).toContain('0 tasks are made');
    expect(await listed('team-meetings', 'list')).toMatchObject([
      { state: 'held', people: 'A. Bell', minutes: 'We began with Maya' },
    ]);
    const tasks = await school.rows(
      `select what, role, student_id as student from tasks where about_thing = 'team-meeting' order by task_id`,
    );
    expect(tasks).toEqual([
      { what: 'Call, then write', role: 'clerk', student: 'maya' },
      { what: 'Map relationships', role: 'intervention-team', student: null },
    ]);
    await says('team-meetings', 'plan', '--school', 'oak', '--date', day(9));
    await says('team-meetings', 'call-off', '2', '--reason', 'nobody can');
    expect(await refuses('team-meetings', 'minutes', '2', '--minutes', 'x')).toContain('is called-off');
  });

  it('a campaign that runs is changed, and its activities are planned, done, called off and opened again', async () => {
    const campaign = await school.as('rollcall', (client, who) =>
      startCampaign(client, who, {
        ground: {
          school: 'oak',
          month: '2026-10-01',
          rate: { enrolledDays: 1000, absentThousandths: 51_000 },
          goalTenths: 960,
        },
        days: { title: 'Glad you are here', startOn: day(1), endOn: day(18), ownerId: '' },
      }),
    );
    const change = ['campaigns', 'change', String(campaign)];
    expect(await refuses(...change)).toContain('--title, --from or --to');
    expect(await refuses(...change, '--to', day(60))).toContain('two to three weeks');
    expect(await refuses('campaigns', 'change', '99', '--title', 'x')).toContain('no such campaign');
    expect(await says(...change, '--title', 'Glad', '--to', day(16))).toContain(`Glad, ${day(1)} to ${day(16)}`);
    expect(await listed('campaigns', 'list')).toMatchObject([{ title: 'Glad', from: day(1), to: day(16) }]);
    const add = ['activities', 'add', '--kind', 'event', '--what', 'Breakfast'];
    expect(await refuses(...add)).toContain('--school, --campaign or --student');
    expect(await refuses(...add, '--campaign', '99')).toContain('no such campaign');
    expect(await refuses(...add, '--school', 'nowhere')).toContain('no school nowhere');
    expect(await refuses(...add, '--student', 'nobody')).toContain('student is not there');
    const [planned] = await listed(...add, '--campaign', String(campaign), '--on', day(2));
    await says(...add, '--student', 'kwame', '--done', 'He came');
    const activity = String(planned?.['activity']);
    expect(await says('activities', 'do', activity, '--note', '40 came')).toBe(`Activity ${activity} is done.\n`);
    expect(await refuses('activities', 'call-off', activity)).toContain('is done');
    expect(await listed('activities', '--campaign', String(campaign))).toMatchObject([
      { activity: Number(activity), school: 'oak', student: null, on: day(2), state: 'done', note: '40 came' },
    ]);
    expect(await listed('activities', 'list', '--student', 'kwame')).toMatchObject([
      { school: 'elm', campaign: null, on: day(0), state: 'done', note: 'He came' },
    ]);
    await says('activities', 'plan-again', activity);
    expect(await says('activities', 'call-off', activity, '--note', 'no cook')).toContain('is called-off');
    expect(await refuses('activities', 'do', '99')).toContain('no such activity');
    await says('campaigns', 'stop', String(campaign), '--reason', 'the gym burnt down');
    expect(await refuses(...change, '--title', 'x')).toContain('is stopped');
  });
});
