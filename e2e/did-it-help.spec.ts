/** Whether calls helped: said with the students, those alike and an interval; and not said where there are too few. */
import { parseDay } from '../src/engine/index.ts';
import { calculateAndRelease } from '../src/notices/index.ts';
import { refreshAttendance, refreshDidItHelp } from '../src/insight/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from '../src/server/testing.ts';
import { expectGoodLooks } from './looks.ts';
import { expect, openAs, test } from './server.ts';

/** In the first days of October the clerk reached the family of every third student of Oak; it is November now, and the district calculated. */
async function callInOctober(server: TestServer): Promise<void> {
  const clerk = await server.as('clerk');
  const found = await server.db.pool.query<{ no: number; name: string }>(
    `select x.no, x.name from (
       select s.student_no as no, g.name, row_number() over (order by s.student_no) as place from students s
         join enrollments e using (district_id, student_id)
         join lateral (select name from guardians g where g.district_id = s.district_id and g.student_id = s.student_id
           and not g.no_contact and g.custodial is not false order by g.guardian_id limit 1) g on true
        where s.district_id = 1 and e.school_id = 'oak' and e.entry_on < '2026-09-01' and e.exit_on is null) x
     where x.place % 3 = 0 order by x.place limit 40`,
  );
  for (const { no, name } of found.rows) {
    const at = '2026-10-01T17:00:00Z';
    await clerk.logContact({ params: { student: `s${no}` }, body: { name, outcome: 'reached', at } });
  }
  await calculateAndRelease(server.db, {
    districtId: 1,
    asOf: parseDay(SAMPLE_AS_OF) ?? 0,
    by: 'test',
    now: SAMPLE_NOW,
  });
  await refreshAttendance(server.db, { districtId: 1, now: SAMPLE_NOW });
  await refreshDidItHelp(server.db, { districtId: 1, now: SAMPLE_NOW });
}

test('the clerk of Oak asks whether the calls of October helped, and is told what can be said and what cannot', async ({
  page,
  ownServer,
}) => {
  await callInOctober(ownServer);
  const { responses } = await (await ownServer.as('clerk')).readDidItHelp({ query: { school: 'oak' } });
  const calls = responses.find(({ response }) => response === 'contact:phone');
  const { verdict = 'cannot-tell', low = 0 } = calls?.outcome ?? {};

  await openAs(page, ownServer, { role: 'clerk', path: '/s/oak/insight' });
  await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Did it help?' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Did it help?' })).toBeVisible();
  await page.getByLabel('What was done').selectOption('Phone calls that reached the family');

  await test.step('the verdict is one of three sentences, and the table beside it says from what it comes', async () => {
    const sentence = {
      helped: 'it helped',
      'cannot-tell': 'we cannot tell that it helped',
      'fell-more': 'attendance fell more, or rose less, than elsewhere',
    }[verdict];
    const finding = page.getByRole('region', { name: `Phone calls that reached the family: ${sentence}`, exact: true });
    await expect(finding).toBeVisible();
    const table = finding.getByRole('table');
    await expect(table.getByRole('row', { name: /^With it/ })).toContainText(String(calls?.students));
    await expect(table.getByRole('row', { name: /^Alike, without it/ })).toContainText(String(calls?.alike));
    await expect(
      finding.getByText(/^The difference is likely between [−+]?\d+\.\d and [−+]?\d+\.\d points\.$/),
    ).toBeVisible();
  });

  await test.step('the chart is walked along by arrows', async () => {
    const chart = page.getByRole('slider', { name: 'Difference in attendance: Phone calls that reached the family' });
    await chart.focus();
    await page.keyboard.press('Home');
    const said = `${low > 0 ? '+' : low < 0 ? '−' : ''}${Math.abs(low).toFixed(1)}`;
    await expect(chart).toHaveAttribute('aria-valuetext', `Likely not below ${said} points`);
    await page.keyboard.press('ArrowRight');
    await expect(chart).toHaveAttribute('aria-valuetext', /^Difference: /);
  });

  await test.step('what alike means and what this cannot say stands below it', async () => {
    await expect(page.getByRole('heading', { name: 'What “alike” means' })).toBeVisible();
    await expect(page.getByText('bands begin at 0, 5, 10, 15, 20, 30, 40% of them missed')).toBeVisible();
    await expect(page.getByText('bands begin at 0, 1, 3, 6 days')).toBeVisible();
    await expect(page.getByText('This was no experiment.', { exact: false })).toBeVisible();
  });
  await expectGoodLooks(page, 'did-it-help');

  await test.step('of too few students nothing is said but how many there are', async () => {
    const few = responses.find(({ outcome, students }) => outcome === null && students < 10);
    await page.goto(`${ownServer.url}/s/oak/insight/help?of=${encodeURIComponent(few?.response ?? '')}`);
    await expect(page.getByText(/^Too few students to say: \d, and we need 10\.$/).first()).toBeVisible();
    await expect(page.getByRole('slider')).toHaveCount(0);
  });
  await expectGoodLooks(page, 'did-it-help-few');
});

test('a teacher is not told, and the district sees all its schools together', async ({ page, signIn, server }) => {
  await signIn('teacher', '/s/oak/insight/help');
  await expect(page.getByText('This page is not open to you.', { exact: false }).first()).toBeVisible();
  await openAs(page, server, { role: 'district', path: '/d/insight/help' });
  await expect(page.getByRole('heading', { level: 1, name: 'Did it help?' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'What was done' })).toBeVisible();
});
