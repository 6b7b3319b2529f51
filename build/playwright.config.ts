import { defineConfig } from '@playwright/test';

/**
 * Journeys drive the real app, the real server and the console; the package project drives what
 * `npm run package` made. One at a time: each starts whole programs.
 */
export default defineConfig({
  projects: [
    { name: 'journeys', testDir: '../tests/journeys' },
    { name: 'package', testDir: '../tests/package' },
  ],
  testMatch: '**/*.journey.ts',
  outputDir: '../dist/test-results',
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  reporter: [['list'], ['json', { outputFile: '../dist/test-results.json' }]],
  use: { trace: 'off' },
});
