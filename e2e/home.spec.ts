import type { Page } from '@playwright/test';
import { expectGoodLooks } from './looks.ts';
import { expect, test } from './server.ts';

const main = (page: Page) => page.getByRole('main');

test.describe('Home of a clerk', () => {
  test('0.2 says what must be done first, and every figure opens its list', async ({ signIn }) => {
    const page = await signIn('clerk', '/');
    await expect(page.getByRole('heading', { name: 'Due now' })).toBeVisible();
    await expect(page).toHaveTitle('Home · Rollcall');
    const due = main(page)
      .getByRole('link', { name: /^\d+ due at / })
      .first();
    const count = Number((await due.innerText()).replaceAll(/\D/g, ''));
    await due.click();
    await expect(page).toHaveURL(/worklist\?/);
    await expect(main(page).getByRole('grid')).toHaveAttribute('aria-rowcount', String(count + 1));
    await page.goBack();
    for (const list of [/unverified to chase$/, /due without an address$/]) {
      // oxlint-disable-next-line no-await-in-loop -- one list after the other
      const link = main(page).getByRole('link', { name: list }).first();
      // oxlint-disable-next-line no-await-in-loop
      const wanted = Number((await link.innerText()).match(/\d+/)?.[0]);
      // oxlint-disable-next-line no-await-in-loop
      await link.click();
      // oxlint-disable-next-line no-await-in-loop
      await expect(main(page).getByRole('grid')).toHaveAttribute('aria-rowcount', String(wanted + 1));
      // oxlint-disable-next-line no-await-in-loop
      await page.goBack();
    }
  });

  test('Review takes the clerk to the worklist with what can go out ticked', async ({ signIn }) => {
    const page = await signIn('clerk', '/');
    await page.getByRole('link', { name: /^Review \d+ due$/ }).click();
    await expect(page).toHaveURL(/\/worklist\?review=1/);
  });

  test('2.8 2.11 a band of chronic absence opens its students, and so do those close to the next step, with the keyboard alone', async ({
    signIn,
  }) => {
    const page = await signIn('clerk', '/');
    const band = main(page).getByRole('link', { name: /students?, 10–20%/ });
    await band.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Students by attendance' })).toBeVisible();
    await expect(page.getByLabel('Show')).toHaveValue('10-20');
    await page.getByLabel('Show').selectOption('close');
    await expect(page).toHaveURL(/band=close/);
  });

  test('is accessible and fits, light and dark, wide and narrow', async ({ signIn }) => {
    const page = await signIn('clerk', '/');
    await expect(page.getByRole('heading', { name: 'Attendance' })).toBeVisible();
    await expectGoodLooks(page, 'home-clerk');
  });

  test('speaks Spanish', async ({ signIn }) => {
    const page = await signIn('clerk', '/');
    await page.request.put(new URL('/api/me/preferences', page.url()).href, { data: { language: 'es' } });
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Pendiente ahora' })).toBeVisible();
    await expectGoodLooks(page, 'home-clerk-es');
    await page.request.put(new URL('/api/me/preferences', page.url()).href, { data: { language: 'en' } });
  });
});

test.describe('Home of others', () => {
  test('the district sees its schools', async ({ signIn }) => {
    const page = await signIn('district', '/d/home');
    await expect(page.getByRole('heading', { name: /^\d+ schools$/ })).toBeVisible();
    await expectGoodLooks(page, 'home-district');
  });

  test('a teacher sees the own students, alerts first', async ({ signIn }) => {
    const page = await signIn('teacher', '/');
    await expect(page.getByRole('heading', { name: 'My students', level: 1 })).toBeVisible();
    await expect(main(page).getByRole('grid')).toBeVisible();
    await expectGoodLooks(page, 'home-teacher');
  });

  test('an officer is told that no case is assigned', async ({ signIn }) => {
    const page = await signIn('officer', '/');
    await expect(main(page).getByText('No case is assigned to you.')).toBeVisible();
    await expectGoodLooks(page, 'home-officer');
  });
});

for (const list of ['days', 'unverified', 'addresses', 'set-aside', 'attendance']) {
  test(`the list ${list} is accessible and fits`, async ({ signIn }) => {
    const page = await signIn('clerk', '/');
    await page.waitForURL(/\/s\/[^/]+\//);
    const school = /\/s\/([^/]+)/.exec(page.url())?.[1] ?? '';
    await page.goto(new URL(`/s/${school}/data/${list}`, page.url()).href);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectGoodLooks(page, `data-${list}`);
  });
}
