/** Insight, the reports and help: how attendance is, what is taken to a meeting, and how one finds out what to do. */
import { readPdf } from '../src/documents/testing/read-pdf.ts';
import { expectGoodLooks, expectNoSideways } from './looks.ts';
import { expect, test } from './server.ts';

test.describe('4.25 the principal’s attendance report', () => {
  test('4.25 the principal opens it from Insight, looks through it, and each number opens its list', async ({
    signIn,
  }) => {
    const page = await signIn('administrator', '/s/oak/insight');
    await page.getByRole('navigation', { name: 'Insight' }).getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('link', { name: 'Principal’s attendance report' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Principal’s attendance report' })).toBeVisible();
    await expect(page.getByText('Data through Thu, Nov 12, 2026. Calculated for')).toBeVisible();
    for (const finding of [
      /^Attendance to date is \d+\.\d%/,
      /missed 10% or more of their days$/,
      /^New at 10% and more in November 2026/,
      /^Close to 10%/,
      /^Is the data in\?/,
      /^Steps taken in November 2026/,
      /^Open work/,
    ])
      await expect(page.getByRole('heading', { level: 2, name: finding })).toBeVisible();
    await page
      .getByRole('table', { name: /missed 10% or more/ })
      .getByRole('link')
      .first()
      .click();
    await expect(page).toHaveURL(/\/s\/oak\/data\/attendance\?band=.*grade=/);
  });

  test('4.25 to give to others it names nobody, and it is printed and saved with its date', async ({ signIn }) => {
    const page = await signIn('administrator', '/s/oak/reports/principal');
    const near = page.getByRole('table', { name: /^Close to 10%/ });
    await expect(near).toBeVisible();
    const name = await near.getByRole('link').first().textContent();
    await page.getByLabel('For', { exact: true }).selectOption({ label: 'Others: without names and small counts' });
    await expect(page.getByText('To give to others: without names, small counts left out.')).toBeVisible();
    await expect(page.getByText(name ?? '', { exact: true })).toBeHidden();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'PDF' }).click();
    const file = await saved;
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    const pdf = await readPdf(Buffer.concat(chunks));
    expect(pdf.isMarked).toBe(true);
    expect(pdf.pages.every((text) => text.includes('data through Thu, Nov 12, 2026'))).toBe(true);
    expect(pdf.pages.join(' ')).not.toContain(name);
  });

  test('4.25 the district chooses a school for it, and reads the summary for its board', async ({ signIn }) => {
    const page = await signIn('district', '/d/insight/reports');
    await page.getByRole('link', { name: 'Principal’s attendance report' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Oak Middle School' }).click();
    await expect(page).toHaveURL(/\/s\/oak\/reports\/principal/);
    await page.goto(new URL('/d/reports/board', page.url()).href);
    await expect(page.getByRole('heading', { level: 1, name: 'Attendance summary for the board' })).toBeVisible();
    await expectGoodLooks(page, 'report-board');
  });

  test('4.25 looks as it should', async ({ signIn }) => {
    const page = await signIn('administrator', '/s/oak/reports/principal');
    await expect(page.getByRole('heading', { level: 2, name: /^Open work/ })).toBeVisible();
    await expectGoodLooks(page, 'report-principal');
  });
});

test.describe('Insight', () => {
  test('the rate is a sentence, a chart one walks along by arrows, and a table', async ({ signIn }) => {
    const page = await signIn('clerk', '/s/oak/insight');
    await expect(page.getByRole('heading', { level: 1, name: 'Rates' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: /^Attendance this year is \d+\.\d%/ })).toBeVisible();
    const chart = page.getByRole('slider', { name: /^Attendance rate/ });
    await chart.focus();
    const last = await chart.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    await expect(chart).not.toHaveAttribute('aria-valuetext', last ?? '');
    await page.keyboard.press('End');
    await expect(chart).toHaveAttribute('aria-valuetext', last ?? '');
    await page.getByText('Month', { exact: true }).click();
    await expect(page.getByRole('rowheader', { name: 'October 2026' })).toBeVisible();
    await expectGoodLooks(page, 'insight-rates');
  });

  test('a band opens its students', async ({ signIn }) => {
    const page = await signIn('team', '/s/oak/insight/bands');
    await expect(page.getByRole('heading', { level: 2, name: /students \(\d+%\) missed 10% or more/ })).toBeVisible();
    const number = page.getByRole('link', { name: /^Grade \d+, 10–20%: \d+ students?$/ }).first();
    const count = Number(await number.textContent());
    await number.click();
    await expect(page).toHaveURL(/band=10-20&grade=/);
    await expect(page.getByRole('row')).toHaveCount(count + 1);
    await page.goBack();
    await expect(page.getByRole('slider').first()).toBeVisible();
    await expectGoodLooks(page, 'insight-bands');
  });

  test('steps taken are counted by month and open their lists', async ({ signInThere, ownServer }) => {
    const clerk = await ownServer.as('clerk');
    const { revision } = await clerk.previewIssue({ body: { school: 'oak' } });
    await clerk.issue({ body: { school: 'oak', revision }, key: 'steps' });
    const page = await signInThere('clerk', '/s/oak/insight/steps');
    await expect(page.getByRole('heading', { level: 2, name: /^November 2026: \d+ letters/ })).toBeVisible();
    await expectGoodLooks(page, 'insight-steps');
    await page.getByRole('link', { name: /^Letters L1 · california-sarb, November 2026/ }).click();
    await expect(page).toHaveURL(/\/s\/oak\/letters\?level=L1/);
    await expect(page.getByRole('heading', { level: 1, name: 'Letters sent' })).toBeVisible();
  });

  test('at 320 pixels the table comes before the chart', async ({ signIn }) => {
    const page = await signIn('clerk', '/s/oak/insight/bands');
    await page.setViewportSize({ width: 320, height: 640 });
    const table = page.locator('table').first();
    await expect(table).toBeVisible();
    await expectNoSideways(page);
    const [tableBox, chartBox] = [await table.boundingBox(), await page.getByRole('slider').first().boundingBox()];
    expect(tableBox?.y ?? 0).toBeLessThan(chartBox?.y ?? 0);
  });
});

test.describe('4.26 help', () => {
  test('4.26 each page leads by ? to its own help, and from there to the work it belongs to', async ({ signIn }) => {
    const page = await signIn('clerk', '/s/oak/worklist');
    await page.getByRole('link', { name: 'Help' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Help: Worklist' })).toBeVisible();
    await page.getByRole('link', { name: "The clerk's weekly cycle: Issue everything ready" }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'How to' })).toBeVisible();
    await expect(page.locator('#clerk-issue')).toBeFocused();
    await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toHaveText('Your work');
    await expectGoodLooks(page, 'help-how-to');
    await page.getByRole('link', { name: 'Open Conference slots' }).click();
    await expect(page).toHaveURL(/\/s\/oak\/slots/);
  });

  test('4.26 the search finds a step of one’s work', async ({ signIn }) => {
    const page = await signIn('team', '/s/oak/tier2');
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').getByRole('combobox').fill('root causes');
    await page.getByRole('option', { name: /^Find out why/ }).click();
    await expect(page.locator('#team-match')).toBeFocused();
  });

  test('4.26 the district adds a video, and whom it helps sees it with the help', async ({
    signInThere,
    ownServer,
  }) => {
    const district = await ownServer.as('district');
    await district.addCatalogEntry({
      params: { catalog: 'help-links' },
      body: {
        code: 'WEEK',
        name: { en: 'The weekly cycle in six minutes', es: 'El ciclo semanal en seis minutos' },
        extra: { address: 'https://video.example.org/week', helps: 'clerk' },
        reason: 'new clerks ask for it',
      },
    });
    const page = await signInThere('clerk', '/help/how-to');
    const link = page.getByRole('link', { name: /^The weekly cycle in six minutes/ });
    await expect(link).toHaveAttribute('href', 'https://video.example.org/week');
    await expect(link).toHaveAttribute('rel', /noopener/);
    const teacher = await signInThere('teacher', '/help/how-to');
    await expect(teacher.getByRole('heading', { level: 2, name: 'Your work' })).toBeVisible();
    await expect(teacher.getByRole('link', { name: /^The weekly cycle in six minutes/ })).toHaveCount(0);
  });

  test('4.26 is there in Spanish', async ({ signInThere, ownServer }) => {
    const clerk = await ownServer.as('clerk');
    const { preferences } = await clerk.readMe();
    await clerk.savePreferences({ body: { ...preferences, language: 'es' } });
    const page = await signInThere('clerk', '/help/how-to');
    await expect(page.getByRole('heading', { level: 3, name: 'El ciclo semanal de la secretaría' })).toBeVisible();
  });
});
