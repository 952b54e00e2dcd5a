import { expectAccessible, expectGoodLooks } from './looks.ts';
import { expect, test } from './server.ts';
import { test as storyTest } from './story.ts';

test('2.16-2.25 the team takes a student from the list over root causes to a plan without the family, shares it, looks again and refers', async ({
  signInThere,
  ownServer,
}) => {
  const district = await ownServer.as('district');
  const officer = await ownServer.db.pool.query<{ id: string }>(
    `select person_id as id from grants where role = 'officer' limit 1`,
  );
  const page = await signInThere('team', '/s/oak/tier2');
  await expect(page.getByRole('heading', { level: 1, name: 'Tier II' })).toBeVisible();
  await expectGoodLooks(page, 'tier2');

  const first = page
    .getByRole('region', { name: /To match/ })
    .getByRole('link')
    .first();
  await first.click();
  await expect(page.getByRole('heading', { level: 1, name: /^Tier II: / })).toBeVisible();
  await page.getByRole('button', { name: 'Put on the board' }).click();
  await page.getByRole('radiogroup', { name: 'Getting to school' }).getByRole('radio', { name: 'Much' }).check();
  await expect(page.getByRole('checkbox', { name: /Bus pass/ })).toBeVisible();
  await page.getByRole('checkbox', { name: /Bus pass/ }).check();
  await expectGoodLooks(page, 'tier2-match');
  await page.getByRole('button', { name: 'Save and go on to the plan' }).click();

  await page.getByRole('tab', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: 'Make the plan' }).click();
  await expect(page.getByText('Say whether the family took part.')).toBeVisible();
  await page.getByRole('radio', { name: 'was invited, did not take part' }).check();
  await page.getByLabel('What the school will do, 1').fill('A bus pass by Monday');
  await expectGoodLooks(page, 'tier2-plan');
  await page.getByRole('button', { name: 'Make the plan' }).click();
  await expect(page.getByRole('heading', { name: 'Shared with the family' })).toBeVisible();
  await page.getByRole('button', { name: 'Share the plan' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Share the plan' }).click();
  await expect(page.getByRole('link', { name: 'Open' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Mark as carried out' }).press('Enter');
  await expect(page.getByText(/^Carried out since/)).toBeVisible();

  await page.getByRole('tab', { name: 'Review' }).click();
  await expect(page.getByText('20 school days before')).toBeVisible();
  const { revision } = await district.listNamedPeople({ params: { school: 'oak' } }).then(({ items }) => ({
    revision: items.find(({ duty }) => duty === 'specialist')?.revision ?? 0,
  }));
  await district.namePerson({
    params: { school: 'oak', duty: 'specialist' },
    revision: String(revision),
    body: { person: officer.rows[0]?.id ?? '', deputy: null, reason: 'the specialist of our schools' },
  });
  await page.getByRole('radio', { name: 'Refer to Tier III' }).check();
  await page.getByRole('radio', { name: 'Did not help' }).check();
  await page.getByLabel('Why').fill('It needs more than we have');
  await expectGoodLooks(page, 'tier2-review');
  await page.getByRole('button', { name: 'Save the review' }).click();
  await expect(page.getByText('Referred to Tier III').first()).toBeVisible();

  await page.getByRole('link', { name: 'Board' }).click();
  await page.getByText('Tier III', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'To plan 1' }).getByRole('link')).toHaveCount(1);
});

test('2.29-2.33 the prevention specialist sees the referred student and makes the action plan from the template of the grade', async ({
  signInThere,
  ownServer,
}) => {
  const team = await ownServer.as('team');
  const officer = await ownServer.db.pool.query<{ id: string }>(
    `select person_id as id from grants where role = 'officer' limit 1`,
  );
  await ownServer.db.pool.query(
    `insert into named_people (district_id, school_id, duty, person_id, named_by, named_at, reason)
     values (1, 'oak', 'specialist', $1, 'test', now(), 'test') on conflict do nothing`,
    [officer.rows[0]?.id],
  );
  const [card] = (await team.readTierBoard({ query: { school: 'oak' } })).cards;
  const student = card?.student ?? '';
  const { tier } = await team.enterTier({ params: { student }, body: {} });
  const answers = { TRANSPORT: 'much' } as const;
  await team.assessRootCauses({
    params: { tier },
    body: { kind: 'matching', answers, practice: '', chosen: [], document: null, note: '' },
  });
  await team.makeTierPlan({
    params: { tier },
    body: {
      startOn: '2026-11-13',
      reviewOn: '2026-12-04',
      familyPart: 'took-part',
      familyComments: '',
      lines: [{ part: 'school-does', words: 'A bus pass', who: '', dueOn: null }],
      interventions: [],
    },
  });
  await team.reviewTier({
    params: { tier },
    body: { notes: '', decision: 'refer', reason: 'needs agencies', nextOn: null, view: 'not' },
  });
  const page = await signInThere('officer', `/d/tier2/${student}/match?tier=3`);
  await expect(page.getByRole('heading', { level: 1, name: /^Tier III: / })).toBeVisible();
  await expect(page.getByLabel('Start from')).toHaveValue('action-secondary');
  await page.getByRole('radio', { name: 'took part', exact: true }).check();
  await page.getByLabel('What keeps the student away').fill('Looks after a brother in the mornings');
  await page.getByLabel('First follow-up, after one week').fill('Call the family');
  await page.getByLabel('Day').first().fill('2026-11-20');
  await page.getByRole('button', { name: 'Make the plan' }).click();
  await expect(page.getByRole('heading', { name: 'Carried out' })).toBeVisible();
  const tasks = await ownServer.db.pool.query(`select what from tasks where about_thing = 'tier' and state = 'open'`);
  expect(tasks.rows).toContainEqual({ what: 'Call the family' });
});

test('2.4-2.8 2.11 below its goal a school starts a campaign, logs activities, and the team meets with an agenda made by itself, which counts who is close to the next step', async ({
  signInThere,
  ownServer,
}) => {
  await ownServer.db.pool.query(
    `insert into school_settings (district_id, school_id, attendance_goal_tenths) values (1, 'oak', 1000)
     on conflict (district_id, school_id) do update set attendance_goal_tenths = 1000`,
  );
  const page = await signInThere('team', '/s/oak/campaigns');
  await expect(page.getByRole('heading', { name: 'School-wide attendance by month' })).toBeVisible();
  await page.getByRole('button', { name: 'Start a campaign' }).click();
  await page.getByLabel('What is it called?').fill('Glad you are here');
  await page.getByRole('button', { name: 'Start the campaign' }).click();
  await expect(page.getByRole('heading', { name: '“Glad you are here”' })).toBeVisible();
  await expect(page.getByText(/^Too early to judge/)).toBeVisible();
  await page.getByRole('button', { name: 'Change …' }).click();
  const change = page.getByRole('dialog', { name: 'Change this campaign?' });
  await change.getByLabel('What is it called?').fill('Glad you are here!');
  const start = await change.getByLabel('From').inputValue();
  await change.getByLabel('To').fill(start);
  await change.getByRole('button', { name: 'Change it' }).click();
  await expect(change.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await change.getByLabel('To').fill(daysAfter(start, 14));
  await change.getByRole('button', { name: 'Change it' }).click();
  await expect(page.getByRole('heading', { name: '“Glad you are here!”' })).toBeVisible();
  const card = page.getByRole('region', { name: 'Glad you are here' });
  await card.getByText('Add an activity').click();
  await card.getByLabel('Kind').selectOption('relationship-mapping');
  await card.getByLabel('What', { exact: true }).fill('Every student has an adult who knows them');
  await card.getByRole('button', { name: 'Add it' }).click();
  await card.getByRole('button', { name: /^Done: / }).click();
  await page.getByRole('dialog').getByLabel('What came of it').fill('31 of 34 mapped');
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(card.getByText('31 of 34 mapped')).toBeVisible();
  await expectGoodLooks(page, 'campaigns');

  const plan = page.locator('form').filter({ has: page.getByRole('button', { name: 'Plan a meeting' }) });
  const day = plan.getByLabel('Day', { exact: true });
  const today = await day.inputValue();
  await day.fill('2026-11-28');
  await expect(
    plan.getByText('The school does not meet on Sat, Nov 28, 2026. The next school day is Mon, Nov 30, 2026.'),
  ).toBeVisible();
  await expectAccessible(page);
  await day.fill(today);
  await expect(plan.getByText(/The school does not meet/)).toBeHidden();
  await page.getByRole('button', { name: 'Plan a meeting' }).click();
  await page.getByRole('link', { name: /3:30 PM/ }).click();
  await expect(page.getByRole('heading', { name: /^New on the Tier II list/ })).toBeVisible();
  await page.getByRole('button', { name: 'Move …' }).click();
  const move = page.getByRole('dialog', { name: 'Move this meeting?' });
  await move.getByLabel('Day').fill('2026-11-28');
  await expect(move.getByText(/The school does not meet on Sat, Nov 28/)).toBeVisible();
  await move.getByLabel('Day').fill('2026-11-30');
  await move.getByLabel('Time').fill('14:00');
  await expectAccessible(page);
  await move.getByRole('button', { name: 'Move it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Mon, Nov 30, 2026/ })).toBeVisible();
  await expect(page.getByText(/^2:00 PM/)).toBeVisible();
  await expect(page.getByText(/students? close to the next step/).first()).toBeVisible();
  await page.getByLabel('What was said').fill('We looked at the list.');
  await page.getByRole('button', { name: 'Add a decision' }).click();
  await page.getByLabel('What is to be done').fill('Call three families');
  await expectGoodLooks(page, 'team-meeting');
  await page.getByRole('button', { name: 'Save the minutes' }).click();
  await expect(page.getByText('Agenda, as it was')).toBeVisible();
  await expect(page.getByText(/Call three families/)).toBeVisible();
});

storyTest(
  '2.9 2.10 the month after, a campaign is judged on the same figure, beside the schools without one, and on belonging',
  async ({ page, story }) => {
    const team = await story.server.as('team');
    await story.server.db.pool.query(
      `insert into school_settings (district_id, school_id, attendance_goal_tenths) values (1, 'oak', 1000)
     on conflict (district_id, school_id) do update set attendance_goal_tenths = 1000`,
    );
    const days = { startOn: '2026-11-16', endOn: '2026-12-04' };
    await team.startCampaign({ body: { school: 'oak', title: 'Glad you are here', ...days } });
    story.morningOf('2027-01-08');
    await story.overnight([
      { student: '100001', school: 'oak', on: '2027-01-05', code: 'I' },
      { student: '100009', school: 'elm', on: '2027-01-05', code: 'I' },
    ]);
    await story.comes(page, 'team', '/s/oak/campaigns');
    const card = page.getByRole('region', { name: 'Glad you are here' });
    const figures = card.getByRole('table', { name: 'Rates before and after' });
    await expect(figures.getByRole('row', { name: /This school/ })).toContainText('%');
    await card.getByRole('button', { name: 'Judge it …' }).click();
    await page.getByRole('dialog').getByLabel('Did it foster belonging?').fill('Students greet each other by name.');
    await page.getByRole('dialog').getByRole('button', { name: 'Judge it' }).click();
    await expect(card.getByText('Students greet each other by name.')).toBeVisible();
    await expect(card.getByText('Judged', { exact: true })).toBeVisible();
    await expect(figures.getByRole('row', { name: /schools? without a campaign/ })).toContainText('%');
    await expectGoodLooks(page, 'campaign-judged');
  },
);

test('2.16 the list of Tier II goes by the thresholds of the pack, and says why there are two', async ({ signIn }) => {
  const page = await signIn('district', '/s/elm/tier2');
  await expect(page.getByLabel('List by').locator('option')).toHaveCount(2);
  await page.getByText('Why two numbers?').click();
  await expect(page.getByText('25% missed is 75% attendance', { exact: false })).toBeVisible();
  await page.getByLabel('List by').selectOption('25');
  await expect(page).toHaveURL(/list=25/);
});

const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
