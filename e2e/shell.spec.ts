import { expectGoodLooks } from './looks.ts';
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
