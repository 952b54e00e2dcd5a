/** The computer of a clerk has a wrong date: forms go by the day in the district. */
import { expect, openAs, test } from './server.ts';

test('a clerk whose computer is years off gets the right day in forms, and the next day with the first answer after midnight', async ({
  page,
  server,
}) => {
  const found = await server.db.pool.query<{ no: number }>(
    `select student_no as no from students where student_id = '100001'`,
  );
  await page.clock.setFixedTime(new Date('2031-03-05T12:00:00Z'));
  await openAs(page, server, { role: 'clerk', path: `/students/s${found.rows[0]?.no ?? 0}?tab=cases` });
  const received = page.getByLabel('Received on');
  await expect(received).toHaveValue('2026-11-13');
  await expect(received).toHaveAttribute('max', '2026-11-13');

  await page.route('**/api/**', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'rollcall-today': '2026-11-14' } });
  });
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('tab', { name: 'Cases' }).click();
  await expect(received).toHaveAttribute('max', '2026-11-14');
});
