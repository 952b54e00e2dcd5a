import { makeApprovalLink } from '../src/access/index.ts';
import type { TestServer } from '../src/server/testing.ts';
import { expectGoodLooks } from './looks.ts';
import { expect, test } from './server.ts';

test('2.12 2.13 an administrator reads why a letter is offered, and approves it with a reason', async ({
  signInThere,
}) => {
  const page = await signInThere('administrator', '/s/elm/approvals');
  await expect(page.getByRole('heading', { level: 1, name: 'Approvals' })).toBeVisible();
  await expect(page.getByText('Approver: Patricia Lang')).toBeVisible();
  const row = page.getByRole('row').nth(1);
  await row.getByRole('button').first().click();
  await expect(page.getByRole('heading', { name: 'Why it is offered' })).toBeVisible();
  await expectGoodLooks(page, 'approvals');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Approve …', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Approve / });
  await dialog.getByRole('button', { name: /^Approve/ }).click();
  await expect(dialog.getByText('Say why, in a few words.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('agreed with the team');
  await dialog.getByRole('button', { name: /^Approve/ }).click();
  await expect(page.getByText(/Nothing waits for approval/)).toBeVisible();
  await expectGoodLooks(page, 'approvals-empty');
});

test('the link of the weekly mail decides nothing when it is opened, and once when it is sent', async ({
  page,
  ownServer,
}) => {
  const url = await linkOf(ownServer);
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1, name: 'Notices that wait for your approval' })).toBeVisible();
  await expectGoodLooks(page, 'approve-link');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('radio', { name: 'Decline' }).first().check();
  await page.getByRole('button', { name: 'Send 1 decision' }).click();
  await expect(page.getByText('Give a reason for each').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Reason' }).fill('the family is moving away');
  await page.getByRole('button', { name: 'Send 1 decision' }).click();
  await expect(page.getByText('Done: 0 approved, 1 declined.')).toBeVisible();
  await page.goto('about:blank');
  await page.goto(url);
  await expect(page.getByText('This link does not work')).toBeVisible();
  await expectGoodLooks(page, 'approve-link-gone');
});

test('a clerk adds slots from a pasted list, keeps one for a letter, and takes one out', async ({ signInThere }) => {
  const page = await signInThere('clerk', '/s/oak/slots');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Conference slots');
  const box = page.getByRole('textbox', { name: 'Add slots' });
  await box.fill('Dec 40 15:30 Room 4 / Ms. Lang');
  await expect(page.getByText('Line 1: no day.')).toBeVisible();
  await box.fill('2026-11-17 15:30, 3:50 pm Room 44 / Ms. Lang');
  await page.getByRole('button', { name: 'Add 2 slots' }).click();
  await expect(page.getByText('2 slots are added.')).toBeVisible();
  await expectGoodLooks(page, 'slots');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: /^Take out .*Nov 17, 3:50.PM, Room 44$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take out' }).click();
  await expect(page.getByText('The slot is taken out.')).toBeVisible();
  await page.getByRole('button', { name: /^Choose … .*Nov 17, 3:30.PM, Room 44$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep this slot for a letter?' });
  await dialog.getByRole('combobox', { name: 'For which letter' }).click();
  await page.getByRole('option').filter({ visible: true }).first().click();
  await dialog.getByRole('button', { name: 'Choose', exact: true }).click();
  await expect(page.getByText('The slot is kept.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Free it .*Nov 17, 3:30.PM, Room 44$/ })).toBeVisible();
});

async function linkOf(server: TestServer): Promise<string> {
  const found = await server.db.pool.query<{ person_id: string }>(
    `select person_id from grants where district_id = 1 and role = 'administrator' and school_id = 'elm'`,
  );
  const personId = found.rows[0]?.person_id ?? '';
  const link = { districtId: 1, personId, school: 'elm', baseUrl: server.url, now: new Date('2026-11-13T16:00:00Z') };
  return (await makeApprovalLink(server.db.pool, link)).url;
}
