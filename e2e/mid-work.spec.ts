/** The sample district in mid-work, as `npm start` shows it: screens of casework that no story stops at. */
import type { Page } from '@playwright/test';
import type { Role } from '../src/access/index.ts';
import { beginCasework } from '../src/demo/index.ts';
import { SAMPLE_NOW, type TestServer } from '../src/server/testing.ts';
import { expectAccessible, expectGoodLooksAndGoOn, expectNoSideways, look, shot } from './looks.ts';
import { expect, openAs, test } from './server.ts';

test.beforeEach(async ({ ownServer }) => {
  expect(await beginCasework(ownServer.db, { districtId: 1, home: ownServer.home, now: SAMPLE_NOW })).toBe(true);
});

test('a team sees what it answers for, and who answers for the rest, by keyboard alone', async ({
  page,
  ownServer,
}) => {
  await openAs(page, ownServer, { role: 'team', path: '/s/oak/owned' });
  await expect(titled(page, 'What I answer for')).toBeVisible();
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
  await expectGoodLooksAndGoOn(page, 'owned');
  await page.getByRole('radio', { name: 'Mine' }).press('ArrowRight');
  await expect(titled(page, 'Who answers for what')).toBeVisible();
  await page.getByRole('tab', { name: /^Waiting on someone/ }).press('Enter');
  await expect(page).toHaveURL(/queue=waiting/);
  await expectAccessible(page);
  await page.getByRole('tab', { name: /^Everything/ }).press('Enter');
  await page.getByRole('grid').getByRole('gridcell').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/cases\/C\d+/);
  await inSpanish(page, ownServer, { role: 'team', path: '/s/oak/owned', title: 'De lo que respondo' });
});

test('the office decides about what is older than the district keeps, and what went stays on the list', async ({
  page,
  ownServer,
}) => {
  await ownServer.db.pool.query('update documents set year = 2015');
  await openAs(page, ownServer, { role: 'district', path: '/d/retention' });
  await expect(titled(page, 'Retention')).toBeVisible();
  await page.getByRole('button', { name: 'Put this before a person' }).press('Enter');
  await expect(page.getByText('to decide')).toBeVisible();
  await expectGoodLooksAndGoOn(page, 'retention');
  await page.getByRole('button', { name: 'Purge …' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Remove 1 document for good?' });
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('Ten years are over');
  await dialog.getByRole('button', { name: 'Remove for good' }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('purged', { exact: true })).toBeVisible();
  await expect(page.getByText(/Ten years are over/)).toBeVisible();
  await inSpanish(page, ownServer, { role: 'district', path: '/d/retention', title: 'Conservación' });
});

test('behind the number of contacts stands each by itself, with a way to it and back', async ({ page, ownServer }) => {
  const path = '/d/insight/steps/list?kind=contact';
  await openAs(page, ownServer, { role: 'district', path });
  await expect(titled(page, /^Contacts/)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /\d/ })).toBeVisible();
  await expectGoodLooksAndGoOn(page, 'steps-list');
  await page.getByRole('table').getByRole('link').first().press('Enter');
  await expect(page).toHaveURL(/\/students\/s\d+/);
  await page.goBack();
  await page.getByRole('main').getByRole('link', { name: 'Steps taken' }).press('Enter');
  await expect(page).toHaveURL(/\/d\/insight\/steps$/);
  await inSpanish(page, ownServer, { role: 'district', path, title: /^Contactos/ });
});

const titled = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

interface Visited {
  readonly role: Role;
  readonly path: string;
  readonly title: string | RegExp;
}

/** The same page for somebody who works in Spanish, in the dark, on a telephone. */
async function inSpanish(page: Page, server: TestServer, { role, path, title }: Visited): Promise<void> {
  const person = await server.as(role);
  await person.savePreferences({ body: { language: 'es' } });
  await openAs(page, server, { role, path });
  await expect(titled(page, title)).toBeVisible();
  await look(page, { scheme: 'dark', width: 320 });
  await expectAccessible(page);
  await expectNoSideways(page);
  await shot(page, `mid-work-es${path.split('?')[0]!.replaceAll('/', '-')}`);
}
