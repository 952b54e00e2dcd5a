import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { makeFirstRunLink, readSampleSignIns } from '../src/access/index.ts';
import { startTestServer } from '../src/server/testing.ts';
import { expectAccessible, expectGoodLooks, look, shot } from './looks.ts';
import { expect, test } from './server.ts';

test('on the sample district anybody comes in by the button of a role', async ({ page, server }) => {
  await page.goto(`${server.url}/sign-in?next=%2Fme`);
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Attendance clerk Alma Bell/ })).toBeVisible();
  await expectGoodLooks(page, 'sign-in');
  await page.getByRole('button', { name: /Attendance clerk/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
  expect(page.url()).toBe(`${server.url}/me`);
});

test('0.13 a page that is asked for first comes after the sign-in by keyboard, and a wrong password says one sentence', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/me`);
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await page.getByLabel('E-mail').fill('bell@lakeside.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('The e-mail or the password is not right.');
  await look(page, { scheme: 'dark', width: 320 });
  await shot(page, 'sign-in-wrong-dark-320');
  await expectAccessible(page);
  const clerk = (await readSampleSignIns(server.db, { districtId: 1, home: server.home })).find(
    ({ role }) => role === 'clerk',
  );
  await page.getByLabel('Password', { exact: true }).fill(clerk?.password ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
});

test('where single sign-on knew nobody, the page says whom to ask', async ({ page, server }) => {
  await page.goto(`${server.url}/sign-in?problem=no-account`);
  await expect(page.getByRole('alert')).toContainText('no account in Rollcall');
  await page.goto(`${server.url}/sign-in?problem=%3Cscript%3E`);
  await expect(page.getByRole('alert')).toHaveText('That did not work. Try again a little later.');
});

test('the first administrator comes in by the printed link, once', async ({ page }) => {
  const server = await startTestServer({ sample: false, webRoot: process.env['ROLLCALL_WEB_ROOT'] ?? '' });
  const link = await makeFirstRunLink(server.db, { districtId: 1, baseUrl: server.url, by: 'a test', now: new Date() });
  await page.goto(link?.url ?? '');
  await expect(page.getByRole('heading', { level: 1, name: 'Begin with Rollcall' })).toBeVisible();
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByText('The password needs at least 12 characters.')).toBeVisible();
  await expectGoodLooks(page, 'first-run');
  await page.getByLabel('Your name').fill('Theo Brandt');
  await page.getByLabel('E-mail').fill('t.brandt@lakeside.example');
  await page.getByLabel('New password').fill('nine old bicycles by the lake');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Begin with Rollcall' })).toHaveCount(0);
  const me = await page.request.get(`${server.url}/api/me`);
  expect(await me.json()).toMatchObject({ name: 'Theo Brandt', roles: ['system', 'district'] });
  await page.goto(`${server.url}/sign-in`);
  await page.goto(link?.url ?? '');
  await expect(page.getByRole('heading', { level: 1, name: 'This link does not work any more' })).toBeVisible();
  await expectGoodLooks(page, 'first-run-gone');
  await server.close();
});

test('two-step sign-in is turned on, asked for, and a recovery code works in its place', async ({
  page,
  ownServer,
  signInThere,
}) => {
  test.slow();
  await signInThere('team', '/me');
  await expect(page.getByRole('heading', { level: 2, name: 'Two-step sign-in' })).toBeVisible();
  await expectGoodLooks(page, 'me');
  const person = (await readSampleSignIns(ownServer.db, { districtId: 1, home: ownServer.home })).find(
    ({ role }) => role === 'team',
  );
  await page.getByRole('button', { name: 'Turn on two-step sign-in' }).click();
  await page.getByLabel('Your present password').fill('wrong');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('alert')).toHaveText('The password is not right. Nothing was changed.');
  await page.getByLabel('Your present password').fill(person?.password ?? '');
  await page.getByRole('button', { name: 'Go on' }).click();
  const uri = await page.getByRole('link', { name: /open the authenticator app/ }).getAttribute('href');
  const key = new URL(uri ?? '').searchParams.get('secret') ?? '';
  const [recovery = ''] = ((await page.getByLabel('Recovery codes').textContent()) ?? '').split('\n');
  await expectGoodLooks(page, 'me-two-step');
  await expect(page.getByRole('img', { name: /QR code for the authenticator app/ })).toBeVisible();
  const used = codeOf(key);
  await page.getByLabel(/Type the 6-digit code/).fill(used);
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByText('on', { exact: true })).toBeVisible();

  await signOut(page, ownServer.url);
  await typePassword(page, person ?? { email: '', password: '' });
  await page.getByLabel('6-digit code').fill(used);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('That code is not right');
  await shot(page, 'sign-in-code');
  await page.getByLabel('6-digit code').fill(codeOf(key, 1));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('banner')).toBeVisible();

  await signOut(page, ownServer.url);
  await typePassword(page, person ?? { email: '', password: '' });
  await page.getByLabel('6-digit code').fill(recovery);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: /account/ })).toBeVisible();
});

test('language and colors change at once, and stay', async ({ page, signInThere }) => {
  await signInThere('teacher', '/me');
  await page.getByLabel('Language').selectOption('es');
  await expect(page.getByRole('heading', { level: 1, name: 'Su cuenta' })).toBeVisible();
  await expect(page.getByText('Guardado.')).toBeVisible();
  await look(page, { scheme: 'light', width: 1280 });
  await shot(page, 'me-spanish');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Su cuenta' })).toBeVisible();
});

test('a signed-in device is listed and ended from another', async ({ page, browser, ownServer, signInThere }) => {
  await signInThere('clerk', '/me');
  const other = await browser.newContext();
  const clerk = (await readSampleSignIns(ownServer.db, { districtId: 1, home: ownServer.home })).find(
    ({ role }) => role === 'clerk',
  );
  const there = await other.newPage();
  await there.goto(`${ownServer.url}/sign-in?next=/me`);
  await typePassword(there, clerk ?? { email: '', password: '' });
  await expect(there.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: /^Sign out: / }).click();
  await expect(page.getByRole('button', { name: /^Sign out: / })).toHaveCount(0);
  expect((await there.request.get(`${ownServer.url}/api/me`)).status()).toBe(401);
  await other.close();
});

test('the system administrator adds a person, who comes in by the link', async ({
  page,
  browser,
  ownServer,
  signInThere,
}) => {
  test.slow();
  await signInThere('system', '/d/people');
  await expect(page.getByRole('grid', { name: 'People' })).toBeVisible();
  await expectGoodLooks(page, 'people');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Give at least one role.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Nora Field');
  await page.getByLabel('E-mail').fill('n.field@lakeside.example');
  await page.getByRole('button', { name: 'Add a role' }).click();
  await expect(page.getByText(/Will see \d+ students of 200, no others\./)).toBeVisible();
  await page.getByLabel('Why').fill('joins the office on Monday');
  await expectGoodLooks(page, 'people-add');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const link = await page.getByLabel('One-time link').inputValue();
  await shot(page, 'people-link');
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByText('Nora Field')).toBeVisible();

  const other = await browser.newContext();
  const there = await other.newPage();
  await there.goto(link);
  await expect(there.getByText('Hello Nora Field.')).toBeVisible();
  await there.getByLabel('New password').fill('seven green chairs in a row');
  await there.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(there.getByRole('button', { name: 'Nora Field: account' })).toBeVisible();

  await page.getByRole('button', { name: 'Edit Nora Field' }).click();
  await page.getByRole('button', { name: 'End access' }).click();
  const question = page.getByRole('dialog', { name: 'End the access of Nora Field?' });
  await question.getByLabel('Reason').fill('left the district');
  await shot(page, 'people-end');
  await question.getByRole('button', { name: 'End access' }).click();
  await expect(page.getByText('The access has ended.')).toBeVisible();
  expect((await there.request.get(`${ownServer.url}/api/me`)).status()).toBe(401);
  await expectGoodLooks(page, 'people-panel');
  await other.close();
});

test('a roster file shows what it would do, and what is wrong with it', async ({ page, signInThere }) => {
  await signInThere('system', '/d/people');
  await page.getByRole('button', { name: 'Roster file …' }).click();
  const take = (text: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await take('name,email,role,school\nOtto Kern,o.kern@lakeside.example,boss,elm\nEve Ash,,clerk,nowhere\n');
  await expect(page.getByRole('alert')).toContainText('3 problems');
  await expectGoodLooks(page, 'people-roster-wrong');
  await take('name,email,role,school\nOtto Kern,o.kern@lakeside.example,team,elm\n');
  await expect(page.getByText('1 new, 0 changed, 0 as they are.')).toBeVisible();
  await page.getByLabel('Why').fill('the list of November');
  await expectGoodLooks(page, 'people-roster');
  await page.getByRole('button', { name: 'Take in 1 person' }).click();
  await expect(page.getByRole('gridcell', { name: 'Otto Kern', exact: true })).toBeVisible();
});

test('what each role may do is there to read', async ({ page, signIn }) => {
  await signIn('administrator', '/s/oak/people');
  await page.getByRole('button', { name: 'What may each role do?' }).click();
  await expect(page.getByRole('rowheader', { name: 'issue notices' })).toBeVisible();
  await expectGoodLooks(page, 'people-roles');
});

async function typePassword(page: Page, person: { readonly email: string; readonly password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(page: Page, url: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${url}/sign-in?next=/me`);
}

/** The code of an authenticator for this half minute, or one `steps` later (RFC 6238). */
function codeOf(key: string, steps = 0): string {
  const bits = [...key.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', bytes).update(counter).digest();
  const offset = digest[19]! & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
