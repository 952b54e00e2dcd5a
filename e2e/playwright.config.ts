import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { browserLaunch } from './browser.ts';

export default defineConfig({
  testDir: '.',
  outputDir: 'results/traces',
  globalSetup: './global-setup.ts',
  fullyParallel: false,
  // Each works a database, a server and a browser.
  workers: Math.max(1, Math.floor(availableParallelism() / 2)),
  reporter: 'line',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    locale: 'en-US',
    timezoneId: 'America/Los_Angeles',
    viewport: { width: 1280, height: 800 },
    launchOptions: browserLaunch(),
    trace: 'retain-on-failure',
  },
});
