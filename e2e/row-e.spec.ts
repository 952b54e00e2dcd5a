/** Row E, as the story of one student: Rui misses a fourth day, then an eighth; what the school does, and the supervisor of attendance. */
import type { TestServer } from '../src/server/testing.ts';
import { addressOfRui, calculate, importThrough, openRui, startAt } from './juniper.ts';
import { expectAccessible, expectGoodLooks, look } from './looks.ts';
import { expect, openAs, test as base } from './server.ts';
import { nameLucia } from './staff.ts';

const test = base.extend<{ readonly december: TestServer }>({
  december: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
    async ({}, use) => {
      const server = await startAt('2026-12-17T17:00:00Z');
      await calculate(server, '2026-11-13');
      await nameLucia(server, { school: 'juniper', duty: 'supervisor' });
      await use(server);
      await server.close();
    },
    { timeout: 300_000 },
  ],
});

test('4.1 4.2 4.5-4.7 4.10-4.13 4.16-4.21 the fourth unexcused day makes a plan, which stands on the student and in the list; the school tries, writes and evaluates; court is too early', async ({
  page,
  december,
}) => {
  test.setTimeout(240_000);
  await openAs(page, december, { role: 'district', path: await addressOfRui(december) });
  await expect(page.getByRole('list', { name: 'Needs an eye' })).toContainText('Attendance intervention plan');
  await page.goto(`${december.url}/s/juniper/home`);
  await page.getByRole('link', { name: 'Plans', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Active' })).toBeChecked();
  await expectGoodLooks(page, 'plans');
  await page.setViewportSize({ width: 1280, height: 800 });
  await openRui(page);
  await expect(page.getByRole('img', { name: 'Plan active' })).toBeVisible();
  await expect(page.getByText('by rule P4')).toBeVisible();
  for (const tab of ['General', 'Interventions 0', 'Journals 0', 'Evaluation'])
    await expect(page.getByRole('tab', { name: tab })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Filing' })).toHaveCount(0);
  await expectGoodLooks(page, 'plan-general');
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole('button', { name: 'Recommend to court …' }).click();
  await expect(
    page.getByText('Not yet: 5 of 8 requirements are missing. Each is listed with a link to mend it.'),
  ).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('button', { name: /^Add one: 3 interventions tried/ }).click();
  await page.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Tutoring' });
  await page.getByRole('textbox', { name: 'Who does it' }).fill('J. Okafor');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('row', { name: /Tutoring/ })).toContainText('running');
  await expectGoodLooks(page, 'plan-interventions');
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole('tab', { name: /^Journals/ }).click();
  await page.getByRole('textbox', { name: 'Entry' }).fill('Talked with Rui about the bus.');
  await page.getByRole('button', { name: 'Save the entry' }).click();
  await expect(page.getByRole('list', { name: 'Journal entries' })).toContainText('Talked with Rui about the bus.');
  await page.getByRole('combobox', { name: 'Reason' }).selectOption('health');
  await page.getByRole('textbox', { name: 'Entry' }).fill('Saw the nurse.');
  await page.getByRole('button', { name: 'Save the entry' }).click();
  await expect(page.getByRole('textbox', { name: 'Entry' })).toHaveValue('');
  await expect(page.getByRole('tab', { name: 'Journals 1' })).toBeVisible();

  await page.getByRole('tab', { name: 'Evaluation' }).click();
  await expect(page.getByRole('rowheader', { name: /20 school days before/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Partly' }).check();
  await page.getByRole('textbox', { name: 'What the family said' }).fill('The bus left too early.');
  await page.getByRole('textbox', { name: 'Why we think so' }).fill('Rui comes more often.');
  await page.getByRole('combobox', { name: 'Did the family take part?' }).selectOption('invited');
  await page.getByRole('button', { name: 'Save the evaluation' }).click();
  await expect(page.getByRole('radio', { name: 'Partly' })).toBeChecked();
  await expectGoodLooks(page, 'plan-evaluation');
});

test('4.11-4.15 4.22 4.23 at the eighth day the plan is the supervisor’s; every requirement met, it is recommended by e-mail, filed, heard and decided', async ({
  page,
  browser,
  december,
}) => {
  test.setTimeout(240_000);
  await importThrough(december, '2026-12-15');
  await calculate(december, '2026-12-16');
  await openAs(page, december, { role: 'district', path: '/s/juniper/plans' });
  await openRui(page);
  await expect(page.getByText('the last one needed: Tue, Dec 15, 2026')).toBeVisible();
  await page.getByRole('button', { name: /^Add it: Date of birth/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Fill in … Helena Silva' }).click();
  await page.getByRole('textbox', { name: 'Date of birth' }).fill('1984-05-02');
  await page.getByRole('dialog').last().getByRole('textbox', { name: 'Gender' }).fill('F');
  await page.getByRole('dialog').last().getByRole('button', { name: 'Save' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Filing' }).click();
  for (const [name, value] of [
    ['Eye color', 'brown'],
    ['Hair color', 'black'],
    ['Height', '5 ft 6 in'],
    ['Weight', '130 lb'],
  ] as const)
    await page.getByRole('textbox', { name }).fill(value);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectGoodLooks(page, 'plan-filing');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('tab', { name: /^Interventions/ }).click();
  await page.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Mentor' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('row', { name: /Mentor/ })).toBeVisible();
  await page.getByRole('tab', { name: 'General' }).click();
  await expect(page.getByText('8 of 8')).toBeVisible();
  await expect(page.getByText(/Lucía Ibarra/).first()).toBeVisible();

  await page.getByRole('textbox', { name: 'Keep from court' }).fill('The family lost its home.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Keep from court: The family lost its home.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Recommend to court …' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(
    'This plan is kept from court: The family lost its home.',
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('textbox', { name: 'Keep from court' }).fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Keep from court: The family lost its home.')).toBeHidden();

  await page.getByRole('button', { name: 'Recommend to court …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recommend this plan to court?' });
  await expect(dialog).toContainText('Recommended to court: plan P');
  await dialog.getByRole('textbox', { name: 'Why do you recommend it?' }).fill('Nothing has helped so far.');
  await dialog.getByRole('button', { name: 'Recommend to court' }).click();
  await expect(page.getByText(/Recommended Thu, Dec 17, 2026/)).toBeVisible({ timeout: 30_000 });

  const plan = page.url();
  await page.goto(`${december.url}/s/juniper/plans`);
  await expect(page.getByText('recommended to court')).toBeVisible();
  await expectGoodLooks(page, 'plans-recommended');
  await look(page, { scheme: 'light', width: 1280 });
  await page.goto(plan);
  await expect(page.getByText(/Recommended Thu, Dec 17, 2026/)).toBeVisible();

  const mails = await december.db.pool.query<{ name: string }>(
    `select p.name from mail_outbox m join people p on p.district_id = m.district_id and p.email = m.send_to where m.thing = 'plan'`,
  );
  expect(mails.rows).toEqual([{ name: 'Lucía Ibarra' }]);

  const own = await browser.newContext();
  const supervisor = await openAs(await own.newPage(), december, { role: 'officer', path: '/plans' });
  await supervisor.goto(`${december.url}${new URL(page.url()).pathname}?tab=filing`);
  await expect(supervisor.getByRole('link', { name: /Court packet F\d+/ })).toBeVisible();
  await supervisor.getByRole('textbox', { name: 'Court', exact: true }).fill('County Court');
  await supervisor.getByRole('button', { name: 'Mark as filed' }).click();
  await expect(supervisor.getByText(/Filed .* with County Court/)).toBeVisible();
  await supervisor.getByRole('tab', { name: 'Hearing' }).click();
  await supervisor.getByRole('textbox', { name: 'Date', exact: true }).fill('2027-01-14');
  await supervisor.getByRole('textbox', { name: 'Place' }).fill('Room 2');
  await supervisor.getByRole('button', { name: 'Save the hearing' }).click();
  await expect(supervisor.getByText(/Thu, Jan 14, 2027/)).toBeVisible();
  await supervisor.getByRole('tab', { name: 'Outcome' }).click();
  await supervisor.getByRole('combobox', { name: 'Decision' }).selectOption('services');
  await supervisor.getByRole('button', { name: 'Save the decision' }).click();
  await expect(supervisor.getByText(/Services ordered/).first()).toBeVisible();
  await own.close();
});
