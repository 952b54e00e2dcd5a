/** Row D, as the story of one student: Felix is away four days, seven, ten and eleven, and what his school does each time. */
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible, expectGoodLooksAndGoOn } from './looks.ts';
import { nameLucia, staffAsAtOak } from './staff.ts';
import { expect, test, type Missed, type Story } from './story.ts';

test.describe.configure({ timeout: 400_000 });

const FELIX = '100080';
const CARLOS = '100049';
const MOTHER = 'Willa Kessler';

const away = (student: string, days: Readonly<Record<string, 'excused' | 'unexcused'>>): readonly Missed[] =>
  Object.entries(days).map(([on, excuse]) => ({
    student,
    school: 'willow',
    on,
    code: excuse === 'excused' ? 'I' : 'U',
  }));

const main = (page: Page) => page.getByRole('main');
const dialog = (page: Page) => page.getByRole('dialog');
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const line = (page: Page, name: string, criterion: string) =>
  page.getByRole('row').filter({ hasText: name }).filter({ hasText: criterion });

/** The clerk and the administrator of the sample work at Willow too, which names its truancy officer. */
async function staffWillow({ server }: Story): Promise<void> {
  await staffAsAtOak(server, 'willow', ['clerk', 'administrator']);
  await nameLucia(server, { school: 'willow', duty: 'officer' });
}

async function fileOf({ server: { db } }: Story, student: string): Promise<string> {
  const found = await db.pool.query<{ file: number }>('select case_id as file from cases where student_id = $1', [
    student,
  ]);
  return `/cases/C${found.rows[0]?.file ?? 0}`;
}

/** Issues what a clerk sees due at Willow by one criterion. */
async function issue(page: Page, story: Story, criterion: string): Promise<void> {
  await page.goto(`${story.server.url}/s/willow/worklist?review=1&level=${criterion}`);
  await main(page)
    .getByRole('button', { name: /^Issue \d+ …$/ })
    .click();
  await expect(page.getByTestId('also')).toBeVisible();
  await main(page)
    .getByRole('button', { name: /^Issue \d+ notices?$/ })
    .click();
  await expect(title(page)).toHaveText(/^\d+ notices? issued$/);
}

/** The letters of the batch that is shown are printed and go out by mail. */
async function printAndMail(page: Page): Promise<void> {
  await main(page)
    .getByRole('button', { name: /^Print \d+ letters?$/ })
    .first()
    .click();
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await main(page).getByRole('button', { name: 'Mark as mailed …' }).click();
  await dialog(page).getByRole('button', { name: 'Mark as sent' }).click();
  await expect(main(page)).toContainText(/\d+ notices? marked as sent\./);
}

async function signOnPaper(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Sign: / })
    .first()
    .click();
  await dialog(page).getByText('On paper', { exact: true }).click();
  await dialog(page).getByLabel('Scan of the signed paper').selectOption({ index: 1 });
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
}

test('3.1-3.10 3.12-3.22 Felix: four days open his file, seven bring the first letter and a meeting, ten the medical letter and a contract, and when he breaks it the whole file goes to the truancy officer', async ({
  page,
  story,
}, info) => {
  await staffWillow(story);

  await test.step('Friday, November 20: four days away, two of them excused; the file opened by itself, and the clerk writes to his mother', async () => {
    story.morningOf('2026-11-20');
    await story.overnight(
      away(FELIX, {
        '2026-11-16': 'excused',
        '2026-11-17': 'unexcused',
        '2026-11-18': 'excused',
        '2026-11-19': 'unexcused',
      }),
    );
    await story.comes(page, 'clerk', '/s/willow/cases');
    await page.getByRole('link', { name: 'Kessler, Felix' }).first().click();
    await expect(title(page)).toHaveText('Attendance file 2026-27: Kessler, Felix');
    await expect(page.getByText('opened Fri, Nov 20, 2026 by D4')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Next' })).toContainText('Contact the parent or guardian');
    await page.keyboard.press('c');
    await page.getByLabel('How', { exact: true }).selectOption('email');
    await page.getByLabel('With whom').selectOption(`guardian:${MOTHER}`);
    await page.getByRole('radio', { name: 'reached', exact: true }).check();
    await page.getByLabel('Note', { exact: true }).fill('He has asthma; she will bring a note.');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The contact is on record: the family was reached.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Next' })).toHaveCount(0);
    await page.getByRole('tab', { name: 'Contacts 1' }).click();
    await expect(page.getByRole('list', { name: 'Communication log' })).toContainText(`E-mail, ${MOTHER}: reached`);
  });

  await test.step('The note of the doctor comes and is filed', async () => {
    const note = info.outputPath('note.pdf');
    writeFileSync(note, '%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n');
    await page.getByRole('tab', { name: /^Documents/ }).click();
    await page.locator('input[type=file]').setInputFiles(note);
    await page.getByRole('button', { name: 'File it' }).click();
    await expect(page.getByRole('list', { name: 'Documents' })).toContainText('Medical note');
  });

  await test.step('Friday, December 4: seven days; the first formal letter goes out, its copy is in the file, and a meeting is asked for', async () => {
    story.morningOf('2026-12-04');
    await story.overnight(away(FELIX, { '2026-11-20': 'excused', '2026-11-30': 'unexcused', '2026-12-01': 'excused' }));
    await story.comes(page, 'clerk', '/s/willow/worklist');
    await expect(line(page, 'Kessler, Felix', 'D7')).toContainText('7');
    await issue(page, story, 'D7');
    await printAndMail(page);
    await page.goto(story.server.url + (await fileOf(story, FELIX)));
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await expect(page.getByRole('region', { name: 'Next' })).toContainText('Plan a meeting with the family');
    await expectGoodLooksAndGoOn(page, 'row-d-seven');
    await page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: 'D7' }).getByRole('link').first().click();
    await page.getByText('Text', { exact: true }).click();
    await expect(main(page).locator('[lang="en"]')).toContainText('Felix');
  });

  await test.step('Friday, December 11: ten days; the medical letter follows', async () => {
    story.morningOf('2026-12-11');
    await story.overnight(
      away(FELIX, { '2026-12-07': 'unexcused', '2026-12-08': 'excused', '2026-12-09': 'unexcused' }),
    );
    await story.comes(page, 'clerk', '/s/willow/worklist');
    await expect(line(page, 'Kessler, Felix', 'D10')).toContainText('10');
    await issue(page, story, 'D10');
    await printAndMail(page);
    await page.goto(story.server.url + (await fileOf(story, FELIX)));
    await expect(page.getByRole('region', { name: 'Next' })).toContainText('make an attendance contract');
  });

  await test.step('The administrator invites the family, his teacher, the counselor and the truancy officer, and writes down what was said', async () => {
    await story.comes(page, 'administrator', `${await fileOf(story, FELIX)}?tab=meetings`);
    await page.getByRole('button', { name: 'Plan a meeting' }).click();
    await dialog(page).getByLabel('Kind').selectOption('contract');
    await dialog(page).getByLabel('Day').fill('2026-12-11');
    await dialog(page).getByLabel('Time').fill('15:30');
    await dialog(page).getByLabel('Place').fill('Office');
    for (const part of ['parent or guardian', 'student', 'teacher', 'counselor', 'truancy officer'])
      await dialog(page)
        .getByRole('checkbox', { name: new RegExp(`· ${part}`) })
        .first()
        .check();
    await expectAccessible(page);
    await dialog(page)
      .getByRole('button', { name: /^Plan it and invite \d+ people$/ })
      .click();
    const meeting = page.getByRole('region', { name: /^Meeting for a contract/ });
    await expect(meeting).toContainText('Lucía Ibarra');
    await meeting.getByRole('button', { name: 'Record how it went' }).click();
    await dialog(page)
      .getByRole('checkbox', { name: new RegExp(MOTHER) })
      .check();
    await dialog(page).getByLabel('What was said').fill('Mornings are hard in winter.');
    await dialog(page).getByLabel('What was decided').fill('A contract, and the nurse sees him on Mondays.');
    await dialog(page).getByRole('button', { name: 'Record the meeting' }).click();
    await expect(meeting).toContainText('The family took part');
    await expectGoodLooksAndGoOn(page, 'row-d-meeting');
  });

  await test.step('The contract is made there, signed by hand, and its scan is in the file', async () => {
    const scan = info.outputPath('contract.pdf');
    writeFileSync(scan, '%PDF-1.7\n2 0 obj << >> endobj\n%%EOF\n');
    await page.getByRole('tab', { name: /^Documents/ }).click();
    await page.locator('input[type=file]').setInputFiles(scan);
    await page.getByLabel('What it is').selectOption('signed-contract');
    await page.getByRole('button', { name: 'File it' }).click();
    await expect(page.getByRole('list', { name: 'Documents' })).toContainText('Signed contract (scan)');
    await page.getByRole('tab', { name: 'Contract' }).click();
    await page.getByRole('button', { name: 'Draft a contract' }).click();
    await page.getByRole('button', { name: 'Offer it for signing' }).click();
    await expect(page.getByText('offered, to be signed')).toBeVisible();
    for (let left = await page.getByText('not signed yet').count(); left > 0; left -= 1) {
      await signOnPaper(page);
      await expect(page.getByText('not signed yet')).toHaveCount(left - 1);
    }
    await expect(page.getByText('signed', { exact: true })).toBeVisible();
    await expectGoodLooksAndGoOn(page, 'row-d-contract');
  });

  await test.step('Wednesday, December 16: he was away again without a word; the contract is marked as violated, and the file is asked for', async () => {
    story.morningOf('2026-12-16');
    await story.overnight(away(FELIX, { '2026-12-14': 'unexcused' }));
    await story.comes(page, 'administrator', `${await fileOf(story, FELIX)}?tab=contract`);
    await page.getByRole('button', { name: 'Mark as violated …' }).click();
    await dialog(page).getByLabel('On which day').fill('2026-12-14');
    await dialog(page).getByLabel('Reason').fill('Absent on Monday without a word');
    await dialog(page).getByRole('button', { name: 'Mark as violated', exact: true }).click();
    await expect(page.getByText('violated', { exact: true })).toBeVisible();
    await issue(page, story, 'D11');
  });

  await test.step('Everything is there, so the whole file is sealed and goes to the officer whom the school named', async () => {
    await page.goto(`${story.server.url}/s/willow/referrals?tab=preparing`);
    await page.getByRole('link', { name: 'Kessler, Felix' }).click();
    await expect(page.getByText('6 of 6')).toBeVisible();
    await expectGoodLooksAndGoOn(page, 'row-d-referral');
    await page.getByRole('button', { name: 'Seal and send …' }).click();
    await dialog(page).getByRole('button', { name: 'Seal and send' }).click();
    await expect(page.getByRole('link', { name: /Open the sealed file/ })).toBeVisible({ timeout: 30_000 });
  });

  await test.step('The officer reads it, sees this student and no other, and decides', async () => {
    await story.comes(page, 'officer', '/d/referrals');
    await expect(main(page).getByRole('link', { name: /, / })).toHaveText(['Kessler, Felix']);
    await page.getByRole('button', { name: /^Accept R/ }).click();
    await expect(page.getByText('No new referrals.')).toBeVisible();
    await page.getByText(/^In review \d+$/).click();
    await page.getByRole('link', { name: 'Kessler, Felix' }).click();
    await page.getByRole('button', { name: 'Outcome …' }).click();
    await dialog(page).getByRole('combobox', { name: 'Outcome' }).selectOption('services');
    await dialog(page).getByRole('textbox', { name: 'Notes' }).fill('The clinic comes to the school on Mondays.');
    await dialog(page).getByRole('button', { name: 'Save the outcome' }).click();
    await expect(page.getByText('The clinic comes to the school on Mondays.').first()).toBeVisible();
    await expectGoodLooksAndGoOn(page, 'row-d-decided');
  });
});

test('3.23 3.24 Carlos: eleven days come in at once; each step waits for the one before, the missing ones are named, and with the new school year his file closes', async ({
  page,
  story,
}) => {
  await staffWillow(story);
  const days = ['09-08', '09-09', '09-10', '09-11', '09-14', '09-15', '09-16', '09-17', '09-18', '09-21', '09-22'];

  await test.step('Friday, November 20: the first letter is due, the second waits for it, and the referral says what is missing', async () => {
    story.morningOf('2026-11-20');
    await story.overnight(away(CARLOS, Object.fromEntries(days.map((day) => [`2026-${day}`, 'excused'] as const))));
    await story.comes(page, 'clerk', '/s/willow/worklist');
    await expect(line(page, 'Maldonado Ramírez, Carlos', 'D7')).toBeVisible();
    await expect(line(page, 'Maldonado Ramírez, Carlos', 'D11')).toBeVisible();
    await expect(line(page, 'Maldonado Ramírez, Carlos', 'D10')).toHaveCount(0);
    await page.goto(`${story.server.url}/s/willow/worklist?tab=held`);
    await expect(line(page, 'Maldonado Ramírez, Carlos', 'D10')).toContainText('D7 comes first');
    await issue(page, story, 'D11');
    await story.comes(page, 'administrator', '/s/willow/referrals?tab=preparing');
    await page.getByRole('link', { name: 'Maldonado Ramírez, Carlos' }).click();
    await expect(page.getByText('1 of 6')).toBeVisible();
    await page
      .getByRole('button', { name: /^Go on without …/ })
      .first()
      .click();
    await dialog(page).getByRole('textbox', { name: 'Reason' }).fill('The days came in late, with another system');
    await dialog(page).getByRole('button', { name: 'Go on without' }).click();
    await expect(page.getByText('2 of 6')).toBeVisible();
    await expectGoodLooksAndGoOn(page, 'row-d-jump');
  });

  await test.step('Monday, August 30, 2027: the school year is over, and his file is for reading', async () => {
    story.morningOf('2027-08-30');
    await story.calculate();
    await story.comes(page, 'administrator', await fileOf(story, CARLOS));
    await expect(page.getByRole('note')).toContainText('Closed Mon, Aug 30, 2027: the school year ended.');
    await expect(page.getByRole('form', { name: 'Log a contact' })).toHaveCount(0);
    await expectGoodLooksAndGoOn(page, 'row-d-new-year');
  });
});
