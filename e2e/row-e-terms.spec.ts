/** Row E, what time does with plans: the evening they are made, the class, the term that ends, and the year before. */
import { expectGoodLooks, look } from './looks.ts';
import { addressOfRui, calculate, importThrough, openRui, startAt } from './juniper.ts';
import { expect, openAs, test } from './server.ts';
import { nameLucia } from './staff.ts';

test.describe.configure({ timeout: 300_000 });

test('4.3 the rules propose Monday, Wednesday and Friday at 5:32 in the evening; the district decides so, and sees the next three evenings', async ({
  signInThere,
}) => {
  const page = await signInThere('district', '/d/runs');
  await expect(page.getByText(/Mon, Wed, Fri at 5:32 PM/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Edit: Calculation' }).click();
  const dialog = page.getByRole('dialog', { name: 'When does it run? Calculation' });
  await dialog.getByRole('switch', { name: 'Runs by itself' }).press('Space');
  for (const day of ['Tuesday', 'Thursday']) await dialog.getByLabel(day).press('Space');
  await dialog.getByLabel('Time').fill('17:32');
  await expect(dialog.getByRole('status')).toContainText(
    /It will run Mon, Wed, Fri at 5:32 PM\. Next: .*Nov 13.*Nov 16.*Nov 18/,
  );
  await dialog.getByRole('button', { name: 'Save the schedule' }).click();
  await expect(page.getByText('Mon, Wed, Fri at 5:32 PM · through the day before')).toBeVisible();
});

test('4.4 4.1 on the evening of the fourth day nothing is made yet, for counting goes through the day before; on the next there is a plan', async ({
  page,
  ownServer,
}) => {
  await calculate(ownServer, '2026-11-10');
  await openAs(page, ownServer, { role: 'district', path: '/s/juniper/plans' });
  await expect(page.getByText('No plan is active.', { exact: false })).toBeVisible();
  await calculate(ownServer, '2026-11-11');
  await page.reload();
  await openRui(page);
  await expect(page.getByText(/by rule P4/)).toBeVisible();
  await expect(page.getByText('Begins: Tue, Nov 10, 2026', { exact: false })).toBeVisible();
});

test('4.8 a teacher finds the plans of the own class, and no others of the school', async ({ page, ownServer }) => {
  const district = await ownServer.as('district');
  const found = await ownServer.db.pool.query<{ key: string; mine: boolean }>(
    `with mine as (select distinct r.student_id, c.school_id from people p
         join grants g on g.district_id = p.district_id and g.person_id = p.person_id and g.role = 'teacher'
         join sections c on c.district_id = p.district_id and c.staff_id = p.staff_id
         join rosters r on r.district_id = c.district_id and r.section_id = c.section_id where p.staff_id <> '')
     select 's' || s.student_no as key, s.student_id in (select student_id from mine) as mine
       from students s join enrollments e on e.district_id = s.district_id and e.student_id = s.student_id and e.exit_on is null
      where e.school_id in (select school_id from mine) order by s.student_no`,
  );
  const [mine, other] = [true, false].map((wanted) => found.rows.find((row) => row.mine === wanted)?.key ?? '');
  for (const student of [mine, other])
    await district.makePlan({ params: { student: student ?? '' }, body: { reason: 'the family asked' } });
  await openAs(page, ownServer, { role: 'teacher', path: '/' });
  await page.getByRole('link', { name: 'Plans', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible();
  await expect(page.getByRole('grid').getByRole('link')).toHaveCount(1);
  await expectGoodLooks(page, 'plans-teacher');
  await look(page, { scheme: 'light', width: 1280 });
  await page.getByRole('grid').getByRole('link').click();
  await page.getByRole('link', { name: 'Student', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/students/${mine}$`));
});

test('4.20 4.19 an entry joins the plan that is active on its day, at once; one of a day before the first plan stays in the journal alone', async ({
  page,
}) => {
  const server = await startAt('2026-12-17T17:00:00Z');
  await calculate(server, '2026-11-13');
  await openAs(page, server, { role: 'district', path: `${await addressOfRui(server)}?tab=journal` });
  for (const [on, entry] of [
    ['2026-11-09', 'Rang before there was a plan.'],
    ['2026-11-10', 'Met on the first day of the plan.'],
  ] as const) {
    await page.getByLabel('Day', { exact: true }).fill(on);
    await page.getByLabel('What happened').fill(entry);
    await page.getByRole('button', { name: 'Save the entry' }).click();
    await expect(page.getByRole('list', { name: 'Journal' })).toContainText(entry);
  }
  await page.goto(`${server.url}/s/juniper/plans`);
  await openRui(page);
  await page.getByRole('tab', { name: 'Journals 1' }).click();
  const entries = page.getByRole('list', { name: 'Journal entries' });
  await expect(entries).toContainText('Met on the first day of the plan.');
  await expect(entries).not.toContainText('Rang before');
  await server.close();
});

test('4.24 4.9 when the term is over its plan closes with it, and four more days make a new one; the old one is found under earlier this year', async ({
  page,
}) => {
  const server = await startAt('2027-02-11T17:00:00Z');
  await calculate(server, '2026-11-13');
  await importThrough(server, '2027-02-10', ['2027-02-01', '2027-02-03', '2027-02-05', '2027-02-09']);
  await calculate(server, '2027-02-11');
  await openAs(page, server, { role: 'district', path: '/s/juniper/plans' });
  const rui = page.getByRole('grid').getByRole('row').filter({ hasText: 'Silva, Rui' });
  await expect(rui).toHaveCount(1);
  await expect(rui).toContainText('Quarter 3');
  await page.getByText('Earlier this year', { exact: true }).click();
  await expect(rui).toHaveCount(1);
  await expect(rui).toContainText('Quarter 2');
  await expect(rui).toContainText('term over');
  await expectGoodLooks(page, 'plans-earlier');
  await look(page, { scheme: 'light', width: 1280 });
  await openRui(page);
  await expect(page.getByRole('img', { name: 'Plan active' })).toHaveCount(0);
  await expect(page.getByText(/closed Fri, Jan 22, 2027/)).toBeVisible();
  await server.close();
});

test('4.9 in the next school year the plans of this one are found under last year', async ({ page }) => {
  const server = await startAt('2027-09-10T17:00:00Z');
  await calculate(server, '2026-11-13');
  await nameLucia(server, { school: 'juniper', duty: 'supervisor' });
  await calculate(server, '2027-09-10');
  await openAs(page, server, { role: 'district', path: '/s/juniper/plans' });
  await expect(page.getByText('No plan is active.', { exact: false })).toBeVisible();
  await page.getByText('Earlier this year', { exact: true }).click();
  await expect(page.getByText('No plan was closed this year.')).toBeVisible();
  await page.getByText('Last year', { exact: true }).click();
  await openRui(page);
  await expect(page.getByText(/term over/).first()).toBeVisible();
  await server.close();
});
