/** How a page is looked at: light and dark, wide and narrow, by machine (axe) and by eye (screenshots). */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';

export interface Look {
  readonly scheme: 'light' | 'dark';
  readonly width: 1280 | 320;
}

const LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap((scheme) =>
  ([1280, 320] as const).map((width) => ({ scheme, width })),
);

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SHOTS = join(import.meta.dirname, 'results', 'shots');

export async function look(page: Page, { scheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: width === 320 ? 640 : 800 });
  await settled(page);
}

/** Waits until nothing moves and nothing is loading. */
export async function settled(page: Page): Promise<void> {
  // A page that asks again from time to time is never idle for long: then its own signs have to do.
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => 0))),
  );
}

/** axe finds nothing at WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary ?? ''}`),
  );
  expect(found).toEqual([]);
}

/** Nothing is wider than the window: no scrolling sideways. */
export async function expectNoSideways(page: Page): Promise<void> {
  const [content, window_] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(window_ ?? 0);
}

/** A screenshot for the eye, in e2e/results/shots. */
export async function shot(page: Page, name: string): Promise<void> {
  await settled(page);
  // A list of 10,000 rows is a picture that nobody can look at.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: height < 4000 });
}

/** The page in all four looks: accessible, not wider than the window, with a screenshot of each. */
export async function expectGoodLooks(page: Page, name: string): Promise<void> {
  for (const one of LOOKS) {
    // oxlint-disable-next-line no-await-in-loop -- one page, one look after the other
    await look(page, one);
    // oxlint-disable-next-line no-await-in-loop
    await shot(page, `${name}-${one.scheme}-${one.width}`);
    // oxlint-disable-next-line no-await-in-loop
    await expectAccessible(page);
    // oxlint-disable-next-line no-await-in-loop
    await expectNoSideways(page);
  }
}

/** The same, then as before: for a test that goes on with the page. */
export async function expectGoodLooksAndGoOn(page: Page, name: string): Promise<void> {
  await expectGoodLooks(page, name);
  await look(page, LOOKS[0] as Look);
}
