/** The story of Tobi, who plays basketball at Laurel and comes late: eligibility, a behavior incident and at-risk reasons, without any clerk. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseDay } from '../src/engine/index.ts';
import { importBundle } from '../src/imports/index.ts';
import { calculateAndRelease } from '../src/notices/index.ts';
import { generateDistrict, writeDistrict } from '../src/sample/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from '../src/server/testing.ts';
import { expectAccessible, expectGoodLooks, look } from './looks.ts';
import { expect, openAs, test } from './server.ts';

const TOBI = '100014';

/** Each looks at several screens in four ways. */
test.describe.configure({ timeout: 400_000 });

/** Ten unexcused tardies of five mornings in November, and probation by the report card until the 20th. */
async function makeStory(server: TestServer): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-row-b-'));
  await writeDistrict(dir, generateDistrict({ students: 200 }));
  const append = async (file: string, rows: readonly string[]): Promise<void> => {
    const text = await readFile(join(dir, file), 'utf8');
    const head = text.split('\n', 1)[0]?.trim().split(',') ?? [];
    const lines = rows.map((row) => {
      const values = Object.fromEntries(row.split(' ').map((part) => part.split('=') as [string, string]));
      return head.map((column) => values[column] ?? '').join(',');
    });
    await writeFile(join(dir, file), `${text.trimEnd()}\n${lines.join('\n')}\n`);
  };
  const mornings = ['2026-11-02', '2026-11-05', '2026-11-09', '2026-11-10', '2026-11-12'];
  await append(
    'attendance.csv',
    mornings.flatMap((date) =>
      ['P1', 'P2'].map(
        (period) => `student_id=${TOBI} school_id=laurel date=${date} period=${period} code=T minutes=5`,
      ),
    ),
  );
  await append('eligibility.csv', [
    `student_id=${TOBI} source=report-card status=probation start=2026-11-02 end=2026-11-20`,
  ]);
  await importBundle(server.db, { districtId: 1, dir, by: 'test', now: SAMPLE_NOW, acceptDrop: true, reason: 'test' });
  await rm(dir, { recursive: true });
}

async function calculateNow(server: TestServer, asOf = SAMPLE_AS_OF): Promise<void> {
  const day = parseDay(asOf) ?? 0;
  await calculateAndRelease(server.db, { districtId: 1, asOf: day, by: 'test', now: SAMPLE_NOW });
}

async function tobi(server: TestServer): Promise<string> {
  const found = await server.db.pool.query<{ key: string }>(
    `select 's' || student_no as key from students where district_id = 1 and student_id = $1`,
    [TOBI],
  );
  return found.rows[0]?.key ?? '';
}

async function noticeOf(server: TestServer, criterion: string): Promise<string> {
  const found = await server.db.pool.query<{ id: number }>(
    'select min(notice_id) as id from notices where district_id = 1 and student_id = $1 and criterion = $2',
    [TOBI, criterion],
  );
  return `N${found.rows[0]?.id}`;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('1.47-1.50 1.53 1.55 1.57 1.58 1.72 the calculation moves a basketball player one step on from the most severe status of all sources, to the end of the quarter of his school', async ({
  page,
  ownServer,
}) => {
  await makeStory(ownServer);
  await calculateNow(ownServer);
  const student = await tobi(ownServer);
  await openAs(page, ownServer, { role: 'district', path: `/students/${student}` });
  await page
    .getByRole('button', {
      name: /^Activities: Not eligible, through .* At risk|^Activities: Not eligible, through .* Not at risk/,
    })
    .click();
  await expect(page.getByText('In: Basketball.')).toBeVisible();
  const statuses = page.getByRole('region', { name: 'Activities' }).getByRole('grid');
  await expect(statuses.getByRole('row').filter({ hasText: 'Not eligible' })).toContainText('attendance, by ELIG');
  await expect(statuses.getByRole('row').filter({ hasText: 'Not eligible' })).toContainText('before: On probation');
  await expect(statuses.getByRole('row').filter({ hasText: 'Not eligible' })).toContainText('the most severe');
  await expect(statuses.getByRole('row').filter({ hasText: 'report-card' })).toContainText('Fri, Nov 20, 2026');
  await expectGoodLooks(page, 'student-activities');

  // Twice calculated is once given.
  const before = await ownServer.db.pool.query('select from eligibility_records');
  await calculateNow(ownServer);
  expect((await ownServer.db.pool.query('select from eligibility_records')).rowCount).toBe(before.rowCount);

  // The catalog says how severe each status is.
  await look(page, { scheme: 'light', width: 320 });
  await page.goto(`${ownServer.url}/d/catalogs/eligibility-statuses`);
  await expect(heading(page)).toHaveText('Eligibility statuses');
  await expect(page.getByRole('grid').getByRole('row')).toContainText(['eligible', 'probation', 'ineligible']);
});

test('1.59 1.61 1.62 1.64 1.65 1.73 ten tardies are an incident with reporter, code, action and fine; its dates are set afterwards, it goes to the student information system once, and its notice cannot be taken back', async ({
  page,
  ownServer,
}) => {
  await makeStory(ownServer);
  await openAs(page, ownServer, { role: 'district', path: '/d/catalogs/staff' });
  await page.getByLabel('Search').fill('lan');
  await expect(page.getByRole('grid')).toContainText('Patricia Lang');
  await page.goto(`${ownServer.url}/d/catalogs/non-students`);
  await page.getByRole('button', { name: 'Add' }).click();
  const adding = page.getByRole('dialog');
  await adding.getByLabel('Id').fill('BUS-7');
  await adding.getByLabel('Name').fill('Lou Ortega');
  await adding.getByLabel('What the person does').fill('bus driver');
  await adding.getByLabel(/^(Reason|Why)/).fill('drives line 7');
  await expectAccessible(page);
  await adding.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('grid')).toContainText('Lou Ortega');
  await expectGoodLooks(page, 'catalog-non-students');
  await look(page, { scheme: 'light', width: 1280 });

  await calculateNow(ownServer);
  await page.goto(`${ownServer.url}/d/incidents`);
  await expect(heading(page)).toHaveText('Incidents');
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'Okonkwo, Tobi' });
  await expect(row).toContainText('Repeated tardiness');
  await expect(row).toContainText('no dates yet');
  await expectGoodLooks(page, 'incidents');
  await look(page, { scheme: 'light', width: 1280 });
  await row.getByRole('link', { name: 'Okonkwo, Tobi' }).click();
  await expect(page).toHaveTitle(/^Incident of \w\. \w\./);
  await expect(page.getByRole('row', { name: /Reported by/ })).toContainText('staff');
  await page.getByRole('button', { name: 'Set the dates …' }).click();
  const dates = page.getByRole('dialog');
  await dates.getByLabel('First day').fill('2026-11-18');
  await dates.getByLabel('Place').fill('Room 4');
  await dates.getByRole('button', { name: 'Save the dates' }).click();
  await expect(page.getByRole('row', { name: /Dates of the action/ })).toContainText('Wed, Nov 18, 2026 · Room 4');
  await expectGoodLooks(page, 'incident');
  await look(page, { scheme: 'light', width: 1280 });

  await page.goto(`${ownServer.url}/d/incidents`);
  await page.getByRole('button', { name: /^Export \d+ …/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'Save the file' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv).toContain(`,${TOBI},laurel,`);
  expect(csv).toContain(',TARDY,staff,');
  expect(csv).toContain(',DETENTION,2026-11-18,2026-11-18,Room 4,dated,');
  await expect(page.getByRole('button', { name: 'Export 0 …' })).toBeDisabled();

  await page.goto(`${ownServer.url}/notices/${await noticeOf(ownServer, 'TDY10')}`);
  await page.getByRole('button', { name: 'Withdraw', exact: false }).first().click();
  const withdrawing = page.getByRole('dialog');
  await withdrawing.getByRole('textbox').fill('the clock was wrong');
  await withdrawing.getByRole('button', { name: /^Withdraw/ }).click();
  await expect(withdrawing).toContainText('This notice made a behavior incident, so it cannot be declined.');
});

test('1.67-1.70 1.72 an at-risk reason comes with its factors for the next quarter, is dropped by the first calculation after it, and others are added and ended by hand', async ({
  page,
  ownServer,
}) => {
  await makeStory(ownServer);
  await calculateNow(ownServer);
  await openAs(page, ownServer, { role: 'district', path: '/d/at-risk' });
  await expect(heading(page)).toHaveText('Students at risk');
  const risks = page.getByRole('grid').getByRole('row').filter({ hasText: 'RISK' });
  await expect(risks.first()).toContainText('Attendance');
  await expectGoodLooks(page, 'at-risk');

  await page.goto(`${ownServer.url}/students/${await tobi(ownServer)}?tab=activities`);
  await page.getByRole('button', { name: 'Add a reason …' }).click();
  const adding = page.getByRole('dialog');
  await adding.getByLabel('Housing').check();
  await adding.getByLabel('Last day').fill('2027-01-22');
  await adding.getByLabel('Note').fill('moved in with an aunt');
  await expectAccessible(page);
  await adding.getByRole('button', { name: 'Add the reason' }).click();
  await expect(adding).toBeHidden();
  const reasons = page.getByRole('region', { name: 'At risk' }).getByRole('grid');
  await expect(reasons).toContainText('moved in with an aunt');
  await page.getByRole('button', { name: 'End Factors alone' }).click();
  const ending = page.getByRole('dialog');
  await ending.getByRole('textbox').fill('has a home again');
  await ending.getByRole('button', { name: 'End it' }).click();
  await expect(reasons).toContainText('has a home again');

  const running = `select count(*)::int as count from at_risk_records where state = 'active' and because = 'RISK'`;
  const active = async (): Promise<number> =>
    (await ownServer.db.pool.query<{ count: number }>(running)).rows[0]?.count ?? 0;
  expect(await active()).toBeGreaterThan(0);
  const last = await ownServer.db.pool.query<{ until: string }>(
    `select max(until_on)::text as until from at_risk_records where because = 'RISK'`,
  );
  await ownServer.db.pool.query(
    `update at_risk_records set from_on = '2026-11-01', until_on = '2026-11-12' where because = 'RISK'`,
  );
  expect(last.rows[0]?.until).toBe('2027-03-19');
  await calculateNow(ownServer);
  expect(await active()).toBe(0);
});

test('1.73 a notice is taken back before anything goes out, and the screen says that eligibility stays as it is', async ({
  page,
  ownServer,
}) => {
  await makeStory(ownServer);
  await calculateNow(ownServer);
  await openAs(page, ownServer, { role: 'district', path: `/notices/${await noticeOf(ownServer, 'ELIG')}` });
  await page.getByRole('button', { name: 'Withdraw', exact: false }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Stays as it is: Activity eligibility: ineligible through Fri, Jan 15, 2027.');
  await expectAccessible(page);
  await dialog.getByRole('textbox').fill('entered by mistake');
  await dialog.getByRole('button', { name: /^Withdraw/ }).click();
  await expect(dialog).toBeHidden();
  const kept = await ownServer.db.pool.query(
    `select from eligibility_records where student_id = $1 and state = 'active'`,
    [TOBI],
  );
  expect(kept.rowCount).toBeGreaterThan(0);
});
