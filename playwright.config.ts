import { defineConfig } from '@playwright/test';

/**
 * The journeys: `browser` drives the built renderer in Chromium against the real services on a loopback port;
 * `electron` drives the real Electron where one is named (see test/e2e/electron-app.ts).
 */
// oxlint-disable-next-line import/no-default-export -- Playwright reads the default export.
export default defineConfig({
  testDir: 'test',
  outputDir: 'test-results',
  globalSetup: './test/e2e/global-setup.ts',
  fullyParallel: false,
  // Two cores: one browser at a time keeps the journeys steady.
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'browser', testMatch: ['e2e/browser/**/*.spec.ts'] },
    { name: 'electron', testMatch: ['e2e/electron/**/*.spec.ts'] },
  ],
});
