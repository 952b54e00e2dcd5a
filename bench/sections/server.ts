/** The app under 50 clerks at once, its first screen on a slow line, and how much JavaScript that takes. */
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserLaunch } from '../../e2e/browser.ts';
import { openDatabase } from '../../src/db/index.ts';
import { buildWeb } from '../../src/web/build.ts';
import { DISTRICT_ID } from '../database.ts';
import type { Comparison, Section } from '../measure.ts';
import { serverDistrict } from './server-district.ts';
import { CLERKS, pagesOf, under } from './server-load.ts';
import { startMeasured, type MeasuredServer } from './server-process.ts';

export const server: Section = async ({ students }) => {
  const home = await serverDistrict(students);
  const schools = await largestSchools(home);
  const clerks = Array.from({ length: CLERKS }, (_, index) => schools[index % schools.length] as string);
  const measured = await startMeasured(home, clerks);
  try {
    const pages = await pagesOf(measured);
    return [
      ...(await under(measured, { title: 'worklist, a page of 50', paths: pages.worklist })),
      ...(await under(measured, { title: 'student page', paths: pages.student })),
      ...(await under(measured, { title: 'home', paths: pages.home })),
      await firstScreen(measured),
      await javascript(),
    ];
  } finally {
    await measured.stop();
  }
};

/** Those with most to do. */
export async function largestSchools(home: string): Promise<readonly string[]> {
  const db = await openDatabase({ home });
  const found = await db.pool.query<{ school: string }>(
    `select current_school_id as school from triggers where district_id = $1 and state = 'active' and current_school_id <> ''
     group by 1 order by count(*) desc, 1 limit 25`,
    [DISTRICT_ID],
  );
  await db.close();
  return found.rows.map(({ school }) => school);
}

/** Chrome's profile "Fast 4G": 9 Mbit/s down, 1.5 up, 165 ms more for each round trip. */
const LINE = { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 };
const FIRST_SCREEN_MS = 1500;

async function firstScreen({ url, clerks }: MeasuredServer): Promise<Comparison> {
  const browser = await chromium.launch(browserLaunch());
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const context = await browser.newContext();
    const [name = '', value = ''] = (clerks[round]?.cookie ?? '').split(/=(.*)/s);
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', LINE);
    const started = performance.now();
    await page.goto(`${url}/`, { waitUntil: 'commit' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    times.push(performance.now() - started);
    await context.close();
  }
  await browser.close();
  const sorted = times.toSorted((one, other) => one - other);
  return {
    title: 'first screen of a clerk, nothing cached',
    ours: 'until the heading of Home stands, on Fast 4G',
    oursMs: Math.round(sorted[2] as number),
    against: 'the limit',
    againstMs: FIRST_SCREEN_MS,
    direction: 'slower',
    target: 1,
    unit: 'ms',
    figures: { fastest: Math.round(sorted[0] as number), slowest: Math.round(sorted.at(-1) as number) },
  };
}

/** Scripts that the page itself names, packed as they are sent at worst. */
async function javascript(): Promise<Comparison> {
  const root = await buildWeb();
  const page = readFileSync(join(root, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] as string);
  const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(root, name))).length, 0);
  return {
    title: 'JavaScript of the first screen',
    ours: 'gzipped',
    oursMs: Math.round(bytes / 1000),
    against: 'the limit',
    againstMs: 250,
    direction: 'slower',
    target: 1,
    unit: 'KB',
    figures: { files: scripts.length },
  };
}
