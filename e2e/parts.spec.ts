import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { expectAccessible, expectGoodLooks, look, settled, shot } from './looks.ts';
import { servePartsPage } from './parts-page.ts';
import { expect } from './server.ts';

const test = base.extend<{ parts: (query: string) => Promise<Page> }, { address: string }>({
  address: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
    async ({}, use, { workerIndex }) => {
      const { url, close } = await servePartsPage(join(import.meta.dirname, 'results', `parts-${workerIndex}`));
      await use(url);
      await close();
    },
    { scope: 'worker' },
  ],
  parts: async ({ page, address }, use) => {
    await use(async (query) => {
      await page.goto(`${address}/?${query}`);
      await settled(page);
      return page;
    });
  },
});

test.describe('a list of 10,000 rows', () => {
  test('is accessible in all looks', async ({ parts }) => {
    await expectGoodLooks(await parts('part=grid'), 'part-grid');
  });

  test('is one tab stop; arrows walk rows and cells, and the focus is never out of sight', async ({ parts }) => {
    const page = await parts('part=grid&all');
    const focused = page.locator(':focus');
    await page.getByRole('button', { name: 'Issue …' }).focus();
    await page.keyboard.press('Tab');
    await expect(focused).toHaveAttribute('data-row', '0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(focused).toHaveAttribute('data-row', '1');
    await expect(focused).toHaveAttribute('data-column', '1');
    await page.keyboard.press('Control+End');
    await expect(focused).toHaveAttribute('data-row', '9999');
    await expect(focused).toBeInViewport();
    await page.keyboard.press('PageUp');
    await expect(focused).toBeInViewport();
    await page.keyboard.press('Control+Home');
    await expect(focused).toHaveAttribute('data-row', '0');
    await expect(focused).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('ArrowUp');
    await expect(focused).toHaveRole('columnheader');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('grid').locator(':focus')).toHaveCount(0);
  });

  test('Space, Shift and arrows, Ctrl+A select, and the count is said', async ({ parts }) => {
    const page = await parts('part=grid&all');
    await page.locator('[data-row="3"][data-column="2"]').click();
    await page.keyboard.press('Space');
    await expect(page.getByText('1 of 10,000 selected')).toBeVisible();
    await expect(page.getByRole('row').filter({ has: page.locator('[data-row="3"]') })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    const head = page.getByRole('checkbox', { name: 'Select all that match' });
    await expect(head).toBeChecked({ indeterminate: true });
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText('3 of 10,000 selected')).toBeVisible();
    await page.keyboard.press('Control+a');
    await expect(page.getByText('9,999 of 10,000 selected')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Select Osei, Kwame 1, L2' })).toBeDisabled();
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    await expect(page.getByText('0 of 10,000 selected')).toBeVisible();
  });

  test('Enter sorts by a head and says so, opens a row, and presses what a cell holds', async ({ parts }) => {
    const page = await parts('part=grid&all');
    await page.locator('[data-row="0"][data-column="4"]').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('columnheader', { name: 'Count' })).toHaveAttribute('aria-sort', 'ascending');
    await expect(page.locator('[aria-sort]')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('columnheader', { name: 'Count' })).toHaveAttribute('aria-sort', 'descending');
    await page.locator('[data-row="0"][data-column="3"]').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('note')).toHaveText(/^opened /);
    await page.keyboard.press('c');
    await expect(page.getByRole('note')).toHaveText(/^contact /);
  });

  test('rows come in pages while one scrolls, and the grid says how many there are', async ({ parts }) => {
    const page = await parts('part=grid');
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
    await page.locator('[data-row="0"][data-column="2"]').focus();
    for (let times = 0; times < 30; times += 1) await page.keyboard.press('PageDown');
    await expect(page.locator(':focus')).toBeInViewport();
    expect(Number(await page.locator(':focus').getAttribute('data-row'))).toBeGreaterThan(200);
    expect(await page.getByRole('row').count()).toBeLessThan(80);
  });

  test('all rows are on paper', async ({ parts }) => {
    const page = await parts('part=grid&rows=300&all');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect(await page.getByRole('row').count()).toBe(301);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect.poll(() => page.getByRole('row').count()).toBeLessThan(80);
  });

  test('the panel follows the row, and closes', async ({ parts }) => {
    const page = await parts('part=grid&panel');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('[data-row="2"][data-column="2"]').click();
    await expect(page.getByRole('complementary')).toContainText('Lindqvist, Ada 2');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('complementary')).toContainText('Abdi, Hodan 3');
    await expect(page.locator(':focus')).toHaveAttribute('data-row', '3');
    await shot(page, 'part-grid-panel');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('complementary')).toHaveCount(0);
  });

  test('right to left, the arrow keys follow the eye', async ({ parts }) => {
    const page = await parts('part=grid&dir=rtl');
    await page.locator('[data-row="0"][data-column="2"]').focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator(':focus')).toHaveAttribute('data-column', '3');
    await shot(page, 'part-grid-rtl');
  });
});

test.describe('the attendance calendar', () => {
  test('is accessible in all looks', async ({ parts }) => {
    await expectGoodLooks(await parts('part=calendar'), 'part-calendar');
  });

  test('a day says everything in its name; arrows go by day and week; one tab stop', async ({ parts }) => {
    const page = await parts('part=calendar');
    const day = page.getByRole('button', { name: 'Wed, Nov 4, 2026, tardy, unexcused, 34 minutes, counts, 2 of 3' });
    await day.click();
    await expect(page.getByRole('status')).toHaveText('2026-11-04');
    await expect(day).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(page.locator(':focus')).toHaveAttribute('data-on', '2026-11-11');
    await page.keyboard.press('PageUp');
    await expect(page.locator(':focus')).toHaveAttribute('data-on', '2026-10-12');
    await expect(page.locator('button[data-on][tabindex="0"]')).toHaveCount(1);
  });

  test('the list says the same', async ({ parts }) => {
    const page = await parts('part=calendar');
    await page.getByText('List', { exact: true }).click();
    const row = page.getByRole('row', { name: /Wed, Nov 4, 2026/ });
    await expect(row).toContainText('tardy, unexcused');
    await expect(row).toContainText('34');
    await expect(row).toContainText('counts, 2 of 3');
    await expectGoodLooks(page, 'part-calendar-list');
  });

  test('without colours, letters, edges and rings stay', async ({ parts }) => {
    const page = await parts('part=calendar');
    await page.emulateMedia({ forcedColors: 'active' });
    await shot(page, 'part-calendar-forced-colors');
    await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark', media: 'print' });
    await shot(page, 'part-calendar-print');
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe('rgb(255, 255, 255)');
  });
});

test.describe('dialogs', () => {
  test('the title is the question, Escape closes, and the focus comes back', async ({ parts }) => {
    const page = await parts('part=dialogs');
    const opener = page.getByRole('button', { name: 'Issue 58 …' });
    await opener.click();
    const dialog = page.getByRole('dialog', { name: 'Issue 58 notices?' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  });

  test('a reason is asked for, kept when Escape is pressed, and handed on', async ({ parts }) => {
    const page = await parts('part=dialogs');
    await page.getByRole('button', { name: 'Decline …' }).click();
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    await expect(page.getByText('Say why, in a few words.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Reason' }).fill('Spoke with the family');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('Spoke with the family');
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    await expect(page.getByRole('status')).toHaveText('Spoke with the family');
  });

  test('look good', async ({ parts }) => {
    const page = await parts('part=dialogs');
    await page.getByRole('button', { name: 'Decline …' }).click();
    await expectGoodLooks(page, 'part-dialog');
  });
});

test('states are accessible in all looks, also in Spanish', async ({ parts }) => {
  await expectGoodLooks(await parts('part=states'), 'part-states');
  const page = await parts('part=states&language=es');
  await look(page, { scheme: 'light', width: 320 });
  await shot(page, 'part-states-es');
});
