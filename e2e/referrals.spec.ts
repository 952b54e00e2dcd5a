/** The end of row D: eleven days or a violated contract, and the file goes to the truancy officer. */
import { parseDay } from '../src/engine/index.ts';
import { calculateAndRelease, issueNotices } from '../src/notices/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from '../src/server/testing.ts';
import { expectGoodLooks } from './looks.ts';
import { expect, openAs, test } from './server.ts';
import { nameLucia } from './staff.ts';

async function prepare(server: TestServer): Promise<void> {
  await calculateAndRelease(server.db, {
    districtId: 1,
    asOf: parseDay(SAMPLE_AS_OF) ?? 0,
    by: 'the schedule',
    now: SAMPLE_NOW,
  });
  await issueNotices(server.db, {
    districtId: 1,
    asOf: SAMPLE_AS_OF,
    filter: { school: 'willow' },
    by: 'test',
    now: SAMPLE_NOW,
  });
  await nameLucia(server, { school: 'willow', duty: 'officer' });
}

test('3.20-3.23 the whole file goes to the designated truancy officer, who returns it, accepts it and decides', async ({
  page,
  browser,
  ownServer,
}) => {
  test.setTimeout(240_000);
  await prepare(ownServer);
  await openAs(page, ownServer, { role: 'district', path: '/s/willow/referrals?tab=preparing' });
  await page.getByRole('link', { name: 'Chen, Wei' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chen, Wei');
  await expect(page.getByRole('heading', { name: 'Is the file complete?' })).toBeVisible();
  await expectGoodLooks(page, 'referral');
  await page.setViewportSize({ width: 1280, height: 800 });
  for (let left = await page.getByRole('button', { name: /^Go on without …/ }).count(); left > 0; left -= 1) {
    await page
      .getByRole('button', { name: /^Go on without …/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('sent by hand before Rollcall');
    await page.getByRole('dialog').getByRole('button', { name: 'Go on without' }).click();
    await expect(page.getByRole('button', { name: /^Go on without …/ })).toHaveCount(left - 1);
  }
  await expect(page.getByText('6 of 6')).toBeVisible();
  await page.getByRole('button', { name: 'Seal and send …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Seal and send' }).click();
  await expect(page.getByRole('link', { name: /Open the sealed file/ })).toBeVisible({ timeout: 30_000 });

  const own = await browser.newContext();
  const officer = await openAs(await own.newPage(), ownServer, { role: 'officer', path: '/referrals' });
  const inbox = officer.getByRole('link', { name: 'Referrals' }).first();
  await inbox.click();
  await expect(officer.getByRole('link', { name: 'Chen, Wei' })).toBeVisible();
  await expectGoodLooks(officer, 'referrals-inbox');
  await officer.setViewportSize({ width: 1280, height: 800 });
  await officer.getByRole('button', { name: /^Return … R/ }).click();
  await officer.getByRole('checkbox', { name: 'Meeting held' }).check();
  await officer.getByRole('textbox', { name: 'What the school should know' }).fill('The minutes are not in it.');
  await officer.getByRole('button', { name: 'Return it' }).click();
  await expect(officer.getByText('No new referrals.')).toBeVisible();

  await page.reload();
  await expect(page.getByText('Returned: The minutes are not in it.')).toBeVisible();
  await page.getByRole('button', { name: 'Seal and send …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Seal and send' }).click();
  await expect(page.getByText('Returned: The minutes are not in it.')).toHaveCount(0, { timeout: 30_000 });

  await officer.reload();
  await officer.getByRole('button', { name: /^Accept R/ }).click();
  await expect(officer.getByText('No new referrals.')).toBeVisible();
  await officer.goto(page.url());
  await officer.getByRole('button', { name: 'Outcome …' }).click();
  await officer.getByRole('combobox', { name: 'Outcome' }).selectOption('home-visit');
  await officer.getByRole('textbox', { name: 'On' }).fill('2026-11-13');
  await officer.getByRole('textbox', { name: 'Notes' }).fill('Agreed on a bus pass.');
  await officer.getByRole('button', { name: 'Save the outcome' }).click();
  await expect(officer.getByText('Agreed on a bus pass.').first()).toBeVisible();
  await own.close();
});
