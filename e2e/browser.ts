/** Which Chromium drives the tests: the variable, Playwright's own, then what the machine has. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const OF_THE_MACHINE: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
    'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
  ],
};

export interface BrowserLaunch {
  readonly executablePath?: string;
  readonly args: string[];
}

/** Launch options for Playwright. Fails: in words, when there is no Chromium. */
export function browserLaunch(): BrowserLaunch {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  // Chromium refuses its sandbox to root.
  const args = isRoot ? ['--no-sandbox'] : [];
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined) return { executablePath: chosen, args };
  if (existsSync(chromium.executablePath())) return { args };
  const found = OF_THE_MACHINE[process.platform]?.find((path) => existsSync(path));
  if (found !== undefined) return { executablePath: found, args };
  throw new Error(
    'No Chromium. Debian, Ubuntu: apt-get install -y chromium. Mac, Windows: install Chrome, or npx playwright install chromium. Or set CHROMIUM_PATH.',
  );
}
