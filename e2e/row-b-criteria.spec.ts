/** Row B, criteria at a high school with attendance by period: what each student's page says, met and not met. */
import type { Locator, Page } from '@playwright/test';
import { startTestServer, type TestServer } from '../src/server/testing.ts';
import { tellStory, whyOf, type Story } from './laurel.ts';
import { expectGoodLooks, look } from './looks.ts';
import { expect, openAs, test as base } from './server.ts';

/** Seven periods a day. `C` is a cut period, `U` another absence without excuse, `I` an illness, `T` a tardy. */
const STORY = {
  'Nia Abara': [
    '2026-11-02 C in P1 P3 P5 P7',
    '2026-11-04 C in P1 P2 P3 P5 P6 P7',
    '2026-11-05 P in P2',
    '2026-11-09 C in P4',
  ],
  'Bo Arden': ['2026-11-02 C in P1 P2 P3 P4 P5', '2026-10-23 C in P1 P2 P3 P4 P5', '2026-11-04 U in P1'],
  'Omar Beck': days('2026-11-02 2026-11-03 2026-11-04 2026-11-05 2026-11-06', 'C in P2 of MAT11'),
  'Sana Iqbal': [
    '2026-11-02 U in P1 of MAT11',
    '2026-11-03 U in P3 of MAT11',
    '2026-11-04 U in P5 of MAT11',
    '2026-11-05 U in P6 of MAT11',
  ],
  'Lena Cole': [
    ...days('2026-11-02 2026-11-03', 'U in P1 P2 P4'),
    ...days('2026-11-04 2026-11-05 2026-11-06 2026-11-09', 'U in P1 P2 P4 P5 P6'),
  ],
  'Finn Dahl': days('2026-10-23 2026-10-30 2026-11-06', 'U in P1 P2 P4 P5'),
  'Ida Ebert': days('2026-10-22 2026-10-30 2026-11-06', 'U in P1 P2 P4 P5'),
  'Kofi Fosu': [
    ...days('2026-11-02 2026-11-03 2026-11-05', 'U in P1 P2 P4 P5'),
    '2026-11-04 I in P1 P2 P3 P4 P5 P6 P7',
  ],
  'Mila Gora': days('2026-11-02 2026-11-03 2026-11-05', 'U in P1 P2 P4 P5'),
  'Ravi Hari': days('2026-11-02 2026-11-04 2026-11-06', 'U in P1 P7'),
  'Zoe Hart': [...days('2026-11-02 2026-11-04', 'U in P1 P7'), '2026-11-06 U in P1 P2'],
  'Rosa Jara': days('2026-11-02 2026-11-03 2026-11-04 2026-11-05', 'U in P2 P3 P4'),
  'Tim Jung': ['2026-11-02 U in P2 P3 P5', '2026-11-03 U in P1 P2 P3 P4 P5 P6'],
  'Saul Kemp': [
    '2026-11-02 T in P1 P2 P3 for 50',
    '2026-11-03 T in P1 P2 for 50',
    '2026-11-03 T in P3 for 49',
    '2026-11-04 T in P1 for 1',
  ],
} satisfies Story;

const test = base.extend<object, { readonly laurel: TestServer }>({
  laurel: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
    async ({}, use) => {
      const later = Date.now() - Date.parse('2026-11-13T16:00:00Z');
      const server = await startTestServer({
        webRoot: process.env['ROLLCALL_WEB_ROOT'] ?? '',
        now: () => new Date(Date.now() - later),
      });
      await tellStory(server, STORY);
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

function days(dates: string, missed: string): readonly string[] {
  return dates.split(' ').map((date) => `${date} ${missed}`);
}

/** Opens a student's "Why? Why not?", as it stood on a day. */
async function open(page: Page, server: TestServer, name: keyof typeof STORY, asOf?: string): Promise<void> {
  await openAs(page, server, { role: 'district', path: await whyOf(server, name) });
  if (asOf !== undefined) await page.getByLabel('As of').fill(asOf);
}

function rule(page: Page, code: string): Locator {
  return page.getByRole('region', { name: new RegExp(`^${code} `) });
}

test('1.8 1.27 1.40 1.41 each missed period counts as one, on one day or on many, from the least to the most; earlier quarters do not count', async ({
  page,
  laurel,
}) => {
  await open(page, laurel, 'Bo Arden');
  await expect(rule(page, 'P5')).toContainText('missed 5 periods');
  await expect(rule(page, 'P5')).toContainText('5 periods and not more than 10 periods');
  await expect(rule(page, 'P5')).toContainText('Met on Mon, Nov 2, 2026');
  await expect(rule(page, 'P10')).toContainText('5 of 10 periods');
  await rule(page, 'P5')
    .getByRole('button', { name: /^Show days/ })
    .click();
  await expect(rule(page, 'P5').getByRole('row', { name: /Oct 23.*P1/ })).toContainText('before this quarter');
  await open(page, laurel, 'Omar Beck', '2026-11-05');
  await expect(rule(page, 'P5')).toContainText('4 of 5 periods');
  await page.getByLabel('As of').fill('2026-11-06');
  await expect(rule(page, 'P5')).toContainText('Met on Fri, Nov 6, 2026');
});

test('1.2 1.3 1.7 1.20 1.21 where two criteria of a group are met on one date the first in order stands; the date is that of the absence; what the office set right does not count', async ({
  page,
  laurel,
}) => {
  await open(page, laurel, 'Nia Abara');
  await expect(rule(page, 'P10')).toContainText('due');
  await expect(rule(page, 'P10')).toContainText('Met on Wed, Nov 4, 2026');
  await expect(rule(page, 'P5')).toContainText('another goes first');
  await expect(rule(page, 'P5')).toContainText('P10 stands before it in its group; one of a group goes out.');
  await rule(page, 'P10').getByRole('button', { name: 'Show days (11 counted, 1 not)' }).click();
  await expect(rule(page, 'P10').getByRole('row', { name: /Nov 5/ })).toContainText('another code');
  await expectGoodLooks(page, 'why-group');
  await look(page, { scheme: 'light', width: 1280 });
  // Groups do not look at each other: on one date a notice of each.
  await open(page, laurel, 'Omar Beck');
  await expect(rule(page, 'P5')).toContainText('Met on Fri, Nov 6, 2026');
  await expect(rule(page, 'SP4')).toContainText('Met on Fri, Nov 6, 2026, number 2');
  await expect(page.getByRole('list', { name: 'Needs an eye' }).getByText(/met Fri, Nov 6, 2026/)).toHaveCount(2);
});

test('1.10 1.43 the same period four times is one thing, the same course in four periods another', async ({
  page,
  laurel,
}) => {
  await open(page, laurel, 'Omar Beck', '2026-11-04');
  await expect(rule(page, 'SP4')).toContainText('3 of 4 times');
  await page.getByLabel('As of').fill('2026-11-05');
  await expect(rule(page, 'SP4')).toContainText('In period P2 Omar had an unexcused absence 4 times this quarter');
  await open(page, laurel, 'Sana Iqbal');
  await expect(rule(page, 'SC4')).toContainText('In MAT11 Sana had an unexcused absence 4 times');
  await expect(rule(page, 'SC4')).toContainText('between 4 and 6 times in one course');
  await expect(rule(page, 'SP4')).toContainText('The most in one period is 1 (P1) of 4.');
});

test('1.12 1.33 1.34 half days and whole days out of attendance by period add up to five days', async ({
  page,
  laurel,
}) => {
  await open(page, laurel, 'Lena Cole', '2026-11-08');
  await expect(rule(page, 'D5')).toContainText('4 of 5 days');
  await page.getByLabel('As of').fill('2026-11-09');
  await expect(rule(page, 'D5')).toContainText(
    'the days add up to 5 days this semester (since Aug 24): Mon Nov 2 0.5, Tue Nov 3 0.5, Wed Nov 4 1, Thu Nov 5 1, Fri Nov 6 1, Mon Nov 9 1.',
  );
  await expect(rule(page, 'D5')).toContainText('Met on Mon, Nov 9, 2026');
});

test('1.9 1.13 the minutes of each record add up: 299 are not enough, 300 are', async ({ page, laurel }) => {
  await open(page, laurel, 'Saul Kemp', '2026-11-03');
  await expect(rule(page, 'M300')).toContainText('299 of 300 minutes');
  await page.getByLabel('As of').fill('2026-11-04');
  await expect(rule(page, 'M300')).toContainText('Met on Wed, Nov 4, 2026');
  await expect(rule(page, 'TDY10')).toContainText('7 of 10 periods');
});

test('1.30 only Fridays are looked at: three in a row are found, a Thursday among them is not', async ({
  page,
  laurel,
}) => {
  await open(page, laurel, 'Finn Dahl');
  await expect(rule(page, 'FRI3')).toContainText('Fri Oct 23, Fri Oct 30 and Fri Nov 6');
  await expect(rule(page, 'FRI3')).toContainText('(Only Fridays are looked at.)');
  await open(page, laurel, 'Ida Ebert');
  await expect(rule(page, 'FRI3')).toContainText('2 of 3 school days');
});

test('1.36 only the first and the last period are looked at', async ({ page, laurel }) => {
  await open(page, laurel, 'Ravi Hari');
  await expect(rule(page, 'ENDS3')).toContainText('(Only periods P1 and P7 are looked at.)');
  await expect(rule(page, 'ENDS3')).toContainText('Met on Fri, Nov 6, 2026');
  await open(page, laurel, 'Zoe Hart');
  await expect(rule(page, 'ENDS3')).toContainText('2 of 3 days');
});

test('1.44 1.45 neighbouring periods of a day, three to five, on two days and at most three; days in a row, which an excused day does not break', async ({
  page,
  laurel,
}) => {
  await open(page, laurel, 'Rosa Jara');
  await expect(rule(page, 'ROW3')).toContainText('between 3 and 5 periods one after the other');
  await expect(rule(page, 'ROW3')).toContainText('The rule asks for between 2 and 3 days.');
  await expect(rule(page, 'ROW3')).toContainText('Met on Wed, Nov 4, 2026, number 2');
  await expect(rule(page, 'ROW3')).not.toContainText('number 3');
  await open(page, laurel, 'Tim Jung');
  await expect(rule(page, 'ROW3')).toContainText('not met');
  await expect(rule(page, 'ROW3')).toContainText('0 of 2 days');
  await open(page, laurel, 'Kofi Fosu');
  await expect(rule(page, 'RUN3')).toContainText('Mon Nov 2, Tue Nov 3 and Thu Nov 5');
  await open(page, laurel, 'Mila Gora');
  await expect(rule(page, 'RUN3')).toContainText('It ended on Tue Nov 3, 2026: nothing is on record for Wed Nov 4.');
});

test('1.16 criteria are those of the student’s school: at Laurel these, at Oak others', async ({ page, laurel }) => {
  await open(page, laurel, 'Nia Abara');
  await expect(rule(page, 'P5')).toBeVisible();
  await expect(rule(page, 'L1')).toHaveCount(0);
  await openAs(page, laurel, { role: 'district', path: await whyOf(laurel, 'Maya Torres') });
  await expect(rule(page, 'L1')).toBeVisible();
  await expect(rule(page, 'P5')).toHaveCount(0);
});
