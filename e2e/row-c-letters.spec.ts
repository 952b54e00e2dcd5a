/** Row C, as the story of one student: Brielle's family gets three letters, and between them the school listens, plans and calls for help. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectGoodLooksAndGoOn } from './looks.ts';
import { nameLucia, staffAsAtOak } from './staff.ts';
import { expect, test, type Story } from './story.ts';

test.describe.configure({ timeout: 400_000 });

const BRIELLE = '100082';
const NAME = 'Larkin, Brielle';
const missed = (on: string, more: { readonly code: string; readonly period?: string; readonly minutes?: number }) => ({
  student: BRIELLE,
  school: 'elm',
  on,
  ...more,
});

const main = (page: Page) => page.getByRole('main');
const dialog = (page: Page) => page.getByRole('dialog');
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const line = (page: Page, level: string) => page.getByRole('row').filter({ hasText: NAME }).filter({ hasText: level });

/** The clerk and the counselor of the sample work at Elm too, which names its prevention specialist. */
async function staffElm({ server }: Story): Promise<void> {
  await staffAsAtOak(server, 'elm', ['team', 'clerk']);
  await nameLucia(server, { school: 'elm', duty: 'specialist' });
}

async function issue(page: Page, story: Story, level: string): Promise<void> {
  await page.goto(`${story.server.url}/s/elm/worklist?review=1&level=${level}`);
  await expect(line(page, level)).toBeVisible();
  await main(page)
    .getByRole('button', { name: /^Issue \d+ …$/ })
    .click();
  await expect(title(page)).toHaveText(/^Issue \d+ notices?\?$/);
  await main(page)
    .getByRole('button', { name: /^Issue \d+ notices?$/ })
    .click();
  await expect(title(page)).toHaveText(/^\d+ notices? issued$/);
}

async function openLetter(page: Page, story: Story, level: string): Promise<Locator> {
  await page.goto(story.server.url + (await story.studentPage(BRIELLE, 'notices')));
  await page.getByRole('row').filter({ hasText: level }).getByRole('link').first().click();
  await page.getByText('Text', { exact: true }).click();
  return main(page).locator('[lang="en"]');
}

async function approve(page: Page, story: Story, why: string): Promise<void> {
  await story.comes(page, 'administrator', '/s/elm/approvals');
  await page.getByRole('row').filter({ hasText: NAME }).getByRole('button').first().click();
  await expect(page.getByRole('heading', { name: 'Why it is offered' })).toBeVisible();
  await page.getByRole('button', { name: 'Approve …', exact: true }).click();
  await dialog(page).getByRole('textbox', { name: 'Reason' }).fill(why);
  await dialog(page)
    .getByRole('button', { name: /^Approve/ })
    .click();
  await expect(page.getByText('1 notice is approved.')).toBeVisible();
}

/** What the story of the board tells in full: matched, planned with the family, and begun. */
async function planIsCarriedOut({ server }: Story): Promise<void> {
  const team = await server.as('team');
  const found = await server.db.pool.query<{ student: string }>(
    `select 's' || student_no as student from students where student_id = $1`,
    [BRIELLE],
  );
  const { tier } = await team.enterTier({ params: { student: found.rows[0]?.student ?? '' }, body: {} });
  await team.assessRootCauses({
    params: { tier },
    body: { kind: 'matching', answers: { TRANSPORT: 'much' }, practice: '', chosen: [], document: null, note: '' },
  });
  await team.makeTierPlan({
    params: { tier },
    body: {
      startOn: '2026-12-07',
      reviewOn: '2026-12-28',
      familyPart: 'took-part',
      familyComments: '',
      lines: [{ part: 'school-does', words: 'A bus pass', who: '', dueOn: null }],
      interventions: [],
    },
  });
  await team.implementTierPlan({ params: { tier }, body: { on: '2026-12-07' } });
}

test('2.1-2.3 2.12-2.15 2.26-2.30 2.34 Brielle: three days bring the letter of concern; once it was received, a late arrival the second, and a missed day after the plan the third, each when the administrator agrees; the specialist brings the agencies together', async ({
  page,
  story,
}) => {
  await staffElm(story);

  await test.step('Friday, November 20: three unexcused days; the letter names the risk of a pattern', async () => {
    story.morningOf('2026-11-20');
    await story.overnight(['2026-11-16', '2026-11-17', '2026-11-18'].map((on) => missed(on, { code: 'U' })));
    await story.comes(page, 'clerk', '/s/elm/home');
    await issue(page, story, 'L1');
    await main(page)
      .getByRole('button', { name: /^Print \d+ letters?$/ })
      .first()
      .click();
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    await main(page).getByRole('button', { name: 'Mark as mailed …' }).click();
    await dialog(page).getByRole('button', { name: 'Mark as sent' }).click();
    await expect(main(page)).toContainText(/\d+ notices? marked as sent\./);
    await expect(await openLetter(page, story, 'L1')).toContainText(
      'Students with a pattern of absences find it harder',
    );
  });

  await test.step('Monday, November 30: the receipt came back, so the family knows', async () => {
    story.morningOf('2026-11-30');
    await story.comes(page, 'clerk', '/s/elm/letters');
    await line(page, 'L1')
      .getByRole('button', { name: /^Mark N\d+/ })
      .click();
    await dialog(page).getByLabel('received', { exact: true }).check();
    await dialog(page).getByLabel('On', { exact: true }).fill('2026-11-24');
    await dialog(page).getByRole('button', { name: 'Mark', exact: true }).click();
    await expect(line(page, 'L1')).toContainText('received');
    await expectGoodLooksAndGoOn(page, 'row-c-letters-sent');
  });

  await test.step('Friday, December 4: a late arrival of 40 minutes after that; the second letter is offered, and the administrator agrees', async () => {
    story.morningOf('2026-12-04');
    await story.overnight([missed('2026-12-01', { code: 'T', period: 'P1', minutes: 40 })]);
    await approve(page, story, 'The letter alone did not help');
    await story.comes(page, 'clerk', '/s/elm/worklist');
    await issue(page, story, 'L2');
    await expect(await openLetter(page, story, 'L2')).toContainText("Our school's support team will contact you soon.");
  });

  await test.step('Monday, December 7: the team calls to hear why; a plan is made with the family and carried out', async () => {
    story.morningOf('2026-12-07');
    await story.comes(page, 'team', await story.studentPage(BRIELLE));
    await page.getByRole('button', { name: 'Log contact' }).click();
    await dialog(page).getByRole('radio', { name: 'reached', exact: true }).check();
    await dialog(page)
      .getByLabel('Note', { exact: true })
      .fill('The bus leaves before she has brought her sister to school.');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await expect(dialog(page)).toHaveCount(0);
    await planIsCarriedOut(story);
  });

  await test.step('Friday, December 18: she was away again; the third letter tells of the team of agencies', async () => {
    story.morningOf('2026-12-18');
    await story.overnight([missed('2026-12-14', { code: 'U' })]);
    await approve(page, story, 'The plan alone is not enough');
    await story.comes(page, 'clerk', '/s/elm/worklist');
    await issue(page, story, 'L3');
    await expect(page.getByTestId('also')).toContainText(/referral/i);
    await expect(await openLetter(page, story, 'L3')).toContainText('Multi-Agency Student Support Team');
    await expectGoodLooksAndGoOn(page, 'row-c-third-letter');
  });

  await test.step('The specialist takes the referral and invites the family, as members, with an agency', async () => {
    await story.comes(page, 'administrator', '/s/elm/referrals?tab=preparing');
    await page.getByRole('link', { name: NAME }).click();
    await page.getByRole('button', { name: 'Seal and send …' }).click();
    await dialog(page).getByRole('button', { name: 'Seal and send' }).click();
    await expect(page.getByRole('link', { name: /Open the sealed file/ })).toBeVisible({ timeout: 30_000 });
    await story.comes(page, 'officer', '/d/referrals');
    await page.getByRole('button', { name: /^Accept R/ }).click();
    await page.getByText(/^In review \d+$/).click();
    await page.getByRole('link', { name: NAME }).click();
    await page.getByRole('link', { name: 'Attendance file' }).click();
    await page.getByRole('tab', { name: /^Meetings/ }).click();
    await page.getByRole('button', { name: 'Plan a meeting' }).click();
    await dialog(page).getByLabel('Kind').selectOption('multi-agency');
    await dialog(page).getByLabel('Day').fill('2027-01-06');
    await dialog(page).getByLabel('Time').fill('15:00');
    await dialog(page).getByLabel('Place').fill('County office, Room 12');
    await expect(dialog(page).getByRole('checkbox', { name: /Imani Larkin/ })).toBeChecked();
    await dialog(page).getByLabel('Name', { exact: true }).fill('Rosa Diaz');
    await dialog(page).getByLabel('Organization').fill('County Family Services');
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await expectAccessible(page);
    await dialog(page)
      .getByRole('button', { name: /^Plan it and invite \d+ people$/ })
      .click();
    const meeting = page.getByRole('region', { name: /^Multi-agency meeting/ });
    await expect(meeting).toContainText('Rosa Diaz');
    await expect(meeting).toContainText('Imani Larkin');
    await expectGoodLooksAndGoOn(page, 'row-c-multi-agency');
  });
});
