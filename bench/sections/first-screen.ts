/** The first screen on a slow line with nothing cached, signed in and not, and the JavaScript that it takes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from '@playwright/test';
import { browserLaunch } from '../../e2e/browser.ts';
import { buildWeb } from '../../src/web/build.ts';
import type { Comparison } from '../measure.ts';
import type { Measured } from './server-process.ts';

/** Chrome's profile "Fast 4G": 9 Mbit/s down, 1.5 up, 165 ms more for each round trip. */
const LINE = { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 };
const FIRST_SCREEN_MS = 1500;
const ROUNDS = 5;
const JAVASCRIPT_KB = 250;

export async function firstScreens({ url, clerks }: Measured): Promise<readonly Comparison[]> {
  const browser = await chromium.launch(browserLaunch());
  try {
    const cookies = Array.from({ length: ROUNDS }, (_, round) => clerks[round % clerks.length]?.cookie ?? '');
    return [
      lineOf('first screen of a clerk, nothing cached', await timesOf(browser, `${url}/`, cookies)),
      lineOf('sign-in page, nothing cached', await timesOf(browser, `${url}/sign-in`, Array(ROUNDS).fill(''))),
      await javascript(url, cookies[0] ?? ''),
    ];
  } finally {
    await browser.close();
  }
}

/**
 * Milliseconds until the heading stands, once for each cookie, in order of length; '' is nobody's. By the page's own clock, from the start of
 * the navigation to the first frame with the heading: who waits from outside looks only every half second.
 */
async function timesOf(browser: Browser, address: string, cookies: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const cookie of cookies) {
    const context = await browser.newContext();
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    if (cookie !== '') await context.addCookies([{ name, value, url: address }]);
    const page = await context.newPage();
    await page.addInitScript({ content: NOTE_HEADING });
    const line = await context.newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', LINE);
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    times.push(await page.evaluate(() => performance.getEntriesByName('heading')[0]?.startTime ?? Number.NaN));
    await context.close();
  }
  return times.toSorted((one, other) => one - other);
}

/** Runs in the page. */
const NOTE_HEADING = `
  const look = () => {
    if (document.querySelector('h1')?.checkVisibility() === true) performance.mark('heading');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);`;

function lineOf(title: string, sorted: readonly number[]): Comparison {
  return {
    title,
    ours: 'until the heading stands, on Fast 4G',
    oursMs: Math.round(sorted[Math.floor(sorted.length / 2)] as number),
    against: 'the limit',
    againstMs: FIRST_SCREEN_MS,
    direction: 'slower',
    target: 1,
    unit: 'ms',
    figures: { fastest: Math.round(sorted[0] as number), slowest: Math.round(sorted.at(-1) as number) },
  };
}

/** Scripts that the page of a clerk itself names, packed as they are sent at worst. */
async function javascript(url: string, cookie: string): Promise<Comparison> {
  const root = await buildWeb();
  const page = await (await fetch(url, { headers: { cookie } })).text();
  const scripts = [...page.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] as string);
  const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(root, name))).length, 0);
  return {
    title: 'JavaScript of the first screen',
    ours: 'gzipped',
    oursMs: Math.round(bytes / 1000),
    against: 'the limit',
    againstMs: JAVASCRIPT_KB,
    direction: 'slower',
    target: 1,
    unit: 'KB',
    figures: { files: scripts.length },
  };
}
