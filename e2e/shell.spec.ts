import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestServer } from '../src/server/testing.ts';
import { expectAccessible, expectGoodLooks, expectNoSideways, look, settled, shot } from './looks.ts';
import { expect, test } from './server.ts';

test('who is signed in sees the frame: school, search, help, and the refusal of what is not there', async ({
  signIn,
}) => {
  const page = await signIn('clerk', '/nowhere');
  await expect(page.getByRole('heading', { level: 1, name: 'Not open to you' })).toBeVisible();
  await expect(page.getByRole('banner').getByRole('combobox', { name: 'School' })).toBeVisible();
  await expect(page).toHaveTitle('Not open to you · Rollcall');
  await expectGoodLooks(page, 'shell-not-open');
});

test('nobody who is not signed in sees a page, and comes back to it afterwards', async ({ page, server }) => {
  await page.goto(`${server.url}/help/words`);
  await expect(page).toHaveURL(`${server.url}/sign-in?next=%2Fhelp%2Fwords`);
});

test('0.38 the strip says how current the figures are, and when asked which rules are in use', async ({ signIn }) => {
  const page = await signIn('clerk', '/help/words');
  const strip = page.getByRole('region', { name: 'How current this is' });
  await expect(strip).toContainText(/Data through \w{3}, Nov \d+/);
  await strip.getByRole('button', { name: 'Details' }).click();
  await expect(strip.getByText(/^Rules in use: /)).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await shot(page, 'shell-strip');
});

test('the first Tab leads past the navigation to the content', async ({ signIn }) => {
  const page = await signIn('clerk', '/help/words');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.bringToFront();
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Skip to the content');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('after moving, the heading of the new page has the focus, and its title names it', async ({ signIn }) => {
  const page = await signIn('clerk', '/help/words');
  await expect(page.getByRole('heading', { level: 1, name: 'Words' })).not.toBeFocused();
  await page.getByRole('link', { name: 'Help for this page' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle(/^Help: .+ · Rollcall$/);
});

test('search finds a student by name and a guardian, says a miss, and leaves nothing in the address', async ({
  signIn,
}) => {
  const page = await signIn('clerk', '/help/words');
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search' });
  await expect(box).toBeFocused();
  await box.fill('torr');
  await expect(page.getByRole('option', { name: /Torres, Maya/ })).toBeVisible();
  expect(page.url()).not.toContain('torr');
  await expectGoodLooks(page, 'shell-search');
  await box.fill('zzzz');
  await expect(page.getByRole('status').getByText('No student with that name')).toBeVisible();
  await box.fill('torres, maya');
  await expect(page.getByRole('option', { name: /Torres, Maya/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/students\/s\d+$/);
});

test('search knows places, actions and the words of the field', async ({ signIn }) => {
  const page = await signIn('district', '/help/words');
  await page.getByRole('button', { name: /^Search students/ }).click();
  const box = page.getByRole('combobox', { name: 'Search' });
  await box.fill('settl');
  await expect(page.getByRole('option', { name: /^settling/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const word = page.locator('dl > div', { has: page.getByText('settling', { exact: true }) });
  await expect(word).toBeInViewport();
  await expect(word).toBeFocused();
  await expect(page).toHaveURL(/\/help\/words#[\w-]+$/);
  await expectAccessible(page);
  await shot(page, 'shell-word');
  await page.getByRole('button', { name: /^Search students/ }).click();
  await box.fill('keyboard');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'shell-keys');
});

test('the account opens from the keyboard and gives the focus back', async ({ signIn }) => {
  const page = await signIn('clerk', '/help/words');
  const button = page.getByRole('button', { name: /: account$/ });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'shell-account');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Your account' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeHidden();
});

test('the keys are listed at ?, but not while somebody types', async ({ signIn }) => {
  const page = await signIn('clerk', '/help/words');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveCount(0);
});

test('a session that ends in mid-work loses nothing that was typed', async ({ signInThere, ownServer }) => {
  const page = await signInThere('clerk', '/help/words');
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search' });
  const headers = {
    cookie: await ownServer.cookieOf('clerk'),
    origin: ownServer.url,
    'content-type': 'application/json',
  };
  await ownServer.fetch('/api/auth/sign-out', { method: 'POST', headers, body: '{}' });
  await box.fill('torres');
  const dialog = page.getByRole('dialog', { name: 'Sign in to go on' });
  await expect(dialog).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await shot(page, 'shell-sign-in-again');
  await dialog.getByRole('textbox', { name: 'Password' }).fill('not this one');
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Password' }).fill(passwordOf(ownServer, 'clerk'));
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(box).toHaveValue('torres');
  await expect(page.getByRole('option', { name: /Torres/ }).first()).toBeVisible();
});

test('before the session ends, the page says so, and one press goes on', async ({ page, server, signIn }) => {
  await page.clock.install();
  await signIn('clerk', '/help/words');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await settled(page);
  const { secondsLeft } = await (await server.as('clerk')).readMe();
  // The page asks once more by itself. Its clock runs on while the answer is under way: what counts is when it came.
  const answered = page.waitForResponse(isOfApi);
  await page.clock.runFor(121_000);
  await (await answered).finished();
  await settled(page);
  // Nobody touches the page, so it asks no more; time passes, until a minute before the end.
  const asked: string[] = [];
  page.on('request', (request) => isOfApi(request) && asked.push(request.url()));
  await page.clock.runFor(secondsLeft * 1000 - 60_000);
  const dialog = page.getByRole('dialog', { name: 'You will be signed out soon' });
  await expect(dialog).toBeVisible();
  expect(asked).toEqual([]);
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await expect.poll(() => asked.some((url) => url.endsWith('/api/me'))).toBe(true);
  await expect(dialog).toBeHidden();
});

/** Of a request and of a response alike. */
const isOfApi = (one: { url(): string }): boolean => new URL(one.url()).pathname.startsWith('/api/');

test('language, colours and density are those of the person', async ({ ownServer, signInThere }) => {
  const clerk = await ownServer.as('clerk');
  await clerk.savePreferences({ body: { language: 'es', theme: 'dark', density: 'roomy' } });
  const page = await signInThere('clerk', '/help/words');
  await expect(page.getByRole('heading', { level: 1, name: 'Palabras' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'roomy');
  await look(page, { scheme: 'dark', width: 320 });
  await expectAccessible(page);
  await shot(page, 'shell-es-dark-320');
});

test('right to left, the whole frame is mirrored', async ({ page, signIn }) => {
  await page.route('**/worklist', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const answer = await route.fetch();
    return route.fulfill({ response: answer, body: (await answer.text()).replace('dir="ltr"', 'dir="rtl"') });
  });
  await signIn('clerk', '/s/oak/worklist');
  await expect(page.getByRole('grid')).toBeVisible();
  const [navigation, main] = await Promise.all([
    page.getByRole('navigation').boundingBox(),
    page.getByRole('heading', { level: 1 }).boundingBox(),
  ]);
  expect(navigation!.x).toBeGreaterThan(main!.x);
  await expectNoSideways(page);
  await shot(page, 'shell-rtl');
});

test('text twice as large, and with wider spacing, loses nothing', async ({ signIn }) => {
  const page = await signIn('clerk', '/s/oak/worklist');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.addStyleTag({ content: 'html { font-size: 200% }' });
  await expectNoSideways(page);
  await shot(page, 'shell-text-200');
  await page.addStyleTag({
    content: `html { font-size: 100% } * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`,
  });
  await expectNoSideways(page);
  await shot(page, 'shell-spacing');
});

test('the content policy is never broken', async ({ page, server, signIn }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await signIn('clerk', '/help/words');
  await settled(page);
  await page.keyboard.press('Control+k');
  await settled(page);
  expect(complaints).toEqual([]);
  const answer = await server.fetch('/');
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
});

function passwordOf(server: TestServer, role: string): string {
  const kept = JSON.parse(readFileSync(join(server.home, 'sample-sign-ins.json'), 'utf8')) as {
    readonly role: string;
    readonly password: string;
  }[];
  return kept.find((one) => one.role === role)?.password ?? '';
}
