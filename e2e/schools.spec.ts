import type { Page } from '@playwright/test';
import { expectGoodLooks } from './looks.ts';
import { expect, test } from './server.ts';

const main = (page: Page) => page.getByRole('main');

test.describe('Schools', () => {
  test('an administrator changes the goal and the signer, with a reason', async ({ signInThere }) => {
    const page = await signInThere('administrator', '/');
    await page.getByRole('link', { name: 'Schools' }).click();
    await expect(page.getByRole('heading', { name: 'Schools', level: 1 })).toBeVisible();
    await main(page).getByRole('grid').getByRole('link').first().click();
    await page.getByLabel('Who signs', { exact: true }).fill('P. Lang');
    await page.getByLabel('Attendance goal').fill('95.5');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Say why, in a few words.')).toBeVisible();
    await page.getByLabel('Why do you change it?').fill('New principal this year');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved. Letters issued from now on carry it.')).toBeVisible();
    await expect(page.getByText('New principal this year')).toBeVisible();
  });

  test('what another person saved meanwhile is shown beside what was typed', async ({ signInThere, ownServer }) => {
    const page = await signInThere('administrator', '/');
    await page.getByRole('link', { name: 'Schools' }).click();
    await main(page).getByRole('grid').getByRole('link').first().click();
    await page.getByLabel('Whom families call', { exact: true }).fill('R. Chen');
    const school = decodeURIComponent(page.url().split('/').at(-1) ?? '');
    const district = await ownServer.as('district');
    const { revision, own, goal } = await district.readSchool({ params: { school } });
    const { logo: _logo, signature: _signature, ...texts } = own;
    const body = { ...texts, goal, contact: 'J. Okafor', reason: 'Because she answers' };
    await district.changeSchool({ params: { school }, body, revision });
    await page.getByLabel('Why do you change it?').fill('Because he answers');
    await page.getByRole('button', { name: 'Save' }).click();
    const alert = main(page).getByRole('alert');
    await expect(alert).toContainText('Your text is kept. Compare, then save.');
    await expect(alert.getByRole('row', { name: /J\. Okafor R\. Chen/ })).toBeVisible();
    await expect(page.getByLabel('Whom families call', { exact: true })).toHaveValue('R. Chen');
  });

  test('are accessible and fit', async ({ signIn }) => {
    const page = await signIn('administrator', '/');
    await page.getByRole('link', { name: 'Schools' }).click();
    await expect(main(page).getByRole('grid')).toBeVisible();
    await expectGoodLooks(page, 'schools');
    await main(page).getByRole('grid').getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: 'Named people' })).toBeVisible();
    await expectGoodLooks(page, 'school');
  });
});

test('the system administrator sees whether it is well', async ({ signIn }) => {
  const page = await signIn('system', '/');
  await expect(page.getByRole('heading', { name: 'System', level: 1 })).toBeVisible();
  await expect(main(page).getByText(/PostgreSQL \d+/)).toBeVisible();
  await expectGoodLooks(page, 'system');
});
