/** Letters of the 4 / 7 / 10 / 11+ process go electronically or on paper: from the district's decision to the letter that was printed instead. */
import type { Page } from '@playwright/test';
import { startWorker } from '../src/jobs/index.ts';
import { startMailServer, type MailServer } from '../src/messages/testing/mail-server.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../src/server/testing.ts';
import { expectGoodLooks } from './looks.ts';
import { expect, openAs, test as base } from './server.ts';

const NOBODY = 'gavin.eastman@mail.example';
const MOTHER = 'tamsin.eastman@mail.example';
const LOGAN = '100075';

const test = base.extend<{ readonly mailbox: MailServer; readonly district: TestServer }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
  mailbox: async ({}, use) => {
    const mailbox = await startMailServer((address) => address === NOBODY);
    await use(mailbox);
    mailbox.close();
  },
  /** The sample district with a mail server and a worker. The clerk works at Willow too; Logan's parents have e-mail addresses. */
  district: [
    async ({ mailbox }, use) => {
      const later = Date.now() - SAMPLE_NOW.getTime();
      const now = (): Date => new Date(Date.now() - later);
      const env = { ROLLCALL_SMTP_URL: mailbox.url, ROLLCALL_MAIL_FROM: 'Willow <office@lakeside.example>' };
      const server = await startTestServer({ webRoot: process.env['ROLLCALL_WEB_ROOT'] ?? '', now, env });
      const { pool } = server.db;
      await pool.query(
        `insert into grants (district_id, person_id, role, school_id, from_on, given_by, given_at, reason)
         select district_id, person_id, role, 'willow', from_on, given_by, given_at, reason from grants
          where role = 'clerk' and school_id = 'oak'`,
      );
      await pool.query(
        `update guardians set email = case when name like 'Gavin%' then $2 else $3 end where student_id = $1`,
        [LOGAN, NOBODY, MOTHER],
      );
      const worker = await startWorker(server.db, { districtId: 1, home: server.home, now, env });
      await use(server);
      await worker.stop();
      await server.close();
    },
    { timeout: 300_000 },
  ],
});
test.describe.configure({ timeout: 240_000 });

const main = (page: Page) => page.getByRole('main');
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name });

async function preview(page: Page, district: TestServer): Promise<void> {
  await page.goto(`${district.url}/s/willow/worklist?review=1&level=D7`);
  await button(page, /^Issue \d+ …$/).click();
  await expect(title(page)).toHaveText(/^Issue \d+ notices?\?$/);
}

/** Whatever stands in a table of figures under a head. */
const figure = (page: Page, head: string) =>
  main(page)
    .getByRole('table')
    .first()
    .evaluate((table, name) => {
      const heads = [...table.querySelectorAll('thead th')].map((cell) => cell.textContent?.trim());
      const line = [...table.querySelectorAll('tbody tr')].find((row) => row.textContent?.startsWith('D7'));
      return line?.children[heads.indexOf(name)]?.textContent?.trim();
    }, head);

test('3.9 without the district’s decision a letter that may go electronically is printed, and the preview says why', async ({
  page,
  district,
}) => {
  await openAs(page, district, { role: 'clerk', path: '/s/willow/home' });
  await preview(page, district);
  await expect(main(page)).toContainText('Your district has not switched that on: all are printed.');
  expect(await figure(page, 'To print')).toBe('1');
  expect(await figure(page, 'By e-mail')).toBeUndefined();
});

test('3.9 the first letter goes electronically: undone in time, sent now, and printed instead where a mailbox refused it', async ({
  page,
  district,
  mailbox,
}) => {
  await test.step('the district switches it on, with its reason', async () => {
    await openAs(page, district, { role: 'system', path: '/d/system' });
    await button(page, 'Change …').click();
    await page.getByRole('switch', { name: 'Letters by e-mail' }).check({ force: true });
    await page.getByRole('textbox', { name: /reason|why/i }).fill('The board agreed');
    await page.getByRole('dialog').getByRole('button', { name: 'Change the settings' }).click();
    await expect(main(page)).toContainText('Letters by e-mail: off → on');
  });

  await test.step('the worklist marks it, and the preview says how each letter goes', async () => {
    await openAs(page, district, { role: 'clerk', path: '/s/willow/worklist?level=D7' });
    await expect(page.getByRole('row').filter({ hasText: 'Eastman, Logan' })).toContainText('2 by e-mail');
    await preview(page, district);
    expect([await figure(page, 'Letters'), await figure(page, 'By e-mail'), await figure(page, 'To print')]).toEqual([
      '2',
      '2',
      '0',
    ]);
    await expect(main(page)).toContainText(
      /notices? will be issued and 2 letters made: 0 to print, 2 by e-mail\. E-mails wait until .+\. You can undo until then, or until you print\./,
    );
    await expectGoodLooks(page, 'issue-by-email');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('undone while they wait: no mail leaves', async () => {
    await button(page, /^Issue \d+ notices?$/).click();
    await expect(title(page)).toHaveText(/^\d+ notices? issued$/);
    await expect(main(page)).toContainText('2 letters wait to leave by e-mail.');
    await expect(main(page)).toContainText('all of its letters go by e-mail');
    await expectGoodLooks(page, 'batch-mails-wait');
    await page.setViewportSize({ width: 1280, height: 800 });
    await button(page, /^Undo all \d+$/).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Undo all \d+$/ })
      .click();
    await expect(main(page)).toContainText(/notices? (?:is|are) due again\. No letter went out\./);
    const left = await district.db.pool.query(`select state from mail_outbox where thing = 'letter'`);
    expect(left.rows).toEqual([{ state: 'cancelled' }, { state: 'cancelled' }]);
  });

  await test.step('issued again and sent now: one is handed over, one is refused', async () => {
    await preview(page, district);
    await button(page, /^Issue \d+ notices?$/).click();
    await button(page, 'Pause sending').click();
    await expect(main(page)).toContainText('The clock stands still, and so do they.');
    await button(page, 'Send now').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send now' }).click();
    await expect(main(page)).toContainText('1 letter handed over to the mail server.', { timeout: 60_000 });
    await expect(main(page).getByRole('alert')).toContainText('1 letter did not arrive by e-mail');
    await expect(main(page).getByRole('alert')).toContainText('the mail server does not take this address');
    await expect(button(page, /^Undo all/)).toHaveCount(0);
    const [mail, ...more] = await Promise.all(mailbox.mails);
    expect(more).toEqual([]);
    expect(mail?.subject).not.toMatch(/logan|eastman/i);
    expect(mail?.text).toContain('Logan');
    expect(mail?.attachments).toMatchObject([{ mimeType: 'application/pdf' }]);
    await expectGoodLooks(page, 'batch-mail-refused');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('Home and Letters sent name what is still to print', async () => {
    const batch = page.url();
    await page.goto(`${district.url}/s/willow/home`);
    await main(page).getByRole('link', { name: '1 letter did not arrive by e-mail', exact: true }).click();
    await expect(title(page)).toHaveText('Letters sent');
    const row = page.getByRole('row').filter({ hasText: 'Eastman, Logan' });
    await expect(row).toContainText('by e-mail');
    await expect(row).toContainText('e-mail did not arrive: to print');
    await page.goto(batch);
  });

  await test.step('printed instead, as one file; then nothing waits any more', async () => {
    await button(page, 'Print 1 letter instead').click();
    await expect(page.getByRole('dialog')).toContainText('1 letter', { timeout: 60_000 });
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await expect(main(page)).toContainText('1 letter was printed instead.');
    await page.goto(`${district.url}/s/willow/home`);
    await expect(main(page)).toContainText('Is the data in?');
    await expect(main(page)).not.toContainText('did not arrive by e-mail');
  });

  await test.step('the student’s page and the notice say how each letter went', async () => {
    const { rows } = await district.db.pool.query<{ no: number }>(
      'select student_no as no from students where student_id = $1',
      [LOGAN],
    );
    await page.goto(`${district.url}/students/s${rows[0]?.no}?tab=notices`);
    await expect(main(page).getByRole('table', { name: /notices/i })).toContainText('by e-mail');
    await main(page).getByRole('link', { name: /^D7/ }).first().click();
    await expect(main(page)).toContainText('Went by e-mail.');
    await expect(main(page)).toContainText('Printed instead of an e-mail.');
    await expect(main(page)).toContainText('e-mail did not arrive');
    await expectGoodLooks(page, 'notice-by-email');
  });
});
