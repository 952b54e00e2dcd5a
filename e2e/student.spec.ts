import type { Page } from '@playwright/test';
import type { TestServer } from '../src/server/testing.ts';
import { expectAccessible, expectGoodLooks, look, shot } from './looks.ts';
import { expect, test } from './server.ts';

const MAYA = '100001';
const ADA = '100003';
const ILONA = '100013';
const ASA = '100019';
/** At another school than the clerk's. */
const RUI = '100007';

async function addressOf(server: TestServer, id: string): Promise<string> {
  const found = await server.db.pool.query<{ no: number }>(
    'select student_no as no from students where student_id = $1',
    [id],
  );
  return `/students/s${found.rows[0]?.no ?? 0}`;
}

test.describe('the student', () => {
  test('the year: attendance to date, the next step, each day with its mark', async ({ signIn, server }) => {
    const page = await signIn('clerk', await addressOf(server, MAYA));
    await expect(page.getByRole('heading', { level: 1, name: 'Torres, Maya' })).toBeVisible();
    await expect(page).toHaveTitle('Student M. T. · Rollcall');
    await expect(page.getByText('Attended 51 of 56 days (91.1%)')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Next step: L2 at 6 days, now 3' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'November 2026' })).toBeVisible();
    await expectGoodLooks(page, 'student-year');
  });

  test('a day opens to its records, with since when they are there', async ({ signIn, server }) => {
    const page = await signIn('clerk', await addressOf(server, MAYA));
    await page.getByRole('button', { name: /^Wed, Nov 4, 2026, tardy, unexcused, 34 minutes/ }).click();
    const panel = page.getByRole('complementary', { name: /Wed, Nov 4/ });
    await expect(panel).toContainText('P1: T');
    await expect(panel).toContainText('tardy, unexcused, 34 minutes');
    await expect(panel).toContainText('Counts for L1: day 2 of 3');
    await expect(panel).toContainText('Not changed since it came');
    await expectGoodLooks(page, 'student-day');
  });

  test('the calendar by keyboard alone: days, weeks, months', async ({ signIn, server }) => {
    const page = await signIn('clerk', await addressOf(server, MAYA));
    await page.getByRole('button', { name: /^Thu, Nov 12, 2026/ }).focus();
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset['on']);
    for (const [key, on] of [
      ['ArrowLeft', '2026-11-11'],
      ['ArrowUp', '2026-11-04'],
      ['End', '2026-11-06'],
      ['Home', '2026-11-02'],
      ['PageUp', '2026-10-02'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused(), key).toBe(on);
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: 'Fri, Oct 2, 2026' })).toBeVisible();
  });

  test('the same as a list, and another rule rings other days', async ({ signIn, server }) => {
    const page = await signIn('clerk', await addressOf(server, MAYA));
    await page.getByText('List', { exact: true }).click();
    await expect(page.getByRole('row', { name: /Tue, Oct 27, 2026/ })).toContainText('counts, 1 of 3');
    await expectAccessible(page);
    await shot(page, 'student-list');
    await page.getByRole('combobox', { name: 'Ring the days that count for' }).click();
    await page.getByRole('option', { name: 'No rule' }).click();
    await expect(page.getByText('counts, 1 of 3')).toHaveCount(0);
  });

  test('0.3-0.7 0.38 why and why not: every rule with its sentence, its days, and an earlier day', async ({
    signIn,
    server,
  }) => {
    const page = await signIn('clerk', `${await addressOf(server, MAYA)}?tab=why`);
    const first = page.getByRole('region', { name: /^L1 / });
    await expect(first).toContainText('Tue Oct 27, Wed Nov 4 and Mon Nov 9');
    await expect(first).toContainText('3 of 3 days');
    await first.getByRole('button', { name: 'Show days (3 counted, 4 not)' }).click();
    await expect(first.getByRole('row', { name: /Oct 15/ })).toContainText('30 minutes, more than 30 asked for');
    await expectGoodLooks(page, 'student-why');
    await page.getByLabel('As of').fill('2026-11-08');
    await expect(first).toContainText('2 of 3 days');
    await expect(first).toContainText('1 day more would meet the rule.');
  });

  test('what went out', async ({ signIn, server }) => {
    const page = await signIn('clerk', await addressOf(server, ADA));
    await page.getByRole('tab', { name: 'Notices 1' }).click();
    await expect(page.getByRole('row', { name: /L1 First notification of truancy/ })).toContainText(
      'sent before Rollcall',
    );
    await expectGoodLooks(page, 'student-notices');
  });

  test('what happened, the newest first', async ({ signIn, server }) => {
    const page = await signIn('clerk', `${await addressOf(server, ADA)}?tab=timeline`);
    const list = page.getByRole('list', { name: /What happened/ });
    await expect(list.getByRole('listitem').last()).toContainText('Enrolled at Oak Middle School');
    await expect(list.getByRole('listitem').nth(1)).toContainText('Contact with the family');
    await expectGoodLooks(page, 'student-timeline');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: await kindOption(page, 'Rule') });
    await expect(page).toHaveURL(/kind=rule/);
    await expect(list.getByText('Enrolled at Oak Middle School')).toHaveCount(0);
    await expect(list.getByText(/was met/).first()).toBeVisible();
  });

  test('no notices yet: said in a sentence, with the way to why not', async ({ signIn, server }) => {
    const page = await signIn('clerk', `${await addressOf(server, MAYA)}?tab=notices`);
    await expect(page.getByText("No notices this year. 'Why not?' shows how far each rule is.")).toBeVisible();
    await page.getByRole('button', { name: 'See how far each rule is' }).click();
    await expect(page.getByRole('tab', { name: 'Why? Why not?', selected: true })).toBeVisible();
  });

  test('the family: who must not be told stands on top', async ({ signIn, server }) => {
    const page = await signIn('clerk', `${await addressOf(server, ILONA)}?tab=family`);
    await expect(page.getByText(/must not be told anything about Ilona/)).toBeVisible();
    await expectGoodLooks(page, 'student-family');
  });

  test('the flag no-letters is that of the student information system, and says so', async ({ signIn, server }) => {
    const page = await signIn('clerk', await addressOf(server, ASA));
    await expect(page.getByRole('list', { name: 'Needs an eye' })).toContainText('no letters');
    await expect(page.getByRole('list', { name: 'Needs an eye' })).toContainText(
      'marked in the student information system',
    );
  });

  test('a student who moved away: a banner, and the page can be read', async ({ signInThere, ownServer }) => {
    await ownServer.db.pool.query(`update enrollments set exit_on = '2026-10-02' where student_id = $1`, [MAYA]);
    const page = await signInThere('clerk', await addressOf(ownServer, MAYA));
    await expect(page.getByText(/^Left Oak Middle School on Fri, Oct 2, 2026/)).toBeVisible();
    await expectAccessible(page);
    await shot(page, 'student-moved');
  });

  test('no attendance yet', async ({ signInThere, ownServer }) => {
    const { pool } = ownServer.db;
    await pool.query(
      `insert into students (district_id, student_id, student_no, first_name, last_name, grade) values (1, 'new', 80001, 'Nia', 'Fresh', '6')`,
    );
    await pool.query(
      `insert into enrollments (district_id, student_id, school_id, entry_on) values (1, 'new', 'oak', '2026-11-16')`,
    );
    const page = await signInThere('clerk', '/students/s80001');
    await expect(page.getByText('No days of this school year are in the data yet.')).toBeVisible();
    await expect(page.getByText('No attendance of 2026-27 is in the data yet.')).toBeVisible();
    await expectAccessible(page);
    await shot(page, 'student-none-yet');
  });

  test('a student out of reach and one who does not exist look the same', async ({ signIn, server }) => {
    const page = await signIn('clerk', await addressOf(server, RUI));
    await expect(page.getByRole('heading', { level: 1, name: 'Not open to you' })).toBeVisible();
    await page.goto(`${server.url}/students/s999999`);
    await expect(page.getByRole('heading', { level: 1, name: 'Not open to you' })).toBeVisible();
  });

  test('in Spanish, dark and narrow', async ({ signInThere, ownServer }) => {
    const clerk = await ownServer.as('clerk');
    await clerk.savePreferences({ body: { language: 'es', theme: 'system', density: 'standard' } });
    const page = await signInThere('clerk', await addressOf(ownServer, MAYA));
    await expect(page.getByText('Asistió 51 de 56 días')).toBeVisible();
    for (const tab of ['year', 'why', 'timeline', 'family']) {
      await page.goto(`${ownServer.url}${await addressOf(ownServer, MAYA)}?tab=${tab}`);
      await look(page, { scheme: 'light', width: 1280 });
      await shot(page, `student-es-${tab}-1280`);
      await look(page, { scheme: 'dark', width: 320 });
      await expectAccessible(page);
      await shot(page, `student-es-${tab}-320`);
    }
  });

  test('on paper: the sheet, readable in grey', async ({ signIn, server }) => {
    const page = await signIn('clerk', await addressOf(server, ADA));
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    await page.getByRole('button', { name: 'Print the sheet' }).click();
    await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes');
    await printed(page, 'student-print-tab');
  });
});

/** A picture of the paper, without colour. */
async function printed(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 760, height: 1000 });
  await page.addStyleTag({ content: 'html { filter: grayscale(1); }' });
  await shot(page, name);
}

test.describe('finding a student', () => {
  test('by name, number and phone; the way back finds the list; the next student is a key away', async ({
    signIn,
    server,
  }) => {
    const page = await signIn('clerk', '/students');
    const field = page
      .getByLabel('Name, number, or a guardian’s name or phone')
      .or(page.getByLabel("Name, number, or a guardian's name or phone"));
    await field.fill('torres');
    await expect(page.getByText('2 students found')).toBeVisible();
    expect(page.url()).toBe(`${server.url}/students`);
    await expectGoodLooks(page, 'students');
    await look(page, { scheme: 'light', width: 1280 });
    await page.getByRole('link', { name: 'Torres, Leo' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Torres, Leo' })).toBeVisible();
    await expect(page.getByText('1 of 2')).toBeVisible();
    await page.keyboard.press(']');
    await expect(page.getByRole('heading', { level: 1, name: 'Torres, Maya' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeDisabled();
    await page.keyboard.press('[');
    await expect(page.getByRole('heading', { level: 1, name: 'Torres, Leo' })).toBeVisible();
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await expect(field).toHaveValue('torres');
    await field.fill('(209) 555 0142');
    await expect(page.getByRole('link', { name: 'Lindqvist, Ada' })).toBeVisible();
    await field.fill('nobody at all');
    await expect(page.getByText('No student with that name, number or phone at your schools.')).toBeVisible();
    await expectAccessible(page);
  });
});

/** "Rule (4)", however many there are. */
async function kindOption(page: Page, kind: string): Promise<string> {
  const labels = await page.getByRole('combobox', { name: 'Kind' }).getByRole('option').allTextContents();
  return labels.find((label) => label.startsWith(`${kind} (`)) ?? '';
}
