import { startWorker, type RunningWorker } from '../src/jobs/index.ts';
import { withTransaction } from '../src/db/index.ts';
import { enqueue } from '../src/jobs/index.ts';
import type { TestServer } from '../src/server/testing.ts';
import { expectAccessible, expectGoodLooks, look, settled, shot } from './looks.ts';
import { expect, test } from './server.ts';

/** A worker beside the server of a test. */
async function withWorker(server: TestServer, work: () => Promise<void>): Promise<void> {
  const worker: RunningWorker = await startWorker(server.db, {
    districtId: 1,
    home: server.home,
    now: () => new Date(),
  });
  try {
    await work();
  } finally {
    await worker.stop();
  }
}

test('0.1 0.14 the district office sees what ran, what runs next and what packs propose', async ({ signIn }) => {
  const page = await signIn('district', '/d/runs');
  await expect(page.getByRole('heading', { level: 1, name: 'Runs and schedules' })).toBeVisible();
  await expect(page.getByText('Proposed by the rules in use:')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Runs' }).getByRole('row')).toHaveCount(2);
  await expectGoodLooks(page, 'runs');
});

test('0.15 0.17 a try says what would change and changes nothing; a run is followed while it goes and stands in the list', async ({
  signInThere,
  ownServer,
}) => {
  const page = await signInThere('district', '/d/runs');
  await withWorker(ownServer, async () => {
    await page.getByRole('button', { name: 'Calculate now …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Calculate the district now?' });
    await dialog.getByLabel('To which day').fill('2026-11-16');
    await dialog.getByLabel('Try only').check();
    await settled(page);
    await expectAccessible(page);
    await shot(page, 'runs-ask');
    await dialog.getByRole('button', { name: 'Try it' }).click();
    await expect(page.getByText('Tried to Mon, Nov 16')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('grid', { name: 'Runs' }).getByRole('row')).toHaveCount(2);
    await page.getByRole('button', { name: 'Calculate now …' }).click();
    await dialog.getByLabel('To which day').fill('2026-11-16');
    await dialog.getByRole('button', { name: 'Calculate now', exact: true }).click();
    await expect(page.getByText('Calculated to Mon, Nov 16')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('grid', { name: 'Runs' }).getByRole('row')).toHaveCount(3);
    await shot(page, 'runs-done');
  });
  await page.getByRole('grid', { name: 'Runs' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: /^Run of / })).toBeFocused();
  await expectGoodLooks(page, 'run');
});

test('without a worker a run waits, and says so', async ({ signInThere, ownServer }) => {
  const page = await signInThere('district', '/d/runs');
  await page.getByRole('button', { name: 'Calculate now …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Calculate now', exact: true }).click();
  await expect(page.getByText('Waits for a worker.')).toBeVisible();
  await ownServer.db.pool.query(
    `update job_records set state = 'running', attempts = 1, step = 'students', done_count = 120, total_count = 200`,
  );
  await ownServer.db.pool.query(`update jobs.job set state = 'active', started_on = now() where name = 'calculation'`);
  await expect(page.getByText('120 of 200 students judged.')).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'runs-at-work');
});

test('a schedule is decided by keyboard and said back with its next three dates', async ({ signInThere }) => {
  const page = await signInThere('district', '/d/runs');
  await page.getByRole('button', { name: 'Edit: Calculation' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'When does it run? Calculation' });
  await dialog.getByRole('switch', { name: 'Runs by itself' }).press('Space');
  await expect(dialog.getByRole('status')).toContainText('Monday to Friday at 5:30 PM');
  await dialog.getByLabel('Tuesday').press('Space');
  await dialog.getByLabel('Thursday').press('Space');
  await dialog.getByLabel('Time').fill('17:32');
  await expect(dialog.getByRole('status')).toContainText('It will run Mon, Wed, Fri at 5:32 PM. Next: ');
  await expectGoodLooks(page, 'runs-schedule');
  await look(page, { scheme: 'light', width: 1280 });
  await dialog.getByRole('button', { name: 'Save the schedule' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Mon, Wed, Fri at 5:32 PM · through the day before')).toBeVisible();
});

test('two who change the same schedule: the second is shown what the first saved', async ({
  signInThere,
  ownServer,
}) => {
  const page = await signInThere('district', '/d/runs');
  await page.getByRole('button', { name: 'Edit: Backup' }).click();
  const dialog = page.getByRole('dialog', { name: 'When does it run? Backup' });
  await dialog.getByLabel('Time').fill('03:00');
  const system = await ownServer.as('system');
  const { revision } = await system.readSchedules({});
  const body = { job: 'backup' as const, isOn: true, days: [7], at: '01:00', keep: 5 };
  await system.changeSchedule({ body, revision });
  await dialog.getByRole('button', { name: 'Save the schedule' }).click();
  await expect(dialog.getByRole('alert')).toContainText('while you were writing');
  await expect(dialog.getByRole('alert')).toContainText('Saved now: Sun at 1:00 AM');
  await settled(page);
  await expectAccessible(page);
  await shot(page, 'runs-stale');
  await dialog.getByRole('button', { name: 'Save the schedule' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('every day at 3:00 AM · keeps the newest 14', { exact: true })).toBeVisible();
});

test('a job that failed says why; tried again after mending, it is done', async ({ signInThere, ownServer }) => {
  const page = await signInThere('system', '/d/runs');
  await withTransaction(ownServer.db, (client) =>
    enqueue(client, 'letters', { districtId: 1, by: 'A. Bell', now: new Date(), data: { batch: 4242 } }),
  );
  await withWorker(ownServer, async () => {
    const jobs = page.getByRole('grid', { name: 'Jobs' });
    await page.reload();
    await expect(jobs.getByText('failed')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Letters: 1 failed')).toBeVisible();
    await expectGoodLooks(page, 'runs-failed');
    await look(page, { scheme: 'light', width: 1280 });
    await ownServer.db.pool.query(`update job_records set job = 'backup', data = '{}' where state = 'failed'`);
    await jobs.getByRole('button', { name: 'Try again' }).click();
    await expect(jobs.getByText('done')).toBeVisible({ timeout: 30_000 });
    await expect(jobs.getByText(/rollcall-.*\.backup/)).toBeVisible();
  });
});

test('in a school the district is told to switch; whoever may not calculate is not offered it', async ({ signIn }) => {
  const page = await signIn('district', '/s/oak/runs');
  await page.getByRole('button', { name: /Calculate now … \(District\)/ }).click();
  const dialog = page.getByRole('dialog', { name: 'This is done for the whole district' });
  await expect(dialog).toContainText('This is done for the whole district, not from Oak Middle School. Last run');
  await settled(page);
  await expectAccessible(page);
  await shot(page, 'runs-district-only');
  await dialog.getByRole('button', { name: 'Switch to District' }).click();
  await expect(page).toHaveURL(/\/d\/runs$/);
  await expect(page.getByRole('button', { name: 'Calculate now …' })).toBeVisible();
});

test('0.16 a clerk who looks for it is told the last run, the next one and whom to ask', async ({ signIn }) => {
  const page = await signIn('clerk', '/s/oak/letters');
  await page.getByRole('region', { name: 'How current this is' }).getByRole('button', { name: 'Details' }).click();
  await page.getByRole('button', { name: /Calculate now … \(District\)/ }).click();
  const dialog = page.getByRole('dialog', { name: 'This is done for the whole district' });
  await expect(dialog).toContainText(
    /not from Oak Middle School\. Last run Fri, Nov 13.*, next not planned\. It may run at any time; ask \w/,
  );
  await expect(dialog.getByRole('button', { name: 'Switch to District' })).toHaveCount(0);
  await settled(page);
  await expectAccessible(page);
});

test('0.14 a clerk does not find the page', async ({ signIn }) => {
  const page = await signIn('clerk', '/s/oak/runs');
  await expect(page.getByRole('heading', { level: 1, name: 'Not open to you' })).toBeVisible();
});

test('in Spanish it fits', async ({ ownServer, signInThere }) => {
  const district = await ownServer.as('district');
  await district.savePreferences({ body: { language: 'es', theme: 'system', density: 'standard' } });
  const page = await signInThere('district', '/d/runs');
  await expect(page.getByRole('heading', { level: 1, name: 'Cálculos y horarios' })).toBeVisible();
  await expectGoodLooks(page, 'runs-es');
});
