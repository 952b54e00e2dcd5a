import { defineConfig } from '@playwright/test';
import { browserLaunch } from './browser.ts';

export default defineConfig({
  testDir: '.',
  outputDir: 'results/traces',
  globalSetup: './global-setup.ts',
  fullyParallel: false,
  workers: 2,
  reporter: 'line',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    locale: 'en-US',
    timezoneId: 'America/Los_Angeles',
    viewport: { width: 1280, height: 800 },
    launchOptions: browserLaunch(),
    trace: 'retain-on-failure',
  },
});
