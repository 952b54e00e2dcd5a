/** Row A, as the story of one student: Maya misses three days, then six, then nine, and her school writes, meets and looks after her. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectGoodLooksAndGoOn, shot } from './looks.ts';
import { expect, test, type Missed, type Story } from './story.ts';

test.describe.configure({ timeout: 400_000 });

const MAYA = '100001';
const unexcused = (...days: readonly string[]): readonly Missed[] =>
  days.map((on) => ({ student: MAYA, school: 'oak', on, code: 'U' }));

const main = (page: Page) => page.getByRole('main');
const dialog = (page: Page) => page.getByRole('dialog');
const maya = (page: Page) => page.getByRole('row').filter({ hasText: 'Torres, Maya' });
const rule = (page: Page, level: string) => page.getByRole('region', { name: new RegExp(`^${level} `) });
const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** Everything that a person or a calculation decided or sent so far. */
async function onRecord({ server }: Story): Promise<unknown> {
  const found = await server.db.pool.query(
    `select (select count(*) from notices) as notices, (select count(*) from person_decisions) as decisions, (select count(*) from notice_steps) as steps,
       (select count(*) from effects) as effects, (select count(*) from mail_outbox) as messages,
       (select md5(string_agg(student_id || criterion || trigger_on || decision || state, ' ' order by student_id, criterion, trigger_on)) from triggers) as triggers`,
  );
  return found.rows[0];
}

/** Issues what the worklist shows as due, and comes out at the batch. */
async function issueWhatIsDue(page: Page): Promise<number> {
  await main(page)
    .getByRole('button', { name: /^Issue \d+ …$/ })
    .click();
  await expect(title(page)).toHaveText(/^Issue \d+ notices?\?$/);
  const count = Number((await title(page).innerText()).replaceAll(/\D/g, ''));
  await main(page)
    .getByRole('button', { name: /^Issue \d+ notices?$/ })
    .click();
  await expect(title(page)).toHaveText(`${count} ${count === 1 ? 'notice' : 'notices'} issued`);
  return count;
}

/** Prints the letters of one level, and says how they left the house. */
async function printAndSend(page: Page, way: string): Promise<void> {
  await main(page)
    .getByRole('button', { name: /^Print \d+ letters?$/ })
    .first()
    .click();
  await expect(dialog(page)).toContainText('mailing order');
  const file = await dialog(page).getByRole('link', { name: 'Open the file in a tab of its own' }).getAttribute('href');
  const pdf = await page.request.get(new URL(file ?? '', page.url()).href);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await main(page).getByRole('button', { name: 'Mark as mailed …' }).click();
  await dialog(page).getByLabel('How').selectOption({ label: way });
  await dialog(page).getByRole('button', { name: 'Mark as sent' }).click();
  await expect(main(page)).toContainText(/\d+ notices? marked as sent\./);
}

/** What the letter of a level says to the family, who reads Spanish. */
async function openLetter(page: Page, story: Story, level: string): Promise<Locator> {
  await page.goto(story.server.url + (await story.studentPage(MAYA, 'notices')));
  await page.getByRole('row').filter({ hasText: level }).getByRole('link').first().click();
  await page.getByText('Text', { exact: true }).click();
  return main(page).locator('[lang="es"]');
}

test('0.1-0.13 0.16 0.18-0.37 Maya: two days and a late arrival make the first letter, six the conference, nine the welfare step; each once, in order and never before its time', async ({
  page,
  story,
}) => {
  await test.step('Friday, November 13: the clerk looks at what is due, as often as she likes, and nothing changes', async () => {
    await story.comes(page, 'clerk', '/s/oak/home');
    await expect(page.getByText('Your weekly cycle is due.')).toBeVisible();
    const before = await onRecord(story);
    await page.getByRole('link', { name: /^Review \d+ due$/ }).click();
    await expect(maya(page)).toContainText('L1');
    // Three tardies of 31 minutes are three truancies; his twin's three of 30 minutes are none.
    await expect(page.getByRole('row').filter({ hasText: 'Adler, Finn' })).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Adler, Greta' })).toHaveCount(0);
    await maya(page).getByRole('gridcell', { name: 'Torres, Maya', exact: true }).click();
    const panel = page.getByRole('complementary', { name: /Torres, Maya/ });
    await expect(panel).toContainText('3 days, 3 needed');
    for (const day of ['Tue, Oct 27 U all day', 'Wed, Nov 4 T period P1, 34 minutes', 'Mon, Nov 9 U all day'])
      await expect(panel.getByRole('row', { name: day })).toBeVisible();
    await panel.getByRole('button', { name: 'Why?' }).click();
    await expect(panel.getByText('The rule asks for 3 days')).toBeVisible();
    await page.goto(story.server.url + (await story.studentPage(MAYA, 'why')));
    await expect(rule(page, 'L1')).toContainText('3 of 3 days');
    await expect(rule(page, 'L2')).toContainText('3 of 6 days');
    await expect(rule(page, 'L3')).toContainText('3 of 9 days');
    expect(await onRecord(story)).toEqual(before);
  });

  await test.step('She may not calculate: that is done once for the whole district, and she is told by whom', async () => {
    await page.goto(`${story.server.url}/s/oak/worklist`);
    await page.getByRole('region', { name: 'How current this is' }).getByRole('button', { name: 'Details' }).click();
    await page.getByRole('button', { name: /Calculate now … \(District\)/ }).click();
    await expect(dialog(page)).toContainText('This is done for the whole district, not from Oak Middle School.');
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  });

  await test.step('She issues all levels at once after a look at the preview; the letters are printed and sent home', async () => {
    await page.goto(`${story.server.url}/s/oak/worklist?review=1`);
    await expect(maya(page).getByRole('checkbox')).toBeChecked();
    await issueWhatIsDue(page);
    await shot(page, 'row-a-issued');
    await printAndSend(page, 'sent home with the student');
  });

  await test.step('Calculated again, and once more: nobody who got a letter is offered it again', async () => {
    await story.calculate();
    await story.calculate();
    await page.goto(`${story.server.url}/s/oak/worklist`);
    await expect(page.getByRole('row').filter({ hasText: 'Osei, Kwame' })).toBeVisible();
    await expect(maya(page)).toHaveCount(0);
    await page.goto(`${story.server.url}/s/oak/worklist?level=L3`);
    await expect(page.getByText('Nothing in this list matches all filters.')).toBeVisible();
    await page.goto(story.server.url + (await story.studentPage(MAYA, 'notices')));
    await expect(page.getByRole('row').filter({ hasText: 'L1' })).toContainText('sent home');
  });

  await test.step('Thursday, December 3: six days by now, but the first letter is not ten school days old', async () => {
    story.morningOf('2026-12-03');
    await story.overnight(unexcused('2026-11-16', '2026-11-19', '2026-12-01'));
    await story.comes(page, 'clerk', '/s/oak/worklist?tab=held');
    await expect(maya(page)).toContainText('L2');
    await expect(maya(page)).toContainText(/Waits/);
    await page.goto(`${story.server.url}/s/oak/worklist?tab=due`);
    await expect(maya(page)).toHaveCount(0);
    await page.goto(story.server.url + (await story.studentPage(MAYA, 'why')));
    await expect(rule(page, 'L2')).toContainText('6 of 6 days');
    await expect(rule(page, 'L2')).toContainText(/10 school days must pass/);
    await expectGoodLooksAndGoOn(page, 'row-a-waits');
  });

  await test.step('Friday, December 11: the letter needs a conference; the administrator offers dates, then it goes out with one', async () => {
    story.morningOf('2026-12-11');
    await story.calculate();
    await story.comes(page, 'administrator', '/s/oak/worklist?tab=held');
    await expect(maya(page)).toContainText('Waits for a conference date');
    await page.goto(`${story.server.url}/s/oak/slots`);
    await page.getByRole('textbox', { name: 'Add slots' }).fill('Dec 16 15:30, 15:50, 16:10, 16:30 Room 4 / Ms. Lang');
    await page.getByRole('button', { name: 'Add 4 slots' }).click();
    await expect(page.getByText('4 slots are added.')).toBeVisible();
    await expectGoodLooksAndGoOn(page, 'row-a-slots');

    await story.comes(page, 'clerk', '/s/oak/worklist?review=1&level=L2');
    await expect(maya(page)).toContainText(/Conference Dec 16/);
    await issueWhatIsDue(page);
    const letter = await openLetter(page, story, 'L2');
    await expect(letter).toContainText('reúnase con un consejero, un asesor de asistencia o un administrador');
    await expect(letter).toContainText('haremos un plan juntos');
    await expect(letter).toContainText('16 de diciembre');
    await expectGoodLooksAndGoOn(page, 'row-a-second-letter');
  });

  await test.step('Wednesday, December 16: at the conference the family and the school make a plan', async () => {
    story.morningOf('2026-12-16');
    await story.comes(page, 'administrator', await story.studentPage(MAYA, 'cases'));
    const conference = page.getByRole('region', { name: /^Conference/ });
    await expect(conference).toContainText('named by letter N');
    await conference.getByRole('button', { name: 'Record how it went' }).click();
    await dialog(page)
      .getByRole('checkbox', { name: /Ana Torres/ })
      .check();
    await dialog(page).getByLabel('What was said').fill('The first bus is full on Mondays.');
    await dialog(page).getByLabel('What was decided').fill('Her aunt drives on Mondays; a place in the second bus.');
    await dialog(page).getByRole('button', { name: 'Add a follow-up' }).click();
    await dialog(page).getByLabel('What', { exact: true }).fill('Ask for the second bus');
    await dialog(page).getByLabel('By', { exact: true }).fill('2027-01-06');
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Record the meeting' }).click();
    await expect(conference).toContainText('The family took part');
    await expect(conference).toContainText('Decided: Her aunt drives on Mondays');
    await expect(conference).toContainText('Ask for the second bus');
  });

  await test.step('Friday, January 15: nine days; the third letter names the law, and the administrator is asked to look after her', async () => {
    story.morningOf('2027-01-15');
    await story.overnight(unexcused('2026-12-14', '2026-12-17', '2027-01-05'));
    await story.comes(page, 'clerk', '/s/oak/worklist?review=1&level=L3');
    await expect(maya(page)).toContainText('9');
    await main(page)
      .getByRole('button', { name: /^Issue \d+ …$/ })
      .click();
    await expect(page.getByTestId('also')).toContainText('1 task for the administrator (Social services');
    await main(page)
      .getByRole('button', { name: /^Issue 1 notice$/ })
      .click();
    await expect(title(page)).toHaveText('1 notice issued');
    const letter = await openLetter(page, story, 'L3');
    await expect(letter).toContainText('Esto no cumple con la ley estatal de asistencia escolar');

    await story.comes(page, 'administrator', await story.studentPage(MAYA, 'cases'));
    await page.getByRole('button', { name: 'Decide' }).click();
    await dialog(page).getByRole('radio', { name: 'Not needed' }).check();
    await dialog(page).getByLabel('Why it is not needed').fill('The aunt lives there and looks after both children');
    await dialog(page).getByRole('button', { name: 'Record the decision' }).click();
    await expect(page.getByText('The aunt lives there and looks after both children')).toBeVisible();
    await expectGoodLooksAndGoOn(page, 'row-a-casework');
  });

  await test.step('Friday, January 22: the next cycle has nothing new for Maya, and her page tells it all', async () => {
    story.morningOf('2027-01-22');
    await story.calculate();
    await story.comes(page, 'clerk', '/s/oak/worklist');
    await expect(page.getByRole('tab', { name: /^Due/ })).toBeVisible();
    await expect(maya(page)).toHaveCount(0);
    await page.goto(story.server.url + (await story.studentPage(MAYA, 'notices')));
    for (const level of ['L1', 'L2', 'L3'])
      await expect(page.getByRole('row').filter({ hasText: level })).toHaveCount(1);
    await page.goto(story.server.url + (await story.studentPage(MAYA, 'timeline')));
    await expect(page.getByText(/Welfare step/).first()).toBeVisible();
    await expectGoodLooksAndGoOn(page, 'row-a-timeline');
  });
});
