/** The stories of two families who are invited: to a contract (row D), and to a conference, up to the welfare step (row A). */
import type { Page } from '@playwright/test';
import { parseDay } from '../src/engine/index.ts';
import { calculateAndRelease, issueNotices } from '../src/notices/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from '../src/server/testing.ts';
import { expectAccessible, expectGoodLooksAndGoOn, shot } from './looks.ts';
import { expect, openAs, test } from './server.ts';

test.describe.configure({ timeout: 400_000 });

async function calculateNow(server: TestServer): Promise<void> {
  const asOf = parseDay(SAMPLE_AS_OF) ?? 0;
  await calculateAndRelease(server.db, { districtId: 1, asOf, by: 'test', now: SAMPLE_NOW, full: true });
}

interface FileThere {
  readonly file: number;
  readonly id: string;
  readonly name: string;
  readonly guardian: string;
}

/** A file that four days absent opened, of a student below eleven. */
async function fileOfD4(server: TestServer): Promise<FileThere> {
  const found = await server.db.pool.query<FileThere>(
    `select c.case_id as file, s.student_id as id, s.last_name || ', ' || s.first_name as name, g.name as guardian
       from cases c join students s on s.district_id = c.district_id and s.student_id = c.student_id
       join lateral (select name from guardians g where g.district_id = c.district_id and g.student_id = c.student_id
         and g.no_contact is not true and g.custodial is not false order by g.guardian_id limit 1) g on true
      where c.because = 'D4' and not exists (select from triggers t where t.district_id = c.district_id and t.student_id = c.student_id
        and t.criterion = 'D11' and t.state = 'active') order by c.case_id limit 1`,
  );
  const [file] = found.rows;
  if (file === undefined) throw new Error('the sample has no attendance file of D4');
  return file;
}

const dialog = (page: Page) => page.getByRole('dialog');

async function pdfBehind(page: Page, name: string | RegExp): Promise<string> {
  const address = await page.getByRole('link', { name }).first().getAttribute('href');
  const answer = await page.request.get(new URL(address ?? '', page.url()).href);
  expect(answer.status()).toBe(200);
  return (await answer.body()).subarray(0, 5).toString();
}

test('3.13-3.20 a meeting is planned with the family, teachers and an agency, held and written down; the contract is made, signed three ways, and marked as violated: the referral is due', async ({
  page,
  ownServer,
}) => {
  await calculateNow(ownServer);
  const { file, id, guardian } = await fileOfD4(ownServer);
  await openAs(page, ownServer, { role: 'district', path: `/cases/C${file}?tab=meetings` });

  // Planned for this afternoon, with somebody of an agency.
  await page.getByRole('button', { name: 'Plan a meeting' }).click();
  await dialog(page).getByLabel('Kind').selectOption('contract');
  await dialog(page).getByLabel('Day').fill(SAMPLE_AS_OF);
  await dialog(page).getByLabel('Time').fill('15:30');
  await dialog(page).getByLabel('Place').fill('Room 4');
  await expect(dialog(page).getByRole('checkbox', { name: `${guardian} · parent or guardian` })).toBeChecked();
  await dialog(page).getByLabel('Name', { exact: true }).fill('Rosa Diaz');
  await dialog(page).getByLabel('Organization').fill('County Family Services');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expectAccessible(page);
  await shot(page, 'meeting-plan');
  await dialog(page)
    .getByRole('button', { name: /^Plan it and invite \d+ people$/ })
    .click();
  const card = page.getByRole('region', { name: /^Meeting for a contract/ });
  await expect(card).toContainText('Room 4');
  await expect(card).toContainText('Rosa Diaz');
  await expect(page.getByText('E-mail is not set up')).toBeVisible();
  expect(await pdfBehind(page, 'Agenda (PDF)')).toBe('%PDF-');
  expect(await pdfBehind(page, /^Letter to /)).toBe('%PDF-');

  // Another at the same time in the same room: said, and not refused.
  await page.getByRole('button', { name: 'Plan a meeting' }).click();
  await dialog(page).getByLabel('Day').fill(SAMPLE_AS_OF);
  await dialog(page).getByLabel('Time').fill('15:40');
  await dialog(page).getByLabel('Place').fill('room 4');
  await expect(dialog(page).getByText('Room 4: a meeting at 3:30')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();

  await card
    .getByRole('button', { name: `Answer of ${guardian}` })
    .first()
    .click();
  await dialog(page).getByRole('button', { name: 'Save the answer' }).click();
  await expect(card.getByText('comes', { exact: true })).toBeVisible();
  await expectGoodLooksAndGoOn(page, 'case-meetings');

  await card.getByRole('button', { name: 'Record how it went' }).click();
  await expect(dialog(page).getByRole('checkbox', { name: `${guardian} · parent or guardian` })).toBeChecked();
  await dialog(page).getByLabel('What was said').fill('The bus comes too late on Mondays.');
  await dialog(page).getByLabel('What was decided').fill('A contract until June.');
  await dialog(page).getByRole('button', { name: 'Add a follow-up' }).click();
  await dialog(page).getByLabel('What', { exact: true }).fill('Ask for an earlier bus');
  await dialog(page).getByLabel('By', { exact: true }).fill('2026-11-20');
  await expectAccessible(page);
  await shot(page, 'meeting-hold');
  await dialog(page).getByRole('button', { name: 'Record the meeting' }).click();
  await expect(card).toContainText('The family took part');
  await expect(card).toContainText('Ask for an earlier bus');
  expect(await pdfBehind(page, 'Minutes (PDF)')).toBe('%PDF-');

  // The contract: a term of their own, then signed by typing and by drawing.
  await page.getByRole('tab', { name: 'Contract' }).click();
  await page.getByRole('button', { name: 'Draft a contract' }).click();
  await page.getByRole('button', { name: 'Add a term' }).first().click();
  await page.getByRole('textbox', { name: /term 6$/ }).fill('The aunt brings her on Mondays.');
  await expectGoodLooksAndGoOn(page, 'case-contract-draft');
  await page.getByRole('button', { name: 'Offer it for signing' }).click();
  await expect(page.getByText('offered, to be signed')).toBeVisible();
  const signers = page.getByRole('list', { name: 'Who signs' });
  const first = page.getByRole('button', { name: /^Sign: / }).first();
  const whose = ((await first.getAttribute('aria-label')) ?? '').replace('Sign: ', '');
  await first.click();
  const typed = dialog(page).getByLabel(/types the name here$/);
  await typed.fill(whose === guardian ? 'Somebody Else' : guardian);
  await dialog(page).getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toContainText(`This line is for ${whose}`);
  await typed.fill(whose);
  await shot(page, 'contract-sign');
  await dialog(page).getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(signers.getByText('Typed', { exact: true }).first()).toBeVisible();
  await expect(dialog(page)).toHaveCount(0);
  await page
    .getByRole('button', { name: /^Sign: / })
    .first()
    .click();
  await dialog(page).getByText('Drawn', { exact: true }).click();
  const field = await dialog(page).getByRole('img', { name: 'Field to draw the signature in' }).boundingBox();
  if (field === null) throw new Error('no field to draw in');
  await page.mouse.move(field.x + 30, field.y + 60);
  await page.mouse.down();
  for (const [x, y] of [
    [80, 30],
    [120, 90],
    [170, 40],
    [230, 80],
  ] as const)
    await page.mouse.move(field.x + x, field.y + y, { steps: 4 });
  await page.mouse.up();
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(signers.getByText('Drawn', { exact: true })).toBeVisible();
  await expect(dialog(page)).toHaveCount(0);
  let ownLines = 0;
  while ((await page.getByText('not signed yet').count()) > 0) {
    const left = await page.getByText('not signed yet').count();
    const sign = page.getByRole('button', { name: /^Sign: / }).first();
    const name = (await sign.getAttribute('aria-label')) ?? '';
    await sign.click();
    await dialog(page)
      .getByLabel(/types the name here$|^Type your name: /)
      .fill(name.replace('Sign: ', ''));
    ownLines += await dialog(page).getByText('You sign for the school in your own name').count();
    await dialog(page).getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(page.getByText('not signed yet')).toHaveCount(left - 1);
    await expect(dialog(page)).toHaveCount(0);
  }
  await expect(page.getByText('signed', { exact: true })).toBeVisible();
  expect(ownLines).toBe(1);
  await expect(signers.getByText(/, signed in as /)).toHaveCount(1);
  expect(await pdfBehind(page, /^Copy in English/)).toBe('%PDF-');
  await expectGoodLooksAndGoOn(page, 'case-contract-signed');

  const referrals = async () =>
    (
      await ownServer.db.pool.query<{ on: string }>(
        `select trigger_on as "on" from triggers where district_id = 1 and student_id = $1 and criterion = 'D11' and state = 'active'`,
        [id],
      )
    ).rows;
  expect(await referrals()).toEqual([]);
  await page.getByRole('button', { name: 'Mark as violated …' }).click();
  await expect(dialog(page)).toContainText('the file goes to the truancy officer');
  await dialog(page).getByLabel('On which day').fill(SAMPLE_AS_OF);
  await dialog(page).getByLabel('Reason').fill('Absent again without a word');
  await dialog(page).getByRole('button', { name: 'Mark as violated', exact: true }).click();
  await expect(page.getByText('violated', { exact: true })).toBeVisible();
  expect(await referrals()).toEqual([{ on: SAMPLE_AS_OF }]);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByText('Contract marked as violated')).toBeVisible();
  await expect(page.getByText('Meeting for a contract held: the family took part')).toBeVisible();
});

test('0.33 0.34 0.35 the second letter brings its conference into the file; at level 3 an administrator decides the welfare step, and the contact stands in the log of disclosures', async ({
  page,
  ownServer,
}) => {
  const issue = (criterion: string) =>
    issueNotices(ownServer.db, {
      districtId: 1,
      asOf: SAMPLE_AS_OF,
      filter: { criterion, school: 'oak' },
      by: 'A. Bell',
      now: SAMPLE_NOW,
    });
  expect((await issue('L2')).conferences).toBeGreaterThan(0);
  const [third] = [await issue('L3')];
  expect(third?.issued).toBeGreaterThan(0);
  const found = await ownServer.db.pool.query<{ student: string; criterion: string }>(
    `select distinct on (n.criterion) n.criterion, 's' || s.student_no as student from notices n
       join students s on s.district_id = n.district_id and s.student_id = n.student_id
      where n.district_id = 1 and n.origin = 'rollcall' and n.criterion in ('L2', 'L3') order by n.criterion, n.notice_id`,
  );
  const student = (criterion: string) => found.rows.find((row) => row.criterion === criterion)?.student ?? '';

  await openAs(page, ownServer, { role: 'administrator', path: '/s/oak/meetings' });
  await expect(page.getByRole('heading', { level: 1, name: 'Meetings' })).toBeVisible();
  await expect(page.getByText('Conference', { exact: true }).first()).toBeVisible();
  await expectGoodLooksAndGoOn(page, 'meetings');
  await page.goto(`${ownServer.url}/students/${student('L2')}?tab=cases`);
  await expect(page.getByRole('region', { name: /^Conference/ })).toContainText('named by letter N');

  await page.goto(`${ownServer.url}/s/oak/home`);
  await expect(page.getByRole('region', { name: 'Meetings this week' })).toContainText('Welfare step to decide');
  await page.goto(`${ownServer.url}/students/${student('L3')}?tab=cases`);
  await expect(page.getByRole('heading', { name: /^Social services or law enforcement considered/ })).toBeVisible();
  await page.getByRole('button', { name: 'Decide' }).click();
  await dialog(page).getByRole('radio', { name: 'Contact made' }).check();
  await dialog(page).getByLabel('Agency', { exact: true }).fill('County Child Welfare');
  await dialog(page).getByLabel('What they were told').fill('Name, address and the days absent');
  await dialog(page).getByLabel('When').fill(SAMPLE_AS_OF);
  await dialog(page).getByLabel('Why', { exact: true }).fill('Nobody answers at home for two weeks');
  await expectAccessible(page);
  await shot(page, 'welfare-form');
  await dialog(page).getByRole('button', { name: 'Record the contact' }).click();
  await expect(page.getByText('in the log of disclosures')).toBeVisible();
  await expectGoodLooksAndGoOn(page, 'student-casework');
  const disclosures = await ownServer.db.pool.query<{ party: string }>(
    'select party from disclosures where district_id = 1',
  );
  expect(disclosures.rows).toEqual([{ party: 'County Child Welfare' }]);
});

test('3.11 the blank forms of a school are there in each language', async ({ signIn }) => {
  const page = await signIn('clerk', '/s/oak/forms');
  await expect(page.getByRole('heading', { level: 1, name: 'Blank forms' })).toBeVisible();
  await expectGoodLooksAndGoOn(page, 'forms');
  expect(await pdfBehind(page, 'Communication contact log, Spanish (PDF)')).toBe('%PDF-');
});
