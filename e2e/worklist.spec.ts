import type { Page } from '@playwright/test';
import { expectAccessible, expectGoodLooks, expectNoSideways, look, settled } from './looks.ts';
import { expect, test } from './server.ts';

const LIST = '/s/oak/worklist';

const rows = (page: Page) =>
  page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
const row = (page: Page, name: string) => rows(page).filter({ hasText: name });
const panel = (page: Page) => page.getByRole('complementary', { name: /grade/ });

test('0.20 0.24 0.25 a plain visit ticks nothing; from "Review n due" all that can go out is ticked, and the count says so', async ({
  signIn,
}) => {
  const page = await signIn('clerk', LIST);
  await expect(rows(page)).toHaveCount(12);
  await expect(page.getByText('0 of 12 selected')).toBeVisible();
  await page.goto(`${new URL(page.url()).origin}${LIST}?review=1`);
  await expect(page.getByText('11 of 12 selected')).toBeVisible();
  await expect(row(page, 'Osei, Kwame').getByRole('checkbox')).not.toBeChecked();
  await expect(page.getByRole('button', { name: 'Issue 11 …' })).toBeEnabled();
});

test('the list in all looks', async ({ signIn }) => {
  test.slow();
  const page = await signIn('clerk', `${LIST}?review=1`);
  await expect(page.getByText('11 of 12 selected')).toBeVisible();
  await expectGoodLooks(page, 'worklist');
});

test('0.23 the panel with the days that count in all looks', async ({ signIn }) => {
  test.slow();
  const page = await signIn('clerk', LIST);
  await row(page, 'Torres, Maya').getByRole('gridcell', { name: 'Torres, Maya', exact: true }).click();
  await page.keyboard.press('w');
  await expect(panel(page).getByText('3 days, 3 needed')).toBeVisible();
  await expect(panel(page).getByText('The rule asks for 3 days')).toBeVisible();
  await expectGoodLooks(page, 'worklist-panel');
});

test('by keyboard alone: down the list, the panel follows, why, hold, and the hold is lifted', async ({
  signInThere,
}) => {
  const page = await signInThere('clerk', LIST);
  await expect(rows(page)).toHaveCount(12);
  await page.getByRole('grid').getByRole('gridcell').first().focus();
  await page.keyboard.press('ArrowRight');
  for (let at = 0; at < 3; at += 1) {
    // oxlint-disable-next-line no-await-in-loop -- key by key
    await page.keyboard.press('ArrowDown');
  }
  const name = await page.evaluate(() => document.activeElement?.textContent ?? '');
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText(name);
  await page.keyboard.press('w');
  await expect(panel(page).getByRole('heading', { name: 'Why?' })).toBeVisible();
  await page.keyboard.press(' ');
  await expect(page.getByText('1 of 12 selected')).toBeVisible();
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog', { name: new RegExp(`Hold .* for ${name} until when`) });
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await page.keyboard.type('Called: they send a note');
  await dialog.getByLabel('Hold until').fill('2099-11-30');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(rows(page)).toHaveCount(11);
  await expect(page.getByText('0 of 11 selected')).toBeVisible();
  await page.getByRole('tab', { name: /^Held/ }).focus();
  await page.keyboard.press('Enter');
  await expect(row(page, name)).toContainText('Called: they send a note');
  await row(page, name).getByRole('gridcell').first().focus();
  await expect(panel(page).getByText('Held by')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Lift …' }).first().press('Enter');
  await page.getByRole('dialog').getByLabel('Reason').fill('the note is here');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).press('Enter');
  await page.getByRole('tab', { name: /^Due/ }).press('Enter');
  await expect(rows(page)).toHaveCount(12);
});

test('decline says what stays, wants a reason, and can be lifted', async ({ signInThere }) => {
  const page = await signInThere('clerk', LIST);
  await row(page, 'Baker, Lee').getByRole('gridcell', { name: 'Baker, Lee', exact: true }).click();
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('is not offered again unless you lift this');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(dialog).toContainText('Say why');
  await dialog.getByLabel('Reason').fill('Moved away, SIS follows');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row(page, 'Baker, Lee')).toHaveCount(0);
  await page.getByRole('tab', { name: /^Declined/ }).click();
  await expect(row(page, 'Baker, Lee')).toContainText('Moved away, SIS follows');
  await row(page, 'Baker, Lee').getByRole('gridcell', { name: 'Baker, Lee', exact: true }).click();
  await panel(page).getByRole('button', { name: 'Lift …' }).last().click();
  await dialog.getByLabel('Reason').fill('still here');
  await dialog.getByRole('button', { name: 'Lift', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Declined 0' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Due 12' })).toBeVisible();
});

test('0.21 0.22 0.24 filters by type and level are chips in the address, the search text is not', async ({
  signIn,
}) => {
  const page = await signIn('clerk', LIST);
  await page.locator('[data-filter=level]').click();
  await page.getByRole('checkbox', { name: /^L2/ }).click();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(1);
  expect(page.url()).toContain('level=L2');
  await page.getByLabel('Name or number').fill('nobody');
  await expect(page.getByText('Nothing in this list matches all filters.')).toBeVisible();
  expect(page.url()).not.toContain('nobody');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Drop the filter: the name or number' }).click();
  await page.getByRole('button', { name: /^Remove the filter Level/ }).click();
  await expect(rows(page)).toHaveCount(12);
  await page.getByLabel('Name or number').fill('maya');
  await expect(rows(page)).toHaveCount(1);
  await page.locator('[data-filter=type]').click();
  await page.getByRole('checkbox', { name: /^Letter/ }).click();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(1);
  expect(page.url()).toContain('type=letter');
});

test('what is ticked outside the filter counts too', async ({ signIn }) => {
  const page = await signIn('clerk', `${LIST}?review=1`);
  await expect(page.getByText('11 of 12 selected')).toBeVisible();
  await page.locator('[data-filter=level]').click();
  await page.getByRole('checkbox', { name: /^L2/ }).click();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText('11 of 12 selected')).toBeVisible();
  await row(page, 'Lindqvist').getByRole('checkbox').uncheck();
  await expect(page.getByText('10 of 12 selected')).toBeVisible();
});

test('a view is saved, shown again after a reload, and taken out', async ({ signInThere }) => {
  const page = await signInThere('clerk', `${LIST}?level=L1&sort=student`);
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('menuitem', { name: 'Save this view …' }).click();
  await page.getByLabel('Name of the view').fill('My week');
  await page.getByRole('button', { name: 'Save the view' }).click();
  await expect(page.getByRole('button', { name: 'View: My week' })).toBeVisible();
  await page.goto(new URL(LIST, page.url()).href);
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('menuitem', { name: 'My week' }).click();
  await expect(page.getByRole('button', { name: /^Remove the filter Level/ })).toBeVisible();
  expect(page.url()).toContain('level=L1');
  await page.getByRole('button', { name: 'View: My week' }).click();
  await page.getByRole('menuitem', { name: 'Take out "My week"' }).click();
  await expect(page.getByRole('button', { name: 'View', exact: true })).toBeVisible();
});

test('the file holds what is listed; on paper every row is there', async ({ signIn }) => {
  const page = await signIn('clerk', LIST);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ]);
  const text = await (await download.createReadStream()).toArray();
  expect(Buffer.concat(text).toString('utf8').split('\r\n')).toHaveLength(14);
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '1');
  });
  await page.getByRole('button', { name: 'Print' }).click();
  await expect(page.locator('html[data-printed]')).toHaveCount(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Oak Middle School · Due: 12')).toBeVisible();
  await expect(page.getByRole('button', { name: 'CSV' })).toBeHidden();
});

test('issued by another person while the list is open: the row stays, greyed, and says by whom', async ({
  signInThere,
  ownServer,
}) => {
  const page = await signInThere('clerk', LIST);
  await expect(rows(page)).toHaveCount(12);
  await expect(page.getByRole('tab', { name: 'Due 12' })).toBeVisible();
  const administrator = await ownServer.as('administrator');
  const { items } = await administrator.searchWorklist({ body: { text: 'varga' } });
  const triggers = items.map(({ trigger }) => trigger);
  const { revision } = await administrator.previewIssue({ body: { school: 'oak', triggers } });
  await administrator.issue({ body: { school: 'oak', revision }, key: 'e2e' });
  await expect(row(page, 'Varga, Ilona')).toContainText(/issued .+ by/, { timeout: 30_000 });
  await expect(row(page, 'Varga, Ilona').getByRole('checkbox')).toBeDisabled();
  await expect(page.getByRole('tab', { name: 'Due 11' })).toBeVisible();
});

test('a sentence of one’s own is kept, also when the page is left', async ({ signInThere }) => {
  const page = await signInThere('clerk', LIST);
  await row(page, 'Varga, Ilona').getByRole('gridcell', { name: 'Varga, Ilona', exact: true }).click();
  await panel(page).getByLabel('Add a sentence').fill('We would like to help.');
  await row(page, 'Baker, Lee').getByRole('gridcell', { name: 'Baker, Lee', exact: true }).click();
  await expect(panel(page).getByLabel('Add a sentence')).toHaveValue('');
  await page.reload();
  await row(page, 'Varga, Ilona').getByRole('gridcell', { name: 'Varga, Ilona', exact: true }).click();
  await expect(panel(page).getByLabel('Add a sentence')).toHaveValue('We would like to help.');
});

test('at 320 px rows are cards, the days are in a drawer, what is ticked stands at the foot', async ({ signIn }) => {
  const page = await signIn('clerk', `${LIST}?review=1`);
  await look(page, { scheme: 'light', width: 320 });
  await expect(page.getByRole('group', { name: 'What is ticked' }).getByText('11 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Torres, Maya' }).click();
  const drawer = page.getByRole('dialog', { name: /Torres, Maya/ });
  await expect(drawer.getByText('3 days, 3 needed')).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Filters' }).click();
  await expect(page.getByRole('group', { name: 'Level' })).toBeVisible();
  await expectAccessible(page);
});

test('the team sees the list without what it may not do', async ({ signIn }) => {
  const page = await signIn('team', LIST);
  await expect(rows(page)).toHaveCount(12);
  await expect(page.getByRole('button', { name: /^Issue/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'CSV' })).toHaveCount(0);
  await row(page, 'Baker, Lee').getByRole('gridcell', { name: 'Baker, Lee', exact: true }).click();
  await expect(panel(page).getByRole('button', { name: 'Why?' })).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Decline …' })).toHaveCount(0);
});

test('0.19 the district’s list has the school of each line', async ({ signIn }) => {
  const page = await signIn('district', '/d/worklist');
  await expect(page.getByRole('columnheader', { name: 'School' })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '24');
  await expectAccessible(page);
});

test('who may not see the worklist is told so', async ({ signIn }) => {
  const page = await signIn('teacher', LIST);
  await expect(page.getByRole('heading', { level: 1, name: 'Not open to you' })).toBeVisible();
});
