import type { Page } from '@playwright/test';
import { expectAccessible, shot } from './looks.ts';
import { expect, openAs, test } from './server.ts';

const inSpanish = async (page: Page): Promise<void> => {
  await page.request.put(new URL('/api/me/preferences', page.url()).href, { data: { language: 'es' } });
};

test('somebody who works in Spanish reads why, the rule, its title and a refusal in Spanish', async ({
  page,
  ownServer,
}) => {
  await openAs(page, ownServer, { role: 'clerk', path: '/s/oak/worklist' });
  await inSpanish(page);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Lista de trabajo' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  const clerk = await ownServer.as('clerk');
  const { items } = await clerk.readWorklist({ query: { school: 'oak', limit: 50 } });
  const line = items.find(({ state, level }) => state === 'due' && level === 'L1')!;
  await page
    .getByRole('row', { name: new RegExp(line.name) })
    .first()
    .click();
  const panel = page.getByRole('complementary', { name: /grado/ });
  await panel.getByRole('button', { name: '¿Por qué?' }).click();
  await expect(panel.getByText(/tuvo .* La regla pide 3 días\./)).toBeVisible();
  await expect(panel.getByText(/^El primer día en que un estudiante tiene 3 o más días/)).toBeVisible();
  await shot(page, 'spanish-worklist');
  await expectAccessible(page);
  // Another person declines it while this one looks at it.
  await clerk.declineTrigger({ params: { trigger: line.trigger }, body: { reason: 'se mudan' } });
  await panel.getByRole('button', { name: 'Rechazar …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('otra razón');
  await dialog.getByRole('button', { name: 'Rechazar' }).click();
  await expect(page.getByRole('alert').getByText(/ya lo rechazó el .*: se mudan\./)).toBeVisible();
  await shot(page, 'spanish-refused');
});

test('the page of a student says in Spanish why and why not', async ({ page, ownServer }) => {
  const clerk = await ownServer.as('clerk');
  const { items } = await clerk.readWorklist({ query: { school: 'oak', limit: 50 } });
  const line = items.find(({ level }) => level === 'L1')!;
  await openAs(page, ownServer, { role: 'clerk', path: `/students/${line.student}` });
  await inSpanish(page);
  await page.reload();
  await page.getByRole('tab', { name: /¿Por qué\?/ }).click();
  await expect(page.getByText('Primera notificación de ausentismo injustificado').first()).toBeVisible();
  await expect(page.getByText(/La regla pide 3 días/).first()).toBeVisible();
  await expect(page.getByText(/se cumpliría la regla\./).first()).toBeVisible();
  await shot(page, 'spanish-student');
  await expectAccessible(page);
});

test('the first page of a visit comes in the language of the person, whatever the browser speaks', async ({
  page,
  ownServer,
}) => {
  await openAs(page, ownServer, { role: 'clerk', path: '/' });
  await inSpanish(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${ownServer.url}/`);
  await expect(page.getByRole('heading', { name: 'Pendiente ahora' })).toBeVisible();
  // What the page had fetched early is what the app asked for: nothing came twice.
  for (const path of ['/api/me', '/api/home', '/api/as-of'])
    expect(asked.filter((one) => one === path)).toEqual([path]);
  expect(asked.some((path) => path.includes('beginning-en'))).toBe(false);
});
