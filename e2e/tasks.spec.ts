import { calculateAndRelease } from '../src/notices/index.ts';
import { parseDay } from '../src/engine/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW } from '../src/server/testing.ts';
import { expectGoodLooks } from './looks.ts';
import { expect, openAs, test } from './server.ts';

test('0.35 the third letters say before and after that the administrator gets a task, and it is taken and done with what came of it', async ({
  page,
  signInThere,
  ownServer,
}) => {
  await signInThere('clerk', '/s/oak/worklist?review=1&level=L3');
  await page.getByRole('grid').getByRole('gridcell').nth(1).focus();
  await expect(page.getByRole('heading', { name: 'When it is issued' })).toBeVisible();
  await expect(page.getByText(/^Task for the administrator by .*Social services/)).toBeVisible();
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Issue \d+/ })
    .click();
  const also = page.getByTestId('also');
  await expect(also).toHaveText(/^Also: .*\d+ tasks? for the administrator \(Social services/);
  const said = await also.innerText();
  await expectGoodLooks(page, 'issue-also');
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Issue \d+ notices?$/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/issued/i);
  await expect(page.getByTestId('also')).toHaveText(said);

  await openAs(page, ownServer, { role: 'administrator', path: '/s/oak/home' });
  const panel = page.getByRole('region', { name: 'My tasks' });
  await expect(panel.getByRole('link', { name: /^waiting on someone \d/ })).toBeVisible();
  await panel.getByRole('link', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My tasks' })).toBeVisible();
  await expectGoodLooks(page, 'tasks');
  const row = page.getByRole('row').filter({ hasText: 'Social services' }).first();
  await row.getByRole('button', { name: 'Take' }).click();
  await expect(row.getByText('me', { exact: true })).toBeVisible();
  await row.getByRole('button', { name: 'Waiting on …' }).click();
  await page.getByRole('dialog').getByLabel('Whom or what').fill('the county office');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Waits for: the county office')).toBeVisible();
  await page.getByRole('tab', { name: /^Waiting on someone/ }).click();
  const waiting = page.getByRole('row').filter({ hasText: 'the county office' });
  await waiting.getByRole('button', { name: 'Done …' }).click();
  await page.getByRole('dialog').getByLabel('What came of it').fill('Contact is not needed: the aunt takes care');
  await expectGoodLooks(page, 'task-done');
  await page.getByRole('dialog').getByRole('button', { name: 'Mark done' }).click();
  await page.getByRole('tab', { name: 'Ended' }).click();
  await expect(page.getByText('Contact is not needed: the aunt takes care')).toBeVisible();
});

test('1.72 3.6 what acts by itself is done by the calculation, without a clerk; corrected days put it before a person and undo nothing', async ({
  page,
  signInThere,
  ownServer,
}) => {
  const { db } = ownServer;
  const asOf = parseDay(SAMPLE_AS_OF) ?? 0;
  const report = await calculateAndRelease(db, { districtId: 1, asOf, by: 'test', now: SAMPLE_NOW });
  const files = report.released.find(({ criterion }) => criterion === 'D4');
  expect(files?.count).toBeGreaterThan(0);
  const found = await db.pool.query<{ notice: number; student: string; no: number }>(
    `select n.notice_id as notice, n.student_id as student, s.student_no as no from notices n join students s using (district_id, student_id)
      where n.district_id = 1 and n.criterion = 'D4' order by n.notice_id limit 1`,
  );
  const { notice = 0, no = 0 } = found.rows[0] ?? {};
  await db.pool.query(
    `update effects set asked = 'no-longer-met', asked_on = $2 where district_id = 1 and notice_id = $1 and state = 'performed'`,
    [notice, SAMPLE_AS_OF],
  );
  await signInThere('district', `/notices/N${notice}`);
  await expect(page.getByRole('heading', { name: 'What follows' })).toBeVisible();
  await expect(page.getByText('This is no longer met. Say for each whether it stays or is undone.')).toBeVisible();
  await expectGoodLooks(page, 'notice-effects');
  const task = page.getByRole('listitem').filter({ hasText: 'Contact the parent' });
  await task.getByRole('button', { name: 'Undo …' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('excused by the doctor');
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(task.getByText(/^Undone by .*: excused by the doctor$/)).toBeVisible();
  const file = page.getByRole('listitem').filter({ hasText: 'The attendance file is opened' });
  await file.getByRole('button', { name: 'Keep …' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('we talk to the family anyway');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
  await expect(file.getByText(/^Kept by .*: we talk to the family anyway$/)).toBeVisible();
  await page.goto(`${ownServer.url}/d/tasks?whose=all`);
  await expect(page.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible();
  await expect(page.getByRole('tab', { name: /^All open/ })).toBeVisible();
  expect(no).toBeGreaterThan(0);
});
