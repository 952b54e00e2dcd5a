/** The sample district in mid-work, as `npm start` shows it: screens of casework that no story stops at. */
import { beginCasework } from '../src/demo/index.ts';
import { SAMPLE_NOW } from '../src/server/testing.ts';
import { expectGoodLooks } from './looks.ts';
import { expect, openAs, test } from './server.ts';

test('the sample district is in mid-work: who answers for what, the boards, what is kept how long', async ({
  page,
  ownServer,
}) => {
  test.setTimeout(480_000);
  expect(await beginCasework(ownServer.db, { districtId: 1, home: ownServer.home, now: SAMPLE_NOW })).toBe(true);
  const heading = page.getByRole('heading', { level: 1 });
  const looked: readonly (readonly [role: 'district' | 'team', path: string, name: string])[] = [
    ['team', '/s/oak/owned', 'owned'],
    ['district', '/d/owned', 'owned-district'],
    ['district', '/d/retention', 'retention'],
    ['district', '/d/catalogs', 'catalogs'],
    ['district', '/d/tier2', 'tier2-district'],
    ['district', '/d/insight/steps/list?kind=contact', 'insight-steps-list'],
  ];
  for (const [role, path, name] of looked) {
    await test.step(path, async () => {
      await openAs(page, ownServer, { role, path });
      await expect(heading).toBeVisible();
      await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
      await expectGoodLooks(page, `mid-work-${name}`);
    });
  }
});
