import type { Page } from '@playwright/test';
import { startWorker, type RunningWorker } from '../src/jobs/index.ts';
import type { TestServer } from '../src/server/testing.ts';
import { expectGoodLooks } from './looks.ts';
import { expect, openAs, test as base } from './server.ts';

/** With a worker beside the server, as `rollcall serve` has one: letters are made by jobs. */
const test = base.extend<{ readonly worker: RunningWorker }>({
  worker: [
    async ({ ownServer }, use) => {
      const { db, home } = ownServer;
      const worker = await startWorker(db, { districtId: 1, home, now: () => new Date() });
      await use(worker);
      await worker.stop();
    },
    { auto: true, timeout: 120_000 },
  ],
});

const MOST_CLICKS = 12;
const main = (page: Page) => page.getByRole('main');
const issueButton = (page: Page) => main(page).getByRole('button', { name: /^Issue \d+/ });
const printButton = (page: Page) => main(page).getByRole('button', { name: /^Print \d+ letters?$/ });

/** Counts what a hand does: every press of a pointer. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    addEventListener(
      'click',
      (event) => {
        if (event.detail > 0)
          sessionStorage.setItem('clicks', String(Number(sessionStorage.getItem('clicks') ?? 0) + 1));
      },
      true,
    );
  });
  return () => page.evaluate(() => Number(sessionStorage.getItem('clicks') ?? 0));
}

async function standing(server: TestServer): Promise<Readonly<Record<string, number>>> {
  const found = await server.db.pool.query<{ state: string; count: number }>(
    `select state, count(*)::integer as count from notices where origin = 'rollcall' group by state`,
  );
  return Object.fromEntries(found.rows.map((row) => [row.state, row.count]));
}

test.describe('the weekly cycle of a clerk', () => {
  test('0.25-0.27 0.30 0.31 0.37 takes fewer than twelve clicks, from signing in to print', async ({
    page,
    ownServer,
  }) => {
    const clicks = await countClicks(page);
    await page.goto(`${ownServer.url}/sign-in`);
    await page.getByRole('button', { name: /clerk/i }).click();
    await page.getByRole('link', { name: /^Review \d+ due$/ }).click();
    await page.getByRole('grid').press('ArrowDown');
    await issueButton(page).click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Issue \d+ notices\?$/);
    const asked = Number((await page.getByRole('heading', { level: 1 }).innerText()).replaceAll(/\D/g, ''));
    await main(page)
      .getByRole('button', { name: /^See one letter of / })
      .first()
      .click();
    await expect(page.getByRole('dialog')).toContainText(/as it would go out/);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    const conferences = main(page).getByText(/conferences? takes? the next free/);
    await conferences.click();
    await conferences.click();
    await issueButton(page).click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${asked} notices issued`);
    await printButton(page).click();
    await expect(page.getByRole('dialog')).toContainText('mailing order');
    // The button of the browser's own viewer is the last: it belongs to no page.
    expect((await clicks()) + 1).toBeLessThan(MOST_CLICKS);
    expect(await standing(ownServer)).toEqual({ produced: asked });
  });

  test('works by keyboard alone', async ({ page, ownServer }) => {
    await page.goto(`${ownServer.url}/sign-in`);
    await press(page, 'Enter', page.getByRole('button', { name: /clerk/i }));
    await press(page, 'Enter', page.getByRole('link', { name: /^Review \d+ due$/ }));
    await page.getByRole('grid').waitFor();
    await press(page, 'Enter', issueButton(page));
    await page.getByRole('heading', { level: 1, name: /^Issue \d+ notices\?$/ }).waitFor();
    await press(
      page,
      'Enter',
      main(page)
        .getByRole('button', { name: /^See one letter of / })
        .first(),
    );
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Issue \d+ notices\?$/);
    await press(page, 'Enter', issueButton(page));
    await page.getByRole('heading', { level: 1, name: /notices issued$/ }).waitFor();
    await printButton(page).waitFor();
    await press(page, 'Enter', printButton(page));
    await page.getByRole('dialog').waitFor();
    expect(Object.keys(await standing(ownServer))).toEqual(['produced']);
  });
});

/** Tabs to a control as a person would, and presses a key on it. Fails when it is not reached. */
async function press(page: Page, key: string, target: ReturnType<Page['locator']>): Promise<void> {
  await target.first().waitFor();
  for (let steps = 0; steps < 150; steps += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    if (await target.first().evaluate((element) => element === document.activeElement)) return page.keyboard.press(key);
    // oxlint-disable-next-line no-await-in-loop
    await page.keyboard.press('Tab');
  }
  throw new Error('the control is not reached by the keyboard');
}

test.describe('two clerks', () => {
  test('0.11 0.17 0.28 who look at the same list: the second is told, and nothing goes out twice', async ({
    page,
    browser,
    ownServer,
  }) => {
    await openAs(page, ownServer, { role: 'clerk', path: '/s/oak/worklist/issue' });
    await issueButton(page).waitFor();
    const other = await (await browser.newContext()).newPage();
    await openAs(other, ownServer, { role: 'administrator', path: '/s/oak/worklist/issue' });
    await issueButton(other).click();
    await other.getByRole('heading', { level: 1, name: /notices issued$/ }).waitFor();
    const once = await standing(ownServer);
    await issueButton(page).click();
    await expect(page.getByRole('alert')).toContainText(/had just been issued by .+ They were not issued again\./);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing to issue');
    expect(await standing(ownServer)).toEqual(once);
    await other.context().close();
  });
});

test.describe('after issuing', () => {
  test('0.29 all of it is undone in one step, and is due again', async ({ signInThere, ownServer }) => {
    const page = await signInThere('clerk', '/s/oak/worklist/issue');
    await issueButton(page).click();
    await main(page).getByRole('button', { name: 'Stop the clock' }).click();
    await expect(main(page)).toContainText('The clock stands still');
    await main(page)
      .getByRole('button', { name: /^Undo all \d+$/ })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Undo all \d+$/ })
      .click();
    await expect(main(page)).toContainText(/^.*Undone\. \d+ notices are due again\. No letter went out\./s);
    expect(Object.keys(await standing(ownServer))).toEqual(['withdrawn']);
  });

  test('0.31 0.32 the rest of a file is printed after a jam, the batch is marked as mailed, and one letter came back', async ({
    signInThere,
    ownServer,
  }) => {
    const page = await signInThere('clerk', '/s/oak/worklist/issue');
    await issueButton(page).click();
    await printButton(page).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await main(page).getByRole('button', { name: 'Print from page …' }).click();
    await page.getByRole('textbox', { name: 'Page' }).fill('3');
    await page.getByRole('button', { name: 'Make the rest' }).click();
    await expect(page.getByRole('dialog')).toContainText('mailing order');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await main(page).getByRole('button', { name: 'Mark as mailed …' }).click();
    await page.getByRole('button', { name: 'Mark as sent' }).click();
    await expect(main(page)).toContainText(/\d+ notices marked as sent\./);
    await page.goto(`${ownServer.url}/s/oak/letters`);
    const row = page.getByRole('row', { name: /Torres, Maya/ });
    await row.getByRole('button', { name: /^Mark N\d+/ }).click();
    await page.getByLabel('returned to us').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Mark', exact: true }).click();
    await expect(row).toContainText('returned');
    expect((await standing(ownServer))['returned']).toBe(1);
  });

  test('a letter that went out is rescinded with another, which is shown before', async ({
    signInThere,
    ownServer,
  }) => {
    const page = await signInThere('clerk', '/s/oak/worklist/issue');
    await issueButton(page).click();
    await printButton(page).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await main(page).getByRole('link', { name: 'Torres, Maya' }).click();
    await expect(page).toHaveTitle('Letter L1 · M. T. · Rollcall');
    await main(page).getByRole('button', { name: 'Rescind with a letter …' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(/The letter of .+ stays on file as it was sent\./);
    await expect(dialog).toContainText('ya no es válida');
    await dialog.getByLabel('Reason').fill('The note of the doctor came late.');
    await dialog.getByRole('button', { name: 'Rescind with a letter' }).click();
    await expect(main(page)).toContainText('The letter that takes it back');
    expect((await standing(ownServer))['rescinded']).toBe(1);
  });
});

test('the preview and the batch are accessible and fit, light and dark, wide and narrow', async ({ signInThere }) => {
  test.setTimeout(240_000);
  const page = await signInThere('clerk', '/s/oak/worklist/issue');
  await issueButton(page).waitFor();
  await expectGoodLooks(page, 'issue-preview');
  await issueButton(page).click();
  await printButton(page).waitFor();
  await expectGoodLooks(page, 'issue-batch');
});

test('letters sent, totals and the viewer are accessible and fit, light and dark, wide and narrow', async ({
  signInThere,
  ownServer,
}) => {
  test.setTimeout(240_000);
  const page = await signInThere('clerk', '/s/oak/worklist/issue');
  await issueButton(page).click();
  await page.getByRole('heading', { level: 1, name: /notices issued$/ }).waitFor();
  await page.goto(`${ownServer.url}/s/oak/letters`);
  await page.getByRole('grid').waitFor();
  await expectGoodLooks(page, 'letters');
  await page.goto(`${ownServer.url}/s/oak/letters?view=totals`);
  await main(page).getByRole('table').waitFor();
  await expectGoodLooks(page, 'letters-totals');
  await page.goto(`${ownServer.url}/s/oak/letters`);
  await page.getByRole('grid').getByRole('link').first().click();
  await main(page).getByRole('heading', { name: 'Days that counted' }).waitFor();
  await expectGoodLooks(page, 'letter-viewer');
});

test('they speak Spanish', async ({ signInThere, ownServer }) => {
  test.setTimeout(240_000);
  const page = await signInThere('clerk', '/');
  await page.request.put(`${ownServer.url}/api/me/preferences`, { data: { language: 'es' } });
  await page.goto(`${ownServer.url}/s/oak/worklist/issue`);
  await main(page)
    .getByRole('button', { name: /^Emitir \d+ avisos$/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ avisos emitidos$/);
  await main(page)
    .getByRole('button', { name: /^Imprimir \d+ cartas$/ })
    .waitFor();
  await expectGoodLooks(page, 'issue-batch-es');
  await page.goto(`${ownServer.url}/s/oak/letters?view=batches`);
  await page.getByRole('grid').waitFor();
  await expectGoodLooks(page, 'letters-batches-es');
});
