import { readFile } from 'node:fs/promises';
import { readPdf } from '../src/documents/testing/read-pdf.ts';
import { sealSegments } from '../src/access/index.ts';
import { expectGoodLooks, settled } from './looks.ts';
import { expect, test } from './server.ts';

test('the district office sees who asked for what, finds refusals, and opens an entry', async ({
  signInThere,
  ownServer,
}) => {
  await (await ownServer.as('clerk')).readAudit().catch(() => undefined);
  await sealSegments(ownServer.db, new Date());
  const refused = await signInThere('clerk', '/d/audit');
  await expect(refused.getByRole('heading', { level: 1, name: 'Not open to you' })).toBeVisible();
  const page = await signInThere('district', '/d/audit');
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Audit' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByText(/chain unbroken/)).toBeVisible();
  await expectGoodLooks(page, 'audit');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('refused');
  await expect(page).toHaveURL(/outcome=refused/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'PDF' }).click();
  expect((await readPdf(await readFile(await (await download).path()))).pages[0]).toContain('asked for: read audit');
  await settled(page);
  await expect(grid.getByText('asked for', { exact: false }).first()).toBeVisible();
  await grid
    .getByRole('button', { name: /^Show entry/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /^Entry \d+$/ })).toBeVisible();
  await expectGoodLooks(page, 'audit-entry');
});

test('an entry that was changed is named in a banner', async ({ signInThere, ownServer }) => {
  const { pool } = ownServer.db;
  await (await fetch(`${ownServer.url}/api/audit`, { headers: { cookie: await ownServer.cookieOf('clerk') } })).text();
  await sealSegments(ownServer.db, new Date());
  await pool.query(`update audit_entries set person = 'Somebody else' where district_id = 1`);
  const page = await signInThere('district', '/d/audit');
  const banner = page.getByRole('alert').filter({ hasText: 'The log is not as it was written' });
  await expect(banner).toContainText(/entry \d+ was changed after it was sealed/);
  await expectGoodLooks(page, 'audit-broken');
});

test('a disclosure is written down by keyboard, corrected, and printed for the parents', async ({ signInThere }) => {
  const page = await signInThere('administrator', '/s/oak/disclosures');
  await expect(page.getByText('No party outside the district is on record here.')).toBeVisible();
  await page.getByRole('button', { name: 'Write down …' }).click();
  const dialog = page.getByRole('dialog', { name: 'What was given, or asked for?' });
  await dialog.getByRole('combobox', { name: 'Student' }).fill('torres');
  await page.getByRole('option', { name: /Torres, Maya/ }).click();
  await dialog.getByLabel('On', { exact: true }).fill('2026-11-12');
  await dialog.getByLabel('Party').fill('County Court');
  await dialog.getByRole('button', { name: 'Write down' }).click();
  await expect(dialog.getByText('Needed').first()).toBeVisible();
  await expectGoodLooks(page, 'disclosure-dialog');
  await page.setViewportSize({ width: 1280, height: 800 });
  await dialog.getByLabel('Legitimate interest').fill('Hearing of December 3');
  await dialog.getByLabel('What', { exact: true }).fill('Attendance file, 48 pages');
  await dialog.getByRole('button', { name: 'Write down' }).click();
  const grid = page.getByRole('grid', { name: 'Disclosures' });
  await expect(grid.getByText('County Court')).toBeVisible();
  await expectGoodLooks(page, 'disclosures');
  await page.setViewportSize({ width: 1280, height: 800 });
  await grid.getByRole('button', { name: /^Correct line/ }).click();
  const correction = page.getByRole('dialog', { name: /^Correct line/ });
  await correction.getByLabel('What', { exact: true }).fill('Attendance file, 49 pages');
  await correction.getByRole('button', { name: 'Write down' }).click();
  await expect(grid.getByText(/corrected: line/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Student' }).fill('torres');
  await page.getByRole('option', { name: /Torres, Maya/ }).click();
  await expect(page).toHaveURL(/student=s\d+/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Letter to the parents, Spanish' }).click();
  expect((await download).suggestedFilename()).toBe('disclosures-es.pdf');
  expect((await readPdf(await readFile(await (await download).path()))).pages[0]).toContain('Entregado a County Court');
  await expectGoodLooks(page, 'disclosures-of-one');
});
