/** The story of a student in the 4 / 7 / 10 / 11+ process, up to the file: contacts, documents, and what they change. */
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parseDay } from '../src/engine/index.ts';
import { calculateAndRelease } from '../src/notices/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from '../src/server/testing.ts';
import { expectAccessible, expectGoodLooks } from './looks.ts';
import { expect, openAs, test } from './server.ts';

/** The calculation with what acts by itself: at four days the attendance file opens. */
async function calculateNow(server: TestServer): Promise<void> {
  const asOf = parseDay(SAMPLE_AS_OF) ?? 0;
  await calculateAndRelease(server.db, { districtId: 1, asOf, by: 'test', now: SAMPLE_NOW, full: true });
}

interface FileThere {
  readonly caseId: number;
  readonly student: string;
  readonly name: string;
  readonly guardian: string;
  readonly school: string;
  readonly day: string;
}

/** A file that criterion D4 opened, of a student with a guardian who may be told; and a day that was missed. */
async function fileOfD4(server: TestServer, schools: readonly string[]): Promise<FileThere> {
  const found = await server.db.pool.query<FileThere>(
    `select c.case_id as "caseId", 's' || s.student_no as student, s.last_name || ', ' || s.first_name as name, g.name as guardian, c.school_id as school,
        (select max(r.on_date)::text from attendance_records r where r.district_id = 1 and r.student_no = s.student_no and r.superseded_import_id is null) as day
       from cases c join students s on s.district_id = c.district_id and s.student_id = c.student_id
       join lateral (select name from guardians g where g.district_id = c.district_id and g.student_id = c.student_id
         and g.no_contact is not true order by g.custodial desc nulls last, (g.phone <> '') desc, g.guardian_id limit 1) g on true
      where c.because = 'D4' and (cardinality($1::text[]) = 0 or c.school_id = any ($1)) order by c.case_id limit 1`,
    [schools],
  );
  const [file] = found.rows;
  if (file === undefined) throw new Error('the sample has no attendance file of D4');
  return file;
}

/** Light and dark, wide and narrow; then as wide as before. */
async function looks(page: Page, name: string): Promise<void> {
  await expectGoodLooks(page, name);
  await page.setViewportSize({ width: 1280, height: 800 });
}

const log = (page: Page) => page.getByRole('list', { name: 'Communication log' }).getByRole('listitem');

test('3.3 3.4 3.6 3.7 3.8 at four days the attendance file opens by itself with all that is on record, and a call is logged on its one line and corrected', async ({
  page,
  ownServer,
}) => {
  await calculateNow(ownServer);
  const file = await fileOfD4(ownServer, []);
  await openAs(page, ownServer, { role: 'district', path: '/d/cases' });
  await expect(page.getByRole('heading', { level: 1, name: 'Cases' })).toBeVisible();
  await looks(page, 'cases');
  await page.goto(`${ownServer.url}/cases/C${file.caseId}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Attendance file 2026-27: ${file.name}`);
  await expect(page).toHaveTitle(/^Attendance file \w\. \w\. · Rollcall$/);
  await expect(page.getByText(/Attendance file opened \(D4\)/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Next' })).toContainText('Contact the parent or guardian');
  await looks(page, 'case-timeline');

  // The line is always open: C, outcome, Enter.
  await page.keyboard.press('c');
  await expect(page.getByLabel('How', { exact: true })).toBeFocused();
  await expect(page.getByLabel('With whom')).toHaveValue(`guardian:${file.guardian}`);
  await page.getByRole('radio', { name: 'left a message' }).check();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The contact is on record.')).toBeVisible();
  await page.getByRole('tab', { name: 'Contacts 1' }).click();
  await expect(log(page).first()).toContainText(`Call, ${file.guardian}: left a message`);

  await log(page)
    .first()
    .getByRole('button', { name: /^Correct/ })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What came of it').selectOption('reached');
  await dialog.getByLabel('Why do you correct it?').fill('She called back while I was writing');
  await dialog.getByRole('button', { name: 'Save the correction' }).click();
  await expect(log(page)).toHaveCount(2);
  await expect(page.getByText('corrects an earlier entry: She called back while I was writing')).toBeVisible();
  await looks(page, 'case-contacts');
  // What was corrected counts no more; that she was reached is an event that criteria can ask for.
  const events = await ownServer.db.pool.query(
    `select from events where event = 'contact-made' and on_date = $1 and superseded_import_id is null`,
    [SAMPLE_AS_OF],
  );
  expect(events.rowCount).toBe(1);
});

test('3.5 3.12 any staff logs a contact: a clerk from the worklist by C, outcome, Enter; it stands in "Look first" and in "Tried so far"', async ({
  page,
  signInThere,
}) => {
  await signInThere('clerk', '/s/oak/worklist');
  await page.getByRole('grid').getByRole('gridcell').nth(1).focus();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'reached' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/Called .*: left a message/).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Tried so far' })).toBeVisible();
  await expect(page.getByText('1 contact, 0 reached')).toBeVisible();
});

test('3.5 a teacher logs a contact and writes a journal entry about an own student, which is found again in "My journal"', async ({
  page,
  ownServer,
}) => {
  const students = await ownServer.db.pool.query<{ key: string }>(
    `select 's' || s.student_no as key from people p join sections c on c.district_id = p.district_id and c.staff_id = p.staff_id
       join rosters r on r.district_id = c.district_id and r.section_id = c.section_id
       join students s on s.district_id = r.district_id and s.student_id = r.student_id
       join grants g on g.district_id = p.district_id and g.person_id = p.person_id and g.role = 'teacher'
      where p.staff_id <> '' order by s.student_no limit 1`,
  );
  const key = students.rows[0]?.key ?? '';
  await openAs(page, ownServer, { role: 'teacher', path: `/students/${key}` });
  await page.getByRole('button', { name: 'Log contact' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'no answer' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('tab', { name: 'Journal' }).click();
  await page.getByLabel('What happened').fill('Maya came late three times this week and looks tired.');
  await page.getByRole('button', { name: 'Save the entry' }).click();
  await expect(page.getByText('The entry is saved.', { exact: false })).toBeVisible();
  await looks(page, 'student-journal');
  await page.goto(`${ownServer.url}/s/oak/journal`);
  await expect(page.getByRole('heading', { level: 1, name: 'My journal' })).toBeVisible();
  await expect(page.getByText('looks tired')).toBeVisible();
  await looks(page, 'my-journal');
});

test('3.12 3.8 a medical note is filed with its days: the excusal is proposed, the notice that rests on them waits, the office refuses it and it is due again', async ({
  page,
  ownServer,
}, info) => {
  const due = await ownServer.db.pool.query<{ key: string; name: string; day: string; criterion: string }>(
    `select 's' || s.student_no as key, s.last_name || ', ' || s.first_name as name, t.trigger_on::text as day, t.criterion
       from triggers t join students s on s.district_id = t.district_id and s.student_id = t.student_id
      where t.decision = 'issue' and t.state = 'active' and t.current_school_id = 'oak' and t.criterion = 'L1' order by s.student_no limit 1`,
  );
  const [student] = due.rows;
  if (student === undefined) throw new Error('nobody is due at oak');
  const note = info.outputPath('note.pdf');
  writeFileSync(note, '%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n');
  await openAs(page, ownServer, { role: 'clerk', path: `/students/${student.key}?tab=cases` });
  await page.getByLabel('Document', { exact: true }).waitFor();
  await page.locator('input[type=file]').setInputFiles(note);
  await page.getByLabel('Day', { exact: true }).fill(student.day);
  await page.getByRole('button', { name: 'Add the day' }).click();
  await page.getByRole('button', { name: 'File it' }).click();
  await expect(
    page.getByText('The document is filed and the excusal is proposed. 1 notice waits for it.'),
  ).toBeVisible();
  await looks(page, 'student-documents');

  await page.goto(`${ownServer.url}/s/oak/worklist?tab=held`);
  await expect(
    page.getByRole('row').filter({ hasText: student.name }).filter({ hasText: 'Medical note' }),
  ).toBeVisible();
  await page.goto(`${ownServer.url}/s/oak/excusals`);
  await expect(page.getByRole('heading', { level: 1, name: 'Excusals proposed' })).toBeVisible();
  const line = page.getByRole('listitem').filter({ hasText: student.name });
  await expect(line).toContainText('Holds L1');
  await looks(page, 'excusals');
  await line.getByRole('button', { name: 'Refuse' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('The note is not signed');
  await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click();
  await expect(page.getByText('No excusal waits.')).toBeVisible();
  await page.goto(`${ownServer.url}/s/oak/worklist?tab=due`);
  await expect(page.getByRole('row').filter({ hasText: student.name }).first()).toBeVisible();
});

test('3.12 a page of a site that is called a PDF is not filed; a document at the wrong student is moved by the administrator, with a reason that stays', async ({
  page,
  ownServer,
}, info) => {
  const found = await ownServer.db.pool.query<{ key: string; name: string; first: string }>(
    `select 's' || s.student_no as key, s.last_name || ', ' || s.first_name as name, s.first_name as first from students s
       join enrollments e on e.district_id = s.district_id and e.student_id = s.student_id and e.school_id = 'oak' and e.exit_on is null
      order by s.student_no limit 2`,
  );
  const [wrong, right] = found.rows;
  const page1 = info.outputPath('page.pdf');
  writeFileSync(page1, '<html><script>alert(1)</script></html>');
  const scan = info.outputPath('scan.pdf');
  writeFileSync(scan, '%PDF-1.7\n2 0 obj << >> endobj\n%%EOF\n');
  await openAs(page, ownServer, { role: 'administrator', path: `/students/${wrong?.key}?tab=cases` });
  await page.locator('input[type=file]').setInputFiles(page1);
  await page.getByLabel('What it is').selectOption('other');
  await page.getByRole('button', { name: 'File it' }).click();
  await expect(page.getByText('The document was not filed.')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(scan);
  await page.getByRole('button', { name: 'File it' }).click();
  await expect(page.getByText('The document is filed.')).toBeVisible();
  const item = page.getByRole('list', { name: 'Documents' }).getByRole('listitem').first();
  await item.getByRole('button', { name: 'Move' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Find the right student').fill(right?.name.split(',')[0] ?? '');
  await dialog
    .getByRole('radio', { name: right?.name ?? '' })
    .first()
    .check();
  await dialog.getByLabel('Reason').fill('Two families came at once');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Move the document' }).click();
  await expect(item).toContainText('Two families came at once');
  await expect(item.getByRole('link', { name: /^Open/ })).toHaveCount(0);
  await page.goto(`${ownServer.url}/students/${right?.key}?tab=cases`);
  await expect(page.getByText('It was filed to another student by mistake.')).toBeVisible();
});

test('3.6 3.24 a file is opened by hand, given to somebody, and closed: from then on it is for reading', async ({
  page,
  ownServer,
}) => {
  const found = await ownServer.db.pool.query<{ key: string }>(
    `select 's' || s.student_no as key from students s join enrollments e on e.district_id = s.district_id and e.student_id = s.student_id
        and e.school_id = 'oak' and e.exit_on is null where not exists (select from cases c where c.student_id = s.student_id) order by s.student_no desc limit 1`,
  );
  await openAs(page, ownServer, { role: 'administrator', path: `/students/${found.rows[0]?.key}?tab=cases` });
  await page.getByRole('button', { name: 'Open a file' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('The family asked for help');
  await page.getByRole('dialog').getByRole('button', { name: 'Open the file' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Attendance file 2026-27');
  await page.getByRole('button', { name: 'Give to …' }).click();
  const owner = page.getByRole('dialog').getByLabel('To whom');
  await expect(owner.getByRole('option', { name: 'Joy Okafor' })).toHaveCount(1);
  await owner.selectOption({ label: 'Joy Okafor' });
  await page.getByRole('dialog').getByRole('button', { name: 'Give it' }).click();
  await expect(page.getByText('Joy Okafor answers for it')).toBeVisible();
  await page.getByRole('button', { name: 'Close the file' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Four weeks without an absence');
  await page.getByRole('dialog').getByRole('button', { name: 'Close the file' }).click();
  await expect(page.getByRole('note')).toContainText('This file is for reading');
  await expect(page.getByRole('form', { name: 'Log a contact' })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Disclosures 0' }).click();
  await expect(page.getByText(/No party outside the district/)).toBeVisible();
  await looks(page, 'case-closed');
});
