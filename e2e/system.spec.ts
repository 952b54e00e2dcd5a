import { expectGoodLooks } from './looks.ts';
import { expect, openAs, test } from './server.ts';

test('the settings of the district are changed with a reason, and say who changed what', async ({ signInThere }) => {
  const page = await signInThere('system', '/d/system');
  const settings = page.getByRole('region', { name: 'Settings of the district' });
  await expect(settings.getByRole('row', { name: /A session without use 60 minutes/ })).toBeVisible();
  await settings.getByRole('button', { name: 'Change …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the settings of the district?' });
  await dialog.getByLabel('A session without use').fill('20');
  await dialog.getByLabel('Help with signing in').fill('Ask help@lakeside.example');
  await expectGoodLooks(page, 'system-settings-dialog');
  await page.setViewportSize({ width: 1280, height: 800 });
  await dialog.getByRole('button', { name: 'Change the settings' }).click();
  await expect(dialog.getByText(/reason/i).last()).toBeVisible();
  await dialog.getByRole('textbox', { name: /Why|Reason/ }).fill('Shared desks in the office');
  await dialog.getByRole('button', { name: 'Change the settings' }).click();
  await expect(settings.getByRole('row', { name: /A session without use 20 minutes/ })).toBeVisible();
  await expect(settings.getByText(/60 minutes → 20 minutes.*Shared desks in the office/)).toBeVisible();
  await expectGoodLooks(page, 'system');
});

test('a school asks the district to calculate; it stands on the page of the district until it is done', async ({
  page,
  ownServer,
}) => {
  await openAs(page, ownServer, { role: 'clerk', path: '/s/oak/home' });
  await page
    .getByRole('button', { name: /Details|What is not/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Calculate now … (District)' }).click();
  const dialog = page.getByRole('dialog', { name: 'This is done for the whole district' });
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(
    dialog.getByText('Asked. It stands on the page Runs of the district; no e-mail is set up.'),
  ).toBeVisible();
  await expectGoodLooks(page, 'asked');
  await page.setViewportSize({ width: 1280, height: 800 });
  await openAs(page, ownServer, { role: 'district', path: '/d/runs' });
  const asks = page.getByRole('region', { name: 'Asked of you' });
  await expect(asks.getByText('Oak Middle School asks to calculate the district')).toBeVisible();
  await expectGoodLooks(page, 'runs-asks');
  await page.setViewportSize({ width: 1280, height: 800 });
  await asks.getByRole('button', { name: /^Done: Oak Middle School/ }).click();
  await expect(asks).toHaveCount(0);
});
